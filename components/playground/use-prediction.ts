'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type Asked, ask, type Call } from './ask'
import { useAuthorize } from './authorize'
import type { WaitingState } from './waiting-note'

export interface Shown {
  asked: Asked
  /** The rows that were sent, so that the picture stays true while the form changes. */
  rows: string[]
  /** What was sent where it was no row: the text, the picture, the recording. */
  sent?: { text?: string; file?: Blob }
  at: string
}

export type Send = (call: Call, rows: string[], sent?: Shown['sent']) => Promise<Asked | undefined>

/**
 * One request at a time: a new one ends the one before.
 * @param onAnswer told of each answer, for the history; has to stay the same function
 */
export function usePrediction(onAnswer?: (asked: Asked, rows: string[]) => void) {
  const [shown, setShown] = useState<Shown>()
  const [busy, setBusy] = useState(false)
  /** Of an answer that still comes: its words so far. */
  const [partial, setPartial] = useState('')
  /** Of a request that is answered later. */
  const [waiting, setWaiting] = useState<WaitingState & { resume: Pick<Shown, 'rows' | 'sent'> }>()
  const authorize = useAuthorize()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  /** Gives the answer, or undefined where it was stopped or another request came. */
  const send: Send = useCallback(
    async (call, rows, sent) => {
      running.current?.abort()
      const mine = new AbortController()
      running.current = mine
      setBusy(true)
      setPartial('')
      setWaiting(undefined)
      const since = Date.now()
      const asked = await ask(await authorize(call), mine.signal, {
        onWords: (words) => running.current === mine && setPartial(words),
        onWait: (now) => running.current === mine && setWaiting({ ...now, since, resume: { rows, sent } }),
      })
      if (running.current !== mine) return undefined
      setBusy(false)
      setPartial('')
      setWaiting(undefined)
      if (!asked) return undefined
      setShown({ asked, rows, sent, at: new Date().toISOString() })
      onAnswer?.(asked, rows)
      return asked
    },
    [onAnswer, authorize],
  )
  const stop = useCallback(() => {
    running.current?.abort()
    running.current = undefined
    setBusy(false)
    setPartial('')
    setWaiting((before) => before && { ...before, left: true })
  }, [])
  /** Asks for the answer of a request that nobody waited for any more. */
  const resume = useCallback(() => {
    if (waiting) void send({ method: 'GET', url: waiting.url }, waiting.resume.rows, waiting.resume.sent)
  }, [send, waiting])
  /** An answer of before, out of the history. */
  const show = useCallback(
    (before: Shown) => {
      stop()
      setWaiting(undefined)
      setShown(before)
    },
    [stop],
  )
  return { shown, busy, partial, waiting, send, stop, resume, show }
}
