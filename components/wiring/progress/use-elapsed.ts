'use client'

import { useEffect, useState } from 'react'
import { formatFixed } from '@/lib/locale'
import { type JobState, lastMoment } from './job-state'

const tickMs = 200

/** Milliseconds since the job's start, ticking while it runs; never less than the moments of its steps. */
export function useElapsed({ startedAt, steps, end }: JobState): number {
  const [now, setNow] = useState(() => Date.now())
  const runs = end === undefined
  useEffect(() => {
    if (!runs) return
    const timer = setInterval(() => setNow(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [runs])
  return end ? end.durationMs : Math.max(now - startedAt, lastMoment(steps))
}

/** `42 ms`, `14.2 s`, `1 min 04 s`. */
export function formatElapsed(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${formatFixed(ms / 1000, 1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}
