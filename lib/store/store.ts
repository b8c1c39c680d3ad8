/**
 * The store of this process: opened beside its start, tried again while it fails, and closed at the end. Whoever needs it waits
 * a little for it, and gets a failure in words if it is not there; pages that read AWS never need it.
 */

import type { Failure } from '../result'
import { fail, ok, type Result } from '../result'
import { within } from '../within'
import { type Database, StoreProblem } from './database'
import { migrate } from './migrate'
import { migrations } from './migrations/all'

export interface StorePlace {
  open(): Promise<Database>
  report(error: unknown): void
  /** How long whoever needs the store waits while it opens, ms. */
  patienceMs?: number
  againMs?: number
}

export class Store {
  private database?: Database
  private opening?: Promise<void>
  private problem?: string
  private hasEnded = false
  private timer?: NodeJS.Timeout
  private readonly whenOpen: ((database: Database) => void)[] = []

  constructor(private readonly place: StorePlace) {}

  /** Opens it, now and again until it is open. Returns when the first try has ended. */
  start(): Promise<void> {
    this.opening ??= this.tryOnce()
    return this.opening
  }

  /** Calls back once the store is open, at once if it is. */
  onOpen(work: (database: Database) => void): void {
    if (this.database) work(this.database)
    else this.whenOpen.push(work)
  }

  /**
   * Runs work that needs the store; a fault of the database is a failure, what is a fault of ours is thrown.
   * @param waits whether it waits some seconds for a store that is being opened
   */
  async use<T>(work: (database: Database) => Promise<T>, waits = true): Promise<Result<T>> {
    if (waits) await this.waitOpen()
    if (!this.database) return fail(unavailable(this.problem))
    try {
      const value = await work(this.database)
      this.problem = undefined
      return ok(value)
    } catch (error) {
      if (!isDatabaseFault(error)) throw withoutValues(error)
      this.note(error)
      return fail(unavailable(this.problem))
    }
  }

  /** Returns when it is worth another try, after a failure. */
  pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.min(1_000, this.againMs)))
  }

  private get againMs(): number {
    return this.place.againMs ?? 5_000
  }

  /** Why the store cannot be used now, in a sentence; undefined if it can. */
  get trouble(): string | undefined {
    if (this.database) return this.problem
    return this.problem ?? 'Its database is being opened, which takes some seconds at the first start.'
  }

  /** Takes the folder's lock for lost: nothing is written any more. */
  lose(error: unknown): void {
    this.place.report(error)
    this.problem = 'The lock of PORTICO_DATA_DIR was lost, so this process no longer writes there. Restart it.'
    this.database = undefined
    this.hasEnded = true
  }

  async end(): Promise<void> {
    this.hasEnded = true
    clearTimeout(this.timer)
    await this.opening
    await this.database?.close()
    this.database = undefined
  }

  private async waitOpen(): Promise<void> {
    if (this.database || this.hasEnded) return
    await within(this.start(), this.place.patienceMs ?? 15_000, () => {})
  }

  private async tryOnce(): Promise<void> {
    try {
      const database = await this.place.open()
      try {
        await migrate(database.db, migrations)
      } catch (error) {
        await database.close()
        throw mayNotCreate(error) ? noRights : error
      }
      this.database = database
      this.problem = undefined
      for (const work of this.whenOpen.splice(0)) work(database)
    } catch (error) {
      this.note(error)
      if (this.hasEnded || (error instanceof StoreProblem && error.isFinal)) return
      this.timer = setTimeout(() => {
        this.opening = this.tryOnce()
      }, this.againMs)
      this.timer.unref()
    }
  }

  private note(error: unknown): void {
    const words =
      error instanceof StoreProblem
        ? error.message
        : isDatabaseFault(error)
          ? `The database of Portico does not answer (${codeOf(error)}). Check that it runs and has space.`
          : `Portico cannot use its database (${codeOf(error)}). The log of the console has the details.`
    // Once for each kind of fault, not for each request that meets it.
    if (words !== this.problem) this.place.report(withoutValues(error))
    this.problem = words
  }
}

const unavailable = (problem: string | undefined): Failure => ({
  code: 'store-unavailable',
  message: 'Portico cannot use its database now, so nothing was started or changed.',
  cause: problem ?? 'The database is being opened, which takes some seconds at the first start.',
  remedy: 'Try again in a moment. Pages that show what AWS has go on working.',
})

/** https://www.postgresql.org/docs/15/ddl-schemas.html#DDL-SCHEMAS-PRIV */
const mayNotCreate = (error: unknown): boolean => (causeOf(error) as { code?: unknown }).code === '42501'
const noRights = new StoreProblem(
  'The user of DATABASE_URL cannot create or change the tables of Portico (42501). Make it the owner of the database, or grant it CREATE on its schema (docs/running.md).',
)

/** Drizzle wraps what a driver throws. */
const causeOf = (error: unknown): unknown => (error instanceof Error && error.cause !== undefined ? error.cause : error)

/**
 * Returns what is wrong for the log: the statement, the code and PostgreSQL's message. Drizzle adds all values of the statement, and the
 * driver the row that was refused: a person's rows, and what a model answered.
 */
function withoutValues(error: unknown): unknown {
  const cause = causeOf(error)
  const { query } = error as { query?: unknown }
  const { code } = cause as { code?: unknown }
  if (error instanceof StoreProblem || !(cause instanceof Error)) return error
  if (typeof query !== 'string' && typeof code !== 'string') return error
  const where = typeof query === 'string' ? ` in: ${query}` : ''
  return Object.assign(new Error(`${cause.message} (${codeOf(error)})${where}`), { stack: cause.stack, code })
}

/** A code of five characters is PostgreSQL's. https://www.postgresql.org/docs/15/errcodes-appendix.html */
function codeOf(error: unknown): string {
  const { code } = causeOf(error) as { code?: unknown }
  return typeof code === 'string' ? code : 'no answer in time'
}

/**
 * Distinguishes a database that is down, read-only or full from a query that is wrong: classes 08 (connection), 25 (read-only), 40 (a conflict with
 * another transaction: the next try goes through), 53 (resources), 57 (shut down), 58 (system) and XX (PostgreSQL itself), and what Node says about a connection.
 */
export function isDatabaseFault(error: unknown): boolean {
  if (error instanceof StoreProblem) return true
  const cause = causeOf(error)
  if (!(cause instanceof Error)) return false
  const { code } = cause as { code?: unknown }
  if (typeof code === 'string' && /^(08|25|40|53|57|58|XX)[0-9A-Z]{3}$/.test(code)) return true
  if (typeof code === 'string' && /^(E[A-Z]{3,}|28P01|28000|3D000)$/.test(code)) return true
  return /timeout|terminated|Connection|not queryable|is closed|after calling end/i.test(cause.message)
}
