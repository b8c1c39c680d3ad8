'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'

const key = 'portico:as-i-type'
/** Long enough that a drag of a slider asks a few times a second. */
const pauseMs = 250

const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** Whether each change asks anew, remembered in this browser; `changed` asks once the person pauses. */
export function useAsTyped() {
  const on = useSyncExternalStore(
    subscribe,
    () => window.localStorage.getItem(key) === 'on',
    () => false,
  )
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    on,
    set: (next: boolean) => {
      window.localStorage.setItem(key, next ? 'on' : 'off')
      for (const listener of listeners) listener()
    },
    changed: (ask: () => void) => {
      clearTimeout(timer.current)
      if (on) timer.current = setTimeout(ask, pauseMs)
    },
  }
}
