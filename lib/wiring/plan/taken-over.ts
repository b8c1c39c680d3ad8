/** What somebody changed by hand, taken over as the new spec. Pure. */

import { needsQuota } from '../../spec/budgets'
import { isStreaming, type Route } from '../../spec/route'
import { onlyRoute, type WiringSpec, wiringSpecSchema } from '../../spec/spec'
import type { Observed } from '../state/observed'

/**
 * The spec with the throttle, name, retention, memory and deadline that are in place: choices that a person can
 * have made on purpose. Access, code and integration are no choices of the console's users, and are only ever fixed.
 * Undefined where nothing of it differs, or what is in place is no valid spec.
 */
export function takenOver(spec: WiringSpec, observed: Observed): WiringSpec | undefined {
  const stage = observed.api?.stages.find((one) => one.name === spec.stage)
  const route = onlyRoute(spec)
  const live = observed.alias?.live?.settings
  const [plan] = observed.usagePlans
  const access =
    spec.access.kind === 'key' && plan
      ? {
          ...spec.access,
          rateLimit: plan.rateLimit ?? spec.access.rateLimit,
          burstLimit: plan.burstLimit ?? spec.access.burstLimit,
          quotaPerDay: plan.quota?.period === 'DAY' ? plan.quota.limit : undefined,
        }
      : spec.access
  const candidate = {
    ...spec,
    apiName: observed.api?.name ?? spec.apiName,
    throttle: {
      rateLimit: stage?.rateLimit ?? spec.throttle.rateLimit,
      burstLimit: stage?.burstLimit ?? spec.throttle.burstLimit,
    },
    access,
    logRetentionDays: observed.logGroup?.retentionDays ?? spec.logRetentionDays,
    routes: [
      {
        ...route,
        memoryMb: live?.memoryMb ?? route.memoryMb,
        timeoutSeconds: secondsInPlace(route, isStreaming(route, spec), live?.timeoutSeconds),
      },
    ],
  }
  const parsed = wiringSpecSchema.safeParse(candidate)
  if (!parsed.success || JSON.stringify(parsed.data) === JSON.stringify(wiringSpecSchema.parse(spec))) return undefined
  return parsed.data
}

/** Beyond what the gateway waits it would need another quota, which nobody chose. */
function secondsInPlace({ timeoutSeconds }: Route, streaming: boolean, seconds = timeoutSeconds): number {
  return needsQuota({ timeoutSeconds: seconds, streaming }) ? timeoutSeconds : seconds
}
