/**
 * Jobs in the store: their rows are the truth, so any process shows, stops or takes over any of them. The process that takes the
 * click begins the job at once if the queue has room, and shows by a heartbeat that it lives. Whoever ends a job, or hears that the
 * queue moved, begins what waits; whoever finds a heartbeat missing takes the job over, from what AWS has by then.
 */
import { randomUUID } from 'node:crypto'
import { measures } from '../../measures'
import { fail, ok, type Result } from '../../result'
import type { Database } from '../../store/database'
import type { Store } from '../../store/store'
import type { JobEvent } from '../../wiring/state/plan'
import {
  type Drained,
  etaOf,
  type JobBoard,
  type JobCounts,
  type JobKey,
  type JobKind,
  type JobOrder,
  remembered,
  type StartedJob,
  type Stopper,
  stepsOf,
  usualOf,
  width,
} from '../board'
import {
  busy,
  leftBehind,
  noTries,
  notKept,
  notRunning,
  notStoppable,
  notYours,
  shuttingDown,
  stoppedInQueue,
  tooLate,
} from '../failures'
import type { BoardPlace } from '../memory-board'
import type { PastJobs, PastQuery } from '../past'
import { summaryOf } from '../summary'
import { follow, News } from './follow'
import { HeldJob } from './held-job'
import * as lease from './lease-rows'
import { readPast } from './past-rows'
import * as rows from './rows'
import { isSameOrder } from './same-order'

export interface StoredPlace extends BoardPlace {
  /** How long a process can be silent before another one takes its jobs, ms. */
  leaseMs?: number
  /** After so long without any process a job is not gone on with: what the person wanted then might not be wanted now. */
  leftMs?: number
}

const forgetEveryMs = 60_000

type Beginning = 'at once' | 'in its turn' | 'taken over'

/** A job that ended so many processes is not given to another one. */
const mostHolds = 4

export class StoredJobs implements JobBoard {
  private readonly holder = randomUUID()
  private readonly held = new Map<string, HeldJob>()
  private readonly runs = new Set<Promise<void>>()
  private readonly news = new News()
  private readonly leaseMs: number
  private readonly leftMs: number
  private draining = false
  /** Until then the silence of another process says nothing. */
  private doubtsUntil = 0
  private forgetsAt = 0
  private timer?: NodeJS.Timeout
  private looking?: Promise<unknown>

  constructor(
    private readonly store: Store,
    private readonly place: StoredPlace,
  ) {
    this.leaseMs = place.leaseMs ?? 15_000
    this.leftMs = place.leftMs ?? 15 * 60_000
    store.onOpen((database) => void this.begin(database))
  }

  async start(order: JobOrder): Promise<Result<StartedJob>> {
    if (this.draining) return fail(shuttingDown)
    const { key, kind, spec, canaryPercent } = order
    const id = randomUUID()
    const { endpointName } = key
    const at = this.place.now()
    const first: JobEvent = {
      type: 'started',
      jobId: id,
      kind,
      endpointName,
      steps: stepsOf(order),
      at,
      spec,
      canaryPercent,
    }
    const started = await this.store.use(async ({ db }) => {
      while (!(await rows.insertJob(db, id, order, first))) {
        const running = await rows.lastJob(db, key)
        // Else it ended between the two statements.
        if (running && isOpen(running)) return running
      }
      return undefined
    })
    if (!started.ok) return started
    const running = started.value
    if (running) {
      // One that is being stopped deploys nothing for whoever would join it.
      const joined = !running.stopRequested && isSameOrder(running.input, order)
      return joined ? ok({ jobId: running.id, joined }) : fail(busy(running.kind))
    }
    await this.beginNext({ ...key, kind }, id)
    return ok({ jobId: id, joined: false })
  }

  async events(key: JobKey, signal: AbortSignal): Promise<Result<AsyncIterable<JobEvent>>> {
    const found = await this.store.use(async (database) => {
      const job = await rows.lastJob(database.db, key)
      return job && follow(database, this.news, job, signal)
    })
    if (!found.ok) return found
    return found.value ? ok(found.value) : fail(notKept)
  }

  async running(key: JobKey) {
    const job = await this.read(({ db }) => rows.lastJob(db, key), undefined)
    return job && isOpen(job) ? { jobId: job.id, kind: job.kind } : undefined
  }

  async stopTrying(key: JobKey, by: Stopper): Promise<Result<null>> {
    return this.onOpenJob<null>(key, noTries, async (db, job) => {
      if (job.owner !== by.id && !by.isAdmin) return fail(notYours)
      return (await rows.requestEnd(db, job.id, 'enough')) ? ok(null) : fail(noTries)
    })
  }

  async stop(key: JobKey, jobId: string, by: Stopper): Promise<Result<{ begun: boolean }>> {
    return this.onOpenJob<{ begun: boolean }>(key, notRunning, async (db, job) => {
      if (job.id !== jobId) return fail(notRunning)
      if (job.kind !== 'deploy') return fail(notStoppable)
      if (job.owner !== by.id && !by.isAdmin) return fail(notYours)
      const last = { type: 'failed' as const, durationMs: 0, error: stoppedInQueue }
      if (job.state === 'queued' && (await rows.endUnheld(db, job, last))) {
        measures()?.jobEnded({ kind: job.kind, outcome: 'stopped' })
        return ok({ begun: false })
      }
      // It began meanwhile, or had begun before.
      return (await rows.requestEnd(db, job.id, 'stop')) ? ok({ begun: true }) : fail(tooLate)
    })
  }

  async drain(deadline: Promise<unknown>): Promise<Drained> {
    this.draining = true
    const running = this.held.size
    for (const job of this.held.values()) job.endTries()
    await Promise.race([deadline, Promise.all(this.runs)])
    clearInterval(this.timer)
    const cutOff = this.held.size
    for (const job of this.held.values()) job.lose()
    // What waits stays in the queue, and what was cut off is given to whoever is there.
    if (cutOff > 0) await this.store.use(({ db }) => lease.release(db, this.holder))
    return { finished: running - cutOff, neverBegun: 0, cutOff }
  }

  async list({ accountId, region }: Pick<JobKey, 'accountId' | 'region'>) {
    return this.read(async ({ db }) => {
      const recent = await rows.recentJobs(db, accountId, region)
      const events = await rows.lastEvents(
        db,
        recent.map(({ id }) => id),
      )
      return Promise.all(
        recent.map(async (job) => {
          const own = events.get(job.id) ?? []
          const ahead = job.state === 'queued' ? await rows.aheadOf(db, job) : undefined
          if (ahead === undefined) return summaryOf({ ...job, ...job.input }, own)
          const etaMs = etaOf(job.kind, await rows.lastDurations(db, job.kind, remembered), ahead)
          return summaryOf({ ...job, ...job.input }, [...own, { type: 'queued', ahead, etaMs }])
        }),
      )
    }, [])
  }

  async counts(): Promise<JobCounts | undefined> {
    return this.read(({ db }) => rows.countOpen(db), undefined)
  }

  async usual(kind: JobKind) {
    return usualOf(await this.read(({ db }) => rows.lastDurations(db, kind, remembered), []))
  }

  past(place: Pick<JobKey, 'accountId' | 'region'>, wanted: PastQuery): Promise<Result<PastJobs>> {
    return this.store.use(({ db }) => readPast(db, place, wanted), false)
  }

  /** For a page that shows what AWS has: a store that is away, or being opened, holds nothing of that back. */
  private async read<T>(work: (database: Database) => Promise<T>, otherwise: T): Promise<T> {
    const found = await this.store.use(work, false)
    return found.ok ? found.value : otherwise
  }

  private async onOpenJob<T>(
    key: JobKey,
    none: typeof notRunning,
    work: (db: Database['db'], job: rows.JobRow) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const done = await this.store.use(async ({ db }) => {
      const job = await rows.lastJob(db, key)
      return job && isOpen(job) ? work(db, job) : fail(none)
    })
    return done.ok ? done.value : done
  }

  private async begin(database: Database): Promise<void> {
    this.timer = setInterval(() => void this.look(), this.leaseMs / 3)
    this.timer.unref()
    await database.listen(rows.channel, (topic) => {
      this.news.heard(topic)
      if (topic === undefined || topic === 'request') void this.heedRequests()
      if (topic === undefined || topic === 'left' || topic.startsWith('queue ')) void this.look()
    })
    await this.look()
  }

  /** Shows that this process lives, takes over what others left, and begins what can begin. */
  private look(): Promise<unknown> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined
    })
    return this.looking
  }

  private async lookOnce(): Promise<void> {
    try {
      const queues = await this.store.use(async ({ db }) => {
        this.heed(await lease.beat(db, this.holder, [...this.held.keys()]))
        if (this.draining) return []
        // While the database was away nobody could show that it lives.
        const leaseMs = this.place.now() < this.doubtsUntil ? undefined : this.leaseMs
        if (leaseMs !== undefined)
          for (const job of await lease.staleJobs(db, this.leftMs, mostHolds, leaseMs))
            if (await rows.endUnheld(db, job, { type: 'failed', durationMs: 0, error: leftBehind(job.kind) }))
              measures()?.jobEnded({ kind: job.kind, outcome: 'left-behind' })
        const taken = await lease.takeOver(db, { holder: this.holder, running: [...this.held.keys()], leaseMs })
        await this.runAll(db, taken, () => 'taken over')
        await lease.beatQueues(db)
        if (this.place.now() >= this.forgetsAt) {
          await lease.forget(db)
          this.forgetsAt = this.place.now() + forgetEveryMs
        }
        return rows.waitingQueues(db)
      })
      if (!queues.ok) this.doubtsUntil = Number.POSITIVE_INFINITY
      else if (this.doubtsUntil === Number.POSITIVE_INFINITY) this.doubtsUntil = this.place.now() + this.leaseMs
      if (queues.ok) for (const queue of queues.value) await this.beginNext(queue)
    } catch (error) {
      this.place.report(error)
    }
  }

  private async heedRequests(): Promise<void> {
    if (this.held.size === 0) return
    try {
      await this.store.use(async ({ db }) => this.heed(await rows.heldBy(db, this.holder)))
    } catch (error) {
      this.place.report(error)
    }
  }

  /** Does what persons requested of the jobs that this process still holds by the rows. */
  private heed(mine: rows.JobRow[]): void {
    for (const row of mine) {
      const job = this.held.get(row.id)
      if (job?.row.holds === row.holds) job.heed(row)
    }
  }

  /** @param straight the job that can begin without waiting, so that nobody sees it as one that waits */
  private async beginNext(queue: rows.Queue, straight?: string): Promise<void> {
    if (this.draining) return
    await this.store.use(async ({ db }) => {
      const jobs = await rows.claim(db, queue, this.holder, width[queue.kind])
      await this.runAll(db, jobs, ({ id }) => (id === straight ? 'at once' : 'in its turn'))
    })
  }

  /** Runs what this process took, unless it began to shut down meanwhile. */
  private async runAll(db: Database['db'], jobs: rows.JobRow[], how: (job: rows.JobRow) => Beginning): Promise<void> {
    if (!this.draining) for (const job of jobs) this.run(job, how(job))
    else if (jobs.length > 0)
      await lease.release(
        db,
        this.holder,
        jobs.map(({ id }) => id),
      )
  }

  private run(row: rows.JobRow, how: Beginning): void {
    const job = new HeldJob(row, { store: this.store, now: this.place.now, report: this.place.report })
    this.held.set(row.id, job)
    job.heed(row)
    const at = this.place.now()
    const first = how === 'at once' ? undefined : { at, ...(how === 'taken over' ? { steps: stepsOf(row.input) } : {}) }
    const running = job
      .run(this.place.workOf(row.input, row.id, row.holds), first)
      .catch(this.place.report)
      .finally(() => {
        this.runs.delete(running)
        if (this.held.get(row.id) === job) this.held.delete(row.id)
        this.beginNext(row).catch(this.place.report)
      })
    this.runs.add(running)
  }
}

const isOpen = ({ state }: rows.JobRow): boolean => state === 'queued' || state === 'running'
