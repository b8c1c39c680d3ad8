/**
 * A stage's cache: answers of GET methods for which it is on, known again by the integration's cache key. Refusals of what
 * stands behind are kept as any answer; whether the gateway's own are is documented nowhere, and here they are not.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 * https://stackoverflow.com/questions/45883323/prevent-caching-of-non-200-responses-in-aws-api-gateway
 */
import type { World } from '../kernel/types'
import { isCacheReady, kept, settingOf } from '../services/apigateway/stages'
import type { Stage } from '../services/apigateway/state'
import { headerOf } from './media-types'
import { grouped, readQuery } from './query'
import type { GatewayRequest, InvokeUrlResponse, Route } from './types'

export async function throughCache(
  world: World,
  stage: Stage,
  route: Route,
  request: GatewayRequest,
  respond: () => Promise<InvokeUrlResponse>,
): Promise<InvokeUrlResponse> {
  const setting = settingOf(stage, route.resource.path, route.method.httpMethod)
  if (route.method.httpMethod !== 'GET' || !setting?.cachingEnabled || !isCacheReady(stage, world)) return respond()
  const held = kept.get(stage) ?? new Map()
  kept.set(stage, held)
  const key = keyOf(route, request)
  const found = held.get(key)
  if (found && !world.clock.hasPassed(found.at, setting.cacheTtlInSeconds * 1000))
    return found.response as InvokeUrlResponse
  const response = await respond()
  const own = response.headers.some(([name]) => name.toLowerCase() === 'x-amzn-errortype')
  if (!own) held.set(key, { at: world.clock.now(), response })
  return response
}

function keyOf({ resource, method }: Route, request: GatewayRequest): string {
  const query = grouped(readQuery(request.rawQuery)).single ?? {}
  const values = (method.methodIntegration?.cacheKeyParameters ?? []).map((parameter) => {
    const [, place, name = ''] = parameter.match(/^method\.request\.(\w+)\.(.+)$/) ?? []
    return place === 'header' ? headerOf(request.headers, name) : query[name]
  })
  return JSON.stringify([resource.id, ...values])
}
