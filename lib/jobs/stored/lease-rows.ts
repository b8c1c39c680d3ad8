/**
 * The lease of jobs in their rows: who holds one shows again and again that it lives, and who finds that missing takes the job
 * over. What a process holds is what it runs, and not what a row says of it: a claim whose answer was lost is silent, and so
 * another process, or the same one, takes it over.
 */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../../store/database'
import { channel, columns, isOpen, type JobRow } from './rows'

const listOf = (ids: string[]) =>
  sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )

/** Shows that this process lives, for what it runs. Returns the rows that it still holds. */
export const beat = async (db: Db, holder: string, ids: string[]): Promise<JobRow[]> =>
  ids.length === 0
    ? []
    : rowsOf<JobRow>(
        await db.execute(sql`update jobs set seen_at = now()
          where state = 'running' and holder = ${holder} and id in (${listOf(ids)}) returning ${columns}`),
      )

/** Shows that a process is there that begins what waits. It skips rows that another process changes, as both could wait for each other. */
export const beatQueues = (db: Db): Promise<unknown> =>
  db.execute(sql`update jobs set seen_at = now()
    where id in (select id from jobs where state = 'queued' for update skip locked)`)

export interface Takeover {
  holder: string
  /** What the process runs already. */
  running: string[]
  /** How long another process can be silent, ms; undefined takes only what others gave up. */
  leaseMs?: number
}

/** Takes jobs over whose process gave no sign of life for the lease, or gave them up. */
export const takeOver = async (db: Db, { holder, running, leaseMs }: Takeover): Promise<JobRow[]> => {
  const isSilent = leaseMs === undefined ? sql`false` : sql`seen_at < now() - ${leaseMs} * interval '1 millisecond'`
  const isOther =
    running.length === 0 ? sql`true` : sql`(holder is distinct from ${holder} or id not in (${listOf(running)}))`
  return rowsOf<JobRow>(
    await db.execute(sql`
      update jobs set holder = ${holder}, holds = holds + 1, seen_at = now(), is_closing = false
      where id in (select id from jobs where state = 'running' and ${isOther} and (holder is null or ${isSilent})
        for update skip locked)
      returning ${columns}`),
  )
}

/** Open jobs that no process looked after for so long, or that had so many holders. */
export const staleJobs = async (db: Db, leftMs: number, holds: number, leaseMs: number): Promise<JobRow[]> =>
  rowsOf<JobRow>(
    await db.execute(sql`select ${columns} from jobs where ${isOpen} and (seen_at < now() - ${leftMs} * interval '1 millisecond'
      or (holds >= ${holds} and seen_at < now() - ${leaseMs} * interval '1 millisecond'))`),
  )

/** Gives up what this process holds, or these of it, so that another one takes it at once. */
export const release = async (db: Db, holder: string, ids?: string[]): Promise<void> => {
  await db.execute(sql`
    with given as (update jobs set holder = null where state = 'running' and holder = ${holder}
      ${ids ? sql`and id in (${listOf(ids)})` : sql``} returning id)
    select pg_notify(${channel}, 'left') from given limit 1`)
}

/** Longer than a job can be replayed (`keptMs`), so that nobody who follows it loses it. */
const forgottenAfter = sql`interval '1 hour'`
const rowsFor = sql`interval '90 days'`
/** So many at once, that no statement takes long. */
const atOnce = 500

/**
 * Forgets what a job that ended was made from and what happened in it, which can hold a row and what the model answered; who did
 * what to which endpoint, and for how long, is kept for 90 days.
 */
export async function forget(db: Db): Promise<void> {
  await db.execute(sql`
    with old as (select id from jobs where ended_at < now() - ${forgottenAfter} and input is not null
      limit ${atOnce} for update skip locked),
    gone as (delete from job_events using old where job_id = old.id)
    update jobs set input = null from old where jobs.id = old.id`)
  await db.execute(sql`delete from jobs where id in (
    select id from jobs where ended_at < now() - ${rowsFor} limit ${atOnce} for update skip locked)`)
}
