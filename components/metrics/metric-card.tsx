'use client'

import { useState } from 'react'
import { formatDate } from '@/lib/locale'
import type { MetricLine, MetricPanel } from '@/lib/metrics/types'
import { Card, CardHeader } from '../ui/card'
import { formatMetric, ownInWords, wholeInWords, wholeOf } from './format-metric'
import { TimePlot } from './time-plot'

export interface MetricCardProps {
  panel: MetricPanel
  /** Those of the chosen percentile. */
  lines: MetricLine[]
  times: number[]
  periodSeconds: number
}

/** One panel: its lines, and their numbers at the cursor or over all. */
export function MetricCard({ panel, lines, times, periodSeconds }: MetricCardProps) {
  const [at, setAt] = useState<number>()
  const moment = at === undefined ? undefined : times[at]
  const whole = wholeInWords(panel, lines, periodSeconds)
  return (
    <Card aria-labelledby={`metric-${panel.id}`}>
      <CardHeader
        id={`metric-${panel.id}`}
        title={panel.title}
        meta={moment === undefined ? whole : <time>{formatTime(moment)}</time>}
      />
      <div className="px-3 pt-2">
        <TimePlot times={times} lines={lines} onPoint={setAt} />
      </div>
      <dl className="flex flex-wrap gap-x-4 gap-y-1 px-4 pt-1 pb-3 text-12">
        {lines.map((line) => (
          <div key={line.label} className="flex items-baseline gap-1.5">
            <span aria-hidden className="h-0.5 w-3 self-center" style={{ background: `var(${line.color})` }} />
            <dt className="text-fg-2">{line.label}</dt>
            <dd className="font-mono">
              {formatMetric(at === undefined ? wholeOf(line.values, panel) : line.values[at], panel.unit)}
              <OwnCalls words={ownInWords(line, panel, at)} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

const formatTime = (time: number): string =>
  formatDate(time, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' })

const OwnCalls = ({ words }: { words: string }) =>
  words === '' ? null : <span className="font-sans text-fg-3"> {words}</span>
