import { expect, it, vi } from 'vitest'
import { within } from './within'

const never = new Promise<never>(() => {})

it('returns what the work comes to, and leaves no timer behind', async () => {
  vi.useFakeTimers()
  try {
    expect(await within(Promise.resolve('done'), 1_000, () => 'late')).toBe('done')
    await expect(within(Promise.reject(new Error('broken')), 1_000, () => 'late')).rejects.toThrow('broken')
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

it('returns or throws what late does once the time is up', async () => {
  expect(await within(never, 1, () => 'late')).toBe('late')
  const late = within(never, 1, () => {
    throw new Error('too late')
  })
  await expect(late).rejects.toThrow('too late')
})

it('takes no notice of work that fails after that', async () => {
  let fail = (_: Error) => {}
  const work = new Promise<string>((_, reject) => {
    fail = reject
  })
  expect(await within(work, 1, () => 'late')).toBe('late')
  fail(new Error('nobody reads this'))
  await expect(work).rejects.toThrow('nobody reads this')
})
