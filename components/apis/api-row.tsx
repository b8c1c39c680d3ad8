import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { pluralWord } from '@/lib/plural'
import type { Failure } from '@/lib/result'
import { liveLine } from '@/lib/wiring/state/live-words'
import type { JobSummary, WiringCheck } from '@/lib/wiring/state/plan'
import { doing } from '../endpoints/table/row-cells'
import { ArchBadge } from '../ui/arch'
import { Badge } from '../ui/badge'
import { Checkbox } from '../ui/form/checkbox'
import { Skeleton } from '../ui/state/skeleton'
import { Spinner } from '../ui/state/spinner'
import { Mark } from '../ui/state/status'
import { Unread } from '../ui/state/unread'
import { Td } from '../ui/table'
import { RelativeTime } from '../ui/text/relative-time'
import { archOfCheck, inWords, sentenceOf } from '../wiring/check-look'
import { LiveAdvice, LiveBadge } from '../wiring/live-badge'
import { queueWords } from '../wiring/progress/progress-card'
import type { ApiEntry } from './types'

interface ApiRowProps {
  entry: ApiEntry
  href: string
  check?: WiringCheck
  /** Why it could not be checked. */
  unchecked?: Failure
  watch: (element: Element, name: string) => () => void
  job?: JobSummary
  refused?: Failure
  chosen: boolean
  onChoose: (on: boolean) => void
}

export function ApiRow({ entry, href, check, unchecked, watch, job, refused, chosen, onChoose }: ApiRowProps) {
  const { endpointName, restApiId, duplicates = [] } = entry
  const element = useRef<HTMLTableRowElement>(null)
  const { awaited } = entry
  useEffect(
    () => (!awaited && element.current ? watch(element.current, endpointName) : undefined),
    [watch, endpointName, awaited],
  )
  return (
    <tr
      ref={element}
      className="align-baseline hover:bg-hover [&>td:first-child]:align-top max-md:grid max-md:grid-cols-[28px_minmax(0,1fr)] max-md:gap-1.5 max-md:p-4 max-md:[&>td:not(:first-child)]:col-start-2 [&>td]:py-2 max-md:[&>td]:h-auto max-md:[&>td]:border-0 max-md:[&>td]:p-0!"
    >
      <Td>
        <Checkbox
          checked={chosen}
          onCheckedChange={(on) => onChoose(on === true)}
          label={<span className="sr-only">Choose {endpointName}</span>}
        />
      </Td>
      <Td>
        <Link href={href} className="link mono inline-flex min-h-6 items-center break-all font-medium">
          {endpointName}
        </Link>
        {check?.endpointGone && (
          <p className="text-12">
            <Badge tone="bad" variant="bare" mark={<Mark shape="cross" />}>
              Endpoint is gone
            </Badge>
          </p>
        )}
      </Td>
      <Td>
        {unchecked && <Unread failure={unchecked} what={check ? 'Latest check' : 'State'} />}
        {(check || !unchecked) && <StateCell entry={entry} check={check} job={job} />}
      </Td>
      <Td>
        {restApiId ? (
          <>
            <span className="mono">{restApiId}</span>
            <p className="break-all text-12 text-fg-2">{entry.name}</p>
          </>
        ) : (
          <span className="text-fg-3">{awaited ? 'no API yet' : 'no API'}</span>
        )}
        {duplicates.length > 0 && (
          <p className="text-12 text-warn-f">
            {pluralWord(duplicates.length, 'A duplicate', 'Duplicates')}:{' '}
            <span className="mono">{duplicates.join(', ')}</span>
          </p>
        )}
      </Td>
      <Td className="text-fg-2">
        {entry.deployedAt ? (
          <RelativeTime value={entry.deployedAt} ago />
        ) : entry.createdAt ? (
          <>
            API created <RelativeTime value={entry.createdAt} ago />
          </>
        ) : (
          <span className="text-fg-3">{awaited ? 'not yet' : 'unknown'}</span>
        )}
        <p className="break-all text-12">{entry.deployedBy}</p>
      </Td>
      <Td className="min-w-44">
        <WorkCell job={job} refused={refused} />
      </Td>
    </tr>
  )
}

/** What the console does with it now; or nothing of it is in AWS yet, as its deploy waits or has failed. */
function AwaitedBadge({ job }: { job?: JobSummary }) {
  if (job?.state === 'queued') {
    return (
      <Badge tone="off" variant="bare" mark={<Mark shape="ring" />}>
        Queued
      </Badge>
    )
  }
  if (job?.state === 'running') {
    return (
      <Badge tone="new" variant="bare" mark={<Mark shape="arc" />}>
        {doing[job.kind]}
      </Badge>
    )
  }
  return <ArchBadge state="none" variant="bare" />
}

/** What a check found; before it, what the tags show. */
function StateCell({ entry, check, job }: { entry: ApiEntry; check?: WiringCheck; job?: JobSummary }) {
  if (entry.awaited || job?.state === 'running') return <AwaitedBadge job={job} />
  if (!check) {
    return entry.restApiId && !entry.finished ? (
      <>
        <ArchBadge state="incomplete" variant="bare" />
        <p className="text-12 text-fg-2">its deploy did not finish</p>
      </>
    ) : (
      <span role="status" className="grid min-h-5 content-center">
        <Skeleton className="w-20" />
        <span className="sr-only">Being checked</span>
      </span>
    )
  }
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-1.5">
        <LiveBadge state={archOfCheck(check)} live={entry.live} variant="bare" />
        <span className="text-12 text-fg-3">
          <RelativeTime value={check.checkedAt} ago />
        </span>
      </span>
      {archOfCheck(check) === 'live' && <LiveAdvice live={entry.live} />}
      {check.endpointGone && check.state !== 'incomplete' && (
        <p className="text-12 text-fg-2">Callers get an error: no endpoint answers</p>
      )}
      {check.unchecked.map((one) => (
        <p key={one} className="break-words text-12 text-warn-f">
          {sentenceOf(one)}
        </p>
      ))}
      {check.differing.map((one) => (
        <p key={inWords(one)} className="break-words text-12 text-fg-2">
          {inWords(one)}
        </p>
      ))}
    </>
  )
}

const did = { deploy: 'Deployed', remove: 'Removed' }

function WorkCell({ job, refused }: { job?: JobSummary; refused?: Failure }) {
  if (job?.state === 'queued') {
    return (
      <p role="status" className="text-12 text-fg-2">
        Queued: {queueWords({ ahead: job.ahead ?? 0, etaMs: job.etaMs ?? 0 })}
      </p>
    )
  }
  if (job?.state === 'running') {
    return (
      <div role="status" className="text-12">
        <p className="flex items-center gap-1.5 font-medium">
          <Spinner className="size-3.5 text-accent-fg" /> {doing[job.kind]}
        </p>
        <p className="break-words text-fg-2">{[job.step?.title, job.step?.detail].filter(Boolean).join(': ')}</p>
      </div>
    )
  }
  const failure = refused ?? (job?.state === 'failed' ? job.error : undefined)
  if (failure) {
    return (
      <p role="alert" className="break-words text-12 text-bad-f">
        {failure.message} <span className="text-fg-2">{failure.remedy}</span>
      </p>
    )
  }
  if (job?.state !== 'done') return null
  return (
    <>
      <p className="text-12 text-ok-f">{did[job.kind]}</p>
      {job.live && <p className="text-12 text-fg-2">{liveLine(job.live)}</p>}
    </>
  )
}
