import { expect, it } from 'vitest'
import { takeProbe } from './probe-budget'

const hour = 3_600_000

it('allows five calls of an endpoint in an hour, whoever makes them', () => {
  for (let call = 0; call < 5; call += 1) takeProbe('five', call * 1_000)?.end(10)
  expect(takeProbe('five', hour - 1)).toBeUndefined()
  expect(takeProbe('another', hour - 1)).toBeDefined()
  // The first call is an hour old.
  expect(takeProbe('five', hour)).toBeDefined()
})

it('allows ten seconds of them', () => {
  const first = takeProbe('slow', 0)
  expect(first?.limitMs).toBe(10_000)
  first?.end(7_000)
  const second = takeProbe('slow', 1)
  expect(second?.limitMs).toBe(3_000)
  // While one runs, nobody else can spend its seconds.
  expect(takeProbe('slow', 2)).toBeUndefined()
  second?.end(3_500)
  expect(takeProbe('slow', 3)).toBeUndefined()
})

it('forgets the endpoint that was called least recently, where there are too many', () => {
  for (let call = 0; call < 4; call += 1) takeProbe('often', call)?.end(10)
  for (let other = 0; other < 1_990; other += 1) takeProbe(`other-${other}`, 10)
  takeProbe('often', 11)?.end(10)
  for (let later = 0; later < 1_990; later += 1) takeProbe(`later-${later}`, 12)
  expect(takeProbe('often', 13)).toBeUndefined()
})
