'use client'

import { useSyncExternalStore } from 'react'
import { RunStore, runStoreOf } from './store'

/** The runs of a public API, and what can be done with it; any card records its runs by `store.record`. */
export function useRuns(api: string) {
  const store = runStoreOf(api)
  const now = useSyncExternalStore(store.subscribe, store.snapshot, RunStore.empty)
  return { store, ...now }
}
