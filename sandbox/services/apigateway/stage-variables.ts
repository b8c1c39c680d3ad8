/**
 * What stage variables can be called and say.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
 * The words are of https://github.com/serverless/serverless/issues/6133 (names) and
 * https://github.com/sirceljm/aws-lambda-blog/issues/10 (values).
 */
import { badRequest } from './errors'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html, whose words are not documented */
const most = { variables: 100, name: 64, value: 512 }

export function checkStageVariables(variables: Record<string, string> | undefined): Record<string, string> | undefined {
  const all = Object.entries(variables ?? {})
  if (all.length > most.variables) throw badRequest(`A stage can have at most ${most.variables} stage variables`)
  for (const [name, value] of all) {
    if (name.length > most.name) throw badRequest(`Stage variable names can have at most ${most.name} characters`)
    if (value.length > most.value) throw badRequest(`Stage variable values can have at most ${most.value} characters`)
    if (!/^\w+$/.test(name))
      throw badRequest(`Invalid stage variable name: ${name}.  Please use names with only word characters.`)
    if (!/^[A-Za-z0-9-._~:/?#&=, ]+$/.test(value))
      throw badRequest(
        `Invalid stage variable value: ${value}.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.`,
      )
  }
  return variables
}
