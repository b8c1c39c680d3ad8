/**
 * Token buckets of a stage: steady rate and burst for each method, from the method's own setting, else the stage's for
 * all. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
import type { World } from '../kernel/types'
import type { Stage } from '../services/apigateway/state'
import type { Route } from './types'

/** The account's own: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const account = { rate: 10_000, burst: 5_000 }

/** False where the bucket is empty. */
export function passes(world: World, route: Route, stage: Stage): boolean {
  const path = route.resource.path.replace(/^\//, '')
  const key = `${path}/${route.method.httpMethod}`
  const own = stage.methodSettings[key]
  const all = stage.methodSettings['*/*']
  const set = (value: number | undefined) => (value !== undefined && value >= 0 ? value : undefined)
  const rate = set(own?.throttlingRateLimit) ?? set(all?.throttlingRateLimit) ?? account.rate
  const burst = set(own?.throttlingBurstLimit) ?? set(all?.throttlingBurstLimit) ?? account.burst
  if (rate === 0 || burst === 0) return false
  try {
    world.takeToken(
      `execute-api/${route.restApiId}/${route.stage}/${key}/${rate}/${burst}`,
      rate,
      burst,
      () => new Empty(),
    )
    return true
  } catch (error) {
    if (error instanceof Empty) return false
    throw error
  }
}

class Empty extends Error {}
