/**
 * A job that this process holds: runs its work and writes what happens into the store. What the database does not take while it
 * is away is written once it is back; if another process has the job by then, this one writes nothing more, and its run ends as one
 * that was overtaken (lib/wiring/run/lock.ts).
 */
import { measures, outcomeNameOf } from '../../measures'
import type { Result } from '../../result'
import type { Store } from '../../store/store'
import type { JobEvent, JobStep } from '../../wiring/state/plan'
import { failureOf, firstStep, lastStep, type Work } from '../board'
import { addEvents, type Ending, type JobRow } from './rows'

export interface HeldPlace {
  store: Store
  now(): number
  report(error: unknown): void
}

export class HeldJob {
  private readonly stopping = new AbortController()
  private readonly enough = new AbortController()
  private pending: JobEvent[] = []
  private ending?: Ending
  private isClosing = false
  private isToStop = false
  private hasRead: boolean
  private isLost = false
  private writing?: Promise<void>

  constructor(
    readonly row: JobRow,
    private readonly place: HeldPlace,
  ) {
    this.hasRead = row.holds === 1
  }

  /**
   * Runs the work to its end, and returns once the end is in the store, or the job is not this process's any more.
   * @param first what happened before the work: its turn came, or another process left it
   */
  async run(work: Work, first: { at: number; steps?: JobStep[] } | undefined): Promise<void> {
    // What another process began has run since then.
    const startedAt = this.place.now() - (this.row.holds > 1 ? this.row.ranMs : 0)
    if (first) this.add({ type: 'begun', ...first })
    let result: Result<Awaited<ReturnType<Work>> extends Result<infer T> ? T : never>
    try {
      result = await work(
        (step) => {
          if (step.id === lastStep && !this.stopping.signal.aborted) this.isClosing = true
          this.add({ type: 'step', step })
          if (step.id === firstStep && step.state === 'done') this.knowsWhatIsThere()
        },
        { stop: this.stopping.signal, enough: this.enough.signal },
      )
    } catch (error) {
      this.place.report(error)
      result = { ok: false, error: failureOf(error) }
    }
    const durationMs = this.place.now() - startedAt
    this.ending = result.ok
      ? { state: 'finished', durationMs }
      : { state: 'failed', durationMs, failureCode: result.error.code }
    this.add(
      result.ok
        ? { type: 'finished', durationMs, outcome: result.value }
        : { type: 'failed', durationMs, error: result.error },
    )
    while (this.pending.length > 0 && !this.isLost) await this.write()
  }

  /**
   * Takes what a person requested in whichever process. A run that goes on with what another process left first reads what
   * that is: it stops with an undo of it, instead of with "nothing was written".
   */
  heed({ stopRequested, enoughRequested }: Pick<JobRow, 'stopRequested' | 'enoughRequested'>): void {
    if (enoughRequested) this.enough.abort()
    if (!stopRequested || this.isClosing) return
    this.isToStop = true
    if (this.hasRead) this.stopping.abort()
  }

  private knowsWhatIsThere(): void {
    this.hasRead = true
    if (this.isToStop) this.stopping.abort()
  }

  endTries(): void {
    this.enough.abort()
  }

  /** Another process has it: nothing of this one counts any more. */
  lose(): void {
    this.isLost = true
  }

  private add(event: JobEvent): void {
    this.pending.push(event)
    void this.write()
  }

  /** One statement at a time, with all that has come meanwhile. */
  private write(): Promise<void> {
    this.writing ??= this.writeOnce().finally(() => {
      this.writing = undefined
      if (this.pending.length > 0 && !this.isLost && !this.isAway) void this.write()
    })
    return this.writing
  }

  private isAway = false

  private async writeOnce(): Promise<void> {
    // What is added in this turn of the loop goes along.
    await Promise.resolve()
    const events = this.pending.slice()
    if (events.length === 0 || this.isLost) return
    const last = events.at(-1)
    const ending = last?.type === 'finished' || last?.type === 'failed' ? this.ending : undefined
    const written = await this.writeRows(events, ending)
    if (!written) return
    this.isAway = !written.ok
    if (!written.ok) return void (await this.place.store.pause())
    if (!written.value) this.isLost = true
    else if (ending && last) this.measure(last)
    this.pending = this.pending.slice(events.length)
  }

  /** Counted once it is in the store, as another process can have the job by then. */
  private measure(last: JobEvent): void {
    if (last.type !== 'finished' && last.type !== 'failed') return
    const outcome = outcomeNameOf(last.type === 'failed' ? last.error.code : undefined)
    measures()?.jobEnded({ kind: this.row.kind, outcome, seconds: last.durationMs / 1000 })
  }

  /** Undefined if the store refuses them: no try would help, so the lease ends, and another process goes through the job again. */
  private async writeRows(events: JobEvent[], ending: Ending | undefined): Promise<Result<boolean> | undefined> {
    try {
      return await this.place.store.use(({ db }) => addEvents(db, this.row, events, this.isClosing, ending))
    } catch (error) {
      this.place.report(error)
      this.isLost = true
      return undefined
    }
  }
}
