/**
 * What stage variables can be called and say.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
 * The words are of https://github.com/serverless/serverless/issues/6133 (names) and
 * https://github.com/sirceljm/aws-lambda-blog/issues/10 (values).
 */
import { badRequest } from './errors'

export function checkStageVariables(variables: Record<string, string> | undefined): Record<string, string> | undefined {
  for (const [name, value] of Object.entries(variables ?? {})) {
    if (!/^\w+$/.test(name))
      throw badRequest(`Invalid stage variable name: ${name}.  Please use names with only word characters.`)
    if (!/^[A-Za-z0-9-._~:/?#&=, ]+$/.test(value))
      throw badRequest(
        `Invalid stage variable value: ${value}.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.`,
      )
  }
  return variables
}
