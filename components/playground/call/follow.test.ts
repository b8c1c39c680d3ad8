import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { CallOutcome } from './call'
import { follow } from './follow'
import { sendCall } from './send-call'

const job = '0a1b2c3d-0000-4000-8000-123456789abc'
type Reply = 'pending' | 'throttled' | 'done' | 'failed'
let replies: Reply[] = []
const requested: string[] = []
const statuses = { pending: 202, throttled: 429, done: 200, failed: 502 }
const server = createServer((request, response) => {
  requested.push(request.url ?? '')
  const reply = requested.length === 1 ? 'pending' : (replies.shift() ?? 'done')
  response.writeHead(statuses[reply], { 'content-type': 'application/json', 'retry-after': '0.01' })
  response.end(statuses[reply] === 202 ? JSON.stringify({ job }) : reply)
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prod/iris`
})
afterAll(() => server.closeAllConnections())
beforeEach(() => {
  requested.length = 0
})
const never = new AbortController().signal

it.each<[Reply[], number]>([
  [[], 200],
  [['pending', 'pending'], 200],
  [['throttled', 'pending', 'throttled'], 200],
  [['pending', 'failed'], 502],
])('a 202 is followed over %j to %i', async (next, status) => {
  replies = [...next]
  const waits: number[] = []
  const outcome = await sendCall({ method: 'GET', url: `${url}?data=1,2` }, never, {
    onWait: ({ url: where, count }) => {
      expect(where).toBe(`${url}?job=${job}`)
      waits.push(count)
    },
  })
  expect(outcome).toMatchObject({ kind: 'response', status })
  expect(requested).toHaveLength(1 + waits.length)
  expect(waits).toEqual(waits.map((_, index) => index))
})

it('is not called on once nobody waits', async () => {
  replies = Array.from({ length: 50 }, () => 'pending')
  const stop = new AbortController()
  const outcome = await sendCall({ method: 'GET', url }, stop.signal, {
    onWait: ({ count }) => count === 2 && stop.abort(),
  })
  expect(outcome).toBeUndefined()
  expect(requested.length).toBeLessThanOrEqual(3)
})

it('is given up where the network stays away', async () => {
  vi.useFakeTimers()
  const away: CallOutcome = { kind: 'unreachable', timedOut: false, latencyMs: 1 }
  const sendOnce = vi.fn(async () => away)
  const accepted: CallOutcome = {
    kind: 'response',
    status: 202,
    contentType: 'application/json',
    text: JSON.stringify({ job }),
    latencyMs: 1,
    serverTiming: null,
  }
  const followed = follow(accepted, { method: 'GET', url }, { signal: never, onWait: () => {}, sendOnce })
  await vi.runAllTimersAsync()
  expect(await followed).toMatchObject({ kind: 'unreachable' })
  expect(sendOnce).toHaveBeenCalledTimes(6)
  vi.useRealTimers()
})
