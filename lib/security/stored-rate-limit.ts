/**
 * The rate limit that all processes of the console share: buckets as those of `rate-limit.ts`, in rows of the store. Times are the
 * database's, because clocks of processes differ.
 */
import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { rowsOf } from '../store/database'
import type { Store } from '../store/store'
import type { RateLimit } from './rate-limit'

/** A database that answers late holds nobody back: the process's own count has decided then. */
const patienceMs = 1_000

interface LimitPlace {
  store(): Store | undefined
  /** Keys the hashes of callers, so that nobody can read addresses from the rows. */
  secret: string
  report(error: unknown): void
  patienceMs?: number
}

/** Answers 0 where the caller can go on, or the store cannot say, else after how many seconds to come again. */
export function storedRateLimit(place: LimitPlace) {
  const keyOf = (name: string, whose: string) =>
    createHmac('sha256', place.secret).update(`rate limit ${name} ${whose}`).digest('base64url')

  return async (name: string, { perMinute, perMinuteOfAll }: RateLimit, caller: string): Promise<number> => {
    const store = place.store()
    if (!store) return 0
    const taking = take(store, name, [
      { key: keyOf(name, `caller ${caller}`), size: perMinute },
      { key: keyOf(name, 'all'), size: perMinuteOfAll },
    ]).catch((error: unknown) => {
      place.report(error)
      return 0
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<number>((resolve) => {
      timer = setTimeout(resolve, place.patienceMs ?? patienceMs, 0)
    })
    return Promise.race([taking, late]).finally(() => clearTimeout(timer))
  }
}

interface Bucket {
  key: string
  /** Requests in a minute. */
  size: number
}

/** Takes one request from each bucket, or from none, in one transaction under an advisory lock of the kind. */
async function take(store: Store, name: string, buckets: Bucket[]): Promise<number> {
  const sizes = sql.join(
    buckets.map(({ key, size }) => sql`(${key}::text, ${size}::float8)`),
    sql`, `,
  )
  const taken = await store.use(
    ({ db }) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`rate limit ${name}`}, 0))`)
        // A statement of its own sees what was written while it waited for the lock.
        return rowsOf<{ seconds: number }>(
          await tx.execute(sql`
            with sizes (key, size) as (values ${sizes}),
            filled as (
              select sizes.key, size, coalesce(least(size, remaining
                + greatest(0, extract(epoch from clock_timestamp() - at)::float8) / 60 * size), size) as level
              from sizes left join rate_limits on rate_limits.key = sizes.key),
            judged as (select min(level) >= 1 as passes from filled),
            written as (
              insert into rate_limits (key, remaining, at)
              select key, case when passes then level - 1 else level end, clock_timestamp() from filled, judged
              on conflict (key) do update set remaining = excluded.remaining, at = excluded.at)
            select coalesce(max(ceil((1 - level) / size * 60)), 0)::int as seconds from filled where level < 1`),
        )
      }),
    false,
  )
  return taken.ok ? (taken.value[0]?.seconds ?? 0) : 0
}
