/** The keys of one public API as its page shows them: never with a value. */
import type { PlanLimits } from '../aws/types'

export interface CallerKey {
  id: string
  name: string
  enabled: boolean
  /** ISO. */
  createdAt: string
  createdBy?: string
  /** Requests of today, UTC; absent where usage could not be read. */
  usedToday?: number
  /** A newer key has its name: its callers are to move. */
  isReplaced: boolean
}

export interface KeyList {
  /** The newest first. */
  keys: CallerKey[]
  /** The playground's own, which people do not manage. */
  playground?: { usedToday?: number }
  /** The limits of each key; absent if somebody deleted the usage plan. */
  limits?: Partial<PlanLimits>
  /** Why usage is not shown. */
  usageProblem?: string
}

/** What is shown once. */
export interface NewKey {
  id: string
  name: string
  value: string
}
