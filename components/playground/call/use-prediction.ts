'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { RunInput } from '@/lib/history/input'
import type { WaitingState } from '../waiting-note'
import { ask } from './ask'
import { useAuthorize } from './authorize'
import type { Asked, Call } from './call'

export interface Shown {
  asked: Asked
  /** What was sent, so that the picture stays true while the form changes. */
  input: RunInput
  at: string
}

export type Send = (call: Call, input: RunInput) => Promise<Asked | undefined>

/**
 * One request at a time: a new one ends the one before.
 * @param onAnswer called with each answer, for the history; has to stay the same function
 */
export function usePrediction(onAnswer?: (asked: Asked, input: RunInput) => void) {
  const [shown, setShown] = useState<Shown>()
  const [busy, setBusy] = useState(false)
  /** The words so far of an answer that still comes. */
  const [partial, setPartial] = useState('')
  /** Set for a request that is answered later. */
  const [waiting, setWaiting] = useState<WaitingState & { of: RunInput }>()
  const authorize = useAuthorize()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  /** Gives the answer, or undefined where it was stopped or another request came. */
  const send: Send = useCallback(
    async (call, input) => {
      running.current?.abort()
      const mine = new AbortController()
      running.current = mine
      setBusy(true)
      setPartial('')
      setWaiting(undefined)
      const since = Date.now()
      const asked = await ask(await authorize(call), mine.signal, {
        onWords: (words) => running.current === mine && setPartial(words),
        onWait: (now) => running.current === mine && setWaiting({ ...now, since, of: input }),
      })
      if (running.current !== mine) return undefined
      setBusy(false)
      setPartial('')
      setWaiting(undefined)
      if (!asked) return undefined
      setShown({ asked, input, at: new Date().toISOString() })
      onAnswer?.(asked, input)
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
  /** Requests the answer of a request that nobody waited for any more. */
  const resume = useCallback(() => {
    if (waiting) void send({ method: 'GET', url: waiting.url }, waiting.of)
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
