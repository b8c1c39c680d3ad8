import { formatNumber } from '@/lib/locale'
import type { MetricLine, MetricPanel, Unit } from '@/lib/metrics/types'
import { plural } from '@/lib/plural'
import { short } from '@/lib/what-if/format'

/** `12`, `3.4 ms`, `0.5%`, a dash where nothing was measured. */
export function formatMetric(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return '–'
  if (unit === 'ms') return `${short(value)} ms`
  return unit === 'percent' ? formatPercent(value) : short(value)
}

/** `12%`, `3.4%`, `under 0.1%`: more digits say nothing of a load. */
function formatPercent(value: number): string {
  if (value > 0 && value < 0.1) return 'under 0.1%'
  return `${formatNumber(value, { maximumFractionDigits: value < 10 ? 1 : 0 })}%`
}

/** Counts of the whole time add up; a concurrency, a latency or a load does not. */
const addsUp = ({ id, unit }: Pick<MetricPanel, 'id' | 'unit'>): boolean => unit === 'count' && id !== 'limits'

/** Sums a line, or takes the highest of its periods. */
export function wholeOf(values: (number | null)[], panel: Pick<MetricPanel, 'id' | 'unit'>): number | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  return addsUp(panel) ? known.reduce((sum, value) => sum + value, 0) : Math.max(...known)
}

const spanInWords = (seconds: number): string => (seconds < 3_600 ? `${seconds / 60} min` : `${seconds / 3_600} h`)

/**
 * Says what `wholeOf` gives. Each point is a statistic of its own period, and no percentile of the whole time can be made
 * of them: `highest p90 of 5 min`.
 */
export function wholeInWords(
  panel: Pick<MetricPanel, 'id' | 'unit'>,
  lines: Pick<MetricLine, 'percentile'>[],
  periodSeconds: number,
): string {
  if (addsUp(panel)) return 'in all'
  const of = lines[0]?.percentile ?? (panel.unit === 'percent' ? 'average' : 'value')
  return `highest ${of} of ${spanInWords(periodSeconds)}`
}

/**
 * Names the console's own calls that a value still has in it: `includes 3 of Portico’s own calls`. Empty where there are
 * none. @param at the period; unless given, what `wholeOf` takes
 */
export function ownInWords(
  { values, own }: Pick<MetricLine, 'values' | 'own'>,
  panel: Pick<MetricPanel, 'id' | 'unit'>,
  at?: number,
): string {
  if (!own) return ''
  const highest = values.indexOf(wholeOf(values, panel))
  const count =
    at === undefined && addsUp(panel) ? own.counts.reduce((sum, one) => sum + one, 0) : (own.counts[at ?? highest] ?? 0)
  return count === 0 ? '' : `includes ${own.atMost ? 'up to ' : ''}${plural(count, 'call')} of Portico’s own`
}
