'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Result } from '@/lib/result'
import type { HopId, TraceEvent } from '@/lib/trace/types'
import type { Authorize } from '../playground/call/authorize'
import type { Call } from '../playground/call/call'
import { sendCall } from '../playground/call/send-call'
import { settle } from '../ui/settle'
import { beforeTrace, beginTrace, nextTrace, type TraceState } from './trace-state'

export interface TraceRun {
  /** JSON. */
  event: string
  /** All unless given. */
  hops?: HopId[]
  /** The same request from this browser; absent where a browser cannot send it. */
  call?: Call
}

type Start = (run: TraceRun) => Promise<Result<AsyncIterable<TraceEvent>>>

/** One trace at a time; its hops come as they end, then this browser calls the URL, so that no hop disturbs another. */
export function useTrace(start: Start, authorize: Authorize) {
  const [state, setState] = useState<TraceState>(beforeTrace)
  const current = useRef<AbortController>(undefined)
  useEffect(() => () => current.current?.abort(), [])

  const run = useCallback(
    async (wanted: TraceRun) => {
      current.current?.abort()
      const mine = new AbortController()
      current.current = mine
      const set = (change: (before: TraceState) => TraceState) => mine.signal.aborted || setState(change)
      setState(beginTrace)
      const result = await settle(start(wanted))
      if (!result.ok) return set(() => ({ ...beforeTrace, failure: result.error }))
      try {
        for await (const event of result.value) set((before) => nextTrace(before, event))
      } catch {
        return set((before) => ({ ...before, running: false, calling: [], failure: brokenOff }))
      }
      const browser = wanted.call && (await sendCall(await authorize(wanted.call), mine.signal))
      set((before) => ({ ...before, running: false, calling: [], browser }))
    },
    [start, authorize],
  )
  return { state, run }
}

const brokenOff = {
  code: 'network',
  message: 'The connection to the console broke.',
  remedy: 'Run the trace again.',
}
