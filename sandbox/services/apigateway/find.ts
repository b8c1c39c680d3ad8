/** Finding an API: by its id alone for the data plane, in the caller's account and region for the control plane. */
import type { Call, World } from '../../kernel/types'
import { notFound } from './errors'
import { type ApiGatewayState, createApiGatewayState, type Method, type Resource, type RestApi } from './state'

interface Place {
  accountId: string
  region: string
}

/** The invoke URL names neither account nor region, so each world keeps where its APIs are. */
const places = new WeakMap<World, Map<string, Place>>()

export const stateAt = (world: World, { accountId, region }: Place): ApiGatewayState =>
  world.state('apigateway', accountId, region, createApiGatewayState)

export const stateOf = ({ world, accountId, region }: Call): ApiGatewayState => stateAt(world, { accountId, region })

export const restApisAt = (world: World, accountId: string, region: string): RestApi[] => [
  ...stateAt(world, { accountId, region }).restApis.values(),
]

export function findRestApi(world: World, restApiId: string): (Place & { api: RestApi }) | undefined {
  const place = places.get(world)?.get(restApiId)
  const api = place && stateAt(world, place).restApis.get(restApiId)
  return place && api ? { api, ...place } : undefined
}

export function keepRestApi(call: Call, api: RestApi): void {
  const known = places.get(call.world) ?? new Map<string, Place>()
  places.set(call.world, known.set(api.id, { accountId: call.accountId, region: call.region }))
  stateOf(call).restApis.set(api.id, api)
}

export function dropRestApi(call: Call, restApiId: string): void {
  places.get(call.world)?.delete(restApiId)
  stateOf(call).restApis.delete(restApiId)
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
