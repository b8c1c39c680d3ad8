/** The list of deploys and removals, from their rows. */
import { type SQL, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../../store/database'
import { type JobKey, keptMs } from '../board'
import { mostPast, type PastJob, type PastJobs, type PastOutcome, type PastQuery } from '../past'

const outcome = sql`case state when 'queued' then 'waiting' when 'running' then 'running' when 'finished' then 'done'
  else case when failure_code in ('stopped', 'left-behind') then failure_code else 'failed' end end`

interface PastRow extends Omit<PastJob, 'person' | 'failureCode' | 'startedAt' | 'durationMs'> {
  outcome: PastOutcome
  person: string | null
  failureCode: string | null
  /** ms since 1970. */
  startedAt: number
  durationMs: number | null
}

/** At most 100 jobs of an account and region, or of one endpoint. */
export async function readPast(
  db: Db,
  { accountId, region }: Pick<JobKey, 'accountId' | 'region'>,
  { endpointName, person, kind, outcome: wanted, before }: PastQuery,
): Promise<PastJobs> {
  const place = sql`account_id = ${accountId} and region = ${region}${when(endpointName, (name) => sql` and endpoint_name = ${name}`)}`
  const rows = rowsOf<PastRow>(
    await db.execute(sql`
      select id, kind, endpoint_name as "endpointName", person, ${outcome} as outcome, failure_code as "failureCode",
        (extract(epoch from created_at) * 1000)::float8 as "startedAt", duration_ms as "durationMs",
        ended_at > now() - ${keptMs} * interval '1 millisecond' and not exists (select 1 from jobs as later
          where later.account_id = jobs.account_id and later.region = jobs.region
          and later.endpoint_name = jobs.endpoint_name and later.created_at > jobs.created_at) is true as "isReplayable"
      from jobs where ${place}${when(person, (value) => sql` and person = ${value}`)}${when(kind, (value) => sql` and kind = ${value}`)}${when(
        wanted,
        (value) => sql` and ${outcome} = ${value}`,
      )}${when(before, after)}
      order by created_at desc, id limit ${mostPast + 1}`),
  )
  const people = rowsOf<{ person: string }>(
    await db.execute(
      sql`select distinct person from jobs where ${place} and person is not null order by person limit ${mostPeople}`,
    ),
  ).map((row) => row.person)
  return { jobs: rows.slice(0, mostPast).map(pastOf), people, hasMore: rows.length > mostPast }
}

const mostPeople = 500

/** A job that is not kept any more has none after it, because they are older. */
const after = (id: string): SQL =>
  sql` and exists (select 1 from jobs as last where last.id = ${id}
    and (jobs.created_at < last.created_at or (jobs.created_at = last.created_at and jobs.id > last.id)))`

const when = <T>(value: T | undefined, part: (value: T) => SQL): SQL => (value === undefined ? sql`` : part(value))

const pastOf = ({ person, failureCode, startedAt, durationMs, isReplayable, ...row }: PastRow): PastJob => ({
  ...row,
  isReplayable: isReplayable === true,
  person: person ?? undefined,
  failureCode: failureCode ?? undefined,
  startedAt: new Date(startedAt).toISOString(),
  durationMs: durationMs ?? undefined,
})
