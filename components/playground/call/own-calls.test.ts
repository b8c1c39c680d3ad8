import { afterEach, expect, it, vi } from 'vitest'
import { noCalls, type OwnCounts } from '@/lib/own-calls/types'
import type { Call, CallResponse } from './call'
import { ownCallCounter } from './own-calls'

afterEach(() => {
  vi.useRealTimers()
})

const call: Call = { method: 'POST', url: 'https://a/iris', body: '1,2' }
/** Its browser sends no preflight. */
const plain: Call = { method: 'GET', url: 'https://a/iris?data=1' }
const response: CallResponse = {
  kind: 'response',
  status: 200,
  contentType: 'text/csv',
  text: '0',
  latencyMs: 1,
  serverTiming: 'model;dur=2, handler;dur=1',
}

it('reports many calls at once, the preflight before them too, and none twice', async () => {
  vi.useFakeTimers()
  const sent: OwnCounts[] = []
  const counter = ownCallCounter('function', async (counts) => ({ ok: sent.push(counts) > 0 }))
  counter.count(call, response)
  counter.count(call, { ...response, status: 429, serverTiming: null, errorType: 'TooManyRequestsException' })
  expect(sent).toEqual([])
  await vi.runAllTimersAsync()
  expect(sent).toEqual([{ ...noCalls, requests: 3, refused: 1, runs: 1, predictions: 1 }])
  counter.count(call, response)
  counter.flush()
  counter.flush()
  await vi.runAllTimersAsync()
  expect(sent.slice(1)).toEqual([{ ...noCalls, requests: 1, runs: 1, predictions: 1 }])
})

it('fails nothing if the console does not answer', async () => {
  const counter = ownCallCounter('function', () => Promise.reject(new Error('gone')))
  counter.count(call, response)
  expect(counter.flush).not.toThrow()
})

it('keeps what the console does not take for the next time', async () => {
  vi.useFakeTimers()
  const sent: OwnCounts[] = []
  const counter = ownCallCounter('function', async (counts) => {
    if (sent.push(counts) === 2) throw new Error('gone')
    return { ok: sent.length === 3 }
  })
  for (let call = 0; call < 3; call += 1) {
    counter.count(plain, response)
    await vi.runAllTimersAsync()
  }
  expect(sent.map(({ requests }) => requests)).toEqual([1, 2, 3])
  counter.flush()
  expect(sent).toHaveLength(3)
})

it('reports no more at once than the console takes, and keeps a bounded number', async () => {
  vi.useFakeTimers()
  const sent: number[] = []
  const counter = ownCallCounter('function', async ({ requests }) => {
    sent.push(requests)
    return { ok: false }
  })
  for (let many = 0; many < 25_000; many += 1) counter.count(plain, response)
  counter.flush()
  await vi.runAllTimersAsync()
  expect(sent.splice(0)).toEqual([10_000, 10_000, 5_000])
  counter.flush()
  expect(sent).toEqual([10_000, 10_000])
})
