/**
 * DeleteRestApi is allowed once per 30 s to the whole account, and that limit cannot be raised, so this process queues
 * its own and says when. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
import type { RetryRule } from './progress'
import type { WiringTarget } from './spec'

const intervalMs = 30_000

/** For those that another process of the account was quicker with. */
export const whenRemovalsAreThrottled: RetryRule = (error, attempt) =>
  error instanceof Error && error.name === 'TooManyRequestsException'
    ? { waitMs: intervalMs, detail: `API Gateway removes one API per 30 s and account (attempt ${attempt})` }
    : undefined

export interface Pace {
  /** Takes the next free moment and answers how long it is until then, in ms. */
  reserve(now: number): number
}

export function createPace(): Pace {
  let nextAt = 0
  return {
    reserve(now) {
      const at = Math.max(now, nextAt)
      nextAt = at + intervalMs
      return at - now
    },
  }
}

/** On `globalThis`, as an action and a route handler get different instances of a module. */
const shared = globalThis as typeof globalThis & { porticoRemovalPaces?: Map<string, Pace> }

export function removalPace({ accountId, region }: WiringTarget): Pace {
  shared.porticoRemovalPaces ??= new Map()
  const key = `${accountId}/${region}`
  const pace = shared.porticoRemovalPaces.get(key) ?? createPace()
  shared.porticoRemovalPaces.set(key, pace)
  return pace
}
