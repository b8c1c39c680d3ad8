/** The last day of one public API by the hour, as its callers met it, beside the day before. Pure. */
import type { Subject } from './lines'
import { type Span, spanOf } from './ranges'
import type { MetricLine, MetricsView, OwnPart } from './types'

export interface Traffic {
  /** The beginning of each hour, epoch ms; the oldest first. */
  times: number[]
  /** Requests of callers, one an hour. */
  requests: number[]
  /** All requests of the 24 hours before. */
  requestsBefore: number
  /** Responses with 4XX and with 5XX, one an hour. */
  refused: number[]
  failed: number[]
  /** The 90th percentile of each hour in ms; `null` if nobody called. */
  p90: (number | null)[]
  /** Calls of the console's own that are still in the latencies: no percentile can be freed of them. */
  ownInLatency?: OwnPart
}

const trafficHours = 24

/** Twice the hours, so that one call of CloudWatch gives the day before too. */
export const trafficSpan = (now: number): Span =>
  spanOf({ seconds: 2 * trafficHours * 3_600, periodSeconds: 3_600 }, now)

/** Leaves out function and model: what callers meet is what the gateway counts. */
export const trafficSubject = (endpointName: string, api: NonNullable<Subject['api']>): Subject => ({
  endpointName,
  variants: [],
  api,
})

export function trafficOf({ times, panels }: MetricsView): Traffic {
  const lineOf = (panel: string, label: string, percentile?: MetricLine['percentile']) =>
    panels.find(({ id }) => id === panel)?.lines.find((one) => one.label === label && one.percentile === percentile)
  const counts = (line: MetricLine | undefined) => times.map((_, at) => line?.values[at] ?? 0)
  const requests = counts(lineOf('requests', 'Public API'))
  const latency = lineOf('latency', 'Public API', 'p90')
  const own = latency?.own && { ...latency.own, counts: latency.own.counts.slice(-trafficHours) }
  return {
    times: times.slice(-trafficHours),
    requests: requests.slice(-trafficHours),
    requestsBefore: sumOf(requests.slice(0, -trafficHours)),
    refused: counts(lineOf('errors', 'Public API 4xx')).slice(-trafficHours),
    failed: counts(lineOf('errors', 'Public API 5xx')).slice(-trafficHours),
    p90: times.map((_, at) => latency?.values[at] ?? null).slice(-trafficHours),
    ...(own?.counts.some((count) => count > 0) ? { ownInLatency: own } : {}),
  }
}

export const sumOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0)
