/**
 * A method that wants a key: the key must be enabled, active by now, and in a plan of this stage; the plan's rate and
 * quota count for each key of it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
import type { World } from '../kernel/types'
import { stateAt } from '../services/apigateway/find'
import {
  type ApiKey,
  dayOf,
  type Throttle,
  type UsagePlan,
  usedInPeriod,
} from '../services/apigateway/keys/usage-state'
import { errors, type GatewayError } from './gateway-errors'
import { headerOf } from './media-types'
import { hasToken } from './token'
import type { GatewayRequest, Route } from './types'

/** For how long a key that was put in a plan is refused still, in ms before the time scale. AWS names no time. */
const activationMs = 8_000

interface Holder {
  key: ApiKey
  plan: UsagePlan
}

function holderOf(world: World, route: Route, value: string | undefined): Holder | undefined {
  const { apiKeys, usagePlans } = stateAt(world, route)
  const key = value === undefined ? undefined : [...apiKeys.values()].find((one) => one.value === value)
  if (!key?.enabled) return undefined
  const plan = [...usagePlans.values()].find((one) => {
    const since = one.keys.get(key.id)
    const ofStage = one.apiStages.some(({ apiId, stage }) => apiId === route.restApiId && stage === route.stage)
    return ofStage && since !== undefined && world.clock.hasPassed(since, activationMs)
  })
  return plan && { key, plan }
}

/** The key of the request, or why it is refused. A request that is allowed is counted. */
export function admitKey(world: World, route: Route, request: GatewayRequest): { key: ApiKey } | GatewayError {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
  const isHeader = route.definition.apiKeySource === 'HEADER'
  const value = isHeader ? headerOf(request.headers, 'x-api-key') : route.caller?.usageIdentifierKey
  const holder = holderOf(world, route, value)
  if (!holder) return errors.invalidKey
  const { key, plan } = holder
  if (!withinRate(world, plan, key, methodLimitOf(plan, route))) return errors.throttled
  const now = Date.now()
  if (plan.quota && usedInPeriod(plan, key.id, now) >= plan.quota.limit) return errors.quotaExceeded
  const days = plan.usage.get(key.id) ?? new Map<string, number>()
  plan.usage.set(key.id, days.set(dayOf(now), (days.get(dayOf(now)) ?? 0) + 1))
  return { key }
}

/** Takes the place of the plan's own limit for calls of this method. */
function methodLimitOf(
  { apiStages }: UsagePlan,
  { restApiId, stage, resource, method }: Route,
): MethodLimit | undefined {
  const limits = apiStages.find((one) => one.apiId === restApiId && one.stage === stage)?.throttle
  const name = `${resource.path}/${method.httpMethod}`
  return limits?.[name] && { ...limits[name], name }
}

type MethodLimit = Throttle & { name: string }

function withinRate(world: World, plan: UsagePlan, key: ApiKey, ofMethod: MethodLimit | undefined): boolean {
  const { rateLimit, burstLimit } = ofMethod ?? plan.throttle ?? {}
  if (rateLimit === undefined && burstLimit === undefined) return true
  const burst = burstLimit ?? Math.max(1, Math.ceil(rateLimit ?? 1))
  const rate = rateLimit ?? burst
  return hasToken(world, `usage/${plan.id}/${key.id}/${ofMethod?.name ?? ''}`, rate, burst)
}
