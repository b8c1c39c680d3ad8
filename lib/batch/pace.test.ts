import { describe, expect, test } from 'vitest'
import { afterResponse, limitsFor, type Pace, startingPace, throttled, tooMuch, waitMs } from './pace'

const limits = limitsFor({ rateLimit: 50, burstLimit: 100 })
const pace: Pace = { ...startingPace(limits), rows: 64, concurrency: 4 }

describe('the pace after an answer', () => {
  test.each([
    ['quick: four times the rows', { rows: 64, ms: 100, responseBytes: 1_000 }, { rows: 256 }],
    ['within the target: kept', { rows: 64, ms: 800, responseBytes: 1_000 }, { rows: 64 }],
    ['slow: half', { rows: 64, ms: 2_500, responseBytes: 1_000 }, { rows: 32, streak: 0 }],
    ['a rest of the file shows nothing', { rows: 3, ms: 10, responseBytes: 100 }, { rows: 64 }],
    ['answers of 200 KB a row: 20 fit', { rows: 64, ms: 100, responseBytes: 12_800_000 }, { rows: 20, ceiling: 20 }],
  ])('%s', (_, carried, expected) => expect(afterResponse(pace, limits, carried)).toMatchObject(expected))

  test('one more request at once after as many good answers', () => {
    let now = pace
    for (let turn = 0; turn < 4; turn += 1) now = afterResponse(now, limits, { rows: 1, ms: 50, responseBytes: 10 })
    expect(now.concurrency).toBe(5)
  })

  test('never more than the browser’s connections or the stage’s burst', () => {
    let now = startingPace(limits)
    for (let turn = 0; turn < 200; turn += 1)
      now = afterResponse(now, limits, { rows: now.rows, ms: 5, responseBytes: 10 })
    expect(now).toMatchObject({ concurrency: 6, rows: 1_000 })
    expect(limitsFor({ rateLimit: 1, burstLimit: 2 }).maxConcurrency).toBe(2)
  })
})

test('a 429 halves what runs at once and waits as the answer says, else longer each time', () => {
  expect(throttled(pace, 1_000, 3_000)).toMatchObject({ concurrency: 2, notBefore: 4_000 })
  const once = throttled(pace, 0)
  expect(once.notBefore).toBe(500)
  expect(throttled(once, 500)).toMatchObject({ concurrency: 1, notBefore: 1_500 })
})

test('a size that was too much is not tried again soon, and later by a little', () => {
  let now = tooMuch(pace, 64)
  expect(now).toMatchObject({ rows: 32, ceiling: 32 })
  for (let turn = 0; turn < 9; turn += 1)
    now = afterResponse(now, limits, { rows: now.rows, ms: 50, responseBytes: 10 })
  expect(now.rows).toBe(32)
  for (let turn = 0; turn < 3; turn += 1)
    now = afterResponse(now, limits, { rows: now.rows, ms: 50, responseBytes: 10 })
  expect(now.rows).toBe(40)
})

test('requests leave no faster than four fifths of the stage’s rate', () => {
  expect(waitMs(pace, limits, 1_000, 1_000)).toBe(25)
  expect(waitMs(pace, limits, 1_000, 1_030)).toBe(0)
  expect(waitMs({ ...pace, notBefore: 5_000 }, limits, 1_000, 1_030)).toBe(3_970)
})
