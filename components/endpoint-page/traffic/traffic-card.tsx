import { sumOf, type Traffic } from '@/lib/metrics/traffic'
import { plural } from '@/lib/plural'
import type { Failure } from '@/lib/result'
import { short } from '@/lib/what-if/format'
import { ButtonLink } from '../../ui/button'
import { Card, CardHeader } from '../../ui/card'
import { Unread } from '../../ui/state/unread'
import { HourBars } from './hour-bars'
import { HourLine } from './hour-line'

export interface TrafficCardProps {
  traffic: Traffic
  metricsPath: string
  /** Why some calls of the console's own could not be counted, and so are not taken off. */
  ownLost?: Failure
}

/** What callers met in the last day: requests, errors, latency. The console's own calls are taken off. */
export function TrafficCard({ traffic, metricsPath, ownLost }: TrafficCardProps) {
  const { requests, requestsBefore, refused, failed, p90, ownInLatency } = traffic
  const total = sumOf(requests)
  const errors = [sumOf(refused), sumOf(failed)] as const
  const slowest = Math.max(...p90.map((value) => value ?? 0))
  const own = ownInLatency ? sumOf(ownInLatency.counts) : 0
  return (
    <Card aria-labelledby="traffic">
      <CardHeader
        id="traffic"
        title="Traffic"
        meta={`last 24 hours, ${ownLost ? 'some calls by Portico included' : 'calls by Portico excluded'}`}
      >
        <ButtonLink size="sm" variant="ghost" href={metricsPath}>
          Metrics
        </ButtonLink>
      </CardHeader>
      {ownLost && <Unread what="The number of Portico’s own calls" failure={ownLost} className="px-4 py-2.5" />}
      <dl className="grid md:grid-cols-3 [&>div+div]:border-line max-md:[&>div+div]:border-t md:[&>div+div]:border-l">
        <Figure
          name="Requests"
          aside={comparedWith(total, requestsBefore)}
          value={short(total)}
          chart={<HourBars values={requests} className="fill-c1" />}
        />
        <Figure
          name="Errors"
          aside={total > 0 ? `${short(errors[0])} with 4xx, ${short(errors[1])} with 5xx` : undefined}
          value={total > 0 ? `${short((100 * (errors[0] + errors[1])) / total)}%` : '–'}
          chart={
            <HourBars
              values={requests.map((_, hour) => (refused[hour] ?? 0) + (failed[hour] ?? 0))}
              className="fill-bad-d"
            />
          }
        />
        <Figure
          name="Latency p90"
          aside={
            slowest > 0 ? `of the slowest hour${own > 0 ? `, with ${plural(own, 'call')} by Portico` : ''}` : undefined
          }
          value={slowest > 0 ? `${short(slowest)} ms` : '–'}
          chart={<HourLine values={p90} className="stroke-c1" />}
        />
      </dl>
      {total === 0 && (
        <p className="border-line border-t px-4 py-2.5 text-12 text-fg-2">
          Nobody called in the last 24 hours. CloudWatch shows a call after some minutes.
        </p>
      )}
    </Card>
  )
}

/** `+6% on the day before`; nothing if there is nothing to compare with. */
function comparedWith(total: number, before: number): string | undefined {
  if (before === 0) return total > 0 ? 'none the day before' : undefined
  const change = Math.round((100 * (total - before)) / before)
  if (change === 0) return 'same as the day before'
  return `${change >= 0 ? '+' : '−'}${short(Math.abs(change))}% on the day before`
}

interface FigureProps {
  name: string
  aside?: string
  value: string
  chart: React.ReactNode
}

const Figure = ({ name, aside, value, chart }: FigureProps) => (
  <div className="grid min-w-0 gap-1 px-4 py-3">
    <dt className="flex flex-wrap items-baseline justify-between gap-x-2 text-12 text-fg-2">
      {name}
      {aside && <span className="text-fg-3">{aside}</span>}
    </dt>
    <dd className="grid content-end gap-2 self-end">
      <span className="font-semibold text-16 tabular-nums">{value}</span>
      {chart}
    </dd>
  </div>
)
