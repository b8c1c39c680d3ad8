'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure, Result } from '@/lib/result'
import type { JobEvent } from '@/lib/wiring/plan'
import { settle } from '../ui/settle'
import { type JobState, nextState } from './job-state'

const againMs = 1_500
const maxBreaks = 20

export interface UseJobOptions {
  watch: () => Promise<Result<AsyncIterable<JobEvent>>>
  /** Follow at once: a job runs, or the address names one. */
  replay: boolean
  onEnd: () => void
}

/**
 * Follows the endpoint's job: the events so far, then each as it comes. A broken stream is begun again from the first
 * event; the work does not notice, as it lives in the server's process.
 */
export function useJob({ watch, replay, onEnd }: UseJobOptions) {
  const [job, setJob] = useState<JobState>()
  // A later render may say otherwise, as the address names the job once it is started here.
  const [first] = useState(replay)
  const [lost, setLost] = useState<Failure>()
  const current = useRef(0)
  const ended = useRef(onEnd)
  ended.current = onEnd

  const follow = useCallback(async () => {
    const mine = ++current.current
    const live = () => current.current === mine
    setLost(undefined)
    for (let breaks = 0; live(); breaks++) {
      const answer = await settle(watch())
      if (!live()) return
      if (!answer.ok && (answer.error.code !== 'network' || breaks >= maxBreaks)) return setLost(answer.error)
      if (answer.ok && (await take(answer.value, live, setJob))) {
        if (live()) ended.current()
        return
      }
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }, [watch])

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

/** True once the job's last event is there, false where the stream broke before. */
async function take(
  events: AsyncIterable<JobEvent>,
  live: () => boolean,
  setJob: (state: JobState | undefined) => void,
): Promise<boolean> {
  let state: JobState | undefined
  try {
    for await (const event of events) {
      if (!live()) return true
      state = nextState(state, event)
      setJob(state)
    }
  } catch {
    return false
  }
  return state?.end !== undefined
}
