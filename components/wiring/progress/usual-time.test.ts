import { expect, it } from 'vitest'
import { rangeWords } from './usual-time'

it.each([
  [20_000, 40_000, '20–40 s'],
  [300, 900, '1 s'],
  [40_000, 150_000, '40 s to 3 min'],
])('from %i to %i ms: %s', (fromMs, toMs, words) => expect(rangeWords({ fromMs, toMs })).toBe(words))
