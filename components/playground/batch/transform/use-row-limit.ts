'use client'

import { useCallback, useSyncExternalStore } from 'react'

const key = 'portico:batch-row-limit'
const usual = 50_000

const listeners = new Set<() => void>()
function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function kept(): number {
  const rows = Number(localStorage.getItem(key))
  return Number.isInteger(rows) && rows > 0 ? rows : usual
}

/** Rows over which a transform job is offered; kept in this browser, for every endpoint. */
export function useRowLimit(): [rows: number, keep: (rows: number) => void] {
  const rows = useSyncExternalStore(subscribe, kept, () => usual)
  const keep = useCallback((next: number) => {
    localStorage.setItem(key, String(next))
    for (const listener of listeners) listener()
  }, [])
  return [rows, keep]
}
