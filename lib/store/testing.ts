/** For tests: the two databases that the console can have, each empty. */
import { startPostgres } from '../../scripts/lib/postgres.mjs'
import type { Database } from './database'
import { openPglite } from './open-pglite'
import { openPostgres } from './open-postgres'

const failTest = (error: unknown): never => {
  throw error
}

/** Each opens an empty database; `remove` ends what it started. */
export const databases = {
  pglite: async () => {
    const database = await openPglite(undefined, failTest)
    return { open: async (): Promise<Database> => database, remove: () => database.close() }
  },
  postgres: async () => {
    const server = await startPostgres()
    const opened: Database[] = []
    return {
      open: async (): Promise<Database> => {
        const database = await openPostgres(server.url, () => {})
        opened.push(database)
        return database
      },
      remove: async () => {
        for (const database of opened) await database.close()
        await server.remove()
      },
    }
  },
}
