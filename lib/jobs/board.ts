/** What pages and actions need of jobs, wherever they are kept: in the memory of this process, or in the store. */
import type { Failure, Result } from '../result'
import type { Person } from '../roles'
import type { WiringSpec } from '../spec/spec'
import { initialSteps } from '../wiring/plan/steps'
import type { Emit } from '../wiring/run/progress'
import type { JobEvent, JobOutcome, JobStep, JobSummary } from '../wiring/state/plan'
import type { PastJobs, PastQuery } from './past'

export interface JobKey {
  accountId: string
  region: string
  endpointName: string
}

export type JobKind = 'deploy' | 'remove'

/** What a job does, as plain data: any process can run it, also one that did not take the click. */
export interface JobOrder {
  key: JobKey
  kind: JobKind
  /** Who started it. It runs under the role that the account gives this person; no credential is kept. */
  person: Person
  /** The spec of a deploy. Any tab can run it again, and another spec does not join it. */
  spec?: WiringSpec
  /** The percentage of the traffic that this spec gets; all unless given. */
  canaryPercent?: number
  /** The person declined the test of a deploy. */
  untested?: boolean
  /** Later APIs of the same endpoint go too. */
  removeDuplicates?: boolean
  /** A removal takes back only what this run made. */
  onlyRun?: string
}

export interface StartedJob {
  jobId: string
  /** True if a job of the same kind was running already: this is that one. */
  joined: boolean
}

export interface Signals {
  /** A person wants the run to end. */
  stop: AbortSignal
  /** A person, or a process that shuts down, wants no more tries of a model that might have to start. */
  enough: AbortSignal
}

export type Work = (emit: Emit, signals: Signals) => Promise<Result<JobOutcome>>

/** The person who wants a job, or its tries, to end. */
export interface Stopper {
  id: string
  isAdmin: boolean
}

/** What became of the jobs of a process that shuts down. */
export interface Drained {
  finished: number
  /** Had not begun: nothing was changed. */
  neverBegun: number
  /** Were at work when time was up: the next look at AWS finds what is left. */
  cutOff: number
}

/** How long the last jobs of a kind took. */
export interface UsualTime {
  fromMs: number
  toMs: number
  medianMs: number
  count: number
}

/** The last event of a job. */
export type EndEvent = Extract<JobEvent, { type: 'finished' | 'failed' }>

export type JobCounts = Record<JobKind, { waiting: number; running: number }>

export interface JobBoard {
  /** One job at a time for an endpoint: a second start of the same kind joins the first, another kind is refused. */
  start(order: JobOrder): Promise<Result<StartedJob>>
  /** The running or last job of an endpoint: all events so far, then each as it comes. A failure if there is none. */
  events(key: JobKey, signal: AbortSignal): Promise<Result<AsyncIterable<JobEvent>>>
  /** The job of this endpoint that runs, or waits for its turn; undefined also while the store cannot be read. */
  running(key: JobKey): Promise<Pick<JobSummary, 'jobId' | 'kind'> | undefined>
  /** Ends the tries of a model that might have to start, for who started the deploy or an admin; the job goes on to its end. */
  stopTrying(key: JobKey, by: Stopper): Promise<Result<null>>
  /** Stops a deploy for the person who started it, or for an admin: what waits ends at once, what runs as soon as what is under way is done. */
  stop(key: JobKey, jobId: string, by: Stopper): Promise<Result<{ begun: boolean }>>
  /** Takes no new job from now on, and lets what runs finish until the deadline. */
  drain(deadline: Promise<unknown>): Promise<Drained>
  /** The last job of each endpoint of the account and region; none while the store cannot be read. */
  list(place: Pick<JobKey, 'accountId' | 'region'>): Promise<JobSummary[]>
  /** Deploys and removals of the last 90 days, the newest first; a failure without a store, or if it does not answer. */
  past(place: Pick<JobKey, 'accountId' | 'region'>, wanted: PastQuery): Promise<Result<PastJobs>>
  /** How many there are now; undefined while the store cannot be read. */
  counts(): Promise<JobCounts | undefined>
  /** Undefined until some have shown it. */
  usual(kind: JobKind): Promise<UsualTime | undefined>
}

/**
 * How many of a kind run side by side in an account and region. A deploy makes about forty calls of API Gateway, which
 * allows ten a second to the account; of removals only one in 30 s gets through.
 */
export const width: Record<JobKind, number> = { deploy: 3, remove: 2 }
/** What a job of the kind is taken to need, until some have shown it, ms. */
const typicalMs: Record<JobKind, number> = { deploy: 20_000, remove: 40_000 }
/** How many of the last jobs an estimate is made from. */
export const remembered = 10
/** How long a finished job can still be replayed. */
export const keptMs = 30 * 60_000
/** The step that reads what is there; nothing is written before. */
export const firstStep = 'read'
/** The step whose write makes a deploy whole. */
export const lastStep = 'record'

/** @param durations of the last jobs of the kind, ms */
export function usualOf(durations: number[]): UsualTime | undefined {
  const known = [...durations].sort((a, b) => a - b)
  const [fromMs] = known
  const toMs = known.at(-1)
  if (fromMs === undefined || toMs === undefined || known.length < 3) return undefined
  return { fromMs, toMs, medianMs: known[Math.floor(known.length / 2)] ?? toMs, count: known.length }
}

/** Returns in how many ms a job begins that has so many ahead of it. */
export function etaOf(kind: JobKind, durations: number[], ahead: number): number {
  const each = durations.length > 0 ? durations.reduce((sum, one) => sum + one, 0) / durations.length : typicalMs[kind]
  return Math.ceil(((ahead + 1) / width[kind]) * each)
}

/** The steps that a job shows before it has begun. */
export const stepsOf = ({ kind, spec, canaryPercent }: Pick<JobOrder, 'kind' | 'spec' | 'canaryPercent'>): JobStep[] =>
  kind === 'deploy' && spec ? initialSteps('deploy', spec, canaryPercent) : initialSteps('remove')

/** Returns how a run that threw ends. */
export const failureOf = (error: unknown): Failure => ({
  code: 'unexpected',
  message: 'Portico itself failed.',
  cause: error instanceof Error ? error.message : String(error),
  remedy: 'Run it again: it goes on where it stopped. The log of the console has the details.',
})
