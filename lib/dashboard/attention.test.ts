import { describe, expect, it } from 'vitest'
import { attentionOf, type Facts } from './attention'

const none: Facts = { endpoints: [], urls: [], running: [] }
const hours = (calls: number) => [...Array.from({ length: 23 }, () => 0), calls]

describe('what needs attention', () => {
  it.each<[string, Partial<Facts>, string[]]>([
    ['nothing', {}, []],
    [
      'a failed endpoint',
      { endpoints: [{ name: 'a', status: 'Failed' }] },
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
      { running: [{ name: 'a', month: { amount: 83.95, currency: 'USD' }, idle: { days: 12, since: 'last-call' } }] },
      ['endpoint-idle a: Nobody has called the endpoint for 12 days, and it costs $83.95 a month.'],
    ],
    ['one that is called', { running: [{ name: 'a', month: { amount: 1, currency: 'USD' } }] }, []],
  ])('%s', (_, facts, wanted) => {
    expect(
      attentionOf({ ...none, ...facts }).map(({ kind, endpointName, what }) => `${kind} ${endpointName}: ${what}`),
    ).toEqual(wanted)
  })

  it('puts what callers feel first', () => {
    const facts: Facts = {
      endpoints: [{ name: 'failed', status: 'Failed' }],
      urls: [
        { endpointName: 'half', state: 'incomplete' },
        { endpointName: 'failing', state: 'live', requests: hours(10), failed: 10 },
      ],
      running: [{ name: 'idle', idle: { days: 20, since: 'before' } }],
    }
    expect(attentionOf(facts).map(({ endpointName }) => endpointName)).toEqual(['failing', 'failed', 'half', 'idle'])
  })
})
