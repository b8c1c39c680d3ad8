'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { RunInput } from '@/lib/runs/input'
import type { WaitingState } from '../waiting-note'
import { useAuthorize } from './authorize'
import type { Call, CallOutcome } from './call'
import { sendCall } from './send-call'

export interface Shown {
  outcome: CallOutcome
  /** What was sent, so that the picture stays true while the form changes. */
  input: RunInput
  at: string
}

export type Send = (call: Call, input: RunInput) => Promise<CallOutcome | undefined>

/**
 * One request at a time: a new one ends the one before.
 * @param onResponse called with each answer, so that the run is kept; has to stay the same function
 */
export function usePrediction(onResponse?: (outcome: CallOutcome, input: RunInput) => void) {
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
      const outcome = await sendCall(await authorize(call), mine.signal, {
        onWords: (words) => running.current === mine && setPartial(words),
        onWait: (now) => running.current === mine && setWaiting({ ...now, since, of: input }),
      })
      if (running.current !== mine) return undefined
      setBusy(false)
      setPartial('')
      setWaiting(undefined)
      if (!outcome) return undefined
      setShown({ outcome, input, at: new Date().toISOString() })
      onResponse?.(outcome, input)
      return outcome
    },
    [onResponse, authorize],
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
