/**
 * Brings the schema to what this code knows: forward only, in one transaction, one process at a time. A schema that a newer
 * Portico made is refused, because an older one would misread it.
 * https://www.postgresql.org/docs/15/explicit-locking.html#ADVISORY-LOCKS
 */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf, StoreProblem } from './database'

export interface Migration {
  /** SHA-256 of its file. */
  hash: string
  statements: string[]
}

/** A number of ours that no other program is likely to lock. */
const migrating = 7_064_291_503

/**
 * Applies the migrations that the database lacks.
 * @returns how many were applied
 * @throws StoreProblem if the database has one that is not among them
 */
export async function migrate(db: Db, migrations: Migration[]): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(migrating))})`)
    await tx.execute(sql`create table if not exists portico_migrations (
      number integer primary key, hash text not null, applied_at timestamptz not null default now())`)
    const applied = rowsOf<{ hash: string }>(await tx.execute(sql`select hash from portico_migrations order by number`))
    const foreign = applied.findIndex(({ hash }, index) => migrations[index]?.hash !== hash)
    if (foreign >= 0)
      throw new StoreProblem(
        `The database has schema ${applied.length}, and this version of Portico knows ${migrations.length}${foreign < migrations.length ? ' others' : ''}. Start the newer version again, or restore the backup from before the upgrade (docs/running.md).`,
        true,
      )
    for (const [index, { hash, statements }] of migrations.entries()) {
      if (index < applied.length) continue
      for (const statement of statements) await tx.execute(sql.raw(statement))
      await tx.execute(sql`insert into portico_migrations (number, hash) values (${index + 1}, ${hash})`)
    }
    return migrations.length - applied.length
  })
}
