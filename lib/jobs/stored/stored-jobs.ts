/**
 * Jobs in the store: their rows are the truth, so any process shows, stops or takes over any of them. The process that takes the
 * click begins the job at once if the queue has room, and shows by a heartbeat that it lives. Whoever ends a job, or hears that the
 * queue moved, begins what waits; whoever finds a heartbeat missing takes the job over, from what AWS has by then.
 */
import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '../../result'
import type { Database } from '../../store/database'
import type { Store } from '../../store/store'
import type { JobEvent } from '../../wiring/state/plan'
import {
  type Drained,
  etaOf,
  type JobBoard,
  type JobKey,
  type JobKind,
  type JobOrder,
  keptMs,
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
import { summaryOf } from '../summary'
import { follow, News } from './follow'
import { HeldJob } from './held-job'
import * as rows from './rows'
import { isSameOrder } from './same-order'

export interface StoredPlace extends BoardPlace {
  /** How long a process can be silent before another one takes its jobs, ms. */
  leaseMs?: number
  /** After so long without any process a job is not gone on with: what the person wanted then might not be wanted now. */
  leftMs?: number
}

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
      if (await rows.insertJob(db, id, order, first)) return undefined
      return rows.lastJob(db, key)
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
      const last: JobEvent = { type: 'failed', durationMs: 0, error: stoppedInQueue }
      if (job.state === 'queued' && (await rows.endUnheld(db, job, last))) return ok({ begun: false })
      // It began meanwhile, or had begun before.
      return (await rows.requestEnd(db, job.id, 'stop')) ? ok({ begun: true }) : fail(tooLate)
    })
  }

  async drain(deadline: Promise<unknown>): Promise<Drained> {
    this.draining = true
    clearInterval(this.timer)
    const running = this.held.size
    for (const job of this.held.values()) job.endTries()
    await Promise.race([deadline, Promise.all(this.runs)])
    const cutOff = this.held.size
    for (const job of this.held.values()) job.lose()
    // What waits stays in the queue, and what was cut off is given to whoever is there.
    if (cutOff > 0) await this.store.use(({ db }) => rows.release(db, this.holder))
    return { finished: running - cutOff, neverBegun: 0, cutOff }
  }

  async list({ accountId, region }: Pick<JobKey, 'accountId' | 'region'>) {
    return this.read(async ({ db }) => {
      const recent = await rows.recentJobs(db, accountId, region, keptMs)
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

  async usual(kind: JobKind) {
    return usualOf(await this.read(({ db }) => rows.lastDurations(db, kind, remembered), []))
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
    if (this.draining) return Promise.resolve()
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined
    })
    return this.looking
  }

  private async lookOnce(): Promise<void> {
    try {
      const queues = await this.store.use(async ({ db }) => {
        this.take(await rows.beat(db, this.holder))
        for (const job of await rows.staleJobs(db, this.leftMs, mostHolds, this.leaseMs))
          await rows.endUnheld(db, job, { type: 'failed', durationMs: 0, error: leftBehind(job.kind) })
        for (const job of await rows.takeOver(db, this.holder, this.leaseMs)) this.run(job, 'taken over')
        await rows.beatQueues(db)
        return rows.waitingQueues(db)
      })
      if (queues.ok) for (const queue of queues.value) await this.beginNext(queue)
    } catch (error) {
      this.place.report(error)
    }
  }

  private async heedRequests(): Promise<void> {
    if (this.held.size === 0) return
    try {
      await this.store.use(async ({ db }) => this.take(await rows.heldBy(db, this.holder)))
    } catch (error) {
      this.place.report(error)
    }
  }

  /** What this process holds by the rows: what another one has is lost, and what a person requested is done. */
  private take(mine: rows.JobRow[]): void {
    const known = new Map(mine.map((row) => [row.id, row]))
    for (const [id, job] of this.held) {
      const row = known.get(id)
      if (row && row.holds === job.row.holds) job.heed(row)
    }
  }

  /** @param straight the job that can begin without waiting, so that nobody sees it as one that waits */
  private async beginNext(queue: rows.Queue, straight?: string): Promise<void> {
    if (this.draining) return
    const claimed = await this.store.use(({ db }) => rows.claim(db, queue, this.holder, width[queue.kind]))
    if (claimed.ok) for (const job of claimed.value) this.run(job, job.id === straight ? 'at once' : 'in its turn')
  }

  private run(row: rows.JobRow, how: 'at once' | 'in its turn' | 'taken over'): void {
    const job = new HeldJob(row, { store: this.store, now: this.place.now, report: this.place.report })
    this.held.set(row.id, job)
    const at = this.place.now()
    const first = how === 'at once' ? undefined : { at, ...(how === 'taken over' ? { steps: stepsOf(row.input) } : {}) }
    const running = job
      .run(this.place.workOf(row.input, row.id), first)
      .catch(this.place.report)
      .finally(() => {
        this.runs.delete(running)
        if (this.held.get(row.id) === job) this.held.delete(row.id)
        this.beginNext(row).catch(this.place.report)
      })
    this.runs.add(running)
    job.heed(row)
  }
}

const isOpen = ({ state }: rows.JobRow): boolean => state === 'queued' || state === 'running'
