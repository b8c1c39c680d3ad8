import { describe, expect, it } from 'vitest'
import { idleInWords, idleOf } from './idle'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** The evening of the last of 31 days. */
const start = Date.UTC(2026, 9, 26)
const now = start + 30 * dayMs + 20 * hourMs
const agoDays = (days: number) => new Date(now - days * dayMs).toISOString()
const called = (...days: number[]) => Array.from({ length: 31 }, (_, day) => (days.includes(day) ? 5 : 0))
const said = (createdAt: string, calls: number[]) => {
  const idle = idleOf({ createdAt, calls, start, now })
  return idle && idleInWords(idle)
}

describe('how long nobody has called', () => {
  it.each<[string, string, number[], string | undefined]>([
    ['an endpoint of 27 hours', agoDays(27 / 24), called(), undefined],
    ['one of six days', agoDays(6.9), called(), undefined],
    ['one of ten days', agoDays(10.5), called(), 'Nobody has called the endpoint since it was created 10 days ago'],
    ['an old one', agoDays(90), called(), 'Nobody has called the endpoint for 30 days or more'],
    ['one that was called today', agoDays(90), called(30), undefined],
    ['one that was called this week', agoDays(90), called(23), undefined],
    ['one of a call nine days ago', agoDays(90), called(3, 21), 'Nobody has called the endpoint for 8 days'],
    // The one before it had the same name.
    [
      'one that was made again',
      agoDays(8),
      called(2),
      'Nobody has called the endpoint since it was created 8 days ago',
    ],
    ['one that was made again this week', agoDays(2), called(2), undefined],
  ])('%s', (_, createdAt, calls, wanted) => expect(said(createdAt, calls)).toBe(wanted))
})
