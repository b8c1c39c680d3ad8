/** Questions about what AWS says of a thing after Portico wrote it: a form that it does not know would be a difference for ever. */
import {
  CreateUsagePlanCommand,
  type GatewayResponse,
  GetGatewayResponsesCommand,
  GetModelsCommand,
  type Model,
} from '@aws-sdk/client-api-gateway'
import { putGatewayResponse } from '../../lib/aws/apigateway/import-parts'
import { updateModelSchema } from '../../lib/aws/apigateway/rest-api'
import { gatewayResponseFields } from '../../lib/aws/apigateway/rest-api-fields'
import { schemaFields } from '../../lib/aws/apigateway/schema-fields'
import { createDeployment } from '../../lib/aws/apigateway/stage'
import { listUsagePlans, updateUsagePlan } from '../../lib/aws/apigateway/usage-plan'
import type { PlanFacts } from '../../lib/aws/types'
import { endpointTag, managedTag } from '../../lib/spec/names'
import { gatewayResponsesOf } from '../../lib/wiring/openapi/cors'
import { apiFieldsOf } from '../../lib/wiring/openapi/fields'
import type { ApiModel } from '../../lib/wiring/openapi/model'
import { definitionsOf, modelsOf, namesIn, type Place, path, stageName } from './place'
import type { Finding, Question } from './question'

type Fields = Record<string, string>

/** Names of fields that are not the same on both sides. */
const differing = (wanted: Fields, read: Fields): string[] =>
  [...new Set([...Object.keys(wanted), ...Object.keys(read)])].filter((field) => wanted[field] !== read[field])

/** @param wanted the fields of the API that the product expects */
export function gatewayResponseFinding(wanted: Fields, items: GatewayResponse[]): Finding {
  const own = items.filter(({ defaultResponse }) => !defaultResponse)
  const ofResponses = Object.entries(wanted).filter(([field]) =>
    /^(DEFAULT_4XX|DEFAULT_5XX|BAD_REQUEST_BODY) /.test(field),
  )
  const other = differing(Object.fromEntries(ofResponses), Object.assign({}, ...own.map(gatewayResponseFields)))
  const reported = own.map(
    ({ responseType, statusCode, responseTemplates }) =>
      `${responseType}: statusCode ${statusCode ?? 'absent'}, responseTemplates ${JSON.stringify(responseTemplates ?? 'absent')}`,
  )
  return {
    response: `${reported.join('; ') || 'None of its own'}${other.length > 0 ? `. Not as it was written: ${other.join(', ')}` : ''}`,
    covered: other.length === 0,
  }
}

export function schemaFinding(models: ApiModel[], items: Model[]): Finding {
  const found = models.map(({ name, schema }) => {
    const written = JSON.stringify(schema)
    const read = items.find((one) => one.name === name)?.schema
    const other =
      read === undefined
        ? [`model ${name}`]
        : differing(schemaFields({ name, schema: written }), schemaFields({ name, schema: read }))
    return { read, other, same: read === written }
  })
  const other = found.flatMap((one) => one.other)
  if (other.length > 0)
    return {
      response: `Not as it was written: ${other.join(', ')}. Read back: ${found.map(({ read }) => read ?? 'absent').join(' and ')}`,
      covered: false,
    }
  return {
    response: `With every rule, ${found.every(({ same }) => same) ? 'letter by letter' : 'in another form'}`,
    covered: true,
  }
}

/** @param plan absent: it is not in the list */
export function methodLimitsFinding(plan: PlanFacts | undefined): Finding {
  if (!plan) return { response: 'The usage plan is not in the list', covered: false }
  const { methodLimits, stages } = plan
  if (methodLimits.length > 0)
    return { response: `No: there are still ${methodLimits.map(({ method }) => method).join(', ')}`, covered: false }
  return stages.length > 0
    ? { response: 'Yes, and the stage stays in the plan', covered: true }
    : { response: 'Yes, and the stage has left the plan', covered: false }
}

async function checkResponses(place: Place, restApiId: string): Promise<Finding> {
  const { items = [] } = await place.clients.apiGateway.send(new GetGatewayResponsesCommand({ restApiId, limit: 500 }))
  return gatewayResponseFinding(apiFieldsOf(definitionsOf(place).plain), items)
}

export const readBackQuestions: Question[] = [
  {
    text: 'Which status and body has a gateway response that was imported with headers alone?',
    call: 'GetGatewayResponses',
    check: (place, { restApiId }) => checkResponses(place, restApiId),
  },
  {
    text: 'Which status and body has a gateway response that was put with headers alone?',
    call: 'PutGatewayResponse',
    async check(place, { restApiId }) {
      for (const response of gatewayResponsesOf(definitionsOf(place).plain))
        await putGatewayResponse(place.clients.apiGateway, restApiId, response)
      return checkResponses(place, restApiId)
    },
  },
  {
    text: 'In which form is the schema of a model read back?',
    call: 'UpdateModel',
    async check(place, { restApiId }) {
      const client = place.clients.apiGateway
      const models = modelsOf(place)
      for (const model of models) await updateModelSchema(client, restApiId, model)
      const { items = [] } = await client.send(new GetModelsCommand({ restApiId, limit: 500 }))
      return schemaFinding(models, items)
    },
  },
  {
    text: 'Does removing the throttle of a stage from a usage plan remove the limits of its methods, and nothing else?',
    call: 'UpdateUsagePlan',
    // https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateUsagePlan-Patch
    async check(place, { restApiId }) {
      const { clients, endpointName } = place
      const { functionName: name } = namesIn(place)
      const description = 'A check of AWS, made by Portico: it is removed at the end'
      await createDeployment(clients.once.apiGateway, restApiId, { description, stageName })
      const limit = { rateLimit: 1, burstLimit: 1 }
      const { id = '' } = await clients.once.apiGateway.send(
        new CreateUsagePlanCommand({
          name,
          description,
          apiStages: [{ apiId: restApiId, stage: stageName, throttle: { [`${path}/OPTIONS`]: limit } }],
          throttle: limit,
          tags: { [managedTag]: 'true', [endpointTag]: endpointName },
        }),
      )
      await updateUsagePlan(clients.apiGateway, id, { withoutMethodLimits: [`${restApiId}:${stageName}`] })
      return methodLimitsFinding((await listUsagePlans(clients.apiGateway)).find((plan) => plan.id === id))
    },
  },
]
