'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type Asked, ask, type Call } from './ask'

export interface Shown {
  asked: Asked
  /** The rows that were sent, so that the picture stays true while the form changes. */
  rows: string[]
  at: string
}

/**
 * One request at a time: a new one ends the one before.
 * @param onAnswer told of each answer, for the history; has to stay the same function
 */
export function usePrediction(onAnswer?: (asked: Asked, rows: string[]) => void) {
  const [shown, setShown] = useState<Shown>()
  const [busy, setBusy] = useState(false)
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const send = useCallback(
    async (call: Call, rows: string[]) => {
      running.current?.abort()
      const mine = new AbortController()
      running.current = mine
      setBusy(true)
      const asked = await ask(call, mine.signal)
      if (running.current !== mine) return
      setBusy(false)
      if (!asked) return
      setShown({ asked, rows, at: new Date().toISOString() })
      onAnswer?.(asked, rows)
    },
    [onAnswer],
  )
  /** An answer of before, out of the history. */
  const show = useCallback((before: Shown) => {
    running.current?.abort()
    running.current = undefined
    setBusy(false)
    setShown(before)
  }, [])
  return { shown, busy, send, show }
}
