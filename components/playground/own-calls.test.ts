import { afterEach, expect, it, vi } from 'vitest'
import type { OwnCounts } from '@/lib/own-calls/types'
import type { Answer, Call } from './ask'
import { ownCallCounter } from './own-calls'

afterEach(() => {
  vi.useRealTimers()
})

const call: Call = { method: 'POST', url: 'https://a/iris', body: '1,2' }
const answer: Answer = {
  kind: 'answer',
  status: 200,
  contentType: 'text/csv',
  text: '0',
  latencyMs: 1,
  serverTiming: 'model;dur=2, handler;dur=1',
}

it('tells of many calls at once, of the preflight before them too, and of none twice', async () => {
  vi.useFakeTimers()
  const told: OwnCounts[] = []
  const counter = ownCallCounter('function', async (counts) => told.push(counts))
  counter.count(call, answer)
  counter.count(call, { ...answer, status: 429, serverTiming: null, errorType: 'TooManyRequestsException' })
  expect(told).toEqual([])
  await vi.runAllTimersAsync()
  expect(told).toEqual([{ requests: 3, refused: 1, failed: 0, runs: 1, predictions: 1 }])
  counter.count(call, answer)
  counter.flush()
  counter.flush()
  await vi.runAllTimersAsync()
  expect(told.slice(1)).toEqual([{ requests: 1, refused: 0, failed: 0, runs: 1, predictions: 1 }])
})

it('lets nothing fail where the console does not answer', async () => {
  const counter = ownCallCounter('function', () => Promise.reject(new Error('gone')))
  counter.count(call, answer)
  expect(counter.flush).not.toThrow()
})
