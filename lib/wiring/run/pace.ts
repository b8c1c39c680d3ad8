/**
 * DeleteRestApi is allowed once per 30 s to the whole account, and that limit cannot be raised, so this process queues
 * its own and says when. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
import { processWide } from '../../process-wide'
import type { WiringTarget } from '../../spec/spec'
import type { Clock } from './clock'
import type { RetryRule } from './progress'

const intervalMs = 30_000

export interface Pace {
  /** Takes the next free moment and answers how long it is until then, in ms. */
  reserve(now: number): number
  /** The same for one whose moment another process of the account took: behind those of ours, and never sooner than 30 s. */
  reserveAgain(now: number): number
}

/** Makes a pace: each reservation is 30 s or more after the one before, and says how many ms to wait. */
export function createPace(): Pace {
  let nextAt = 0
  const take = (at: number, now: number) => {
    nextAt = at + intervalMs
    return at - now
  }
  return {
    reserve: (now) => take(Math.max(now, nextAt), now),
    reserveAgain: (now) => take(Math.max(now + intervalMs, nextAt), now),
  }
}

const removalPaces = processWide('removal-paces', () => new Map<string, Pace>())

/** Gives the pace of one account and region, which all removals of this process share. */
export function removalPace({ accountId, region }: WiringTarget): Pace {
  const key = `${accountId}/${region}`
  const pace = removalPaces.get(key) ?? createPace()
  removalPaces.set(key, pace)
  return pace
}

/** More refusals than this are another tool that removes all the time: then the wait counts as any other. */
const mostTurns = 10

/** Waits for a moment of its own, so that two that were refused do not come again at once. */
export const whenRemovalsAreThrottled =
  ({ target, clock }: { target: WiringTarget; clock: Clock }): RetryRule =>
  (error, attempt) =>
    error instanceof Error && error.name === 'TooManyRequestsException' && attempt <= mostTurns
      ? {
          isTurn: true,
          waitMs: removalPace(target).reserveAgain(clock.now()),
          detail: `API Gateway removes one API per 30 s and account (attempt ${attempt})`,
        }
      : undefined
