import { expect, it } from 'vitest'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import { type WiringPrices, wiringCost } from './wiring-cost'

/** us-east-1, November 2026. */
const prices: WiringPrices = {
  currency: 'USD',
  gatewayRequest: 0.0000035,
  lambdaRequest: 0.0000002,
  lambdaGbSecond: 0.0000166667,
  cacheHour: { '0.5': 0.02, '1.6': 0.038 },
  alarmMonth: 0.1,
}
const plain = defaultSpec('iris-xgboost', 'Real-time')

it('is nothing a month, and the gateway and the function for each call', () => {
  const cost = wiringCost(withFields(plain, { memoryMb: 1024 }), prices)
  expect(cost.month).toBe(0)
  expect(cost.perThousand).toBeCloseTo(0.0035 + 0.0002 + 0.00166667, 8)
  expect(cost.hasFunction).toBe(true)
})

it('has a month with alarms and a cache, and no function behind the gateway alone', () => {
  const spec = withFields(plain, {
    integration: { kind: 'direct' },
    alarms: { errorPercent: 5, latencyMs: 1_000 },
    cache: { sizeGb: '0.5', ttlSeconds: 60 },
  })
  const cost = wiringCost(spec, prices)
  expect(cost.month).toBeCloseTo(0.2 + 14.6, 8)
  expect(cost.perThousand).toBeCloseTo(0.0035, 8)
  expect(cost.hasFunction).toBe(false)
})

it('counts the authorizer of keys if it runs for each call', () => {
  const keyed = (header?: 'authorization' | 'both') =>
    withFields(plain, {
      memoryMb: 1024,
      access: { kind: 'key', rateLimit: 1, burstLimit: 1, ...(header ? { header } : {}) },
    })
  const [own, bearer, both] = [keyed(), keyed('authorization'), keyed('both')].map(
    (spec) => wiringCost(spec, prices).perThousand,
  )
  expect(bearer).toBe(own)
  expect(both).toBeCloseTo((own ?? 0) + 0.0002 + 0.0000166667 * 1.25, 8)
})

it('is unknown where one price is, and known where that price is not needed', () => {
  const { alarmMonth: _, gatewayRequest: __, ...fewer } = prices
  expect(wiringCost(plain, fewer)).toEqual({ month: 0, perThousand: undefined, hasFunction: true })
  const alarmed = withFields(plain, { alarms: { errorPercent: 5, latencyMs: 1_000 } })
  expect(wiringCost(alarmed, fewer).month).toBeUndefined()
})
