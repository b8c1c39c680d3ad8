/**
 * Keeps the steps of one run, reports every change, counts writes, and repeats those calls that AWS says to repeat:
 * visibly, on the run's own clock, and never for ever.
 */

import { inSpan } from '../../spans'
import type { JobStep } from '../state/plan'
import type { Clock } from './clock'

export type Emit = (step: JobStep) => void

/** One step while it runs. */
export interface StepHandle {
  say(detail: string): void
  /** Ends the step as skipped: there was nothing to do. */
  skip(detail: string): void
  /** A call that changes AWS, counted; repeated where AWS says "too fast" or "busy", bounded by minutes. */
  write<T>(call: () => Promise<T>, also?: RetryRule): Promise<T>
  /** Calls again and again until the answer is there; undefined means not yet, or that a person wants no more tries. */
  until<T>(poll: () => Promise<T | undefined>, options: UntilOptions): Promise<T | undefined>
}

interface UntilOptions {
  detail: string
  limitMs: number
  /** Ends the tries at once; the step says meanwhile that a person can. */
  enough?: AbortSignal
}

/** What else is worth another try: how long to wait, and what to say meanwhile. */
export type RetryRule = (error: unknown, attempt: number) => RetryPause | undefined

interface RetryPause {
  waitMs: number
  detail: string
  /** The wait is for a place in a queue that moves: it does not count against the time that a write can take. */
  isTurn?: boolean
}

const limitMs = 5 * 60_000

export class Progress {
  writes = 0
  /** The first step that failed. */
  failedStep: string | undefined
  private readonly written = new Set<string>()
  private readonly steps: Map<string, JobStep>
  private readonly startedAt: number

  constructor(
    steps: JobStep[],
    private readonly emit: Emit,
    private readonly clock: Clock,
  ) {
    this.steps = new Map(steps.map((step) => [step.id, step]))
    this.startedAt = clock.now()
  }

  async step<T>(id: string, work: (handle: StepHandle) => Promise<T>): Promise<T> {
    let skipped = false
    const handle: StepHandle = {
      say: (detail) => this.change(id, { detail }),
      skip: (detail) => {
        skipped = true
        this.change(id, { detail })
      },
      write: (call, also) => this.write(id, call, also),
      until: (poll, options) => this.until(id, poll, options),
    }
    this.change(id, { state: 'running', startedMs: this.elapsed(), attemptsMs: [this.elapsed()] })
    try {
      const value = await inSpan(`step ${id}`, {}, () => work(handle))
      this.change(id, { state: skipped ? 'skipped' : 'done', endedMs: this.elapsed() })
      return value
    } catch (error) {
      this.failedStep ??= id
      this.change(id, { state: 'failed', endedMs: this.elapsed() })
      throw error
    }
  }

  /** Says whether AWS took a write of the step, even if the step did not come to its end. */
  hasWritten = (id: string): boolean => this.written.has(id)

  get titleOfFailedStep(): string | undefined {
    return this.failedStep && this.steps.get(this.failedStep)?.title
  }

  private elapsed = (): number => this.clock.now() - this.startedAt

  private change(id: string, fields: Partial<JobStep>): void {
    const step = {
      id,
      title: id,
      detail: '',
      state: 'waiting' as const,
      attemptsMs: [],
      ...this.steps.get(id),
      ...fields,
    }
    this.steps.set(id, step)
    this.emit(step)
  }

  private attempt(id: string): void {
    const attemptsMs = [...(this.steps.get(id)?.attemptsMs ?? []), this.elapsed()]
    this.change(id, { state: 'running', attemptsMs })
  }

  private async write<T>(id: string, call: () => Promise<T>, also?: RetryRule): Promise<T> {
    let until = this.clock.now() + limitMs
    for (let attempt = 1; ; attempt++) {
      try {
        const value = await call()
        this.writes++
        this.written.add(id)
        return value
      } catch (error) {
        const pause = also?.(error, attempt) ?? whenBusy(error, attempt)
        if (pause?.isTurn) until += pause.waitMs
        if (!pause || this.clock.now() + pause.waitMs > until) throw error
        this.change(id, {
          state: 'retrying',
          detail: `${pause.detail}, next try in ${Math.ceil(pause.waitMs / 1000)} s`,
        })
        await this.clock.wait(pause.waitMs)
        this.attempt(id)
      }
    }
  }

  private async until<T>(
    id: string,
    poll: () => Promise<T | undefined>,
    options: UntilOptions,
  ): Promise<T | undefined> {
    const { enough } = options
    if (enough?.aborted) return undefined
    if (!enough) return this.tries(id, poll, options)
    this.change(id, { state: 'retrying', detail: options.detail, canStop: true })
    try {
      return await Promise.race([this.tries(id, poll, options), stopped(enough)])
    } finally {
      this.change(id, { state: 'running', canStop: undefined })
    }
  }

  private async tries<T>(
    id: string,
    poll: () => Promise<T | undefined>,
    options: UntilOptions,
  ): Promise<T | undefined> {
    const end = this.clock.now() + options.limitMs
    for (let attempt = 1; ; attempt++) {
      const response = await poll()
      if (response !== undefined || options.enough?.aborted) return response
      if (this.clock.now() >= end) return undefined
      if (this.steps.get(id)?.detail !== options.detail) this.change(id, { detail: options.detail })
      await this.clock.wait(pollMs(attempt))
    }
  }
}

/** Resolves once the signal is given; what is under way then ends by itself and is ignored. */
const stopped = (signal: AbortSignal): Promise<undefined> =>
  new Promise((done) => {
    if (signal.aborted) done(undefined)
    else signal.addEventListener('abort', () => done(undefined), { once: true })
  })

/** Most waits are over within 3 s. The SDK's own V2 waiters call each second. */
const pollMs = (attempt: number): number => (attempt <= 8 ? 250 : attempt <= 12 ? 500 : 1_000)

const throttles = /^(Throttling|ThrottlingException|TooManyRequestsException|RequestLimitExceeded|ThrottledException)$/
const conflicts =
  /^(ConflictException|ResourceConflictException|ConcurrentModificationException|ConcurrentModification|EntityTemporarilyUnmodifiable(Exception)?|OperationAbortedException)$/
/** IAM words its own as "multiple requests … submitted simultaneously": https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const busy =
  /concurrent modification|in progress|currently in the following state: Pending|conflicting operation|submitted simultaneously|temporarily unmodifiable|try again/i

/** API Gateway's limits are calls per seconds of the whole account, so waiting is the only way on. */
const whenBusy: RetryRule = (error, attempt) => {
  if (!(error instanceof Error)) return undefined
  const waitMs = Math.min(1_000 * 2 ** (attempt - 1), 15_000)
  if (throttles.test(error.name)) return { waitMs, detail: `AWS allows no more calls just now (attempt ${attempt})` }
  if (conflicts.test(error.name) && busy.test(error.message)) {
    return { waitMs: Math.min(waitMs, 4_000), detail: `Another change is under way (attempt ${attempt})` }
  }
  return undefined
}

/** Runs branches side by side; a failure is reported only when none of them writes any more. */
export async function sideBySide<T extends readonly unknown[] | []>(
  branches: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(branches as readonly unknown[])
  const failed = settled.find((one): one is PromiseRejectedResult => one.status === 'rejected')
  if (failed) throw failed.reason
  return Promise.all(branches)
}
