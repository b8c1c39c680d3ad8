/**
 * The tables of Portico's own database: what AWS has no place for. No row is needed to find, change or remove a public API.
 * After a change here, `npx drizzle-kit generate` writes the next migration.
 */
import { sql } from 'drizzle-orm'
import {
  boolean,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** One row for each deploy or removal that a person started. */
export const jobs = pgTable(
  'jobs',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<'deploy' | 'remove'>().notNull(),
    accountId: text('account_id').notNull(),
    region: text('region').notNull(),
    endpointName: text('endpoint_name').notNull(),
    /** Whose turn it takes in the queue: the id of the person. */
    owner: text('owner').notNull(),
    /** Their e-mail address when they started it, which stays when `input` is gone. */
    person: text('person'),
    /**
     * What to do and for whom: the person, the spec of a deploy and its options; never a credential. Null once nobody replays the
     * job any more. `json` keeps the text as it is: `jsonb` sorts members, and refuses NUL and half a surrogate pair.
     */
    input: json('input'),
    state: text('state').$type<'queued' | 'running' | 'finished' | 'failed'>().notNull(),
    /** The process that runs it, and how many processes had it so far. */
    holder: uuid('holder'),
    holds: integer('holds').notNull().default(0),
    stopRequested: boolean('stop_requested').notNull().default(false),
    enoughRequested: boolean('enough_requested').notNull().default(false),
    /** Its last write is under way. */
    isClosing: boolean('is_closing').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
    begunAt: moment('begun_at'),
    endedAt: moment('ended_at'),
    /** When a process last looked after it. */
    seenAt: moment('seen_at').notNull().defaultNow(),
    /** How long it ran, ms. */
    durationMs: integer('duration_ms'),
    /** The code of the failure that it ended with; never its words, which can have what a model answered. */
    failureCode: text('failure_code'),
  },
  (table) => [
    uniqueIndex('jobs_one_for_an_endpoint')
      .on(table.accountId, table.region, table.endpointName)
      .where(sql`state in ('queued', 'running')`),
    index('jobs_of_an_endpoint').on(table.accountId, table.region, table.endpointName, table.createdAt),
    index('jobs_of_a_region').on(table.accountId, table.region, table.createdAt),
    index('jobs_of_a_person').on(table.owner, table.createdAt),
    index('jobs_open').on(table.state).where(sql`state in ('queued', 'running')`),
    index('jobs_ended').on(table.endedAt),
  ],
)

/**
 * What happened in a job, in order: replayed from the first, it gives the same picture in every tab. It can hold a row and what the
 * model answered, so it is gone once nobody replays the job.
 */
export const jobEvents = pgTable(
  'job_events',
  {
    jobId: uuid('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    event: json('event').notNull(),
    /** The id of its step, if it is of one. */
    step: text('step'),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.seq] })],
)

/**
 * Sessions that people signed out of before they ended by themselves. Nothing in a row opens anything: the key is a hash of an id that
 * is only ever inside an encrypted cookie.
 */
export const endedSessions = pgTable('ended_sessions', {
  key: text('key').primaryKey(),
  endsAt: moment('ends_at').notNull(),
})

/**
 * What the provider said of a session that one process checked, for the minutes in which the browser can still come with the cookie from
 * before. The renewed session is sealed as in its cookie, with the server's secret, which is not in the database.
 */
export const sessionChecks = pgTable('session_checks', {
  /** A hash of the token that was spent. */
  key: text('key').primaryKey(),
  /** Null while it is under way. */
  outcome: json('outcome'),
  /** Until when the outcome counts, or nobody else begins the check. */
  until: moment('until').notNull(),
})

/** The calls of an endpoint that were made to learn what its model takes, for an hour: all processes share what they are allowed. */
export const probes = pgTable(
  'probes',
  {
    id: uuid('id').primaryKey(),
    endpointArn: text('endpoint_arn').notNull(),
    at: moment('at').notNull(),
    /** What it took, ms; all that was left while it runs. */
    tookMs: integer('took_ms').notNull(),
  },
  (table) => [index('probes_of_an_endpoint').on(table.endpointArn, table.at), index('probes_at').on(table.at)],
)

/** What a caller, or all together, can still send in this minute to a kind of pages: all processes share it. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    /** A keyed hash of the kind and the caller's address: no address is kept. */
    key: text('key').primaryKey(),
    /** Requests, in parts: it fills again all the time. */
    remaining: doublePrecision('remaining').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [index('rate_limits_at').on(table.at)],
)
