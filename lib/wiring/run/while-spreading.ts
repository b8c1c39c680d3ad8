/** Waits for a change that spreads: a new role takes seconds, at times minutes. Only known refusals are repeated. */
import { propagationOf } from '../../errors/propagation'
import type { RetryRule } from './progress'

/** Nearly every role is known within these. One refused call a second is far below any limit of AWS. */
const steadyTries = 20

const growing = (attempt: number): number => Math.min(1_000 * attempt, 5_000)

export const whileSpreading: RetryRule = (error, attempt) => {
  const found = error instanceof Error ? propagationOf(error) : undefined
  if (!found || attempt >= (found.mostTries ?? Number.POSITIVE_INFINITY)) return undefined
  return {
    waitMs: found.mostTries || attempt > steadyTries ? growing(attempt) : 1_000,
    detail: `${found.detail} (attempt ${attempt})`,
  }
}
