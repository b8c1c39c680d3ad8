/**
 * One check of a session at its provider over all processes: a refresh token that rotates can be spent once, so the first process spends
 * it, and the others read what the provider said from the database that all of them share.
 */
import { sql } from 'drizzle-orm'
import { log } from '../log'
import { processWide } from '../process-wide'
import { consoleStore } from '../store/console-store'
import { type Db, rowsOf } from '../store/database'
import type { Store } from '../store/store'
import type { Checked } from './recheck'

/** A process that died while it checked leaves the check to another one so much later: longer than each call of a check may take together. */
const leaseMs = 30_000
/** How long a request waits for what another process hears. */
const patienceMs = 5_000
const keptMs = 10 * 60_000
const unreachableMs = 30_000
const readEveryMs = 200
const keepAgainMs = 2_000
const inMs = (ms: number) => sql`now() + ${ms} * interval '1 millisecond'`

export class StoredChecks {
  constructor(
    private readonly store: Store,
    private readonly report: (error: unknown) => void,
  ) {}

  /**
   * Runs the check unless another process does so or has done so. Without its database each process checks for itself.
   * @param key of the token that it spends
   */
  async once(key: string, check: () => Promise<Checked>): Promise<Checked> {
    const isOurs = await this.use((db) => claim(db, key))
    if (isOurs === false) return this.outcomeOf(key)
    let said: Checked = { state: 'unreachable', why: 'the check failed' }
    try {
      said = await check()
      return said
    } finally {
      if (isOurs) await this.keep(key, said, 3)
    }
  }

  /** A token that was spent is lost to the other processes unless they learn what came of it, so a failure is tried again. */
  private async keep(key: string, said: Checked, tries: number): Promise<void> {
    const isKept = await this.use((db) => keep(db, key, said))
    if (isKept || tries <= 1) return
    setTimeout(() => void this.keep(key, said, tries - 1), keepAgainMs).unref()
  }

  private async outcomeOf(key: string): Promise<Checked> {
    for (const end = Date.now() + patienceMs; Date.now() < end; ) {
      const outcome = await this.use((db) => outcomeIn(db, key))
      if (outcome) return outcome
      await new Promise((resolve) => setTimeout(resolve, readEveryMs))
    }
    return { state: 'unreachable', why: 'another process checks it' }
  }

  private async use<T>(work: (db: Db) => Promise<T>): Promise<T | undefined> {
    try {
      const result = await this.store.use(({ db }) => work(db), false)
      return result.ok ? result.value : undefined
    } catch (error) {
      this.report(error)
      return undefined
    }
  }
}

async function claim(db: Db, key: string): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into session_checks as known (key, until) values (${key}, ${inMs(leaseMs)})
    on conflict (key) do update set outcome = null, until = excluded.until where known.until < now() returning key`)
  return rowsOf(rows).length > 0
}

const keep = (db: Db, key: string, said: Checked): Promise<unknown> =>
  db.execute(sql`update session_checks set outcome = ${JSON.stringify(said)}::json,
    until = ${inMs(said.state === 'unreachable' ? unreachableMs : keptMs)} where key = ${key}`)

async function outcomeIn(db: Db, key: string): Promise<Checked | undefined> {
  const [row] = rowsOf<{ outcome: Checked | null }>(
    await db.execute(sql`select outcome from session_checks where key = ${key}`),
  )
  return row?.outcome ?? undefined
}

/** Returns undefined if the console has no store. */
export const storedChecks = (): StoredChecks | undefined =>
  processWide('stored-checks', () => {
    const store = consoleStore()
    const report = (error: unknown) => log().error({ event: 'session.check', err: error }, 'checks of other processes')
    return store && new StoredChecks(store, report)
  })
