import { expect, it } from 'vitest'
import type { Cost, Traffic } from './cost-of'
import { type CostSubject, monthOf } from './month-of'

/** A month of 730 hours has 30.4167 days. */
const traffic: Traffic = { days: 30, predictions: 1_000, requests: 2_000, ownPredictions: 0, ownRuns: 0, lambdaMs: 20 }
const instances: Cost = {
  currency: 'USD',
  month: 83.95,
  gatewayPerThousand: 0.0035,
  lambdaPerThousand: 0.001,
  missing: [],
}
const has: CostSubject = { hasUrl: true, isServerless: false, hasFunction: true, hasCache: false, hasAlarms: false }
const none: CostSubject = { ...has, hasUrl: false, hasFunction: false }
const perCalls = (perThousand: number, calls = 2_000) => ((calls / 30) * (730 / 24) * perThousand) / 1000

it.each<[string, Partial<Cost>, Partial<Traffic>, CostSubject, [string, number][] | undefined]>([
  [
    'an endpoint with a public API',
    {},
    {},
    has,
    [
      ['Endpoint', 83.95],
      ['Gateway', perCalls(0.0035)],
      ['Function', perCalls(0.001)],
    ],
  ],
  ['without a public API', {}, {}, none, [['Endpoint', 83.95]]],
  ['nobody called', {}, { requests: 0, predictions: 0, lambdaMs: undefined }, has, [['Endpoint', 83.95]]],
  [
    'requests that no function saw',
    {},
    { lambdaMs: undefined },
    has,
    [
      ['Endpoint', 83.95],
      ['Gateway', perCalls(0.0035)],
    ],
  ],
  [
    'a serverless endpoint',
    { month: 0, serverlessPerThousand: 0.2 },
    {},
    { ...none, isServerless: true },
    [['Model', perCalls(0.2, 1_000)]],
  ],
  [
    'cache and alarms',
    { cacheMonth: 14.6, alarmsMonth: 0.3 },
    { requests: 0 },
    { ...has, hasCache: true, hasAlarms: true },
    [
      ['Endpoint', 83.95],
      ['Cache', 14.6],
      ['Alarms', 0.3],
    ],
  ],
  ['an unknown price of instances', { month: undefined }, {}, has, undefined],
  ['an unknown price of the gateway', { gatewayPerThousand: undefined }, {}, has, undefined],
  [
    'an unknown price of the gateway that nobody called',
    { gatewayPerThousand: undefined },
    { requests: 0 },
    { ...has, hasFunction: false },
    [['Endpoint', 83.95]],
  ],
  ['an unknown price of the cache', {}, {}, { ...has, hasCache: true }, undefined],
])('%s', (_, cost, measured, subject, parts) => {
  const month = monthOf({ ...instances, ...cost }, { ...traffic, ...measured }, subject)
  expect(month?.parts.map(({ name, month }) => [name, month])).toEqual(parts)
  expect(month?.total).toEqual(parts?.reduce((sum, [, one]) => sum + one, 0))
})
