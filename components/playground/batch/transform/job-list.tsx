'use client'

import { use } from 'react'
import { formatNumber } from '@/lib/locale'
import type { FeatureContract } from '@/lib/model/contract/contract'
import { Button } from '../../../ui/button'
import { usePolling } from '../../../ui/hooks/use-polling'
import { FailureNote } from '../../../ui/state/failure-note'
import { Skeleton } from '../../../ui/state/skeleton'
import type { TransformFacts } from './facts'
import { JobRow } from './job-row'
import type { FreshJobs } from './use-jobs'

interface JobListProps {
  facts: TransformFacts
  fresh: FreshJobs
  contract: FeatureContract
  limit: number
}

/** While a job is under way. It takes minutes. */
const everyMs = 5_000

/** The endpoint's newest jobs, whoever started them, followed while one is under way. Suspends until they are read. */
export function JobList({ facts, fresh, contract, limit }: JobListProps) {
  const first = use(facts.jobs)
  const { read } = fresh
  const last = fresh.result ?? first
  const jobs = fresh.jobs ?? (first.ok ? first.value : undefined)
  const active = last.ok && jobs?.some(({ status }) => status === 'InProgress' || status === 'Stopping')
  usePolling(active ?? false, read, everyMs)
  return (
    <>
      {!last.ok && (
        <div className="grid justify-items-start gap-2">
          <FailureNote failure={last.error} className="w-full" />
          <Button size="sm" onClick={read}>
            Refresh
          </Button>
        </div>
      )}
      {jobs?.length === 0 && (
        <p className="text-12 text-fg-2">None yet. A file over {formatNumber(limit)} rows is offered one.</p>
      )}
      {jobs && jobs.length > 0 && (
        <ul aria-label="Transform jobs" className="grid">
          {jobs.map((job) => (
            <JobRow key={job.name} {...{ job, facts, contract, read }} />
          ))}
        </ul>
      )}
    </>
  )
}

export function JobListSkeleton() {
  return (
    <div role="status" aria-label="Reading transform jobs">
      <Skeleton className="h-9" />
    </div>
  )
}
