/**
 * The rate limit that all processes of the console share: buckets as those of `rate-limit.ts`, in rows of the store. Times are the
 * database's, because clocks of processes differ.
 */
import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { rowsOf } from '../store/database'
import type { Store } from '../store/store'
import { within } from '../within'
import type { RateLimit } from './rate-limit'

/** A database that responds late holds nobody back: the process's own count has decided then. */
const patienceMs = 1_000
/** Who waits for the lock holds a connection, which jobs need to keep their lease. */
const mostAtOnce = 2
const lockMs = 200
const skipMs = 5_000

interface LimitPlace {
  store(): Store | undefined
  /** Keys the hashes of callers, so that nobody can read addresses from the rows. */
  secret: string
  report(error: unknown): void
  patienceMs?: number
  lockMs?: number
  now?(): number
}

/**
 * Returns 0 if the caller can go on, or if the store cannot say; else after how many seconds to come again. The process counts alone
 * while two requests are at the store, and for 5 s after the store failed or was late.
 */
export function storedRateLimit(place: LimitPlace) {
  const keyOf = (name: string, whose: string) =>
    createHmac('sha256', place.secret).update(`rate limit ${name} ${whose}`).digest('base64url')
  const now = place.now ?? Date.now
  let atOnce = 0
  let skipsUntil = 0
  const skip = () => {
    skipsUntil = now() + skipMs
    return 0
  }

  return async (name: string, limit: RateLimit, caller: string, site?: string): Promise<number> => {
    const store = place.store()
    if (!store || atOnce >= mostAtOnce || now() < skipsUntil) return 0
    atOnce += 1
    const buckets = [
      { key: keyOf(name, `caller ${caller}`), size: limit.perMinute },
      ...(site === undefined ? [] : [{ key: keyOf(name, `site ${site}`), size: limit.perMinuteOfSite }]),
      { key: keyOf(name, 'all'), size: limit.perMinuteOfAll },
    ]
    const taking = take(store, name, buckets, place.lockMs ?? lockMs)
      .then((seconds) => seconds ?? skip())
      .catch((error: unknown) => {
        place.report(error)
        return skip()
      })
      .finally(() => {
        atOnce -= 1
      })
    return within(taking, place.patienceMs ?? patienceMs, skip)
  }
}

interface Bucket {
  key: string
  /** Requests in a minute. */
  size: number
}

/**
 * Takes one request from each bucket, or from none, in one transaction under an advisory lock of the kind. A process that has its
 * database alone has no other to count with.
 * @returns undefined if the store failed
 */
async function take(store: Store, name: string, buckets: Bucket[], lockMs: number): Promise<number | undefined> {
  const sizes = sql.join(
    buckets.map(({ key, size }) => sql`(${key}::text, ${size}::float8)`),
    sql`, `,
  )
  const taken = await store.use(async ({ db, kind }) => {
    if (kind === 'pglite') return 0
    try {
      return await db.transaction(async (tx) => {
        // A crash of the server can lose the last counts, and none of them is worth a wait for its disk.
        // https://www.postgresql.org/docs/15/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT
        await tx.execute(
          sql`select set_config('lock_timeout', ${`${lockMs}ms`}, true), set_config('synchronous_commit', 'off', true)`,
        )
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`rate limit ${name}`}, 0))`)
        // A statement of its own sees what was written while it waited for the lock. A refused request writes nothing.
        const rows = rowsOf<{ seconds: number }>(
          await tx.execute(sql`
            with sizes (key, size) as (values ${sizes}),
            filled as (
              select sizes.key, size, coalesce(least(size, remaining
                + greatest(0, extract(epoch from clock_timestamp() - at)::float8) / 60 * size), size) as level
              from sizes left join rate_limits on rate_limits.key = sizes.key),
            judged as (select min(level) >= 1 as passes from filled),
            written as (
              insert into rate_limits (key, remaining, at)
              select key, level - 1, clock_timestamp() from filled, judged where passes
              on conflict (key) do update set remaining = excluded.remaining, at = excluded.at)
            select coalesce(max(ceil((1 - level) / size * 60)), 0)::int as seconds from filled where level < 1`),
        )
        return rows[0]?.seconds ?? 0
      })
    } catch (error) {
      if (isLockTimeout(error)) return 0
      throw error
    }
  }, false)
  return taken.ok ? taken.value : undefined
}

/** https://www.postgresql.org/docs/15/runtime-config-client.html#GUC-LOCK-TIMEOUT */
const isLockTimeout = (error: unknown): boolean => {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } }
  return (cause?.code ?? code) === '55P03'
}
