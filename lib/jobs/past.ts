/** Deploys and removals that were, and those that are under way: who did which, when, and what became of it. Pure. */
import type { JobOutcomeName } from '../measures'

/** `handed-over` occurs without a database alone, and so without this list. */
export type PastOutcome = 'waiting' | 'running' | Exclude<JobOutcomeName, 'handed-over'>

export interface PastJob {
  id: string
  kind: 'deploy' | 'remove'
  endpointName: string
  /** Their e-mail address; undefined of a job that was started before addresses were kept. */
  person?: string
  outcome: PastOutcome
  /** The code of a failure. */
  failureCode?: string
  /** ISO. */
  startedAt: string
  /** How long it ran, ms; undefined if it has not ended, or never began. */
  durationMs?: number
  /** Its steps can still be shown. */
  isReplayable: boolean
}

export interface PastJobs {
  /** The newest first. */
  jobs: PastJob[]
  /** Everybody who started one, whatever is filtered. */
  people: string[]
  /** There are earlier ones than these. */
  hasMore: boolean
}

export interface PastQuery {
  /** All of the region unless given. */
  endpointName?: string
  person?: string
  kind?: PastJob['kind']
  outcome?: PastOutcome
  /** The id of a job: those after it in the list alone. */
  before?: string
}

export const mostPast = 100

export const kinds = ['deploy', 'remove'] as const
export const outcomes = [
  'waiting',
  'running',
  'done',
  'failed',
  'stopped',
  'left-behind',
] as const satisfies PastOutcome[]

/** The members of an address's query that filter. */
export type PastParams = Partial<Record<'person' | 'kind' | 'outcome' | 'before', string | string[]>>

const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Reads what the address filters by; a value that is none filters nothing. */
export function pastQueryOf({ person, kind, outcome, before }: PastParams): PastQuery {
  return {
    person: typeof person === 'string' && person !== '' ? person.slice(0, 320) : undefined,
    kind: kinds.find((one) => one === kind),
    outcome: outcomes.find((one) => one === outcome),
    before: typeof before === 'string' && isId.test(before) ? before : undefined,
  }
}
