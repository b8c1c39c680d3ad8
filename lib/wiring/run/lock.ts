/**
 * The lock of one run. A run takes it with its first write, by its id in the tag `portico:run` of what is the lock (see
 * `lock-things`), and reads that back. From then on a watcher beside the work looks every 2 s, and no write starts more
 * than 3 s after the last look that found the run's own id: the run's clients pass each call through `gate`, so that no
 * step has to think of it. Another run's id counts at once, since each run writes its own but once; what a copy of IAM
 * that lags can show, nothing or the id of before, counts when looks 5 s apart agree.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 *
 * A run that a person stops begins no further call, and ends as one that failed does. A run that was overtaken ends: no call
 * of it goes out any more, and no wait of it goes on. A run that ends says so in `portico:run-ended`. Where the holder did not,
 * the next run takes the lock, waits until the holder has stopped if it lives, and reads everything again.
 */
import { behindGate, marked } from '../../aws/client/behind-gate'
import type { AwsClients } from '../../aws/client/create-clients'
import { changesNothing } from '../../aws/client/operations'
import { isExpected, type Refusal } from '../../errors'
import { runByTag, runEndedTag, runMadeTag, runTag } from '../../spec/names'
import { textToTag } from '../../spec/tag-text'
import type { WiringContext } from './context'
import { isContested, type LockThing, type Mark } from './lock-things'
import { byWhom, overtaken, removedMeanwhile } from './overtaken'
import { stopped } from './stopped'

const lookEveryMs = 2_000
/** How old the last look can be when a write starts. */
const freshMs = 3_000
const betweenLooksMs = 5_000
/** The same right after the tag was written, when copies lag most. */
const readBackMs = 20_000
/** How long a write waits for a lock that cannot be read. */
const unreadMs = 60_000
/** After this nobody who was overtaken is at work: 3 s in which they cannot know yet, and a call that is under way. */
export const overtakenMs = 8_000

interface Held {
  thing: LockThing
  taken: boolean
  /** The run itself takes it away, or its tags. */
  going: boolean
  confirmedAt?: number
  /** The first of the looks that did not find it, with no other in between. */
  doubtedAt?: number
}

export class Lock {
  /** What the run is to use instead of the given one. */
  readonly context: WiringContext
  /** On a thing that the run makes, from its birth. */
  readonly tags: Record<string, string>
  private held: Held[] = []
  private readonly looks: AwsClients
  private taking?: Promise<void>
  private looking?: Promise<void>
  private lastLookAt = Number.NEGATIVE_INFINITY
  private isWatched = false
  private hasEnded = false
  private unread?: unknown
  private over?: Refusal
  private endRun: (why: Refusal) => void = () => {}
  private readonly whenOver: Promise<never>
  private readonly whenStopped: Promise<never>

  constructor(
    private readonly outer: WiringContext,
    private readonly runId: string,
    readonly deed: 'deploy' | 'removal',
    private readonly stop?: AbortSignal,
  ) {
    this.tags = { [runTag]: runId, [runByTag]: textToTag(`${deed} by ${outer.deployedBy}`) }
    this.looks = marked(outer.clients, 'watch')
    this.whenOver = new Promise((_, reject) => {
      this.endRun = reject
    })
    // Nobody can be waiting just then.
    this.whenOver.catch(() => {})
    const { clock, fetch } = outer
    this.context = {
      ...outer,
      clients: behindGate(outer.clients, this.gate),
      clock: { now: () => clock.now(), wait: (ms) => this.unlessStopped(() => clock.wait(ms)) },
      fetch: (...args) => this.unlessStopped(() => fetch(...args)),
    }
    this.whenStopped = new Promise((_, reject) => {
      stop?.addEventListener('abort', () => reject(stopped()), { once: true })
    })
    this.whenStopped.catch(() => {})
  }

  /** What the run has to hold, from its look at everything; nothing is written yet. */
  on(things: LockThing[]): void {
    const fresh = things.filter(({ key }) => !this.holds(key))
    this.held.push(...fresh.map((thing) => ({ thing, taken: false, going: false })))
  }

  /** A thing that this run just made, with its tags. */
  made(thing: LockThing): void {
    this.held.push({ thing, taken: true, going: false, confirmedAt: this.outer.clock.now() })
    this.startWatch()
  }

  holds = (key: string): boolean => this.held.some(({ thing }) => thing.key === key)

  /** The run, in words, that held it last and can still be at work; undefined if there is none. */
  get rival(): string | undefined {
    const held = this.held.find(({ thing, taken }) => !taken && isContested(thing))
    return held && byWhom(held.thing.seen.tags)
  }

  /** Takes all that is not taken yet, and reads it back. */
  async take(): Promise<void> {
    if (this.held.every(({ taken }) => taken)) return
    this.taking ??= this.takeAll().finally(() => {
      this.taking = undefined
    })
    return this.taking
  }

  /** The work takes a thing away: from then on nothing is lost by its being gone. */
  async giveUp(key: string, work: () => Promise<unknown>): Promise<void> {
    await this.take()
    const held = this.held.find(({ thing }) => thing.key === key)
    if (held) held.going = true
    await work()
    this.held = this.held.filter((one) => one !== held)
  }

  /** Why a run failed: the error, or that it was overtaken, which a call often meets before the watcher does. */
  async reasonOf(error: unknown): Promise<unknown> {
    const { clock } = this.outer
    const start = clock.now()
    while (!this.over && this.held.some(({ taken }) => taken) && clock.now() - start <= betweenLooksMs + lookEveryMs) {
      await this.look()
      if (this.unread || this.isConfirmedSince(start)) break
      await clock.wait(1_000)
    }
    return this.over ?? error
  }

  /** Ends the watch, and says to the next run that it has nobody to wait for. */
  async end(): Promise<void> {
    try {
      const taken = this.held.filter((one) => one.taken && !one.going)
      const isFresh = () => this.isConfirmedSince(this.outer.clock.now() - freshMs)
      if (taken.length > 0 && !isFresh()) await this.look()
      if (this.over || !isFresh()) return
      for (const { thing } of taken) await thing.tag(this.outer.clients, { [runEndedTag]: this.runId })
    } catch (error) {
      // The next run waits some seconds instead.
      if (!isExpected(error)) throw error
    } finally {
      this.hasEnded = true
    }
  }

  private gate = async <T>(operation: string, call: () => Promise<T>): Promise<T> => {
    // Invocations change nothing of a wiring.
    if (changesNothing(operation)) return this.unlessStopped(call)
    await this.take()
    await this.confirm()
    if (this.stop?.aborted) throw stopped()
    // A write that is under way is let finish, so that the undo finds what it made.
    return this.unlessOver(call)
  }

  private async unlessStopped<T>(work: () => Promise<T>): Promise<T> {
    if (this.stop?.aborted) throw stopped()
    return Promise.race([this.unlessOver(work), this.whenStopped])
  }

  private async unlessOver<T>(work: () => Promise<T>): Promise<T> {
    if (this.over) throw this.over
    return Promise.race([work(), this.whenOver])
  }

  private async takeAll(): Promise<void> {
    for (const held of this.held.filter(({ taken }) => !taken)) {
      const { thing } = held
      for (;;) {
        const now = await thing.read(this.looks)
        if (now?.id === thing.seen.id && now.tags[runTag] === thing.seen.tags[runTag]) break
        this.judge(held, now)
        await this.unlessOver(() => this.outer.clock.wait(1_000))
      }
      const { [runMadeTag]: maker, [runTag]: before } = thing.seen.tags
      const made: Record<string, string> = maker === undefined && before !== undefined ? { [runMadeTag]: before } : {}
      await thing.tag(this.outer.clients, { ...this.tags, ...made })
      Object.assign(held, { taken: true, doubtedAt: undefined })
      this.startWatch()
      await this.confirm()
    }
  }

  /** Returns once all that is taken was found to be ours less than 3 s ago. */
  private async confirm(): Promise<void> {
    const { clock } = this.outer
    const until = clock.now() + unreadMs
    for (;;) {
      if (this.over) throw this.over
      if (this.isConfirmedSince(clock.now() - freshMs)) return
      await this.look()
      if (this.over) throw this.over
      if (this.isConfirmedSince(clock.now() - freshMs)) return
      if (this.unread && clock.now() > until) throw this.unread
      await this.unlessOver(() => clock.wait(500))
    }
  }

  private isConfirmedSince(time: number): boolean {
    return this.held.every(({ taken, confirmedAt }) => !taken || (confirmedAt !== undefined && confirmedAt >= time))
  }

  private startWatch(): void {
    if (!this.isWatched) void this.watch()
    this.isWatched = true
  }

  private async watch(): Promise<void> {
    const { clock } = this.outer
    while (!this.over && !this.hasEnded) {
      const restMs = this.lastLookAt + lookEveryMs - clock.now()
      if (restMs > 0) await (clock.waitBeside ?? clock.wait)(restMs)
      else await this.look()
    }
  }

  /** One at a time; what cannot be read confirms nothing. */
  private look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined
    })
    return this.looking
  }

  private async lookOnce(): Promise<void> {
    this.lastLookAt = this.outer.clock.now()
    this.unread = undefined
    try {
      for (const held of this.held.filter(({ taken }) => taken)) this.judge(held, await held.thing.read(this.looks))
    } catch (error) {
      this.unread = error
    }
  }

  private judge(held: Held, found: Mark | undefined): void {
    const { thing, taken, going, confirmedAt } = held
    const now = this.outer.clock.now()
    const same = found?.id === thing.seen.id
    const run = found?.tags[runTag]
    const gone = !found || (same && run === undefined)
    if ((same && taken && run === this.runId) || (gone && going)) {
      Object.assign(held, { confirmedAt: now, doubtedAt: undefined })
      return
    }
    if (gone || (same && run === thing.seen.tags[runTag])) {
      held.doubtedAt ??= now
      if (now - held.doubtedAt < (taken && confirmedAt === undefined ? readBackMs : betweenLooksMs)) return
    }
    this.over ??= found ? overtaken(this.deed, thing, found) : removedMeanwhile(this.deed, thing)
    this.endRun(this.over)
  }
}
