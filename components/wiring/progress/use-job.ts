'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure, Result } from '@/lib/result'
import type { JobEvent } from '@/lib/wiring/state/plan'
import { useStable } from '../../ui/hooks/use-stable'
import { settle } from '../../ui/settle'
import { isNews, type JobState, nextState } from './job-state'
import { untilSilent } from './until-silent'

const againMs = 1_500
/** The server ends a stream after 15 s; the rest is for a slow network. */
const streamMs = 45_000
const maxBreaks = 20
/** What is likely to be over in a moment: the connection, or the console's database, is away. */
const passing = new Set(['network', 'store-unavailable'])

export interface UseJobOptions {
  watch: () => Promise<Result<AsyncIterable<JobEvent>>>
  /** Follow at once: a job runs, or the address names one. */
  replay: boolean
  onEnd: (jobId: string) => void
}

/**
 * Follows the endpoint's job: the events so far, then each as it comes. The server ends each stream after some seconds, and a
 * connection can break: the next stream begins with the first event again. The work does not notice, because it lives in
 * the server's process.
 */
export function useJob({ watch, replay, onEnd }: UseJobOptions) {
  const [job, setJob] = useState<JobState>()
  // A later render can say otherwise, as the address names the job once it is started here.
  const [first] = useState(replay)
  const [lost, setLost] = useState<Failure>()
  const current = useRef(0)
  const open = useStable(watch)
  const ended = useStable(onEnd)

  const follow = useCallback(async () => {
    const mine = ++current.current
    const live = () => current.current === mine
    setLost(undefined)
    let state: JobState | undefined
    for (let breaks = 0; live(); ) {
      const result = await settle(open())
      if (!live()) return
      if (!result.ok && (!passing.has(result.error.code) || breaks >= maxBreaks)) return setLost(result.error)
      const taken = result.ok ? await take(result.value, state, live, setJob) : undefined
      if (!live()) return
      state = taken?.state ?? state
      if (state?.end) return ended(state.jobId)
      if (taken && !taken.broke) {
        breaks = 0
        await untilSeen()
      } else {
        breaks++
        await new Promise((resolve) => setTimeout(resolve, againMs))
      }
    }
  }, [open, ended])

  useEffect(() => {
    if (first) void follow()
    return () => {
      current.current++
    }
  }, [first, follow])

  /** Back to before the job; its events stay where they are. */
  const leave = () => {
    current.current++
    setJob(undefined)
    setLost(undefined)
  }

  return { job, lost, follow, leave }
}

/**
 * Shows the stream event by event.
 * @param known what is shown already: a replay shows nothing until it is past that
 */
async function take(
  events: AsyncIterable<JobEvent>,
  known: JobState | undefined,
  live: () => boolean,
  setJob: (state: JobState | undefined) => void,
): Promise<{ state?: JobState; broke: boolean }> {
  let state: JobState | undefined
  try {
    for await (const event of untilSilent(events, streamMs)) {
      if (!live()) break
      state = nextState(state, event)
      if (isNews(known, state)) setJob(state)
    }
  } catch {
    return { state: isNews(known, state) ? state : known, broke: true }
  }
  return { state: isNews(known, state) ? state : known, broke: state === undefined }
}

/** A tab in the background holds no connection: a browser opens six to a host. */
async function untilSeen(): Promise<void> {
  if (!document.hidden) return
  await new Promise<void>((resolve) => document.addEventListener('visibilitychange', () => resolve(), { once: true }))
}
