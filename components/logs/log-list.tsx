'use client'

import { useEffect, useRef } from 'react'
import { formatDate } from '@/lib/locale'
import { requestIdOf } from '@/lib/logs/interleave'
import type { LogEntry, LogSource } from '@/lib/logs/types'
import { cn } from '../ui/cn'
import { ScrollRegion } from '../ui/scroll-region'

export interface LogListProps {
  entries: LogEntry[]
  /** Stays at the end as lines come. */
  live: boolean
  onRequest: (requestId: string) => void
}

const colours: Record<LogSource, string> = {
  gateway: 'text-ok-f',
  function: 'text-accent-fg',
  container: 'text-warn-f',
}

const clockOf = (date: Date): string[] => [
  ...[date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')),
  String(date.getMilliseconds()).padStart(3, '0'),
]

const timeOf = (at: string): string => {
  // AWS writes times of logs so too, whatever the locale, and a search finds them.
  const [hours, minutes, seconds, ms] = clockOf(new Date(at))
  return `${hours}:${minutes}:${seconds}.${ms}`
}

/** Lines in time, each with its hop; a request's id leads to all of its lines. */
export function LogList({ entries, live, onRequest }: LogListProps) {
  const end = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what scrolls
  useEffect(() => {
    if (live) end.current?.scrollIntoView({ block: 'nearest' })
  }, [entries, live])
  return (
    <ScrollRegion aria-label="Log lines" className="max-h-[70vh] overflow-y-auto py-1.5">
      <ol>
        {entries.map((entry, index) => {
          const requestId = requestIdOf(entry.text)
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: one stream can say the same twice in one moment
              key={`${entry.at} ${entry.source} ${index}`}
              className="grid grid-cols-[auto_auto_minmax(0,1fr)] gap-x-2.5 px-4 py-0.5 font-mono text-12 leading-5 hover:bg-hover max-md:grid-cols-[auto_minmax(0,1fr)]"
            >
              <time
                dateTime={entry.at}
                title={formatDate(entry.at, { dateStyle: 'medium', timeStyle: 'medium' })}
                className="text-fg-3"
              >
                {timeOf(entry.at)}
              </time>
              <span className={cn('w-[72px]', colours[entry.source])}>{entry.source}</span>
              <span className="whitespace-pre-wrap [overflow-wrap:anywhere] max-md:col-span-full">
                {entry.text}
                {requestId && (
                  <button
                    type="button"
                    className="link ml-2 min-h-6 font-sans"
                    aria-label={`Only the request ${requestId}`}
                    onClick={() => onRequest(requestId)}
                  >
                    this request
                  </button>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      <div ref={end} />
    </ScrollRegion>
  )
}
