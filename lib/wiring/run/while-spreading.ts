/** Waits for a change that spreads: a new role takes seconds, at times minutes. Only known refusals are repeated. */
import { propagationOf } from '../../errors/propagation'
import type { RetryRule } from './progress'

export const whileSpreading: RetryRule = (error, attempt) => {
  const found = error instanceof Error ? propagationOf(error) : undefined
  if (!found || attempt >= (found.mostTries ?? Number.POSITIVE_INFINITY)) return undefined
  return { waitMs: Math.min(1_000 * attempt, 5_000), detail: `${found.detail} (attempt ${attempt})` }
}
