'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import type { Result } from '@/lib/result'
import type { JobEvent } from '@/lib/wiring/state/plan'
import { ButtonLink } from '../ui/button'
import { Note } from '../ui/state/note'
import { Spinner } from '../ui/state/spinner'
import { queueWords } from '../wiring/progress/progress-card'
import { useJob } from '../wiring/progress/use-job'
import { useRefreshAtEnd } from '../wiring/progress/use-refresh-at-end'
import { refreshWhenReady } from '../wiring/progress/when-ready'
import type { Place } from '../wiring/types'

export interface JobRunningProps {
  kind: 'deploy' | 'remove'
  place: Place
  endpointName: string
  watch: (input: Place & { endpointName: string }) => Promise<Result<AsyncIterable<JobEvent>>>
}

const words = { deploy: 'A deploy', remove: 'A removal' }
const firstPauseMs = 2_000
const longestPauseMs = 60_000

/** A deploy or removal that the process runs while the page shows the wiring: followed to its end, which reads the page again. */
export function JobRunning({ kind, place, endpointName, watch }: JobRunningProps) {
  const { account, region } = place
  const router = useRouter()
  const pauseMs = useRef(firstPauseMs)
  const { job, lost, follow } = useJob({
    watch: () => watch({ account, region, endpointName }),
    replay: true,
    onEnd: useRefreshAtEnd(),
  })

  // The process is gone, or the request came to another one: AWS says what became of the job. Should the page still say that
  // it runs, it is looked for again, ever more seldom.
  useEffect(() => {
    if (!lost) return
    const timer = setTimeout(() => {
      if (lost.code !== 'network') void refreshWhenReady(router)
      void follow()
    }, pauseMs.current)
    pauseMs.current = Math.min(pauseMs.current * 2, longestPauseMs)
    return () => clearTimeout(timer)
  }, [lost, follow, router])

  const queued = job?.queued
  return (
    <Note
      tone="info"
      role="status"
      icon={<Spinner />}
      title={`${words[kind]} ${queued ? 'waits for its turn' : 'is running'}.`}
      className="mb-4"
      action={
        <ButtonLink size="sm" href={`/${account}/${region}/endpoints/${endpointName}/${kind}`} scroll={false}>
          Watch
        </ButtonLink>
      }
    >
      {queued ? `It is ${queueWords(queued)}. ` : 'The data below is from while it runs. '}
      The page refreshes when it ends.
    </Note>
  )
}
