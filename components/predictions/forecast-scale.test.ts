import { expect, it } from 'vitest'
import { pathOf, scaleOf } from './forecast-scale'

it.each([
  ['a line from the lower left to the upper right', [0, 10], 'M0 160L600 0'],
  ['a gap breaks it', [0, Number.NaN, 10, 10], 'M0 160M400 0L600 0'],
  ['one step stands in the middle', [5], 'M300 80'],
  ['nothing but gaps draws nothing', [Number.NaN], ''],
])('%s', (_, values, expected) => {
  expect(pathOf(values, scaleOf([values]))).toBe(expected)
})

it('the band goes forth along the upper line and back along the lower one, where both are known', () => {
  const [low, high] = [
    [0, 0, Number.NaN],
    [10, 5, 5],
  ]
  expect(scaleOf([low, high]).band(low, high)).toBe('M0 0L300 80L300 160L0 160Z')
})
