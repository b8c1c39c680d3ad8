'use client'

import { useEffect, useRef } from 'react'
import { useStored } from '../../ui/hooks/use-stored'

/** Long enough that a drag of a slider calls a few times a second. */
const pauseMs = 250

/** Says whether each change sends a request, remembered in this browser; `changed` sends it once the person pauses. */
export function useAsTyped() {
  const [text, store] = useStored('portico:as-i-type')
  const on = text === 'on'
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    on,
    set: (next: boolean) => store(next ? 'on' : 'off'),
    changed: (send: () => void) => {
      clearTimeout(timer.current)
      if (on) timer.current = setTimeout(send, pauseMs)
    },
  }
}
