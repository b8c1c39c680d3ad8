import { expect, it } from 'vitest'
import type { MetricPanel, Percentile } from '@/lib/metrics/types'
import { formatMetric, ownInWords, wholeInWords, wholeOf } from './format-metric'

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

const latency = { id: 'latency', unit: 'ms' } as const

it.each<[string, Pick<MetricPanel, 'id' | 'unit'>, boolean, number | undefined, string]>([
  ['a period', latency, false, 0, 'includes 1 call of Portico’s own'],
  ['the highest of all', latency, false, undefined, 'includes 2 calls of Portico’s own'],
  ['the sum of all', { id: 'errors', unit: 'count' }, true, undefined, 'includes up to 3 calls of Portico’s own'],
  ['a period without', latency, false, 2, ''],
])('%s names the own calls that are still in it', (_, panel, atMost, at, words) => {
  const line = { values: [5, 9, 1], own: { counts: [1, 2, 0], atMost } }
  expect(ownInWords(line, panel, at)).toBe(words)
  expect(ownInWords({ values: [5] }, panel, at)).toBe('')
})

it.each([
  [0, '0%'],
  [0.02, 'under 0.1%'],
  [0.247, '0.2%'],
  [3.44, '3.4%'],
  [61.83, '62%'],
])('a load of %d is written %s', (value, words) => expect(formatMetric(value, 'percent')).toBe(words))
