import { describe, expect, it } from 'vitest'
import type { JobStep } from '../state/plan'
import type { Clock } from './clock'
import { createPace, removalPace, whenRemovalsAreThrottled } from './pace'
import { Progress, sideBySide } from './progress'

/** A clock that a wait moves on at once. */
function testClock(): Clock {
  let now = 0
  return {
    now: () => now,
    wait: async (ms) => {
      now += ms
    },
  }
}

function create() {
  const seen: JobStep[] = []
  const progress = new Progress(
    [{ id: 'a', title: 'A', detail: '', state: 'waiting', attemptsMs: [] }],
    (step) => seen.push(step),
    testClock(),
  )
  return { progress, seen }
}

const error = (name: string, message = '') => Object.assign(new Error(message), { name })

describe('a step', () => {
  it('shows each attempt, and counts only writes that were made', async () => {
    const { progress, seen } = create()
    let calls = 0
    await progress.step('a', (step) =>
      step.write(async () => {
        if (++calls < 3) throw error('TooManyRequestsException')
      }),
    )
    expect(progress.writes).toBe(1)
    expect(seen.map((step) => step.state)).toEqual(['running', 'retrying', 'running', 'retrying', 'running', 'done'])
    expect(seen.at(-1)?.attemptsMs).toEqual([0, 1_000, 3_000])
    expect(seen[1]?.detail).toContain('next try in 1 s')
  })

  it('does not repeat what is not worth it, and remembers where it failed', async () => {
    const { progress, seen } = create()
    const refused = progress.step('a', (step) => step.write(async () => Promise.reject(error('AccessDenied'))))
    await expect(refused).rejects.toThrow()
    expect(progress.failedStep).toBe('a')
    expect(progress.titleOfFailedStep).toBe('A')
    expect(seen.at(-1)?.state).toBe('failed')
    expect(progress.writes).toBe(0)
  })

  it('remembers a write that AWS took, if the step then fails', async () => {
    const { progress } = create()
    const failing = progress.step('a', async (step) => {
      await step.write(async () => {})
      await step.write(async () => Promise.reject(error('AccessDenied')))
    })
    await expect(failing).rejects.toThrow()
    expect([progress.hasWritten('a'), progress.hasWritten('b')]).toEqual([true, false])
  })

  it('gives up after five minutes', async () => {
    const { progress, seen } = create()
    const busy = () => Promise.reject(error('ConflictException', 'Unable to complete due to concurrent modification'))
    await expect(progress.step('a', (step) => step.write(busy))).rejects.toThrow('concurrent')
    expect(seen.at(-1)?.endedMs).toBeLessThanOrEqual(5 * 60_000)
    expect(seen.at(-1)?.endedMs).toBeGreaterThan(4 * 60_000)
  })

  it('is skipped where there was nothing to do', async () => {
    const { progress, seen } = create()
    await progress.step('a', async (step) => step.skip('Up to date'))
    expect(seen.at(-1)).toMatchObject({ state: 'skipped', detail: 'Up to date' })
  })
})

it('tries that a person can stop end at once, and nothing of them comes later', async () => {
  const { progress, seen } = create()
  const person = new AbortController()
  let respond = (_: string) => {}
  const poll = () =>
    new Promise<string>((done) => {
      respond = done
      person.abort()
    })
  const limits = { detail: 'Called again', limitMs: 180_000, enough: person.signal }
  expect(await progress.step('a', (step) => step.until(poll, limits))).toBeUndefined()
  const states = seen.map(({ state, canStop }) => (canStop ? `${state}, can be stopped` : state))
  expect(states).toEqual(['running', 'retrying, can be stopped', 'running', 'done'])
  respond('too late')
  await Promise.resolve()
  expect(seen).toHaveLength(4)
  expect(await progress.step('a', (step) => step.until(poll, limits))).toBeUndefined()
})

it('side by side, a failure waits until nothing writes any more', async () => {
  const order: string[] = []
  const slow = async () => {
    await Promise.resolve()
    await Promise.resolve()
    order.push('slow done')
  }
  const both = sideBySide([Promise.reject(new Error('first')), slow()]).catch(() => order.push('reported'))
  await both
  expect(order).toEqual(['slow done', 'reported'])
})

it('reserves one removal per 30 s', () => {
  const pace = createPace()
  expect([pace.reserve(0), pace.reserve(1_000), pace.reserve(2_000), pace.reserve(200_000)]).toEqual([
    0, 29_000, 58_000, 0,
  ])
})

it('a removal waits for its turn longer than a write can take, but not for ever', async () => {
  const target = { accountId: '123456789012', region: 'progress-test', partition: 'aws' }
  const clock = testClock()
  const steps: JobStep[] = []
  const idle: JobStep = { id: 'a', title: 'A', detail: '', state: 'waiting', attemptsMs: [] }
  const progress = new Progress([idle], (step) => steps.push(step), clock)
  const rule = whenRemovalsAreThrottled({ target, clock })
  for (let ahead = 0; ahead < 15; ahead++) removalPace(target).reserve(0)
  let calls = 0
  const refuseOnce = async () => {
    if (++calls === 1) throw error('TooManyRequestsException')
  }
  await progress.step('a', (step) => step.write(refuseOnce, rule))
  expect(steps.at(-1)?.attemptsMs).toEqual([0, 450_000])
  const always = async () => Promise.reject(error('TooManyRequestsException'))
  await expect(progress.step('a', (step) => step.write(always, rule))).rejects.toThrow()
})

it('puts a removal that was refused behind those that have their moment', () => {
  const pace = createPace()
  expect([pace.reserve(0), pace.reserve(0), pace.reserveAgain(1_000), pace.reserve(1_000)]).toEqual([
    0, 30_000, 59_000, 89_000,
  ])
  expect(pace.reserveAgain(900_000)).toBe(30_000)
})
