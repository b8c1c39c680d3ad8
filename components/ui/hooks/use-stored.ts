'use client'

import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** Has what storage refused, in a frame of another site for example: it lasts as long as the page. */
const refused = new Map<string, string>()

function read(key: string): string | undefined {
  try {
    return refused.get(key) ?? localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a text in this browser; all components and tabs that read the key follow. The server has none. */
export function useStored(key: string): [text: string | undefined, store: (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => undefined,
  )
  const store = useCallback(
    (next: string) => {
      try {
        localStorage.setItem(key, next)
        refused.delete(key)
      } catch {
        refused.set(key, next)
      }
      for (const listener of listeners) listener()
    },
    [key],
  )
  return [text, store]
}
