/** The budget of calls as rows of the store: whichever process calls an endpoint takes from the same hour. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type ProbedBy, probeLimits } from '../../model/profile/found-evidence'
import { rowsOf } from '../../store/database'
import type { Store } from '../../store/store'
import type { ProbeTurn } from './probes-here'

/**
 * Takes one call, in one transaction under an advisory lock of the endpoint. Times are the database's, because clocks of processes
 * differ. A process that ends in the middle of a call has spent what the call was allowed.
 */
export async function takeStoredProbe(
  store: Store,
  endpointArn: string,
  by: ProbedBy,
): Promise<ProbeTurn | 'used-up' | 'uncounted'> {
  const most = probeLimits[by]
  const id = randomUUID()
  const taken = await store.use(({ db }) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`probe ${endpointArn}`}, 0))`)
      // A statement of its own sees what was written while it waited for the lock.
      return rowsOf<{ limitMs: number }>(
        await tx.execute(sql`
          with recent as (select count(*)::int as calls, coalesce(sum(took_ms), 0)::int as spent from probes
            where endpoint_arn = ${endpointArn} and at > clock_timestamp() - interval '1 hour')
          insert into probes (id, endpoint_arn, at, took_ms)
          select ${id}::uuid, ${endpointArn}, clock_timestamp(), ${most.ms}::int - spent from recent
          where calls < ${most.calls}::int and spent < ${most.ms}::int returning took_ms as "limitMs"`),
      )
    }),
  )
  if (!taken.ok) return 'uncounted'
  const [turn] = taken.value
  if (!turn) return 'used-up'
  const { limitMs } = turn
  return { limitMs, end: (ms) => endStoredProbe(store, id, Math.min(Math.max(0, Math.round(ms)), limitMs)) }
}

/** Gives back the time that the call did not need. */
async function endStoredProbe(store: Store, id: string, tookMs: number): Promise<void> {
  await store.use(({ db }) => db.execute(sql`update probes set took_ms = ${tookMs}::int where id = ${id}::uuid`))
}
