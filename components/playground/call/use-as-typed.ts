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

// Where storage is refused, as in a frame of another site, the choice lasts as long as the page.
let here = false

function isOn(): boolean {
  try {
    return window.localStorage.getItem(key) === 'on'
  } catch {
    return here
  }
}

function remember(next: boolean): void {
  here = next
  try {
    window.localStorage.setItem(key, next ? 'on' : 'off')
  } catch {
    // It is kept above.
  }
}

/** Whether each change asks anew, remembered in this browser; `changed` asks once the person pauses. */
export function useAsTyped() {
  const on = useSyncExternalStore(subscribe, isOn, () => false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    on,
    set: (next: boolean) => {
      remember(next)
      for (const listener of listeners) listener()
    },
    changed: (ask: () => void) => {
      clearTimeout(timer.current)
      if (on) timer.current = setTimeout(ask, pauseMs)
    },
  }
}
