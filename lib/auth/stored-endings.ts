/**
 * Hands sign-outs on to the console's other processes through the database that all of them share: each learns of one at once, by a
 * notification, and reads all of them when it starts, after its connection was away, and once in a while.
 */
import { sql } from 'drizzle-orm'
import { log } from '../log'
import { processWide } from '../process-wide'
import { consoleStore } from '../store/console-store'
import { type Db, rowsOf } from '../store/database'
import type { Store } from '../store/store'
import { within } from '../within'
import { type Ending, keepEnding } from './ended-sessions'

const channel = 'portico_ended_sessions'
/** How long a sign-out, and the first requests of a process, wait for the database; later requests of a process without it wait no more. */
const patienceMs = 2_000
/** A connection can be gone without a word, and its notifications with it. */
const readEveryMs = 30_000
const handOnAgainMs = 5_000

export interface EndingsPlace {
  /** What this process does with the sign-out of another one. */
  keep(ending: Ending): void
  report(error: unknown): void
  now?(): number
}

export class StoredEndings {
  private readonly first: Promise<void>
  private firstOrLate?: Promise<void>
  private readonly unstored = new Set<Ending>()
  private readAt = 0

  constructor(
    private readonly store: Store,
    private readonly place: EndingsPlace,
  ) {
    this.first = new Promise((resolve) => {
      store.onOpen(({ listen }) => {
        const heard = (payload: string | undefined) => {
          const ending = payload === undefined ? undefined : endingIn(payload)
          if (ending) place.keep(ending)
          else void this.read()
        }
        listen(channel, heard)
          .then(() => this.read())
          .catch(place.report)
          .finally(resolve)
      })
    })
  }

  /** Best effort: a person leaves at once, and the other processes learn it when the database is there. */
  async share(ending: Ending): Promise<void> {
    this.unstored.add(ending)
    await within(this.handOn(), patienceMs, nothing)
  }

  private async handOn(): Promise<void> {
    await this.use((db) => this.write(db))
    if (this.unstored.size > 0) setTimeout(() => void this.handOn(), handOnAgainMs).unref()
  }

  /** Returns once this process knows of earlier sign-outs, or has waited long enough: a database that is away ends nobody's session. */
  async known(): Promise<void> {
    const now = this.place.now?.() ?? Date.now()
    if (this.readAt > 0 && now - this.readAt >= readEveryMs) void this.read()
    this.firstOrLate ??= within(this.first, patienceMs, nothing)
    await this.firstOrLate
  }

  private read(): Promise<void> {
    this.readAt = this.place.now?.() ?? Date.now()
    return this.use(async (db) => {
      await this.write(db)
      const rows = await db.execute(
        sql`select key, extract(epoch from ends_at)::float8 as "endsAt" from ended_sessions where ends_at > now()`,
      )
      for (const ending of rowsOf<Ending>(rows)) this.place.keep(ending)
    })
  }

  private async write(db: Db): Promise<void> {
    for (const ending of [...this.unstored]) {
      const { key, endsAt } = ending
      await db.execute(sql`
        with added as (insert into ended_sessions (key, ends_at) values (${key}, to_timestamp(${endsAt})) on conflict do nothing)
        select pg_notify(${channel}, ${`${endsAt} ${key}`})`)
      this.unstored.delete(ending)
    }
  }

  private async use(work: (db: Db) => Promise<void>): Promise<void> {
    try {
      await this.store.use(({ db }) => work(db), false)
    } catch (error) {
      this.place.report(error)
    }
  }
}

const nothing = () => {}

const endingIn = (payload: string): Ending | undefined => {
  const [, endsAt, key] = payload.match(/^(\d{1,12}) ([0-9a-f]{64})$/) ?? []
  return endsAt && key ? { endsAt: Number(endsAt), key } : undefined
}

/** Returns undefined if the console has no store. */
export const storedEndings = (): StoredEndings | undefined =>
  processWide('stored-endings', () => {
    const store = consoleStore()
    const report = (error: unknown) => log().error({ event: 'session.endings', err: error }, 'sign-outs of others')
    return store && new StoredEndings(store, { keep: (ending) => keepEnding(ending), report })
  })
