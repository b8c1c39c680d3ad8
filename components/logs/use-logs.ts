'use client'

import { useEffect, useRef, useState } from 'react'
import { continued } from '@/lib/logs/interleave'
import type { LogEntry, LogReading, LogSource } from '@/lib/logs/types'
import type { Failure, Result } from '@/lib/result'
import { settle } from '../ui/settle'

export interface LogFilter {
  source: 'all' | LogSource
  minutes: number
  text: string
  /** One request across the hops; the time and the text do not matter then. */
  requestId?: string
}

/** How often a live tail looks, and how far back, because CloudWatch can show a line late. */
const everyMs = 2_500
const overlapMs = 10_000
const kept = 1_000

/** The lines that fit, read again when the filter changes; while `live` what comes is added. */
export function useLogs(
  first: Result<LogReading>,
  firstFilter: LogFilter,
  read: (filter: LogFilter, since: Date) => Promise<Result<LogReading>>,
) {
  const [filter, setFilter] = useState(firstFilter)
  const [reading, setReading] = useState(first.ok ? first.value : undefined)
  const [failure, setFailure] = useState<Failure | undefined>(first.ok ? undefined : first.error)
  const [busy, setBusy] = useState(false)
  const [live, setLive] = useState(false)
  // Only the last question counts.
  const lastTurn = useRef(0)

  const look = async (next: LogFilter) => {
    setFilter(next)
    if (next.requestId) setLive(false)
    const turn = ++lastTurn.current
    setBusy(true)
    const result = await settle(read(next, new Date(Date.now() - next.minutes * 60_000)))
    if (turn !== lastTurn.current) return
    setBusy(false)
    setFailure(result.ok ? undefined : result.error)
    if (result.ok) setReading(result.value)
  }

  const tail = useRef(async () => {})
  tail.current = async () => {
    const turn = lastTurn.current
    const last: LogEntry | undefined = reading?.entries.at(-1)
    const since = new Date((last ? Date.parse(last.at) : Date.now()) - overlapMs)
    const result = await settle(read(filter, since))
    if (turn !== lastTurn.current) return
    setFailure(result.ok ? undefined : result.error)
    if (!result.ok) return setLive(false)
    setReading((before) => {
      if (!before) return result.value
      const entries = continued(before.entries, result.value.entries, kept)
      return entries === before.entries ? before : { ...before, entries }
    })
  }
  useEffect(() => {
    if (!live) return
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const next = async () => {
      if (!document.hidden) await tail.current()
      if (!stopped) timer = setTimeout(next, everyMs)
    }
    void next()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [live])

  return { filter, reading, failure, busy, live, setLive, look }
}
