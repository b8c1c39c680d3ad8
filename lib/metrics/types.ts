/** Metrics as pages show them: panels of lines over one time axis. Plain data. */

export type Unit = 'count' | 'ms' | 'percent'
export const percentiles = ['p50', 'p90', 'p99'] as const
export type Percentile = (typeof percentiles)[number]

export interface MetricLine {
  label: string
  /** A token's name: `--c1`. */
  color: string
  /** One a period; `null` where nothing was measured. */
  values: (number | null)[]
  /** The percentile, if the line is a latency. */
  percentile?: Percentile
  /** The console's own calls that are still in the values; absent where there are none. */
  own?: OwnPart
}

export interface OwnPart {
  /** One a period. */
  counts: number[]
  /** CloudWatch does not say how many of these are in the value. */
  atMost: boolean
}

export interface MetricPanel {
  id: string
  title: string
  unit: Unit
  lines: MetricLine[]
}

export interface MetricsView {
  /** The beginning of each period, epoch ms. */
  times: number[]
  periodSeconds: number
  panels: MetricPanel[]
}
