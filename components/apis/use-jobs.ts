'use client'

import { useEffect, useRef, useState } from 'react'
import type { Result } from '@/lib/result'
import type { JobSummary } from '@/lib/wiring/state/plan'
import { usePolling } from '../ui/hooks/use-polling'
import { useStable } from '../ui/hooks/use-stable'

const everyMs = 1_200

const isActive = (job: JobSummary) => job.state === 'queued' || job.state === 'running'

/** The region's jobs as they go on in the server's process; requested while one is under way. */
export function useJobs(first: JobSummary[], list: () => Promise<Result<JobSummary[]>>, onEnd: (name: string) => void) {
  const [jobs, setJobs] = useState(first)
  const [given, setGiven] = useState(first)
  const seen = useRef(first)
  // The page was read again: another tab can have started a job.
  if (given !== first) {
    setGiven(first)
    setJobs(first)
  }
  useEffect(() => {
    seen.current = first
  }, [first])
  const active = jobs.some(isActive)

  const read = useStable(async () => {
    const result = await list().catch(() => undefined)
    if (!result?.ok) return
    const before = seen.current
    seen.current = result.value
    setJobs(result.value)
    const known = new Map(before.map((job) => [job.jobId, job]))
    const listed = new Set(result.value.map((job) => job.jobId))
    // The process that held it is gone: AWS says what became of it.
    for (const job of before) if (isActive(job) && !listed.has(job.jobId)) onEnd(job.endpointName)
    // Also one that began and ended between two looks.
    for (const job of result.value) {
      const last = known.get(job.jobId)
      if (!isActive(job) && (last === undefined || isActive(last))) onEnd(job.endpointName)
    }
  })

  usePolling(active, read, everyMs)

  return { jobs, read }
}
