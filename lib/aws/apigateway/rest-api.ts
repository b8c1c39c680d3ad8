/** REST APIs: made empty with their tags, filled by one overwrite. */
import {
  type APIGatewayClient,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetModelsCommand,
  GetRestApiCommand,
  PutRestApiCommand,
  paginateGetRestApis,
  type RestApi,
  UpdateModelCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import { orAbsent, removedNow } from '../absent'
import type { ObservedApi } from '../types'
import { putWords } from './rest-api-policy'

/**
 * Every REST API of the account and region, tags included, 500 a page: the authority on what is tagged, as the tagging
 * service also lists what was. https://docs.aws.amazon.com/apigateway/latest/api/API_GetRestApis.html
 */
export async function listRestApis(client: APIGatewayClient): Promise<ObservedApi[]> {
  const apis: ObservedApi[] = []
  for await (const page of paginateGetRestApis({ client, pageSize: 500 }, {})) {
    apis.push(...(page.items ?? []).map(reshape))
  }
  return apis
}

/** Reads one API with its tags. Undefined if it is gone. */
export async function observeRestApi(client: APIGatewayClient, restApiId: string): Promise<ObservedApi | undefined> {
  const response = await orAbsent(client.send(new GetRestApiCommand({ restApiId })))
  return response && reshape(response)
}

function reshape(api: RestApi): ObservedApi {
  return {
    id: api.id ?? '',
    name: api.name ?? '',
    description: api.description ?? '',
    createdAt: api.createdDate?.getTime() ?? 0,
    tags: api.tags ?? {},
    binaryMediaTypes: api.binaryMediaTypes ?? [],
    apiKeySource: api.apiKeySource ?? 'HEADER',
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint ?? false,
    endpointType: (api.endpointConfiguration?.types ?? []).join(' '),
    policy: putWords(api.policy, api.id ?? ''),
    status: api.apiStatus ?? 'AVAILABLE',
  }
}

/** The oldest first, then the smallest id: the one that stays where an endpoint has two. */
export const oldestFirst = (a: ObservedApi, b: ObservedApi): number =>
  a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)

/** No idempotency token, and names repeat: a second call makes a second API. */
export async function createRestApi(
  client: APIGatewayClient,
  api: { name: string; description: string },
  tags: Record<string, string>,
): Promise<ObservedApi> {
  return reshape(
    await client.send(new CreateRestApiCommand({ ...api, endpointConfiguration: { types: ['REGIONAL'] }, tags })),
  )
}

/**
 * Replaces everything below an API with an OpenAPI document; its id and tags stay, and callers see it after a deployment.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutRestApi.html
 */
export async function overwriteRestApi(client: APIGatewayClient, restApiId: string, openApi: object): Promise<void> {
  await client.send(
    new PutRestApiCommand({
      restApiId,
      mode: 'overwrite',
      body: new TextEncoder().encode(JSON.stringify(openApi)),
    }),
  )
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateModel.html */
export async function updateModelSchema(
  client: APIGatewayClient,
  restApiId: string,
  { name, schema }: { name: string; schema: object },
): Promise<void> {
  const patchOperations = [{ op: 'replace' as const, path: '/schema', value: JSON.stringify(schema) }]
  await client.send(new UpdateModelCommand({ restApiId, modelName: name, patchOperations }))
}

/** JSON; undefined if the API has no such model. */
export async function readModelSchema(
  client: APIGatewayClient,
  restApiId: string,
  name: string,
): Promise<string | undefined> {
  const { items = [] } = await client.send(new GetModelsCommand({ restApiId, limit: 500 }))
  return items.find((model) => model.name === name)?.schema
}

/** @param policy undefined: none */
export async function putResourcePolicy(client: APIGatewayClient, restApiId: string, policy?: object): Promise<void> {
  const value = policy ? JSON.stringify(policy) : ''
  const patchOperations = [{ op: 'replace' as const, path: '/policy', value }]
  await client.send(new UpdateRestApiCommand({ restApiId, patchOperations }))
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-api-migration.html */
export async function makeRegional(client: APIGatewayClient, restApiId: string, from: string): Promise<void> {
  const path = `/endpointConfiguration/types/${from}`
  const patchOperations = [{ op: 'replace' as const, path, value: 'REGIONAL' }]
  await client.send(new UpdateRestApiCommand({ restApiId, patchOperations }))
}

/** One per 30 s and account. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export async function removeRestApi(client: APIGatewayClient, restApiId: string): Promise<boolean> {
  return removedNow(client.send(new DeleteRestApiCommand({ restApiId })))
}
