/** Takes away rows past their time, so that what a page says of how long they are kept is true of a console that nobody uses too. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from './database'
import type { Store } from './store'

const everyMs = 60_000
/** So many at once, that no statement takes long; and so many times at most, that a round ends. */
const atOnce = 500
const mostTimes = 40

/** Those of sign-outs, checks of sessions, calls that learn of a model, and rate limits. Jobs have a time of their own (`lib/jobs/stored`). */
export async function forgetRows(db: Db): Promise<void> {
  for (const [table, key, isOld] of [
    ['ended_sessions', 'key', 'ends_at < now()'],
    ['session_checks', 'key', 'until < now()'],
    ['probes', 'id', `at < now() - interval '1 hour'`],
    // Full again, as one that is not there.
    ['rate_limits', 'key', `at < now() - interval '2 minutes'`],
  ])
    for (let times = 0; times < mostTimes; times += 1) {
      const gone = await db.execute(
        sql.raw(
          `delete from ${table} where ${key} in (select ${key} from ${table} where ${isOld} limit ${atOnce} for update skip locked) returning 1`,
        ),
      )
      if (rowsOf(gone).length < atOnce) break
    }
}

/** Does so from when the store is open. */
export function forgetInTime(store: Store, report: (error: unknown) => void): void {
  store.onOpen(() => {
    setInterval(() => void store.use(({ db }) => forgetRows(db), false).catch(report), everyMs).unref()
  })
}
