'use client'

import Link from 'next/link'
import { useMemo, useState } from 'react'
import { isQuiet } from '@/lib/metrics/queries'
import { type RangeId, ranges } from '@/lib/metrics/ranges'
import { type MetricsView, type Percentile, percentiles } from '@/lib/metrics/types'
import { cn } from '../ui/cn'
import { Segmented } from '../ui/form/segmented'
import { Note } from '../ui/state/note'
import { RefreshButton } from '../ui/state/refresh-button'
import { MetricCard } from './metric-card'
import { MetricsTable } from './metrics-table'

export interface MetricsProps {
  view: MetricsView
  range: RangeId
  /** Nothing of a public API is in it, as there is none. */
  endpointAlone: boolean
}

/** Endpoint, function and gateway over one time axis. */
export function Metrics({ view, range, endpointAlone }: MetricsProps) {
  const [percentile, setPercentile] = useState<Percentile>('p90')
  const [look, setLook] = useState<'charts' | 'table'>('charts')
  const panels = useMemo(
    () =>
      view.panels.map((panel) => ({
        ...panel,
        lines: panel.lines.filter((line) => line.percentile === undefined || line.percentile === percentile),
      })),
    [view, percentile],
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <RangeLinks range={range} />
        <Segmented
          label="Percentile of latencies"
          value={percentile}
          onValueChange={setPercentile}
          items={percentiles.map((value) => ({ value, label: value }))}
        />
        <Segmented
          label="Shown as"
          value={look}
          onValueChange={setLook}
          items={[
            { value: 'charts', label: 'Charts' },
            { value: 'table', label: 'Table' },
          ]}
        />
        <span className="ml-auto">
          <RefreshButton label="Refresh" />
        </span>
      </div>
      {endpointAlone && (
        <p className="text-12 text-fg-2">This endpoint has no public API, so only SageMaker’s own numbers are here.</p>
      )}
      {isQuiet(view) && (
        <Note tone="info" title="Nobody called in this time.">
          Choose a longer time, or send a request from the playground; CloudWatch shows it within some minutes.
        </Note>
      )}
      {look === 'charts' ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
          {panels.map((panel) => (
            <MetricCard
              key={panel.id}
              panel={panel}
              lines={panel.lines}
              times={view.times}
              periodSeconds={view.periodSeconds}
            />
          ))}
        </div>
      ) : (
        <MetricsTable view={view} panels={panels} />
      )}
    </div>
  )
}

function RangeLinks({ range }: { range: RangeId }) {
  return (
    <nav
      aria-label="Time"
      className="inline-flex max-w-full gap-0.5 overflow-x-auto rounded-ctl border border-line-2 bg-sunken p-0.5 [scrollbar-width:none]"
    >
      {ranges.map(({ id, label }) => (
        <Link
          key={id}
          href={`?range=${id}`}
          scroll={false}
          aria-current={id === range ? 'true' : undefined}
          className={cn(
            'flex h-[26px] items-center whitespace-nowrap rounded-chip px-2.5 font-medium text-12 text-fg-2 hover:text-fg max-md:h-9',
            'aria-[current]:bg-surface aria-[current]:text-fg aria-[current]:shadow-1 aria-[current]:ring-1 aria-[current]:ring-line-2',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
