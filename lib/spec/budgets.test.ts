import { describe, expect, it } from 'vitest'
import { budgetsOf, gatewayTimeoutMs, needsQuota, type Waits } from './budgets'

const waits = (change: Partial<Waits> = {}): Waits => ({
  kind: 'Real-time',
  timeoutSeconds: 28,
  streaming: false,
  ...change,
})
const later = { kind: 'async' as const, input: 's3://b/in/', timeoutSeconds: 1_200 }

describe('the gateway follows the function', () => {
  it.each([
    [3, false, 29_000, false],
    [29, false, 29_000, false],
    [30, false, 31_000, true],
    [60, false, 61_000, true],
    [300, true, 900_000, false],
  ])('%i s, streamed %s: %i ms, quota %s', (timeoutSeconds, streaming, ms, quota) => {
    expect(gatewayTimeoutMs(timeoutSeconds, streaming)).toBe(ms)
    expect(needsQuota({ timeoutSeconds, streaming })).toBe(quota)
  })
})

describe('the three budgets', () => {
  it.each<[string, Partial<Waits>, number[], RegExp, string]>([
    ['of whole answers', {}, [60, 28, 29], /gives a model 60 s/, 'Lambda function'],
    ['of a serverless endpoint', { kind: 'Serverless' }, [60, 28, 29], /cold start/, 'Lambda function'],
    ['of streamed answers', { streaming: true, timeoutSeconds: 300 }, [480, 300, 900], /8 minutes/, 'Lambda function'],
    ['of an asynchronous endpoint', { kind: 'Async', target: later }, [1_200, 28, 29], /nobody waits/, 'Model'],
    ['beyond the quota', { timeoutSeconds: 45 }, [60, 45, 46], /60 s/, 'Lambda function'],
  ])('%s', (_, change, seconds, fact, decides) => {
    const budgets = budgetsOf(waits(change))
    expect(budgets.map((budget) => budget.seconds)).toEqual(seconds)
    expect(budgets[0]?.fact).toMatch(fact)
    expect(budgets.filter(({ decides }) => decides).map(({ hop }) => hop)).toEqual([decides])
    for (const { source, seconds, mostSeconds } of budgets) {
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//)
      expect(seconds).toBeLessThanOrEqual(mostSeconds)
    }
  })
})
