/**
 * The jobs of this process. The work lives here and not in the request that began it: a tab can close, a second can
 * look on. Events are kept and replayed; failures travel as events, since a thrown error arrives at the browser stripped.
 * After a restart the plan, which is AWS's own state, says what is left, and the same click finishes it.
 */
import { randomUUID } from 'node:crypto'
import { log } from '../log'
import { processWide } from '../process-wide'
import { fail, ok, type Result } from '../result'
import { outsideRequest } from '../running/request-notes'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import type { Emit } from '../wiring/run/progress'
import { liveOf } from '../wiring/state/live'
import type { JobEvent, JobOutcome, JobStep, JobSummary } from '../wiring/state/plan'
import {
  busy,
  cutOff,
  neverBegun,
  noTries,
  notRunning,
  notStoppable,
  notYours,
  shuttingDown,
  stoppedInQueue,
  tooLate,
} from './failures'
import { FairQueue } from './queue'

export interface JobKey {
  accountId: string
  region: string
  endpointName: string
}

export interface StartedJob {
  jobId: string
  /** True where a job of the same kind was running already: this is that one. */
  joined: boolean
}

interface Job {
  id: string
  key: JobKey
  spec?: WiringSpec
  canaryPercent?: number
  kind: 'deploy' | 'remove'
  events: JobEvent[]
  finishedAt?: number
  /** Whose it is. */
  owner: string
  /** Aborted once somebody stops it. */
  stopping: AbortController
  /** Its last write is under way. */
  isClosing: boolean
  /** Its turn has come. */
  begun: boolean
  /** Ends its tries of a model that might have to start. */
  enough: AbortController
  /** Resolves when it has ended. */
  ended: Promise<void>
  end: () => void
  /** Those who wait for the next event. */
  waiting: Set<() => void>
}

interface Signals {
  /** A person wants the run to end. */
  stop: AbortSignal
  /** A person, or a process that shuts down, wants no more tries of a model that might have to start. */
  enough: AbortSignal
}

/** The person who wants a job, or its tries, to end. */
interface Stopper {
  id: string
  isAdmin: boolean
}

type Work = (emit: Emit, signals: Signals) => Promise<Result<JobOutcome>>

interface Surroundings {
  now(): number
  /** Called with what nobody expected, cause included. */
  report(error: unknown): void
}

export interface JobOptions {
  /** The spec of a deploy. Any tab can run it again, and another spec does not join it. */
  spec?: WiringSpec
  /** The percentage of the traffic that this spec gets; all unless given. */
  canaryPercent?: number
  /** Whose turn it takes in the queue. */
  owner?: string
}

/**
 * How many of a kind run side by side in an account and region. A deploy makes about forty calls of API Gateway, which
 * allows ten a second to the account; of removals only one in 30 s gets through.
 */
const width = { deploy: 3, remove: 2 }
/** What a job of the kind is taken to need, until some have shown it, ms. */
const typicalMs = { deploy: 20_000, remove: 40_000 }
const remembered = 10

/** What became of the jobs of a process that shuts down. */
export interface Drained {
  finished: number
  /** Had not begun: nothing was changed. */
  neverBegun: number
  /** Were at work when time was up: the next look at AWS finds what is left. */
  cutOff: number
}

/** How long a finished job can still be replayed. */
const keptMs = 30 * 60_000

export class Jobs {
  private readonly jobs = new Map<string, Job>()
  private readonly queues = new Map<string, FairQueue>()
  private draining = false
  private readonly durations = { deploy: [] as number[], remove: [] as number[] }

  constructor(private readonly surroundings: Surroundings) {}

  /** One job at a time for an endpoint: a second start of the same kind joins the first, another kind is refused. */
  start(
    key: JobKey,
    kind: Job['kind'],
    steps: JobStep[],
    run: Work,
    { spec, canaryPercent, owner = '' }: JobOptions = {},
  ): Result<StartedJob> {
    this.forgetOld()
    const running = this.jobs.get(nameOf(key))
    if (running && running.finishedAt === undefined) {
      // One that is being stopped deploys nothing for whoever would join it.
      const same =
        !running.stopping.signal.aborted &&
        running.kind === kind &&
        running.canaryPercent === canaryPercent &&
        JSON.stringify(running.spec) === JSON.stringify(spec)
      return same ? ok({ jobId: running.id, joined: true }) : fail(busy(running.kind))
    }
    if (this.draining) return fail(shuttingDown)
    const { promise: ended, resolve: end } = withResolvers()
    const about = { id: randomUUID(), key, spec, canaryPercent, kind }
    const [stopping, enough] = [new AbortController(), new AbortController()]
    const state = { owner, stopping, enough, isClosing: false, begun: false }
    const job: Job = { ...about, ...state, events: [], ended, end, waiting: new Set() }
    this.jobs.set(nameOf(key), job)
    const at = this.surroundings.now()
    const { endpointName } = key
    this.notify(job, { type: 'started', jobId: job.id, kind, endpointName, steps, at, spec, canaryPercent })
    const moved = (ahead: number) => {
      // The end is the last event, also of a job that a process that shuts down ended while it waited.
      if (job.finishedAt === undefined) this.notify(job, { type: 'queued', ahead, etaMs: this.etaOf(kind, ahead) })
    }
    const begin = async () => {
      // Its process began to shut down while it waited.
      if (job.finishedAt !== undefined) return
      job.begun = true
      const begunAt = this.surroundings.now()
      if (job.events.length > 1) this.notify(job, { type: 'begun', at: begunAt })
      return this.work(job, begunAt, run)
    }
    void this.queueOf(key, kind).run(owner, begin, moved, stopping.signal)
    return ok({ jobId: job.id, joined: false })
  }

  /** The running or last job of an endpoint: all events so far, then each as it comes. Undefined where there is none. */
  events(key: JobKey, signal?: AbortSignal): AsyncIterable<JobEvent> | undefined {
    const job = this.jobs.get(nameOf(key))
    return job && follow(job, signal)
  }

  /** The job of this endpoint that runs in this process, or waits for its turn. */
  running(key: JobKey): Pick<JobSummary, 'jobId' | 'kind'> | undefined {
    const job = this.jobs.get(nameOf(key))
    return job && job.finishedAt === undefined ? { jobId: job.id, kind: job.kind } : undefined
  }

  /** Ends the tries of a model that might have to start, for who started the deploy or an admin; the job goes on to its end. */
  stopTrying(key: JobKey, by: Stopper): Result<null> {
    const job = this.jobs.get(nameOf(key))
    if (!job || job.finishedAt !== undefined) return fail(noTries)
    if (job.owner !== by.id && !by.isAdmin) return fail(notYours)
    job.enough.abort()
    return ok(null)
  }

  /**
   * Stops a deploy for the person who started it, or for an admin: what waits ends at once, what runs as soon as what is under
   * way is done.
   */
  stop(key: JobKey, jobId: string, by: Stopper): Result<{ begun: boolean }> {
    const job = this.jobs.get(nameOf(key))
    if (!job || job.id !== jobId || job.finishedAt !== undefined) return fail(notRunning)
    if (job.kind !== 'deploy') return fail(notStoppable)
    if (job.owner !== by.id && !by.isAdmin) return fail(notYours)
    if (job.isClosing) return fail(tooLate)
    job.stopping.abort()
    if (!job.begun) this.finish(job, { type: 'failed', durationMs: this.ageOf(job), error: stoppedInQueue })
    return ok({ begun: job.begun })
  }

  /**
   * Takes no new job from now on. What still waits ends at once, as nothing of it was begun; what runs is let finish
   * until the deadline, and then ends with words that say where it goes on.
   */
  async drain(deadline: Promise<unknown>): Promise<Drained> {
    this.draining = true
    const open = [...this.jobs.values()].filter((job) => job.finishedAt === undefined)
    const [running, waiting] = [open.filter(({ begun }) => begun), open.filter(({ begun }) => !begun)]
    for (const job of waiting)
      this.finish(job, { type: 'failed', durationMs: this.ageOf(job), error: neverBegun(job.kind) })
    for (const { enough } of running) enough.abort()
    await Promise.race([deadline, Promise.all(running.map(({ ended }) => ended))])
    const cut = running.filter((job) => job.finishedAt === undefined)
    for (const job of cut) this.finish(job, { type: 'failed', durationMs: this.ageOf(job), error: cutOff(job.kind) })
    return { finished: running.length - cut.length, neverBegun: waiting.length, cutOff: cut.length }
  }

  /** Every job of the account and region that this process knows. */
  list({ accountId, region }: Pick<JobKey, 'accountId' | 'region'>): JobSummary[] {
    this.forgetOld()
    return [...this.jobs.values()]
      .filter((job) => job.key.accountId === accountId && job.key.region === region)
      .map(summaryOf)
  }

  private queueOf({ accountId, region }: JobKey, kind: Job['kind']): FairQueue {
    const name = `${accountId}/${region}/${kind}`
    const queue = this.queues.get(name) ?? new FairQueue(width[kind])
    this.queues.set(name, queue)
    return queue
  }

  /** How long the last jobs of a kind took in this process; undefined until some have shown it. */
  usual(kind: Job['kind']): { fromMs: number; toMs: number; medianMs: number; count: number } | undefined {
    const known = [...this.durations[kind]].sort((a, b) => a - b)
    const [fromMs] = known
    const toMs = known.at(-1)
    if (fromMs === undefined || toMs === undefined || known.length < 3) return undefined
    return { fromMs, toMs, medianMs: known[Math.floor(known.length / 2)] ?? toMs, count: known.length }
  }

  private etaOf(kind: Job['kind'], ahead: number): number {
    const known = this.durations[kind]
    const each = known.length > 0 ? known.reduce((sum, one) => sum + one, 0) / known.length : typicalMs[kind]
    return Math.ceil(((ahead + 1) / width[kind]) * each)
  }

  private async work(job: Job, startedAt: number, run: Work): Promise<void> {
    const elapsed = () => this.surroundings.now() - startedAt
    let last: JobEvent
    try {
      const emit: Emit = (step) => {
        if (step.id === lastStep && !job.stopping.signal.aborted) job.isClosing = true
        if (job.finishedAt === undefined) this.notify(job, { type: 'step', step })
      }
      const signals = { stop: job.stopping.signal, enough: job.enough.signal }
      const result = await outsideRequest(() => run(emit, signals))
      last = result.ok
        ? { type: 'finished', durationMs: elapsed(), outcome: result.value }
        : { type: 'failed', durationMs: elapsed(), error: result.error }
    } catch (error) {
      this.surroundings.report(error)
      last = {
        type: 'failed',
        durationMs: elapsed(),
        error: {
          code: 'unexpected',
          message: 'Portico itself failed.',
          cause: error instanceof Error ? error.message : String(error),
          remedy: 'Run it again: it goes on where it stopped. The log of the console has the details.',
        },
      }
    }
    // Cut off before: what it still did is found by the next look.
    if (job.finishedAt !== undefined) return
    // How long a stopped one took says nothing of the next.
    if (!job.stopping.signal.aborted)
      this.durations[job.kind] = [...this.durations[job.kind], elapsed()].slice(-remembered)
    this.finish(job, last)
  }

  private ageOf({ events }: Job): number {
    const first = events[0]
    return first?.type === 'started' ? this.surroundings.now() - first.at : 0
  }

  private finish(job: Job, last: JobEvent): void {
    job.finishedAt = this.surroundings.now()
    this.notify(job, last)
    job.end()
  }

  private notify(job: Job, event: JobEvent): void {
    job.events.push(event)
    for (const wake of job.waiting) wake()
    job.waiting.clear()
  }

  private forgetOld(): void {
    const before = this.surroundings.now() - keptMs
    for (const [name, job] of this.jobs) {
      if (job.finishedAt !== undefined && job.finishedAt < before) this.jobs.delete(name)
    }
  }
}

async function* follow(job: Job, signal?: AbortSignal): AsyncGenerator<JobEvent> {
  let wake = () => {}
  signal?.addEventListener('abort', () => wake(), { once: true })
  for (let next = 0; !signal?.aborted; ) {
    const event = job.events[next]
    if (event) {
      next++
      yield event
      if (event.type === 'finished' || event.type === 'failed') return
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve
        job.waiting.add(resolve)
      })
      job.waiting.delete(wake)
    }
  }
}

const liveIn = (kind: Job['kind'], spec: WiringSpec | undefined, outcome: JobOutcome): Pick<JobSummary, 'live'> =>
  kind === 'deploy' ? { live: liveOf(outcome, spec && onlyRoute(spec).integration?.kind === 'http') } : {}

function summaryOf({ id, kind, key, spec, events }: Job): JobSummary {
  const common = { jobId: id, kind, endpointName: key.endpointName }
  const last = events.at(-1)
  if (last?.type === 'finished') return { ...common, state: 'done', ...liveIn(kind, spec, last.outcome) }
  if (last?.type === 'failed') return { ...common, state: 'failed', error: last.error }
  if (last?.type === 'queued') return { ...common, state: 'queued', ahead: last.ahead, etaMs: last.etaMs }
  const steps = new Map(
    events.flatMap((event) => (event.type === 'step' ? [[event.step.id, event.step] as const] : [])),
  )
  const under = [...steps.values()].filter((step) => step.state === 'running' || step.state === 'retrying').at(-1)
  return {
    ...common,
    state: 'running',
    step: under && { title: under.title, detail: under.detail, state: under.state },
  }
}

function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** The step whose write makes a deploy whole. */
const lastStep = 'record'

const nameOf = ({ accountId, region, endpointName }: JobKey): string => `${accountId}/${region}/${endpointName}`

export const jobs = (): Jobs =>
  processWide(
    'jobs',
    () =>
      new Jobs({
        now: () => Date.now(),
        report: (error) => log().error({ event: 'job', err: error }, 'unexpected'),
      }),
  )
