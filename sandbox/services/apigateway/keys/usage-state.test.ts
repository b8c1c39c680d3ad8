import { expect, it } from 'vitest'
import { dayOf, periodStart, type Quota } from './usage-state'

it.each<[Quota['period'], number, string, string]>([
  ['DAY', 0, '2026-11-25T23:59:59Z', '2026-11-25'],
  // A Wednesday; weeks begin on Sunday.
  ['WEEK', 0, '2026-11-25T00:00:00Z', '2026-11-22'],
  ['WEEK', 1, '2026-11-25T00:00:00Z', '2026-11-23'],
  ['WEEK', 4, '2026-11-25T00:00:00Z', '2026-11-19'],
  ['MONTH', 0, '2026-11-25T00:00:00Z', '2026-11-01'],
  ['MONTH', 26, '2026-11-25T00:00:00Z', '2026-10-27'],
  ['MONTH', 9, '2026-01-05T00:00:00Z', '2025-12-10'],
])('the period %s with offset %i of %s begins on %s', (period, offset, time, day) => {
  expect(dayOf(periodStart({ limit: 1, period, offset }, Date.parse(time)))).toBe(day)
})
