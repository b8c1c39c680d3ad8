import { describe, expect, it } from 'vitest'
import { readReport } from '../aws/lambda/report'
import { readIntegrationMs, sharesOf } from './shares'

const report =
  'START RequestId: 8c1e Version: 3\n{"status":200}\nEND RequestId: 8c1e\nREPORT RequestId: 8c1e\tDuration: 52.40 ms\tBilled Duration: 190 ms\tMemory Size: 256 MB\tMax Memory Used: 81 MB\tInit Duration: 137.12 ms\t\n'

describe('Lambda’s REPORT line', () => {
  it('of a cold start', () => {
    expect(readReport(report)).toEqual({
      requestId: '8c1e',
      durationMs: 52.4,
      initMs: 137.12,
      memoryMb: 256,
      usedMb: 81,
    })
  })
  it('of a warm one', () => {
    expect(readReport(report.replace('\tInit Duration: 137.12 ms', ''))).toEqual({
      requestId: '8c1e',
      durationMs: 52.4,
      memoryMb: 256,
      usedMb: 81,
    })
  })
  it.each([undefined, '', 'START RequestId: 8c1e'])('is not in %s', (log) => expect(readReport(log)).toBeUndefined())
})

it('finds the gateway’s wait in its execution log', () => {
  expect(readIntegrationMs('Tue : Received response. Status: 200, Integration latency: 58 ms')).toBe(58)
  expect(readIntegrationMs('Method completed with status: 500')).toBeUndefined()
})

describe('the parts of the time', () => {
  it.each<[string, Parameters<typeof sharesOf>[0], Record<string, number>]>([
    ['the URL', { latencyMs: 80, serverTiming: 'model;dur=41, handler;dur=2' }, { model: 41, handler: 2, way: 37 }],
    [
      'a cold function',
      { latencyMs: 240, serverTiming: 'model;dur=41, handler;dur=2', report: readReport(report) },
      { model: 41, handler: 2, 'cold start': 137.12, Lambda: 9.4, way: 50.48 },
    ],
    [
      'the method',
      { latencyMs: 70, serverTiming: 'model;dur=41, handler;dur=2', integrationMs: 58 },
      { model: 41, handler: 2, Lambda: 15, 'API Gateway': 12 },
    ],
    [
      'a function that had to connect first',
      { latencyMs: 300, serverTiming: 'model;dur=41, connect;dur=180, handler;dur=2' },
      { model: 41, handler: 2, connection: 180, way: 77 },
    ],
    ['one that says nothing', { latencyMs: 12 }, { way: 12 }],
    ['clocks that disagree', { latencyMs: 40, serverTiming: 'model;dur=41' }, { model: 40 }],
  ])('of %s', (_, parts, expected) => {
    const shares = sharesOf(parts)
    expect(Object.fromEntries(shares.map(({ name, ms }) => [name, Math.round(ms * 100) / 100]))).toEqual(expected)
    expect(shares.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(parts.latencyMs)
  })
})
