/** Backup and rollback as docs/running.md has them, with PostgreSQL's own tools: a dump of before an upgrade makes a database that the version of before takes. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { rowsOf } from '../lib/store/database'
import { migrate } from '../lib/store/migrate'
import { migrations } from '../lib/store/migrations/all'
import { openPostgres } from '../lib/store/open-postgres'
import { startPostgres } from '../scripts/lib/postgres.mjs'

/** Finds it in the machine's PostgreSQL; the embedded one has no tools. */
const tool = (name: string) =>
  ['17', '16', '15'].map((version) => `/usr/lib/postgresql/${version}/bin/${name}`).find(existsSync) ?? name

it('a dump of before an upgrade is restored into a new database, and both versions go on with theirs', async () => {
  const server = await startPostgres()
  const folder = await mkdtemp(join(tmpdir(), 'portico-backup-'))
  const dump = join(folder, 'portico.dump')
  const open = (name?: string) => openPostgres(name ? server.url.replace(/\/[^/]*$/, `/${name}`) : server.url, () => {})
  const before = migrations.slice(0, -1)
  const database = await open()
  try {
    await migrate(database.db, before)
    await database.db.execute(sql`insert into jobs (id, kind, account_id, region, endpoint_name, owner, state)
      values (gen_random_uuid(), 'deploy', '111122223333', 'eu-west-1', 'iris', 'ana', 'finished')`)
    execFileSync(tool('pg_dump'), ['--format=custom', '--file', dump, server.url])
    await migrate(database.db, migrations)
    await expect(migrate(database.db, before)).rejects.toThrow('The database has schema')

    await database.db.execute(sql`create database portico_before`)
    const restored = server.url.replace(/\/[^/]*$/, '/portico_before')
    execFileSync(tool('pg_restore'), ['--no-owner', '--exit-on-error', '--dbname', restored, dump])
    const old = await open('portico_before')
    try {
      expect(await migrate(old.db, before)).toBe(0)
      expect(rowsOf(await old.db.execute(sql`select owner from jobs`))).toEqual([{ owner: 'ana' }])
      // The next upgrade goes through there too: nothing of the newer tables is in the way.
      expect(await migrate(old.db, migrations)).toBe(1)
    } finally {
      await old.close()
    }
  } finally {
    await database.close()
    await server.remove()
    await rm(folder, { recursive: true })
  }
})
