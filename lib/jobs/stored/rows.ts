/**
 * The rows of jobs: every change of state is one statement or one transaction, so that two processes that do the same agree
 * which of them did it. The database's clock is the only one that is compared.
 */
import { type SQL, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../../store/database'
import type { JobEvent } from '../../wiring/state/plan'
import { type JobCounts, type JobKey, type JobKind, type JobOrder, keptMs } from '../board'

/** What everyone who looks at jobs listens to: the id of a job with news, or the queue that moved. */
export const channel = 'portico_jobs'

export interface JobRow {
  id: string
  kind: JobKind
  accountId: string
  region: string
  endpointName: string
  owner: string
  /** Null once nobody replays the job (`lease-rows.ts`); no query of what is open or kept returns such a row. */
  input: JobOrder
  state: 'queued' | 'running' | 'finished' | 'failed'
  holder: string | null
  /** How many processes had it: what one of them writes counts only while it is the last. */
  holds: number
  stopRequested: boolean
  enoughRequested: boolean
  isClosing: boolean
  /** How long ago it began, ms, when the row was read; 0 of one that waits. */
  ranMs: number
}

/** What a query of jobs selects: a `JobRow`. */
export const columns = sql.raw(
  `id, kind, account_id as "accountId", region, endpoint_name as "endpointName", owner, input, state, holder, holds,
   stop_requested as "stopRequested", enough_requested as "enoughRequested", is_closing as "isClosing",
   greatest(0, coalesce(extract(epoch from statement_timestamp() - begun_at) * 1000, 0))::float8 as "ranMs"`,
)
export const isOpen = sql`state in ('queued', 'running')`
const isOf = ({ accountId, region, endpointName }: JobKey): SQL =>
  sql`account_id = ${accountId} and region = ${region} and endpoint_name = ${endpointName}`

export interface Queue {
  accountId: string
  region: string
  kind: JobKind
}

export const queueName = ({ accountId, region, kind }: Queue): string => `queue ${accountId}/${region}/${kind}`

const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::json`

/** @returns false if the endpoint has an open job */
export async function insertJob(db: Db, id: string, order: JobOrder, first: JobEvent): Promise<boolean> {
  const { key, kind, person } = order
  const result = await db.execute(sql`
    with added as (
      insert into jobs (id, kind, account_id, region, endpoint_name, owner, person, input, state)
      values (${id}, ${kind}, ${key.accountId}, ${key.region}, ${key.endpointName}, ${person.id}, ${person.email}, ${json(order)},
        'queued')
      on conflict (account_id, region, endpoint_name) where state in ('queued', 'running') do nothing
      returning id)
    insert into job_events (job_id, seq, event) select id, 0, ${json(first)} from added returning job_id`)
  return rowsOf(result).length > 0
}

const isKept = sql`(${isOpen} or ended_at > now() - ${keptMs} * interval '1 millisecond')`

/** The open job of the endpoint, or the last one while it can be replayed. */
export const lastJob = async (db: Db, key: JobKey): Promise<JobRow | undefined> =>
  rowsOf<JobRow>(
    await db.execute(
      sql`select ${columns} from jobs where ${isOf(key)} and ${isKept} order by created_at desc limit 1`,
    ),
  )[0]

export const jobById = async (db: Db, id: string): Promise<JobRow | undefined> =>
  rowsOf<JobRow>(await db.execute(sql`select ${columns} from jobs where id = ${id}`))[0]

/** The events of a job from one on. */
export const eventsFrom = async (db: Db, id: string, from: number): Promise<JobEvent[]> =>
  rowsOf<{ event: JobEvent }>(
    await db.execute(sql`select event from job_events where job_id = ${id} and seq >= ${from} order by seq`),
  ).map(({ event }) => event)

/** A text in a text, because PostgreSQL refuses to take some of what a model answers out of a document. */
const textOf = (event: JobEvent) => ({
  event: JSON.stringify(event),
  step: event.type === 'step' ? event.step.id : undefined,
})

/** A job that was open when a newer build came has its person in its order alone. */
const personOf = (order: JobOrder): SQL => sql`person = coalesce(person, ${order.person.email})`

export interface Ending {
  state: 'finished' | 'failed'
  durationMs: number
  failureCode?: string
}

/**
 * Adds events to a job that this process holds, and shows that it lives.
 * @returns false if the process does not hold it any more: nothing was written
 */
export async function addEvents(
  db: Db,
  { id, holder, holds, input }: Pick<JobRow, 'id' | 'holder' | 'holds' | 'input'>,
  events: JobEvent[],
  isClosing: boolean,
  ending?: Ending,
): Promise<boolean> {
  const end = ending
    ? sql`, state = ${ending.state}, ended_at = now(), duration_ms = ${Math.round(ending.durationMs)},
        failure_code = ${ending.failureCode ?? null}`
    : sql``
  const result = await db.execute(sql`
    with held as (
      update jobs set seen_at = now(), is_closing = ${isClosing}, ${personOf(input)}${end}
      where id = ${id} and holder = ${holder} and holds = ${holds} and state = 'running' returning id),
    next as (select coalesce(max(seq), -1) as last from job_events where job_id = ${id}),
    added as (
      insert into job_events (job_id, seq, event, step)
      select held.id, next.last + one.place, one.event::json, one.step
      from held, next, rows from (json_to_recordset(${json(events.map(textOf))}) as (event text, step text))
        with ordinality as one(event, step, place) returning seq)
    select pg_notify(${channel}, ${id}) from held`)
  return rowsOf(result).length > 0
}

/** The order of a queue: each person's first, then each one's second; who was served last comes last. */
const inTurn = ({ accountId, region, kind }: Queue): SQL => sql`
  select id, row_number() over (order by turn, served nulls first, created_at, id) as place from (
    select id, created_at, row_number() over (partition by owner order by created_at, id) as turn,
      (select max(begun_at) from jobs as theirs where theirs.owner = jobs.owner and theirs.account_id = jobs.account_id
        and theirs.region = jobs.region and theirs.kind = jobs.kind) as served
    from jobs where state = 'queued' and account_id = ${accountId} and region = ${region} and kind = ${kind}) as waiting`

/**
 * Begins what can begin: as many as the queue's width allows over all processes. Those of one claim begin in the order of their
 * turns, as the next turns follow from when a person was served.
 * @returns the rows that this process now holds
 */
export async function claim(db: Db, queue: Queue, holder: string, width: number): Promise<JobRow[]> {
  const { accountId, region, kind } = queue
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${queueName(queue)}, 0))`)
    const claimed = rowsOf<JobRow>(
      await tx.execute(sql`
        update jobs set state = 'running', holder = ${holder}, holds = holds + 1, seen_at = now(),
          begun_at = statement_timestamp() + next.place * interval '1 microsecond'
        from (select id as next_id, place from (${inTurn(queue)}) as ordered order by place limit greatest(0, ${width} - (
          select count(*) from jobs where state = 'running' and account_id = ${accountId} and region = ${region} and kind = ${kind}))) as next
        where id = next_id
        returning ${columns}`),
    )
    if (claimed.length > 0) await tx.execute(sql`select pg_notify(${channel}, ${queueName(queue)})`)
    return claimed
  })
}

/** How many begin before a job that waits; undefined if it does not wait. */
export async function aheadOf(
  db: Db,
  row: Pick<JobRow, 'id' | 'accountId' | 'region' | 'kind'>,
): Promise<number | undefined> {
  const [found] = rowsOf<{ ahead: number }>(
    await db.execute(sql`select (place - 1)::int as ahead from (${inTurn(row)}) as ordered where id = ${row.id}`),
  )
  return found?.ahead
}

/** The queues in which something waits. */
export const waitingQueues = async (db: Db): Promise<Queue[]> =>
  rowsOf<Queue>(
    await db.execute(sql`select distinct account_id as "accountId", region, kind from jobs where state = 'queued'`),
  )

/** How many wait and run over all processes. */
export async function countOpen(db: Db): Promise<JobCounts> {
  const found = rowsOf<{ kind: JobKind; waiting: number; running: number }>(
    await db.execute(sql`select kind, count(*) filter (where state = 'queued')::int as waiting,
      count(*) filter (where state = 'running')::int as running from jobs where ${isOpen} group by kind`),
  )
  const of = (kind: JobKind) => {
    const { waiting = 0, running = 0 } = found.find((row) => row.kind === kind) ?? {}
    return { waiting, running }
  }
  return { deploy: of('deploy'), remove: of('remove') }
}

export const heldBy = async (db: Db, holder: string): Promise<JobRow[]> =>
  rowsOf<JobRow>(await db.execute(sql`select ${columns} from jobs where state = 'running' and holder = ${holder}`))

type FailedEvent = Extract<JobEvent, { type: 'failed' }>

/**
 * Ends a job that nobody runs.
 * @param seen the row as it was when that was decided
 * @returns false if it has changed since
 */
export async function endUnheld(db: Db, seen: JobRow, last: FailedEvent): Promise<boolean> {
  const result = await db.execute(sql`
    with ended as (
      update jobs set state = 'failed', ended_at = now(), seen_at = now(), failure_code = ${last.error.code}, ${personOf(seen.input)}
      where id = ${seen.id} and state = ${seen.state} and holds = ${seen.holds} returning id),
    next as (select coalesce(max(seq), -1) + 1 as seq from job_events where job_id = ${seen.id}),
    added as (insert into job_events (job_id, seq, event) select ended.id, next.seq, ${json(last)} from ended, next returning seq)
    select pg_notify(${channel}, ${seen.id}), pg_notify(${channel}, ${queueName(seen)}) from ended`)
  return rowsOf(result).length > 0
}

/** @returns false if it is not running any more, or at its last step */
export async function requestEnd(db: Db, id: string, what: 'stop' | 'enough'): Promise<boolean> {
  const set = what === 'stop' ? sql`stop_requested = true` : sql`enough_requested = true`
  const unless = what === 'stop' ? sql`and not is_closing` : sql``
  const result = await db.execute(sql`
    with asked as (update jobs set ${set} where id = ${id} and state = 'running' ${unless} returning id)
    select pg_notify(${channel}, 'request') from asked`)
  return rowsOf(result).length > 0
}

/** The open jobs of a place, and the last one of each endpoint that ended so recently. */
export const recentJobs = async (db: Db, accountId: string, region: string): Promise<JobRow[]> =>
  rowsOf<JobRow>(
    await db.execute(sql`select distinct on (endpoint_name) ${columns} from jobs
      where account_id = ${accountId} and region = ${region} and ${isKept}
      order by endpoint_name, created_at desc`),
  )

/** The last event of each step and the last event of all, of these jobs. */
export async function lastEvents(db: Db, ids: string[]): Promise<Map<string, JobEvent[]>> {
  const events = new Map<string, JobEvent[]>()
  if (ids.length === 0) return events
  const list = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  const rows = rowsOf<{ id: string; event: JobEvent }>(
    await db.execute(sql`select job_id as id, event from (
      select distinct on (job_id, step) job_id, seq, event from job_events
      where job_id in (${list}) order by job_id, step, seq desc) as latest order by job_id, seq`),
  )
  for (const { id, event } of rows) events.set(id, [...(events.get(id) ?? []), event])
  return events
}

/** How long the last jobs of a kind ran that nobody stopped and one process ran alone, ms, the newest first. */
export const lastDurations = async (db: Db, kind: JobKind, count: number): Promise<number[]> =>
  rowsOf<{ ms: number }>(
    await db.execute(sql`select duration_ms as ms from jobs where kind = ${kind} and duration_ms is not null
      and holds = 1 and not stop_requested order by ended_at desc limit ${count}`),
  ).map(({ ms }) => ms)
