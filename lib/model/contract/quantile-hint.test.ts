import { expect, it } from 'vitest'
import type { Feature } from './contract'
import { placeHint } from './quantile-hint'

const known: Feature = {
  name: 'length',
  type: 'number',
  min: 4.3,
  max: 7.9,
  quantiles: [4.4, 4.6, 5.1, 5.8, 6.4, 7.2, 7.7],
}

it.each([
  ['5.8', undefined],
  ['4.6', undefined],
  ['7.2', undefined],
  ['4.5', 'Below the 5th percentile of the training data'],
  ['4.35', 'Below the 1st percentile of the training data'],
  ['7.5', 'Above the 95th percentile of the training data'],
  ['7.8', 'Above the 99th percentile of the training data'],
  ['9', 'Outside the training data, 4.3 to 7.9'],
  ['', undefined],
  ['x', undefined],
])('%j: %s', (value, hint) => expect(placeHint(known, value)).toBe(hint))

it('knows less of a feature with less', () => {
  const { quantiles: _, ...ranged } = known
  expect(placeHint(ranged, '7.8')).toBeUndefined()
  expect(placeHint({ ...known, histogram: [2, 3, 1] }, '7.8')).toBeUndefined()
  expect(placeHint({ ...known, histogram: [50, 60] }, '7.8')).toMatch('99th')
  expect(placeHint({ ...ranged, min: undefined }, '9')).toBe('Above 7.9')
  expect(placeHint({ name: 'a', type: 'number' }, '9')).toBeUndefined()
})
