'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type Asked, ask, type Call } from './ask'

export interface Shown {
  asked: Asked
  /** The rows that were sent, so that the picture stays true while the form changes. */
  rows: string[]
  /** What was sent where it was no row: the text, the picture, the recording. */
  sent?: { text?: string; file?: Blob }
  at: string
}

/** One request at a time: a new one ends the one before. */
export function usePrediction() {
  const [shown, setShown] = useState<Shown>()
  const [busy, setBusy] = useState(false)
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const send = useCallback(async (call: Call, rows: string[], sent?: Shown['sent']) => {
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    setBusy(true)
    const asked = await ask(call, mine.signal)
    if (running.current !== mine) return
    setBusy(false)
    if (asked) setShown({ asked, rows, sent, at: new Date().toISOString() })
  }, [])
  return { shown, busy, send }
}
