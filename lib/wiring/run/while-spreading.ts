/** Waits for a new role: it takes seconds, at times minutes, to reach every service. Only known refusals are repeated. */
import { propagationOf } from '../../errors/propagation'
import type { RetryRule } from './progress'

export const whileSpreading: RetryRule = (error, attempt) => {
  const found = error instanceof Error ? propagationOf(error) : undefined
  return found && { waitMs: Math.min(1_000 * attempt, 5_000), detail: `${found.detail} (attempt ${attempt})` }
}
