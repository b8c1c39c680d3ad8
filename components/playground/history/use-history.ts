'use client'

import { useSyncExternalStore } from 'react'
import { HistoryStore, historyOf } from './store'

/** The history of a public API, and what can be done with it; any card records its runs by `store.record`. */
export function useHistory(api: string) {
  const store = historyOf(api)
  const now = useSyncExternalStore(store.subscribe, store.snapshot, HistoryStore.empty)
  return { store, ...now }
}
