/** Values of a metric, put together by period. */
import type { Call } from '../../kernel/types'
import { instanceSeries } from './instances'
import { type Dimensions, readSeries, type Series } from './state'

interface Wanted {
  namespace: string
  name: string
  dimensions: Dimensions
  /** ms. */
  start: number
  end: number
}

export const seriesOf = (call: Call, { namespace, name, dimensions, start, end }: Wanted): Series =>
  (namespace === '/aws/sagemaker/Endpoints'
    ? instanceSeries(call, name, dimensions, start, end)
    : readSeries(call.world, call, namespace, name, dimensions)) ?? new Map()

/** By the beginning of each period, ms. */
export function inPeriods(series: Series, periodMs: number, start: number, end: number): Map<number, number[]> {
  const periods = new Map<number, number[]>()
  const first = Math.floor(start / periodMs) * periodMs
  for (const [minute, values] of series) {
    const at = Math.floor(minute / periodMs) * periodMs
    if (at < first || at >= end) continue
    periods.set(at, (periods.get(at) ?? []).concat(values))
  }
  return periods
}
