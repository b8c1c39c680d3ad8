/**
 * Writes `lib/store/migrations/all.ts` from the SQL files beside it, which `npx drizzle-kit generate` makes: the console's bundle
 * then holds its migrations, and reads no file at its start.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Migration } from '../lib/store/migrate'

const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'lib/store/migrations')

/**
 * Returns the migrations of the SQL files, the oldest first. drizzle-kit writes `public` before what a table refers to, and nothing before
 * the table: all of them belong into the schema that the database gives the user.
 */
export const migrationsOfFiles = (): Migration[] =>
  readMigrationFiles({ migrationsFolder: folder }).map(({ hash, sql }) => ({
    hash,
    statements: sql.map((one) => one.trim().replaceAll('"public".', '')),
  }))

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(
    join(folder, 'all.ts'),
    `/** Written by scripts/build-migrations.ts from the SQL files of this folder. */\nimport type { Migration } from '../migrate'\n\nexport const migrations: Migration[] = ${JSON.stringify(migrationsOfFiles(), null, 2)}\n`,
  )
