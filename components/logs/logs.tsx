'use client'

import { Radio, RefreshCw, Search, X } from 'lucide-react'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import type { LogReading, LogSource } from '@/lib/logs/types'
import type { Result } from '@/lib/result'
import { Button } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { Input } from '../ui/form/input'
import { Segmented } from '../ui/form/segmented'
import { EmptyState } from '../ui/state/empty-state'
import { FailureNote } from '../ui/state/failure-note'
import { CopyButton } from '../ui/text/copy-button'
import type { Place } from '../wiring/types'
import { LogList } from './log-list'
import { type LogFilter, useLogs } from './use-logs'

type About = Place & { endpointName: string }

export interface LogsProps {
  place: Place
  endpointName: string
  /** The hops that write lines here. */
  sources: readonly LogSource[]
  /** The page that switches the gateway's access log on; absent if it is on, or not ours to switch. */
  accessLogAt?: string
  first: Result<LogReading>
  firstFilter: LogFilter
  read: (input: About & { sources: LogSource[]; since: string; text?: string }) => Promise<Result<LogReading>>
  readRequest: (input: About & { requestId: string }) => Promise<Result<LogReading>>
}

const windows = [
  { value: '15', label: '15 min' },
  { value: '60', label: '1 h' },
  { value: '360', label: '6 h' },
  { value: '1440', label: '24 h' },
]
const labels: Record<LogSource, string> = { gateway: 'Gateway', function: 'Function', container: 'Container' }

/** Every hop in one stream of time. */
export function Logs({ place, endpointName, sources, accessLogAt, first, firstFilter, read, readRequest }: LogsProps) {
  const about = { ...place, endpointName }
  const readFiltered = (filter: LogFilter, since: Date) =>
    filter.requestId
      ? readRequest({ ...about, requestId: filter.requestId })
      : read({
          ...about,
          sources: filter.source === 'all' ? [...sources] : [filter.source],
          since: since.toISOString(),
          text: filter.text || undefined,
        })
  const { filter, reading, failure, busy, live, setLive, look } = useLogs(first, firstFilter, readFiltered)
  const [text, setText] = useState(firstFilter.text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void look({ ...filter, text: text.trim(), requestId: undefined })
  }
  const entries = reading?.entries ?? []
  return (
    <Card aria-labelledby="logs">
      <CardHeader id="logs" title="Log lines" meta={reading && `${entries.length} shown`}>
        {entries.length > 0 && (
          <CopyButton
            size="sm"
            text={entries.map((entry) => `${entry.at} ${entry.source} ${entry.text}`).join('\n')}
            said="Log lines copied"
          />
        )}
        <Button
          size="sm"
          icon={<Radio aria-hidden />}
          aria-pressed={live}
          variant={live ? 'primary' : 'default'}
          disabledReason={filter.requestId ? 'A request that has ended writes nothing more.' : undefined}
          onClick={() => setLive(!live)}
        >
          Live tail
        </Button>
      </CardHeader>
      <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2.5">
        <Segmented
          label="Hop"
          value={filter.source}
          onValueChange={(source) => look({ ...filter, source, requestId: undefined })}
          items={[
            { value: 'all', label: 'All' },
            ...sources.map((source) => ({ value: source, label: labels[source] })),
          ]}
        />
        <Segmented
          label="Time"
          value={String(filter.minutes)}
          onValueChange={(minutes) => look({ ...filter, minutes: Number(minutes), requestId: undefined })}
          items={windows}
        />
        <form onSubmit={submit} className="flex min-w-0 flex-1 basis-60 gap-2">
          <Input
            aria-label="Only lines with this text"
            placeholder="Only lines with this text"
            prefix={<Search aria-hidden className="size-4 text-fg-3" />}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" icon={<RefreshCw aria-hidden />} busy={busy}>
            Read
          </Button>
        </form>
      </div>
      {accessLogAt && (
        <p className="border-line border-b px-4 py-2 text-12 text-fg-2">
          Calls that the gateway refuses leave no line here.{' '}
          <Link href={accessLogAt} className="link">
            Switch on the access log
          </Link>{' '}
          in the deploy options to see them.
        </p>
      )}
      {filter.requestId && (
        <p className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2 text-12 text-fg-2">
          <span>
            Request <span className="mono break-all">{filter.requestId}</span>:{' '}
            {sources.includes('gateway') ? 'the gateway’s line and the function’s' : 'the function’s lines of it'}, and
            what the container wrote meanwhile, since a container knows no request’s id.
          </span>
          <Button size="sm" icon={<X aria-hidden />} onClick={() => look({ ...filter, requestId: undefined })}>
            All requests
          </Button>
        </p>
      )}
      <FailureNote failure={failure} className="m-4" />
      {reading && !reading.complete && (
        <p className="border-line border-b px-4 py-2 text-12 text-warn-f">
          There are more lines than are shown here. Choose a shorter time, or a text.
        </p>
      )}
      {entries.length > 0 ? (
        <LogList entries={entries} live={live} onRequest={(requestId) => look({ ...filter, requestId })} />
      ) : (
        !failure && <NoLines reading={reading} live={live} />
      )}
      <p role="status" className="sr-only">
        {busy ? 'Reading log lines' : `${entries.length} log lines`}
      </p>
    </Card>
  )
}

function NoLines({ reading, live }: { reading?: LogReading; live: boolean }) {
  const absent = reading?.groups.filter((group) => group.absent) ?? []
  return (
    <EmptyState title="No line in this time" className="min-h-60">
      {live ? 'Lines appear here as they come.' : 'Send a request, choose a longer time, or another text.'}
      {absent.map(({ name }) => (
        <span key={name} className="mt-1 block break-all">
          <span className="mono">{name}</span> is not there: nothing was ever written to it.
        </span>
      ))}
    </EmptyState>
  )
}
