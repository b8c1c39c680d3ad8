/** Finding an API: by its id alone for the data plane, in the caller's account and region for the control plane. */
import type { Call, World } from '../../kernel/types'
import { notFound } from './errors'
import { type ApiGatewayState, createApiGatewayState, type Method, type Resource, type RestApi } from './state'

interface Place {
  accountId: string
  region: string
}

export const stateAt = (world: World, { accountId, region }: Place): ApiGatewayState =>
  world.state('apigateway', accountId, region, createApiGatewayState)

export const stateOf = ({ world, accountId, region }: Call): ApiGatewayState => stateAt(world, { accountId, region })

export const restApisAt = (world: World, accountId: string, region: string): RestApi[] => [
  ...stateAt(world, { accountId, region }).restApis.values(),
]

/** Looks in every account and region, because an invoke URL names neither. */
export function findRestApi(world: World, restApiId: string): (Place & { api: RestApi }) | undefined {
  for (const { accountId, region, state } of world.statesOf<ApiGatewayState>('apigateway')) {
    const api = state.restApis.get(restApiId)
    if (api) return { api, accountId, region }
  }
  return undefined
}

/** Ids are lower case, and another case is another id. */
export function restApiOf(restApiId: string, call: Call): RestApi {
  const api = stateOf(call).restApis.get(restApiId)
  if (!api) throw notFound(`Invalid API identifier specified ${call.accountId}:${restApiId}`)
  return api
}

interface ResourceInput {
  restapi_id: string
  resource_id: string
}

/** An unknown API is answered like an unknown resource, as AWS does for what lies beneath a resource. */
export function resourceOf(input: ResourceInput, call: Call): { api: RestApi; resource: Resource } {
  const api = stateOf(call).restApis.get(input.restapi_id)
  const resource = api?.resources.get(input.resource_id)
  if (!api || !resource) throw notFound('Invalid Resource identifier specified')
  return { api, resource }
}

export function methodOf(
  input: ResourceInput & { http_method: string },
  call: Call,
): { api: RestApi; resource: Resource; method: Method } {
  const { api, resource } = resourceOf(input, call)
  const method = resource.resourceMethods[input.http_method]
  if (!method) throw notFound('Invalid Method identifier specified')
  return { api, resource, method }
}

/** The method that serves a verb: its own, or the resource's ANY. */
/** What ANY stands for: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html */
const anyMethods = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])

export const methodFor = (resource: Resource, httpMethod: string): Method | undefined =>
  resource.resourceMethods[httpMethod] ?? (anyMethods.has(httpMethod) ? resource.resourceMethods.ANY : undefined)
