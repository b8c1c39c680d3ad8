/**
 * The jobs of this process. The work lives here and not in the request that began it: a tab can close, a second can
 * look on. Events are kept and replayed; failures travel as events, since a thrown error arrives at the browser stripped.
 * After a restart the plan, which is AWS's own state, says what is left, and the same click finishes it.
 */
import { randomUUID } from 'node:crypto'
import { measures, outcomeNameOf } from '../measures'
import { fail, ok, type Result } from '../result'
import type { WiringSpec } from '../spec/spec'
import type { JobEvent, JobStep, JobSummary } from '../wiring/state/plan'
import {
  type Drained,
  type EndEvent,
  etaOf,
  failureOf,
  type JobCounts,
  type JobKey,
  keptMs,
  lastStep,
  remembered,
  type StartedJob,
  type Stopper,
  type UsualTime,
  usualOf,
  type Work,
  width,
} from './board'
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
import { summaryOf } from './summary'

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

interface Surroundings {
  now(): number
  /** Called with what nobody expected, cause included. */
  report(error: unknown): void
}

/** The work of a job, which can begin before `start` returns. */
type WorkOfJob = (...given: [...Parameters<Work>, jobId: string]) => ReturnType<Work>

export interface JobOptions {
  /** The spec of a deploy. Any tab can run it again, and another spec does not join it. */
  spec?: WiringSpec
  /** The percentage of the traffic that this spec gets; all unless given. */
  canaryPercent?: number
  /** Whose turn it takes in the queue. */
  owner?: string
}

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
    run: WorkOfJob,
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
      if (job.finishedAt === undefined)
        this.notify(job, { type: 'queued', ahead, etaMs: etaOf(kind, this.durations[kind], ahead) })
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
      .map((job) => summaryOf({ ...job, endpointName: job.key.endpointName }, job.events))
  }

  /** How many wait and run in this process. */
  counts(): JobCounts {
    const open = [...this.jobs.values()].filter((job) => job.finishedAt === undefined)
    const of = (kind: Job['kind'], begun: boolean) =>
      open.filter((job) => job.kind === kind && job.begun === begun).length
    const both = (kind: Job['kind']) => ({ waiting: of(kind, false), running: of(kind, true) })
    return { deploy: both('deploy'), remove: both('remove') }
  }

  private queueOf({ accountId, region }: JobKey, kind: Job['kind']): FairQueue {
    const name = `${accountId}/${region}/${kind}`
    const queue = this.queues.get(name) ?? new FairQueue(width[kind])
    this.queues.set(name, queue)
    return queue
  }

  /** How long the last jobs of a kind took in this process; undefined until some have shown it. */
  usual(kind: Job['kind']): UsualTime | undefined {
    return usualOf(this.durations[kind])
  }

  private async work(job: Job, startedAt: number, run: WorkOfJob): Promise<void> {
    const elapsed = () => this.surroundings.now() - startedAt
    let last: EndEvent
    try {
      const result = await run(
        (step) => {
          if (step.id === lastStep && !job.stopping.signal.aborted) job.isClosing = true
          if (job.finishedAt === undefined) this.notify(job, { type: 'step', step })
        },
        { stop: job.stopping.signal, enough: job.enough.signal },
        job.id,
      )
      last = result.ok
        ? { type: 'finished', durationMs: elapsed(), outcome: result.value }
        : { type: 'failed', durationMs: elapsed(), error: result.error }
    } catch (error) {
      this.surroundings.report(error)
      last = { type: 'failed', durationMs: elapsed(), error: failureOf(error) }
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

  private finish(job: Job, last: EndEvent): void {
    job.finishedAt = this.surroundings.now()
    const outcome = outcomeNameOf(last.type === 'failed' ? last.error.code : undefined)
    const seconds = job.begun ? last.durationMs / 1000 : undefined
    measures()?.jobEnded({ kind: job.kind, outcome, seconds })
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

function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

const nameOf = ({ accountId, region, endpointName }: JobKey): string => `${accountId}/${region}/${endpointName}`
