import type { Unit } from '@/lib/metrics/types'
import { short } from '@/lib/what-if/format'

/** `12`, `3.4 ms`, `0.52%`, a dash where nothing was measured. */
export function formatMetric(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return '–'
  if (unit === 'ms') return `${short(value)} ms`
  return unit === 'percent' ? `${short(value)}%` : short(value)
}

/** What a line says as a whole: how many in all, or the most. */
export function wholeOf(values: (number | null)[], unit: Unit): number | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  return unit === 'count' ? known.reduce((sum, value) => sum + value, 0) : Math.max(...known)
}
