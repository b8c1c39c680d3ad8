'use client'

import { useRouter } from 'next/navigation'
import type { Result } from '@/lib/result'
import type { JobEvent } from '@/lib/wiring/state/plan'
import { useAction } from '../../ui/hooks/use-action'
import type { Place } from '../types'
import type { JobState } from './job-state'
import { useJob } from './use-job'
import { useRefreshAtEnd } from './use-refresh-at-end'

export interface StartedJob {
  jobId: string
  joined: boolean
}

export interface SheetJobOptions<I> {
  kind: JobState['kind']
  about: Place & { endpointName: string }
  /** A job of this kind runs in this process, or the address names one. */
  replay: boolean
  start: (input: I) => Promise<Result<StartedJob>>
  watch: (input: Place & { endpointName: string }) => Promise<Result<AsyncIterable<JobEvent>>>
}

/** Starts a job from a sheet over the endpoint's page and follows it. A reload of the address shows it again. */
export function useSheetJob<I>({ kind, about, replay, start, watch }: SheetJobOptions<I>) {
  const router = useRouter()
  const overview = `/${about.account}/${about.region}/endpoints/${about.endpointName}`
  const starting = useAction(start)
  const { job, lost, follow, leave } = useJob({ watch: () => watch(about), replay, onEnd: useRefreshAtEnd() })
  const running = job?.kind === kind ? job : undefined
  return {
    overview,
    starting,
    running,
    /** Another process has the run. */
    lost: lost !== undefined && !running?.end,
    begin: async (input: I) => {
      const result = await starting.run(input)
      if (!result.ok) return
      window.history.replaceState(null, '', `?job=${result.value.jobId}`)
      await follow()
    },
    /** To before the job; its events stay. */
    back: () => {
      leave()
      window.history.replaceState(null, '', window.location.pathname)
    },
    close: () => {
      router.push(overview, { scroll: false })
      // The overview then says what runs.
      if (running && !running.end) router.refresh()
    },
  }
}
