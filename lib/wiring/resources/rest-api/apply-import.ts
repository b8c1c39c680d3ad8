/**
 * Some AWS-compatible endpoints leave request validators and gateway responses out of an import (moto does). They are made
 * by their own calls then; what the endpoint has no operation for is left out and named. AWS imports both; there this makes
 * again what somebody took away while the deploy read it back.
 */
import {
  createValidator,
  listValidatorIds,
  putGatewayResponse,
  setValidator,
} from '../../../aws/apigateway/import-parts'
import type { ApiFields } from '../../../aws/types'
import { gatewayResponsesOf } from '../../openapi/cors'
import { operationsOf, validatorsOf } from '../../openapi/request'
import type { StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'
import type { Desired } from '../../state/desired'
import type { FieldChange } from '../../state/plan'

interface Read extends ApiFields {
  differing: FieldChange[]
}

/** @returns the fields that this endpoint cannot have */
export async function completeImport(
  run: Run,
  desired: Desired,
  step: StepHandle,
  restApiId: string,
  read: Read,
): Promise<string[]> {
  const lacking = [
    ...(await completeValidators(run, desired, step, restApiId, read)),
    ...(await completeResponses(run, desired, step, restApiId, read)),
  ]
  if (lacking.length > 0) step.say(`This endpoint keeps no ${lacking.join(', ')}: left out`)
  return lacking
}

async function completeValidators(run: Run, desired: Desired, step: StepHandle, restApiId: string, read: Read) {
  const { definition } = desired.api
  const { apiGateway } = run.context.clients
  const methods = operationsOf(definition.request).map(({ verb, validator }) => ({
    verb,
    validator,
    field: `${definition.path} ${verb} requestValidator`,
  }))
  const fields = ['requestValidators', ...methods.map(({ field }) => field)].filter((field) => isDropped(read, field))
  if (fields.length === 0) return []
  const ids = await listValidatorIds(apiGateway, restApiId)
  for (const [name, checks] of Object.entries(validatorsOf(definition.request))) {
    ids[name] ??= (await step.write(() => createValidator(apiGateway, restApiId, { name, ...checks }))) ?? ''
    if (!ids[name]) return fields
  }
  const resourceId = read.resourceIds[definition.path] ?? ''
  const left: string[] = []
  for (const { verb, validator, field } of methods) {
    if (!isDropped(read, field)) continue
    const method = { restApiId, resourceId, httpMethod: verb }
    if (!(await step.write(() => setValidator(apiGateway, method, ids[validator] ?? '')))) left.push(field)
  }
  return left
}

async function completeResponses(run: Run, desired: Desired, step: StepHandle, restApiId: string, read: Read) {
  const left: string[] = []
  for (const response of gatewayResponsesOf(desired.api.definition)) {
    const { type, headers, body } = response
    const fields = [
      ...Object.keys(headers).map((name) => `${type} header ${name.toLowerCase()}`),
      ...(body ? [`${type} body application/json`] : []),
      ...(body?.statusCode ? [`${type} statusCode`] : []),
    ]
    if (!fields.some((field) => isDropped(read, field))) continue
    const put = () => putGatewayResponse(run.context.clients.apiGateway, restApiId, response)
    if (!(await step.write(put))) left.push(...fields)
  }
  return left
}

const isDropped = ({ differing }: Read, field: string): boolean =>
  differing.some((one) => one.field === field && one.from === undefined && one.to !== undefined)
