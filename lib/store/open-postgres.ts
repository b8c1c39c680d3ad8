/** Opens a PostgreSQL server that the team runs. */
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { type Database, StoreProblem } from './database'
import { PostgresPool } from './postgres-pool'

const oldest = 15
/** How long a page waits for a server that does not answer. */
const connectMs = 3_000
const statementMs = 10_000
const listenAgainMs = 1_000
/** A connection that only listens sends nothing, so it would never notice that its server is gone without a word. */
const listenBeatMs = 15_000

/**
 * @param url `postgres://user:password@host:5432/name`, as `DATABASE_URL`
 * @param report called with faults of idle connections, which `pg` repairs by itself
 * @param options how often a connection that listens shows that it lives, and how long a query can take, ms
 * @throws StoreProblem if the server is not reached, refuses, or is too old
 */
export async function openPostgres(
  url: string,
  report: (error: unknown) => void,
  { beatMs = listenBeatMs, queryMs = statementMs } = {},
): Promise<Database> {
  const options: pg.PoolConfig = {
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: connectMs,
    // A connection whose server is gone without a word would hold its query without end.
    query_timeout: queryMs,
    keepAlive: true,
    application_name: 'portico',
  }
  const pool = new PostgresPool(options)
  pool.on('error', report)
  try {
    await checkVersion(pool)
  } catch (error) {
    await pool.end()
    if (error instanceof StoreProblem) throw error
    throw new StoreProblem(
      `The PostgreSQL server of DATABASE_URL does not answer (${codeOf(error)}). Check that it runs, and its host, port, user and password.`,
    )
  }
  const listeners = new Set<Listener>()
  return {
    db: drizzle(pool),
    kind: 'postgres',
    async listen(channel, heard) {
      const listener = new Listener(options, channel, heard, report, beatMs)
      listeners.add(listener)
      await listener.start()
    },
    async close() {
      for (const listener of listeners) await listener.end()
      await pool.end()
    },
  }
}

async function checkVersion(pool: PostgresPool): Promise<void> {
  // 150004 is 15.4. https://www.postgresql.org/docs/15/runtime-config-preset.html#GUC-SERVER-VERSION-NUM
  const { rows } = await pool.query<{ number: number }>(`select current_setting('server_version_num')::int as number`)
  const major = Math.floor((rows[0]?.number ?? 0) / 10_000)
  if (major < oldest)
    throw new StoreProblem(
      `The server of DATABASE_URL is PostgreSQL ${major}, and Portico needs ${oldest} or newer. Upgrade it, or name another server.`,
      true,
    )
}

/** What `pg` says went wrong, without the address, which can hold a password. */
const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : 'no answer in time'
}

/** A connection of its own that listens, and comes back after it broke. https://www.postgresql.org/docs/15/sql-listen.html */
class Listener {
  private client?: pg.Client
  private timer?: NodeJS.Timeout
  private hasEnded = false

  constructor(
    private readonly options: pg.PoolConfig,
    private readonly channel: string,
    private readonly heard: (payload: string | undefined) => void,
    private readonly report: (error: unknown) => void,
    private readonly beatMs: number,
  ) {}

  async start(): Promise<void> {
    const client = new pg.Client(this.options)
    this.client = client
    client.on('notification', ({ payload }) => this.heard(payload))
    client.on('error', (error) => this.again(client, error))
    client.on('end', () => this.again(client))
    try {
      await client.connect()
      await client.query(`listen ${pg.escapeIdentifier(this.channel)}`)
      this.beat(client)
      // What was said while it was away is in the rows.
      this.heard(undefined)
    } catch (error) {
      this.again(client, error)
    }
  }

  async end(): Promise<void> {
    this.hasEnded = true
    clearTimeout(this.timer)
    await this.client?.end().catch(() => {})
  }

  private beat(client: pg.Client): void {
    this.timer = setTimeout(() => {
      client.query('select 1').then(
        () => this.client === client && !this.hasEnded && this.beat(client),
        (error) => this.again(client, error),
      )
    }, this.beatMs)
    this.timer.unref()
  }

  private again(client: pg.Client, error?: unknown): void {
    if (this.hasEnded || this.client !== client) return
    this.client = undefined
    clearTimeout(this.timer)
    if (error) this.report(error)
    client.end().catch(() => {})
    this.timer = setTimeout(() => void this.start(), listenAgainMs)
    this.timer.unref()
  }
}
