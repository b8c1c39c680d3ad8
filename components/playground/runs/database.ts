/** The browser's own database: runs and sets of cases, by public API. Nothing of it is ever sent anywhere. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { CaseSet } from '@/lib/runs/cases'
import type { Run } from '@/lib/runs/run'

interface Schema extends DBSchema {
  runs: { key: string; value: Run; indexes: { api: string } }
  sets: { key: string; value: CaseSet; indexes: { api: string } }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

/** Rejects where the browser keeps nothing: a private window, storage forbidden. */
export function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('portico-history', 1, {
    upgrade(db) {
      db.createObjectStore('runs', { keyPath: 'id' }).createIndex('api', 'api')
      db.createObjectStore('sets', { keyPath: 'id' }).createIndex('api', 'api')
    },
  })
  return opened
}
