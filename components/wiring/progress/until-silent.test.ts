import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { untilSilent } from './until-silent'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

async function* some(count: number, last?: Promise<never>) {
  for (let n = 1; n <= count; n++) yield n
  if (last) await last
}

async function read(events: AsyncIterable<number>) {
  const seen: number[] = []
  try {
    for await (const event of events) seen.push(event)
  } catch (error) {
    return { seen, error: String(error) }
  }
  return { seen }
}

test('a stream that ends by itself is read whole', async () => {
  expect(await read(untilSilent(some(3), 60_000))).toEqual({ seen: [1, 2, 3] })
  expect(vi.getTimerCount()).toBe(0)
})

test('a stream that breaks throws what broke it', async () => {
  const broken = some(2, Promise.reject(new Error('reset')))
  expect(await read(untilSilent(broken, 60_000))).toEqual({ seen: [1, 2], error: 'Error: reset' })
})

test('a stream that neither ends nor breaks counts as broken once the time is up', async () => {
  const reading = read(untilSilent(some(2, new Promise(() => {})), 60_000))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await reading).toEqual({ seen: [1, 2], error: 'Error: The stream had not ended after 60000 ms' })
})
