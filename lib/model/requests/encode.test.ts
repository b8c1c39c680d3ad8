import { describe, expect, it } from 'vitest'
import { valueCases } from '../../../cases/rows'
import type { Feature } from '../contract/contract'
import { featureSchema } from '../contract/contract-schema'
import { decodeRow } from './decode-row'
import { boundedProblemOf, encodeRow, hasRanges, isUnusual, misfitOf, problemOf, startingValues } from './encode'

const features: Feature[] = [
  { name: 'length', type: 'number', min: 4, max: 8, default: '5.1' },
  { name: 'legs', type: 'integer' },
  { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream'] },
  { name: 'note', type: 'text' },
]
const unwrap = (text: string) => {
  const result = decodeRow(features, text)
  return result.ok ? result.value : result.error.message
}

describe('a form', () => {
  it.each([
    [{ length: '5.1', legs: '4', island: 'Dream', note: '' }, '5.1,4,Dream,'],
    [{ length: ' 5.1 ', legs: '4', island: 'a,b', note: 'say "x"' }, '5.1,4,"a,b","say ""x"""'],
  ])('%j is the row %s, and back', (values, row) => {
    expect(encodeRow(features, values)).toBe(row)
    expect(encodeRow(features, decodeRow(features, row).ok ? (unwrap(row) as Record<string, string>) : {})).toBe(row)
  })
  it('takes a JSON list or object', () => {
    const expected = { length: '5', legs: '4', island: 'Dream', note: '' }
    expect(unwrap('[5, 4, "Dream", null]')).toEqual(expected)
    expect(unwrap('[[5, 4, "Dream", ""]]')).toEqual(expected)
    expect(unwrap('{"length":5,"legs":4,"island":"Dream","note":"","more":1}')).toEqual(expected)
  })
  it.each([
    ['', 'Nothing to read.'],
    ['5.1,4', 'The row has 2 values, and the model takes 4.'],
    ['{"length":5}', 'The row has length and lacks legs, island, note.'],
  ])('refuses %j: %s', (text, message) => {
    expect(unwrap(text)).toBe(message)
  })
  it.each([
    [0, '5.1', undefined],
    [0, '-1e-3', undefined],
    [0, '', 'Enter a value'],
    [0, '5,1', 'A number, such as 5.1'],
    [1, '4.5', 'A whole number'],
    [1, '4', undefined],
    [2, 'Mars', 'Choose one of the values'],
    [3, '', undefined],
  ])('feature %i, value %j: %s', (index, value, problem) => {
    expect(problemOf(features[index]!, value)).toBe(problem)
  })
  it('hints at values outside the known range', () => {
    expect([isUnusual(features[0]!, '9'), isUnusual(features[0]!, '5'), isUnusual(features[1]!, '900')]).toEqual([
      true,
      false,
      false,
    ])
  })
  it('starts with the sample row where it fits, else with defaults', () => {
    expect(startingValues(features, '1,2,Dream,x')).toEqual({ length: '1', legs: '2', island: 'Dream', note: 'x' })
    expect(startingValues(features, '1,2')).toEqual({ length: '5.1', legs: '', island: 'Biscoe', note: '' })
  })
})

describe('a form that keeps to ranges', () => {
  const open: Feature = { name: 'height', type: 'number', min: 0 }
  it.each<[Feature, string, string | undefined]>([
    [features[0] as Feature, '4', undefined],
    [features[0] as Feature, '8.1', 'From 4 to 8'],
    [features[0] as Feature, 'x', 'A number, such as 5.1'],
    [features[1] as Feature, '1000', undefined],
    [features[2] as Feature, 'Torgersen', 'Choose one of the values'],
    [open, '-1', 'At least 0'],
    [{ ...open, min: undefined, max: 3 }, '4', 'At most 3'],
  ])('%j: %s is %j', (feature, value, problem) => expect(boundedProblemOf(feature, value)).toBe(problem))
  it('is one where something has a range or choices', () => {
    expect(hasRanges(features)).toBeTruthy()
    expect(hasRanges([{ name: 'legs', type: 'integer' }])).toBeFalsy()
  })
})

describe('a value, by the table that the deployed function is held against too', () => {
  it.each(valueCases)('of $feature', ({ feature: described, fits, refused }) => {
    const feature = featureSchema.parse(described)
    expect(fits.filter((value) => misfitOf(feature, value) !== undefined)).toEqual([])
    expect(refused.filter((value) => misfitOf(feature, value) === undefined)).toEqual([])
  })
})
