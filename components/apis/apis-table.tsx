'use client'

import { Handshake, Wrench } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { plural } from '@/lib/plural'
import type { Failure, Result } from '@/lib/result'
import type { JobSummary, WiringCheck } from '@/lib/wiring/state/plan'
import { RemoveSeveral } from '../endpoints/several/remove-several'
import { useChecks } from '../endpoints/several/use-checks'
import { Button, ButtonLink } from '../ui/button'
import { useAction } from '../ui/hooks/use-action'
import { FailureNote } from '../ui/state/failure-note'
import { RefreshButton } from '../ui/state/refresh-button'
import { Table, Th } from '../ui/table'
import { RelativeTime } from '../ui/text/relative-time'
import { ApiRow } from './api-row'
import { ApisTitle, NoApis } from './apis-states'
import type { ApiEntry } from './types'
import { useJobs } from './use-jobs'

type Refused = Record<string, Failure>

export interface ApisTableProps {
  entries: ApiEntry[]
  /** ISO. */
  readAt: string
  /** The region's jobs when the page was read. */
  jobs: JobSummary[]
  /** `/{account}/{region}/endpoints`. */
  basePath: string
  /** Why this person cannot fix or remove. */
  denied?: string
  check: (name: string) => Promise<Result<WiringCheck>>
  listJobs: () => Promise<Result<JobSummary[]>>
  repair: (names: string[]) => Promise<Result<Refused>>
  remove: (input: { names: string[]; typed: string }) => Promise<Result<Refused>>
}

/** `; 3 jobs run, 14 wait for their turn`, while any does. */
function queueLine(jobs: JobSummary[]): string {
  const running = jobs.filter((job) => job.state === 'running').length
  const queued = jobs.filter((job) => job.state === 'queued').length
  if (running + queued === 0) return ''
  return `; ${plural(running, 'job runs', 'jobs run')}, ${plural(queued, 'waits', 'wait')} for a turn`
}

/** Every wiring of the region: fixed or removed, several at a time. */
export function ApisTable({ entries, readAt, basePath, denied, check, listJobs, ...actions }: ApisTableProps) {
  const router = useRouter()
  const adoptHref = basePath.replace(/endpoints$/, 'adopt')
  const checks = useChecks(check)
  const { jobs, read } = useJobs(actions.jobs, listJobs, (name) => {
    checks.forget(name)
    router.refresh()
  })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<Refused>({})
  const repairing = useAction(actions.repair)
  const removing = useAction(actions.remove)

  // GetResources also lists what was there a moment ago; a check that finds nothing takes the row away.
  const known = entries.filter((entry) => entry.restApiId || checks.checkOf(entry.endpointName)?.state !== 'none')
  // A deploy that waits for its turn has made nothing in AWS yet.
  const awaited = jobs
    .filter((job) => job.kind === 'deploy' && job.state !== 'done')
    .filter((job) => !known.some((entry) => entry.endpointName === job.endpointName))
    .map(({ endpointName }): ApiEntry => ({ endpointName, awaited: true }))
  const rows = [...known, ...awaited]
  const names = rows.map((row) => row.endpointName).filter((name) => chosen.has(name))
  const nothingChosen = names.length === 0 ? 'Choose rows first.' : undefined
  const choose = (name: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, name] : [...before].filter((one) => one !== name)))

  const after = async (result: Result<Refused>) => {
    if (!result.ok) return
    setRefused(result.value)
    setChosen(new Set())
    await read()
  }

  return (
    <div>
      <ApisTitle />
      <p className="text-fg-2">
        {plural(known.length, 'public API')} that Portico made in this region, read <RelativeTime value={readAt} ago />
        {queueLine(jobs)}.
      </p>
      <p className="text-12 text-fg-3">
        Rows in view are checked for changes by hand again every 5 min, one at a time, with at most four API Gateway
        reads a second of the account’s ten.
      </p>
      <div className="my-3 mt-5 flex flex-wrap items-center gap-2">
        {rows.length > 0 && (
          <>
            <Button
              icon={<Wrench aria-hidden />}
              busy={repairing.busy}
              disabledReason={denied ?? nothingChosen}
              onClick={async () => after(await repairing.run(names))}
            >
              Repair{names.length > 0 ? ` ${names.length}` : ''}
            </Button>
            <RemoveSeveral
              names={names}
              busy={removing.busy}
              disabledReason={denied ?? nothingChosen}
              remove={async (input) => {
                const result = await removing.run(input)
                await after(result)
                return result
              }}
            />
          </>
        )}
        <span className="ml-auto">
          <span className="flex gap-2">
            <ButtonLink href={adoptHref} icon={<Handshake aria-hidden />}>
              Adopt a URL
            </ButtonLink>
            <RefreshButton label="Refresh" />
          </span>
        </span>
      </div>
      <FailureNote failure={repairing.failure ?? removing.failure} className="mb-3" />
      <div className="overflow-hidden rounded-card border border-line bg-surface">
        {rows.length === 0 ? (
          <NoApis />
        ) : (
          <Table aria-label="APIs" className="max-md:block">
            <thead className="max-md:hidden">
              <tr>
                <Th className="w-10">
                  <span className="sr-only">Chosen</span>
                </Th>
                <Th>Endpoint</Th>
                <Th>State</Th>
                <Th>API</Th>
                <Th>Deployed</Th>
                <Th>Work</Th>
              </tr>
            </thead>
            <tbody className="max-md:block max-md:divide-y max-md:divide-line">
              {rows.map((entry) => (
                <ApiRow
                  key={entry.endpointName}
                  entry={entry}
                  href={`${basePath}/${entry.endpointName}`}
                  check={checks.checkOf(entry.endpointName)}
                  unchecked={checks.failureOf(entry.endpointName)}
                  watch={checks.watch}
                  job={jobs.find((job) => job.endpointName === entry.endpointName)}
                  refused={refused[entry.endpointName]}
                  chosen={chosen.has(entry.endpointName)}
                  onChoose={(on) => choose(entry.endpointName, on)}
                />
              ))}
            </tbody>
          </Table>
        )}
      </div>
    </div>
  )
}
