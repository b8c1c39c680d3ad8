/** Opens PGlite, a PostgreSQL inside of this process, in a folder that one process can use at a time. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { lock } from 'proper-lockfile'
import { type Database, StoreProblem } from './database'

/**
 * A process that was killed leaves its lock, which counts for so long. It cannot be short: PGlite makes its files in one go, half a minute
 * on a busy machine, in which the process renews nothing.
 */
const staleMs = 60_000
const renewMs = 5_000

/**
 * @param directory `PORTICO_DATA_DIR`; undefined keeps everything in memory
 * @param onLost called if the lock could not be kept, as another process might then take the folder
 * @throws StoreProblem if the folder cannot be written, or another process uses it
 */
export async function openPglite(directory: string | undefined, onLost: (error: Error) => void): Promise<Database> {
  const unlock = directory === undefined ? async () => {} : await lockFolder(directory, onLost)
  const client = await PGlite.create(directory === undefined ? undefined : join(directory, 'pglite')).catch(
    async (error: unknown) => {
      await unlock()
      throw error
    },
  )
  return {
    db: drizzle(client),
    kind: 'pglite',
    async listen(channel, heard) {
      await client.listen(channel, heard)
    },
    async close() {
      await client.close()
      await unlock()
    },
  }
}

async function lockFolder(directory: string, onLost: (error: Error) => void): Promise<() => Promise<void>> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    return await lock(directory, {
      lockfilePath: join(directory, 'lock'),
      stale: staleMs,
      update: renewMs,
      onCompromised: onLost,
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ELOCKED')
      throw new StoreProblem(
        'Another process of Portico uses the folder of PORTICO_DATA_DIR, or was killed less than a minute ago. One process can use it at a time: end the other one, or set DATABASE_URL to a PostgreSQL server for several.',
      )
    throw new StoreProblem(
      `The folder of PORTICO_DATA_DIR cannot be written (${code ?? 'unknown error'}). Name a folder that this process can create files in, or set DATABASE_URL.`,
    )
  }
}
