import { expect, it } from 'vitest'
import type { MetricPanel, Percentile } from '@/lib/metrics/types'
import { wholeInWords, wholeOf } from './format-metric'

it.each<[Pick<MetricPanel, 'id' | 'unit'>, Percentile | undefined, number, string, number]>([
  [{ id: 'requests', unit: 'count' }, undefined, 60, 'in all', 14],
  [{ id: 'latency', unit: 'ms' }, 'p90', 60, 'highest p90 of 1 min', 9],
  [{ id: 'latency', unit: 'ms' }, 'p50', 300, 'highest p50 of 5 min', 9],
  [{ id: 'instances', unit: 'percent' }, undefined, 10_800, 'highest average of 3 h', 9],
  [{ id: 'limits', unit: 'count' }, undefined, 3_600, 'highest value of 1 h', 9],
])('the whole of %o %s by %i s is said to be %s', (panel, percentile, periodSeconds, words, value) => {
  expect(wholeInWords(panel, [{ percentile }], periodSeconds)).toBe(words)
  expect(wholeOf([5, null, 9, 0], panel)).toBe(value)
  expect(wholeOf([null], panel)).toBeNull()
})
