/** The one connection of the console to its own database, whichever of the two it is. */
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

export type Db = PgDatabase<PgQueryResultHKT>

export interface Database {
  db: Db
  /** `postgres` is shared by all processes of the console; `pglite` belongs to this one. */
  kind: 'postgres' | 'pglite'
  /**
   * Calls back for each notification of the channel, and with undefined if some might have been lost: rows are the truth, so
   * whoever listens reads them again.
   */
  listen(channel: string, heard: (payload: string | undefined) => void): Promise<void>
  close(): Promise<void>
}

/** What is wrong with the database itself, in a sentence that says what to do. */
export class StoreProblem extends Error {
  /** @param isFinal true if trying again cannot help until somebody changes the configuration or ends another process */
  constructor(
    message: string,
    readonly isFinal = false,
  ) {
    super(message)
  }
}

/** Returns the rows of a raw query. Both drivers return them so; drizzle's common type does not say it. */
export const rowsOf = <T>(result: unknown): T[] => (result as { rows: T[] }).rows
