import { describe, expect, it } from 'vitest'
import { attentionOf, type Facts } from './attention'

const now = Date.UTC(2026, 10, 25)
const old = new Date(now - 40 * 86_400_000).toISOString()
const none: Facts = { endpoints: [], urls: [], running: [], now }
const hours = (calls: number) => [...Array.from({ length: 23 }, () => 0), calls]
const days = (last: number) => Array.from({ length: 30 }, (_, index) => (index === 29 - last ? 5 : 0))

describe('what needs attention', () => {
  it.each<[string, Partial<Facts>, string[]]>([
    ['nothing', {}, []],
    [
      'a failed endpoint',
      { endpoints: [{ name: 'a', status: 'Failed', createdAt: old }] },
      ['endpoint-failed a: The endpoint is Failed: nobody can be answered.'],
    ],
    [
      'one call of a hundred that failed',
      { urls: [{ endpointName: 'a', state: 'live', requests: hours(100), failed: 1 }] },
      ['url-failing a: 1% of its calls in the last day failed (5xx).'],
    ],
    ['one of a thousand', { urls: [{ endpointName: 'a', state: 'live', requests: hours(1000), failed: 1 }] }, []],
    [
      'a quarter that was refused',
      { urls: [{ endpointName: 'a', state: 'live', requests: hours(40), refused: 10 }] },
      ['url-refusing a: 25% of its calls in the last day were refused (4xx).'],
    ],
    ['a few refusals', { urls: [{ endpointName: 'a', state: 'live', requests: hours(3), refused: 3 }] }, []],
    [
      'an endpoint that nobody calls',
      {
        endpoints: [{ name: 'a', status: 'InService', createdAt: old }],
        running: [{ name: 'a', month: 83.95, calls: days(12) }],
      },
      ['endpoint-idle a: Nobody called the endpoint for 12 days, and it costs $83.95 a month.'],
    ],
    [
      'one that nobody ever called',
      { running: [{ name: 'a', calls: Array.from({ length: 30 }, () => 0) }] },
      ['endpoint-idle a: Nobody called the endpoint for 30 days or more.'],
    ],
    ['one that was called this week', { running: [{ name: 'a', month: 1, calls: days(6) }] }, []],
    [
      'a new one',
      {
        endpoints: [{ name: 'a', status: 'InService', createdAt: new Date(now - 86_400_000).toISOString() }],
        running: [{ name: 'a', month: 1, calls: [] }],
      },
      [],
    ],
  ])('%s', (_, facts, wanted) => {
    expect(
      attentionOf({ ...none, ...facts }).map(({ kind, endpointName, what }) => `${kind} ${endpointName}: ${what}`),
    ).toEqual(wanted)
  })

  it('puts what callers feel first', () => {
    const facts: Facts = {
      endpoints: [{ name: 'failed', status: 'Failed', createdAt: old }],
      urls: [
        { endpointName: 'half', state: 'incomplete' },
        { endpointName: 'failing', state: 'live', requests: hours(10), failed: 10 },
      ],
      running: [{ name: 'idle', calls: days(20) }],
      now,
    }
    expect(attentionOf(facts).map(({ endpointName }) => endpointName)).toEqual(['failing', 'failed', 'half', 'idle'])
  })
})
