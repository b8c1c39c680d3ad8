import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createClock } from './clock'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('keeps what waits in an account whose time is stopped, and lets it go on', async () => {
  const clock = createClock(1)
  const ended: string[] = []
  const begin = (accountId: string, what: string) =>
    clock.within(accountId, () => void clock.wait(100).then(() => ended.push(what)))
  begin('1', 'begun before')
  begin('2', 'elsewhere')
  await vi.advanceTimersByTimeAsync(50)
  clock.stop('1', true)
  begin('1', 'begun meanwhile')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ended).toEqual(['elsewhere'])
  clock.stop('1', false)
  await vi.advanceTimersByTimeAsync(100)
  expect(ended).toEqual(['elsewhere', 'begun before', 'begun meanwhile'])
})

it('lets time pass at once also where it is stopped', async () => {
  const clock = createClock(1)
  let ended = false
  clock.stop('1', true)
  clock.within('1', () => void clock.wait(100).then(() => (ended = true)))
  clock.pass('1', 100)
  await vi.advanceTimersByTimeAsync(0)
  expect(ended).toBe(true)
})
