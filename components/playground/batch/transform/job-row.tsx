'use client'

import { Download, Square } from 'lucide-react'
import { useState } from 'react'
import type { FeatureContract } from '@/lib/model/contract/contract'
import type { Failure } from '@/lib/result'
import type { TransformJob } from '@/lib/transform/types'
import { Badge } from '../../../ui/badge'
import { Button } from '../../../ui/button'
import { saveFile } from '../../../ui/save-file'
import { settle } from '../../../ui/settle'
import { FailureNote } from '../../../ui/state/failure-note'
import { Mark, type MarkShape } from '../../../ui/state/status'
import { RelativeTime } from '../../../ui/text/relative-time'
import type { Tone } from '../../../ui/tone'
import { formatElapsed } from '../../../wiring/progress/use-elapsed'
import { nameOf } from '../downloads'
import type { TransformFacts } from './facts'
import { fetchResults } from './fetch-results'

const looks: Record<TransformJob['status'], { tone: Tone; shape: MarkShape }> = {
  InProgress: { tone: 'new', shape: 'arc' },
  Completed: { tone: 'ok', shape: 'dot' },
  Failed: { tone: 'bad', shape: 'cross' },
  Stopping: { tone: 'del', shape: 'bar' },
  Stopped: { tone: 'off', shape: 'ring' },
}

interface JobRowProps {
  job: TransformJob
  facts: TransformFacts
  contract: FeatureContract
  /** All jobs again. */
  read: () => Promise<void>
}

export function JobRow({ job, facts, contract, read }: JobRowProps) {
  const { name, status, createdAt, endedAt, failureReason } = job
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const run = async (work: () => Promise<Failure | undefined>) => {
    setBusy(true)
    setFailure(await work())
    setBusy(false)
  }
  const stop = () =>
    run(async () => {
      const stopped = await settle(facts.actions.stop({ ...facts.of, jobName: name }))
      await read()
      return stopped.ok ? undefined : stopped.error
    })
  const download = () =>
    run(async () => {
      const fetched = await fetchResults(facts, name, contract)
      if (!fetched.ok) return fetched.error
      saveFile(fetched.value.file, nameOf(fetched.value.fileName, 'predictions'))
      return undefined
    })
  const { tone, shape } = looks[status]
  return (
    <li className="grid gap-2 border-line border-t py-2 first:border-t-0">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <Badge tone={tone} variant="bare" mark={<Mark shape={shape} />} className="w-24">
          {status}
        </Badge>
        <span className="min-w-0 flex-1 basis-64 break-all font-mono text-code">{name}</span>
        <span className="whitespace-nowrap text-12 text-fg-2">
          {endedAt ? (
            <>
              took {formatElapsed(Date.parse(endedAt) - Date.parse(createdAt))}, ended{' '}
              <RelativeTime value={endedAt} ago />
            </>
          ) : (
            <>
              started <RelativeTime value={createdAt} ago />
            </>
          )}
        </span>
        {status === 'InProgress' && (
          <Button
            size="sm"
            icon={<Square aria-hidden />}
            busy={busy}
            disabledReason={facts.obstacle}
            aria-label={`Stop ${name}`}
            onClick={stop}
          >
            Stop
          </Button>
        )}
        {status === 'Completed' && (
          <Button
            size="sm"
            icon={<Download aria-hidden />}
            busy={busy}
            aria-label={`Download results of ${name}`}
            onClick={download}
          >
            Download results
          </Button>
        )}
      </div>
      {failureReason && <p className="break-words text-12 text-bad-f">{failureReason}</p>}
      <FailureNote failure={failure} />
    </li>
  )
}
