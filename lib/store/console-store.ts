/** The store of this console, as it is configured. */
import { config } from '../config'
import { log } from '../log'
import { processWide } from '../process-wide'
import type { Database } from './database'
import { forgetInTime } from './forget-rows'
import { Store } from './store'

/** Returns the store; undefined if the console has none, and jobs live in the memory of this process. */
export const consoleStore = (): Store | undefined =>
  processWide('store', () => {
    const { url, directory } = config().store
    if (!url && !directory) return undefined
    const store: Store = new Store({ open, report })
    return store

    /** Both are large, so a process loads only the one that it uses. */
    async function open(): Promise<Database> {
      if (url) return (await import('./open-postgres')).openPostgres(url, report)
      return (await import('./open-pglite')).openPglite(directory, (error) => store.lose(error))
    }
  })

const report = (error: unknown) => log().error({ event: 'store', err: error }, 'the database cannot be used')

/** Called once, when a process starts. */
export function forgetOldRows(): void {
  const store = consoleStore()
  if (store) forgetInTime(store, report)
}

/** Returns why jobs cannot be shown or started now, for `/api/ready` and the pages; empty if they can. */
export function storeWarnings(): string[] {
  const trouble = consoleStore()?.trouble
  return trouble === undefined ? [] : [trouble]
}
