import { expect, it } from 'vitest'
import { readinessOf } from './readiness'

function create() {
  const world = { now: 0, configured: true, draining: false, awsFails: false, calls: 0, reported: 0 }
  const ready = readinessOf({
    now: () => world.now,
    isConfigured: () => world.configured,
    isDraining: () => world.draining,
    callAws: async () => {
      world.calls++
      if (world.awsFails) throw new Error('ExpiredToken')
    },
    report: () => world.reported++,
  })
  return { world, ready }
}

it('is ready where all holds, and calls AWS once in a while, however many look', async () => {
  const { world, ready } = create()
  await Promise.all([ready(), ready(), ready()])
  world.now = 29_000
  expect(await ready()).toEqual({ ready: true, checks: { configuration: true, aws: true, draining: false } })
  expect(world.calls).toBe(1)
  world.now = 31_000
  await ready()
  expect(world.calls).toBe(2)
})

it('is not where AWS does not answer, writes to the log alone, and looks again soon', async () => {
  const { world, ready } = create()
  world.awsFails = true
  expect(await ready()).toEqual({ ready: false, checks: { configuration: true, aws: false, draining: false } })
  expect(world.reported).toBe(1)
  world.awsFails = false
  world.now = 6_000
  expect(await ready()).toMatchObject({ ready: true })
})

it('is not where it is not configured, and then makes no call', async () => {
  const { world, ready } = create()
  world.configured = false
  expect(await ready()).toMatchObject({ ready: false, checks: { configuration: false } })
  expect(world.calls).toBe(0)
})

it('is not from the moment that it shuts down', async () => {
  const { world, ready } = create()
  await ready()
  world.draining = true
  expect(await ready()).toEqual({ ready: false, checks: { configuration: true, aws: true, draining: true } })
})
