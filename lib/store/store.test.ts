import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../sandbox/testing/wait'
import { migrationsOfFiles } from '../../scripts/build-migrations'
import { startPostgres } from '../../scripts/lib/postgres.mjs'
import { type Database, rowsOf, StoreProblem } from './database'
import { forgetRows } from './forget-rows'
import { migrate } from './migrate'
import { migrations } from './migrations/all'
import { openPglite } from './open-pglite'
import { openPostgres } from './open-postgres'
import { isDatabaseFault, Store } from './store'
import { databases } from './testing'

it('has every migration that drizzle-kit wrote (node --import tsx scripts/build-migrations.ts)', () => {
  expect(migrations).toEqual(migrationsOfFiles())
})

describe.each(Object.keys(databases) as (keyof typeof databases)[])('a database on %s', (kind) => {
  let place: Awaited<ReturnType<(typeof databases)[typeof kind]>>
  let database: Database
  beforeAll(async () => {
    place = await databases[kind]()
    database = await place.open()
  })
  afterAll(() => place.remove())

  it('is migrated once, also by processes that start together', async () => {
    const others = await Promise.all([place.open(), place.open()])
    const applied = await Promise.all([database, ...others].map(({ db }) => migrate(db, migrations)))
    expect(applied.sort()).toEqual([0, 0, migrations.length])
    expect(rowsOf(await database.db.execute(sql`select id from jobs`))).toEqual([])
  })

  it('forgets rows past their time, and no others', async () => {
    await migrate(database.db, migrations)
    const { db } = database
    for (const [id, moment] of [
      ['old', `now() - interval '61 minutes'`],
      ['new', `now() + interval '1 minute'`],
    ]) {
      await db.execute(sql.raw(`insert into ended_sessions (key, ends_at) values ('${id}', ${moment})`))
      await db.execute(sql.raw(`insert into session_checks (key, until) values ('${id}', ${moment})`))
      await db.execute(
        sql.raw(`insert into probes (id, endpoint_arn, at, took_ms) values (gen_random_uuid(), '${id}', ${moment}, 1)`),
      )
    }
    await forgetRows(db)
    const left = await db.execute(
      sql`select key from ended_sessions union all select key from session_checks union all select endpoint_arn from probes`,
    )
    expect(rowsOf<{ key: string }>(left).map(({ key }) => key)).toEqual(['new', 'new', 'new'])
  })

  it('applies what is new, and nothing of a migration that fails', async () => {
    const next = { hash: 'a', statements: ['create table notes (id integer)'] }
    const broken = { hash: 'b', statements: ['create table more (id integer)', 'create table notes (id integer)'] }
    expect(await migrate(database.db, [...migrations, next])).toBe(1)
    await expect(migrate(database.db, [...migrations, next, broken])).rejects.toThrow()
    expect(rowsOf(await database.db.execute(sql`select to_regclass('more') as it`))).toEqual([{ it: null }])
  })

  it('is refused by a version of Portico that is older than its schema', async () => {
    const refused = migrate(database.db, migrations)
    await expect(refused).rejects.toThrow(
      `The database has schema ${migrations.length + 1}, and this version of Portico knows`,
    )
    await expect(refused).rejects.toMatchObject({ isFinal: true })
  })

  it('notifies whoever listens', async () => {
    const heard: (string | undefined)[] = []
    const all = new Promise<void>((resolve) => {
      void database
        .listen('news', (payload) => {
          heard.push(payload)
          if (payload === 'second') resolve()
        })
        .then(() => database.db.execute(sql`select pg_notify('news', 'first'), pg_notify('news', 'second')`))
    })
    await all
    expect(heard.filter((payload) => payload !== undefined)).toEqual(['first', 'second'])
  })
})

/** A line to a server whose open connections can be made to carry nothing any more, without an end or a reset; new ones carry. */
async function swallowingLine(to: number) {
  const open = new Set<Socket>()
  const line = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => open.delete(socket))
    }
    near.pipe(far).pipe(near)
  })
  line.listen(0, '127.0.0.1')
  await once(line, 'listening')
  return {
    port: (line.address() as AddressInfo).port,
    swallow: () => {
      for (const socket of open) socket.unpipe().resume()
    },
    close: () => {
      for (const socket of open) socket.destroy()
      line.close()
    },
  }
}

const withCode = (code: string, message = 'failed') => Object.assign(new Error(message), { code })

it.each<[string, unknown, boolean]>([
  ['a server that shuts down', withCode('57P01', 'terminating connection due to administrator command'), true],
  [
    'a replica, or a server that was made read-only',
    withCode('25006', 'cannot execute INSERT in a read-only transaction'),
    true,
  ],
  ['a conflict with another transaction', withCode('40P01', 'deadlock detected'), true],
  ['a full disk', withCode('53100', 'could not extend file: No space left on device'), true],
  ['a port that nothing listens on', withCode('ECONNREFUSED'), true],
  ['a password that was changed', withCode('28P01', 'password authentication failed'), true],
  ['no answer, as the driver says it', new Error('Query read timeout'), true],
  ['a full pool', new Error('timeout exceeded when trying to connect'), true],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), true],
  ['what drizzle wraps', new Error('Failed query: select 1', { cause: withCode('57P03') }), true],
  ['a table that is not there', withCode('42P01', 'relation "jobs" does not exist'), false],
  ['a value that a column refuses', withCode('23502', 'null value in column "owner"'), false],
  ['a fault of ours', new TypeError('job is undefined'), false],
])('distinguishes a database that is away from a query that is wrong: %s', (_, error, expected) => {
  expect(isDatabaseFault(error)).toBe(expected)
})

describe('a folder of PORTICO_DATA_DIR', () => {
  it('keeps its rows, belongs to one process at a time, and says so to a second', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portico-store-'))
    const lost: unknown[] = []
    const open = () => openPglite(join(folder, 'data'), (error) => lost.push(error))
    try {
      const first = await open()
      await expect(open()).rejects.toThrow(/^Another process of Portico uses the folder of PORTICO_DATA_DIR/)
      await first.db.execute(sql`create table kept (id integer)`)
      await first.close()
      const second = await open()
      expect(rowsOf(await second.db.execute(sql`select * from kept`))).toEqual([])
      await second.close()
      expect(lost).toEqual([])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('says that it cannot be written', async () => {
    await expect(openPglite(import.meta.filename, () => {})).rejects.toThrow(
      'The folder of PORTICO_DATA_DIR cannot be written (EEXIST). Name a folder that this process can create files in, or set DATABASE_URL.',
    )
  })
})

describe('a server of DATABASE_URL', () => {
  it('is named by no message when it is not reached', async () => {
    const refused = openPostgres('postgres://portico:s3cret@127.0.0.1:1/portico', () => {})
    await expect(refused).rejects.toThrow(
      'The PostgreSQL server of DATABASE_URL does not answer (ECONNREFUSED). Check that it runs, and its host, port, user and password.',
    )
    await expect(refused).rejects.toBeInstanceOf(StoreProblem)
  })

  it('gets its connections back from transactions that did not begin, failed, or were refused', async () => {
    const server = await startPostgres()
    const database = await openPostgres(server.url, () => {})
    const { db } = database
    const refused = (statement: string) =>
      expect(db.transaction((tx) => tx.execute(sql.raw(statement)))).rejects.toThrow()
    try {
      for (let count = 0; count < 10; count++) {
        await expect(
          db.transaction(async () => {}, { isolationLevel: 'none of these' as 'serializable' }),
        ).rejects.toThrow()
        await refused('select nothing')
        await refused('select pg_terminate_backend(pg_backend_pid())')
      }
      expect(await db.transaction(async (tx) => rowsOf(await tx.execute(sql`select 1 as it`)))).toEqual([{ it: 1 }])
    } finally {
      await database.close()
      await server.remove()
    }
  })

  it('behind a network that swallows everything is noticed, and notifications and queries come through again', async () => {
    const server = await startPostgres()
    const line = await swallowingLine(Number(new URL(server.url).port))
    const errors: unknown[] = []
    const url = Object.assign(new URL(server.url), { hostname: '127.0.0.1', port: String(line.port) })
    const database = await openPostgres(String(url), (error) => errors.push(error), { beatMs: 50, queryMs: 500 })
    const direct = await openPostgres(server.url, () => {})
    try {
      const heard: (string | undefined)[] = []
      await database.listen('news', (payload) => heard.push(payload))
      expect(heard).toEqual([undefined])
      line.swallow()
      const lost = sql`select pg_notify('news', 'lost')`
      await direct.db.execute(lost)
      // More than the pool has connections, so that each must come back.
      const many = Array.from({ length: 12 }, () => database.db.transaction((tx) => tx.execute(sql`select 1`)))
      expect(new Set((await Promise.allSettled(many)).map(({ status }) => status))).toContain('rejected')
      await until(
        async () => heard.length,
        (count) => count > 1,
      )
      // What was lost is in the rows, so whoever listens is made to read them.
      expect(heard).toEqual([undefined, undefined])
      await direct.db.execute(sql`select pg_notify('news', 'next')`)
      await until(
        async () => heard.at(-1),
        (last) => last === 'next',
      )
      expect(rowsOf(await database.db.execute(sql`select 1 as it`))).toEqual([{ it: 1 }])
      expect(errors).not.toEqual([])
    } finally {
      await database.close()
      await direct.close()
      line.close()
      await server.remove()
    }
  })

  it('needs a user who can create tables, and says so; a schema of the user’s own is enough', async () => {
    const server = await startPostgres()
    const admin = await openPostgres(server.url, () => {})
    const url = server.url.replace('//portico@', '//plain@')
    const store = new Store({ open: () => openPostgres(url, () => {}), report: () => {}, againMs: 20 })
    try {
      await admin.db.execute(sql`create role plain login`)
      await store.start()
      expect(store.trouble).toMatch(
        /^The user of DATABASE_URL cannot create or change the tables of Portico \(42501\)\./,
      )
      await admin.db.execute(sql`create schema plain authorization plain`)
      await new Promise<void>((resolve) => store.onOpen(() => resolve()))
      expect(rowsOf(await admin.db.execute(sql`select count(*)::int as n from plain.job_events`))).toEqual([{ n: 0 }])
      const refused = store.use(({ db }) =>
        db.execute(sql`insert into jobs (id, owner) values (${'a row of a customer'}, 'x')`),
      )
      const error = await refused.then(
        () => undefined,
        (thrown: Error) => thrown,
      )
      expect(error?.message).toMatch(/\(22P02\) in: insert into jobs \(id, owner\) values \(\$1, 'x'\)$/)
      const kept = ['kind', 'account_id', 'region', 'endpoint_name', 'state'].join(', ')
      const row = await store
        .use(({ db }) =>
          db.execute(
            sql`insert into jobs (id, owner, ${sql.raw(kept)}) values (gen_random_uuid(), ${'a row of a customer'}, null, '1', 'r', 'e', 'queued')`,
          ),
        )
        .catch((thrown: unknown) => inspect(thrown))
      expect(row).toMatch(/23502/)
      expect(row).not.toMatch(/a row of a customer/)
    } finally {
      await store.end()
      await admin.close()
      await server.remove()
    }
  })

  it('can be away at the start and in the middle: whoever needs it gets a failure, and it is used again once it is back', async () => {
    const server = await startPostgres()
    const reports: unknown[] = []
    const report = (error: unknown) => reports.push(error)
    const store = new Store({ open: () => openPostgres(server.url, report), report, againMs: 20 })
    const count = () =>
      store.use(async ({ db }) => rowsOf<{ n: number }>(await db.execute(sql`select count(*)::int as n from jobs`)))
    try {
      await server.kill()
      await store.start()
      expect(await count()).toMatchObject({ ok: false, error: { code: 'store-unavailable' } })
      expect(store.trouble).toMatch(/does not answer \(ECONNREFUSED\)/)
      await server.start()
      await new Promise<void>((resolve) => store.onOpen(() => resolve()))
      expect(await count()).toEqual({ ok: true, value: [{ n: 0 }] })
      expect(store.trouble).toBeUndefined()
      await server.kill()
      expect(await count()).toMatchObject({ ok: false, error: { code: 'store-unavailable' } })
      expect(store.trouble).toMatch(/^The database of Portico does not answer/)
      await server.start()
      expect(await count()).toEqual({ ok: true, value: [{ n: 0 }] })
      await expect(store.use(({ db }) => db.execute(sql`select nothing from nowhere`))).rejects.toThrow()
    } finally {
      await store.end()
      await server.remove()
    }
  })
})
