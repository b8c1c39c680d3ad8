/**
 * Token buckets of a stage: steady rate and burst for each method, from the method's own setting, else the stage's for
 * all. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
import type { World } from '../kernel/types'
import { accountThrottle } from '../services/apigateway/account'
import { settingOf } from '../services/apigateway/stages'
import type { Stage } from '../services/apigateway/state'
import { hasToken } from './token'
import type { Route } from './types'

/** False where the bucket is empty. */
export function passes(world: World, route: Route, stage: Stage): boolean {
  const key = `${route.resource.path.replace(/^\//, '')}/${route.method.httpMethod}`
  const chosen = settingOf(stage, route.resource.path, route.method.httpMethod)
  const set = (value: number | undefined) => (value !== undefined && value >= 0 ? value : undefined)
  const rate = set(chosen?.throttlingRateLimit) ?? accountThrottle.rateLimit
  const burst = set(chosen?.throttlingBurstLimit) ?? accountThrottle.burstLimit
  return hasToken(world, `execute-api/${route.restApiId}/${route.stage}/${key}`, rate, burst)
}
