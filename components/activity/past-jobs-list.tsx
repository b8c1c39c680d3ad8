import Link from 'next/link'
import type { PastJob, PastJobs, PastOutcome, PastQuery } from '@/lib/jobs/past'
import { formatFixed } from '@/lib/locale'
import { plural } from '@/lib/plural'
import { Badge } from '../ui/badge'
import { Card, CardHeader } from '../ui/card'
import { EmptyState } from '../ui/state/empty-state'
import { RelativeTime } from '../ui/text/relative-time'
import type { Tone } from '../ui/tone'
import { PastJobsFilter } from './past-jobs-filter'
import { PastJobsPages } from './past-jobs-pages'
import { kindWords, outcomeWords } from './past-words'

const tones: Record<PastOutcome, Tone> = {
  waiting: 'off',
  running: 'info',
  done: 'ok',
  failed: 'bad',
  stopped: 'warn',
  'left-behind': 'warn',
}

export interface PastJobsListProps {
  past: PastJobs
  wanted: PastQuery
  /** The path of the region's endpoints. */
  endpointsPath: string
}

/** Deploys and removals that people started, the newest first, as the console's database has them. */
export function PastJobsList({ past, wanted, endpointsPath }: PastJobsListProps) {
  const { jobs, people } = past
  const isFiltered = Boolean(wanted.person || wanted.kind || wanted.outcome || wanted.before)
  const meta = (
    <>
      <span role="status">{countOf(past, wanted)}</span> · Kept for 90 days
    </>
  )
  return (
    <Card aria-labelledby="past-jobs">
      <CardHeader id="past-jobs" title="Deploys and removals" meta={meta}>
        {(jobs.length > 0 || isFiltered) && <PastJobsFilter people={people} wanted={wanted} />}
      </CardHeader>
      {jobs.length === 0 ? (
        <EmptyState
          title={isFiltered ? 'No deploy or removal matches' : 'Nobody deployed or removed anything yet'}
          className="min-h-60"
        >
          {isFiltered
            ? 'Choose another person, kind or outcome, or go back to the newest ones.'
            : 'This list shows each deploy and removal, who started it, and its outcome.'}
        </EmptyState>
      ) : (
        <ol>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} endpointsPath={endpointsPath} isOfEndpoint={Boolean(wanted.endpointName)} />
          ))}
        </ol>
      )}
      <PastJobsPages earlierThan={past.hasMore ? jobs.at(-1)?.id : undefined} hasNewer={Boolean(wanted.before)} />
    </Card>
  )
}

const countOf = ({ jobs, hasMore }: PastJobs, { before }: PastQuery): string => {
  const count = plural(jobs.length, before ? 'earlier job' : 'job')
  return hasMore ? `${count}, and earlier ones` : count
}

function JobRow({ job, endpointsPath, isOfEndpoint }: { job: PastJob; endpointsPath: string; isOfEndpoint: boolean }) {
  const { kind, endpointName, person, outcome, failureCode, startedAt, durationMs } = job
  const href = hrefOf(job, endpointsPath, isOfEndpoint)
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-line border-t px-4 py-1.5 first:border-t-0">
      <Badge tone={tones[outcome]}>{outcomeWords[outcome]}</Badge>
      <span className="min-w-0 break-words font-medium">{person ?? 'Not recorded'}</span>
      <span>{kindWords[kind]}</span>
      {failureCode && outcome === 'failed' && <code className="font-mono text-12 text-bad-f">{failureCode}</code>}
      {durationMs !== undefined && <span className="text-12 text-fg-2">{formatFixed(durationMs / 1000, 1)} s</span>}
      <span className="ml-auto flex min-w-0 items-center gap-x-3">
        {href && (
          <Link
            title={endpointName}
            className="link inline-flex min-h-6 min-w-0 max-w-64 items-center text-12"
            href={href}
          >
            <span className={isOfEndpoint ? undefined : 'truncate font-mono'}>
              {isOfEndpoint ? 'Show steps' : endpointName}
            </span>
          </Link>
        )}
        <RelativeTime value={startedAt} ago className="w-20 shrink-0 whitespace-nowrap text-right text-12 text-fg-2" />
      </span>
    </li>
  )
}

function hrefOf(
  { id, kind, endpointName, outcome, isReplayable }: PastJob,
  endpointsPath: string,
  isOfEndpoint: boolean,
): string | undefined {
  const page = `${endpointsPath}/${endpointName}`
  if (outcome === 'waiting' || outcome === 'running') return `${page}/${kind}`
  if (isReplayable && kind === 'deploy') return `${page}/deploy?job=${id}`
  // Its steps are gone, and this is the endpoint's page already.
  return isOfEndpoint ? undefined : `${page}/activity`
}
