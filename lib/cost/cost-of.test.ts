import { describe, expect, it } from 'vitest'
import { costOf, type Prices, type Traffic } from './cost-of'

const prices: Prices = {
  currency: 'USD',
  instanceHour: { 'ml.m5.large': 0.115, 'ml.g5.xlarge': 1.408 },
  serverlessSecond: { 2: 0.00004, 4: 0.00008 },
  provisionedSecond: { 2: 0.00001 },
  provisionedCallSecond: { 2: 0.00002 },
  gatewayRequest: 0.0000035,
  lambdaRequest: 0.0000002,
  lambdaGbSecond: 0.0000166667,
}
const quiet: Traffic = { days: 30, predictions: 0, ownPredictions: 0, ownRuns: 0, requests: 0 }
const busy: Traffic = {
  days: 30,
  predictions: 30_000,
  ownPredictions: 0,
  ownRuns: 0,
  requests: 30_000,
  modelMs: 20,
  lambdaMs: 30,
}
const m5 = { instanceType: 'ml.m5.large', instanceCount: 2 }

describe('the cost of', () => {
  it('an idle endpoint: its instances, and no price for a prediction', () => {
    const cost = costOf({ variants: [m5] }, prices, quiet)
    expect(cost).toMatchObject({ hour: 0.23, perPrediction: undefined, asServerless: undefined, missing: [] })
    expect(cost.month).toBeCloseTo(167.9, 5)
    expect(cost.gatewayPerThousand).toBeUndefined()
  })
  it('a busy public API: gateway, function by its measured time, and the endpoint’s share of each prediction', () => {
    const cost = costOf({ variants: [m5], url: { lambdaMb: 256 } }, prices, busy)
    expect(cost.gatewayPerThousand).toBeCloseTo(0.0035, 8)
    expect(cost.lambdaPerThousand).toBeCloseTo(1000 * (0.0000002 + 0.0000166667 * 0.25 * 0.03), 8)
    expect(cost.perPrediction).toBeCloseTo(
      167.9 / ((30_000 / 30) * (730 / 24)) + 0.0035 / 1000 + (cost.lambdaPerThousand ?? 0) / 1000,
      8,
    )
    expect(cost.asServerless).toEqual({ gb: 4, month: expect.closeTo(0.00008 * 0.02 * (30_000 / 30) * (730 / 24), 8) })
  })
  it('adds a cache by the hour, and no function where there is none', () => {
    const cost = costOf({ variants: [m5], url: { cached: true } }, { ...prices, cacheHour: 0.02 }, busy)
    expect(cost.lambdaPerThousand).toBeUndefined()
    expect(cost.gatewayPerThousand).toBeGreaterThan(0)
    expect(cost.cacheMonth).toBeCloseTo(14.6, 8)
    const without = costOf({ variants: [m5], url: {} }, prices, busy)
    expect(cost.perPrediction).toBeCloseTo((without.perPrediction ?? 0) + 14.6 / ((30_000 / 30) * (730 / 24)), 8)
  })

  it('adds alarms by the month, and nothing if one has no price', () => {
    const cost = costOf({ variants: [m5], url: { alarms: 2 } }, { ...prices, alarmMonth: 0.1 }, busy)
    expect(cost.alarmsMonth).toBeCloseTo(0.2, 8)
    const without = costOf({ variants: [m5], url: { alarms: 0 } }, prices, busy)
    expect(without.alarmsMonth).toBeUndefined()
    expect(cost.perPrediction).toBeCloseTo((without.perPrediction ?? 0) + 0.2 / ((30_000 / 30) * (730 / 24)), 8)
    expect(costOf({ variants: [m5], url: { alarms: 2 } }, prices, busy).perPrediction).toBeUndefined()
  })

  it('a prediction of which many calls were given the kept answer: the gateway for each of them', () => {
    const url = { cached: true }
    const once = costOf({ variants: [m5], url }, { ...prices, cacheHour: 0.02 }, busy)
    const often = costOf({ variants: [m5], url }, { ...prices, cacheHour: 0.02 }, { ...busy, requests: 300_000 })
    expect((often.perPrediction ?? 0) - (once.perPrediction ?? 0)).toBeCloseTo(9 * 0.0000035, 10)
  })

  it('a URL that an address answers: its calls, and no price for a prediction', () => {
    const cost = costOf({ variants: [m5], url: { elsewhere: true } }, prices, busy)
    expect(cost.perPrediction).toBeUndefined()
    expect(cost.gatewayPerThousand).toBeCloseTo(0.0035, 8)
  })

  it('a serverless endpoint: by the second alone', () => {
    const cost = costOf({ variants: [{ instanceCount: 0, serverlessGb: 2 }] }, prices, busy)
    expect(cost.hour).toBe(0)
    expect(cost.serverlessPerThousand).toBeCloseTo(1000 * 0.00004 * 0.02, 8)
    expect(cost.perPrediction).toBeCloseTo(0.00004 * 0.02, 10)
    expect(cost.asServerless).toBeUndefined()
  })
  it('provisioned concurrency: around the clock, called or not, and its calls at their own price', () => {
    const warm = { instanceCount: 0, serverlessGb: 2, provisionedConcurrency: 3 }
    const idle = costOf({ variants: [warm] }, prices, quiet)
    expect(idle.hour).toBeCloseTo(3 * 3600 * 0.00001, 10)
    expect(idle.month).toBeCloseTo(730 * 3 * 3600 * 0.00001, 8)
    const called = costOf({ variants: [warm] }, prices, busy)
    expect(called.serverlessPerThousand).toBeCloseTo(1000 * 0.00002 * 0.02, 8)
    expect(called.perPrediction).toBeCloseTo((idle.month ?? 0) / ((30_000 / 30) * (730 / 24)) + 0.00002 * 0.02, 10)
    const unpriced = costOf({ variants: [warm] }, { ...prices, provisionedSecond: {} }, busy)
    expect(unpriced).toMatchObject({
      hour: undefined,
      perPrediction: undefined,
      missing: ['provisioned concurrency of 2 GB'],
    })
  })

  it('a serverless endpoint of a size without a price: no sum, and not 0', () => {
    const cost = costOf({ variants: [{ instanceCount: 0, serverlessGb: 6 }] }, prices, busy)
    expect(cost).toMatchObject({ perPrediction: undefined, missing: ['serverless inference of 6 GB'] })
  })

  it('a function that nobody called: no price for a time that nobody measured', () => {
    expect(costOf({ variants: [m5], url: { lambdaMb: 256 } }, prices, quiet).lambdaPerThousand).toBeUndefined()
  })

  it('a GPU: no serverless alternative', () => {
    const variants = [{ instanceType: 'ml.g5.xlarge', instanceCount: 1 }]
    expect(costOf({ variants }, prices, busy).asServerless).toBeUndefined()
  })
  it('what the list has no price for is named, and nothing is made up', () => {
    const cost = costOf({ variants: [{ instanceType: 'ml.x9.large', instanceCount: 1 }, m5] }, prices, busy)
    expect(cost).toMatchObject({
      hour: undefined,
      month: undefined,
      perPrediction: undefined,
      missing: ['ml.x9.large'],
    })
    expect(
      costOf({ variants: [m5], url: { lambdaMb: 256 } }, { ...prices, gatewayRequest: undefined }, busy),
    ).toMatchObject({ gatewayPerThousand: undefined, perPrediction: undefined })
  })
})
