import { describe, expect, it } from 'vitest'
import type { Feature } from '../model/contract/contract'
import type { SinglePrediction } from '../model/predictions/prediction'
import { chunksOf } from './chunks'
import { aroundText, describedCurve, findingOf, mapFinding } from './finding'
import { scaleOf, short } from './format'
import { coloredClasses, responseOf, sliceOf } from './response'
import { type Axis, axisOf, curveRows, gridRows, holdsFor, keyStep, placesOf, snapped } from './sweep'

const petal: Feature = { name: 'petal_length', type: 'number', min: 1, max: 6.9, unit: 'cm' }
const year: Feature = { name: 'year', type: 'integer', min: 70, max: 73 }
const island: Feature = { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream', 'Torgersen'] }

const axis = (feature: Feature, points?: number): Axis => {
  const made = axisOf(feature, '', points)
  if (!made) throw new Error(`${feature.name} has no axis`)
  return made
}
const value = (number: number): SinglePrediction => ({ kind: 'value', value: number, unit: 'mpg' })
const named = (label: string): SinglePrediction => ({ kind: 'classes', label, scores: [] })
const scored = (...probabilities: number[]): SinglePrediction => {
  const scores = probabilities.map((probability, index) => ({ label: 'abcdefgh'[index] ?? '', probability }))
  return { kind: 'classes', label: scores.reduce((a, b) => (b.probability > a.probability ? b : a)).label, scores }
}
const response = (points: SinglePrediction[]) => {
  const made = responseOf(points)
  if (!made) throw new Error('no response')
  return made
}

describe('an axis', () => {
  it('goes from the least to the greatest value without floating dust', () => {
    const { values, numbers } = axis({ ...petal, min: 0.1, max: 2.5 })
    expect(values).toHaveLength(41)
    expect(values.slice(0, 4)).toEqual(['0.1', '0.16', '0.22', '0.28'])
    expect(numbers?.at(-1)).toBe(2.5)
  })
  it('of whole numbers holds each once', () => {
    expect(axis(year).values).toEqual(['70', '71', '72', '73'])
    expect(new Set(axis({ ...year, min: 46, max: 230 }).values).size).toBe(41)
  })
  it('of a choice is its choices', () => {
    expect(axis(island)).toEqual({ feature: island, values: ['Biscoe', 'Dream', 'Torgersen'] })
    expect(axis({ name: 'tame', type: 'boolean' }).values).toEqual(['false', 'true'])
  })
  it.each<Feature>([
    { name: 'a', type: 'number' },
    { name: 'a', type: 'number', min: 1 },
    { name: 'a', type: 'number', min: 1, max: 1 },
    { name: 'a', type: 'choice', choices: ['only'] },
    { name: 'a', type: 'text', min: 1, max: 2 },
  ])('is not known of %j', (feature) => {
    expect(axisOf(feature)).toBeUndefined()
  })
  it.each<[Feature, string, number, number]>([
    [{ name: 'a', type: 'number' }, '5.1', 2.55, 7.65],
    [{ name: 'a', type: 'number' }, '-0.2', -0.3, -0.1],
    [{ name: 'a', type: 'number' }, '0', -1, 1],
    [{ name: 'a', type: 'integer' }, '4', -1, 9],
    [{ name: 'a', type: 'integer' }, ' 41 ', 20, 62],
    // An end that is known stays.
    [{ name: 'a', type: 'number', min: 0 }, '8', 0, 12],
    [{ name: 'a', type: 'number', max: 9 }, '8', 4, 9],
    [{ name: 'a', type: 'number', min: 10 }, '8', 10, 14],
  ])('of %j without a range goes around %j: from %d to %d', (feature, present, from, to) => {
    const made = axisOf(feature, present)
    expect(made).toMatchObject({ around: present.trim(), feature: { min: from, max: to } })
    expect([made?.numbers?.[0], made?.numbers?.at(-1)]).toEqual([from, to])
    expect(aroundText(made ? [made] : [])).toBe(
      'The contract has no range of a, so it goes over a span around its present value.',
    )
  })
  it('of a range says nothing of a span', () => {
    expect(axis(petal).around).toBeUndefined()
    expect(aroundText([axis(petal), axis(island)])).toBeUndefined()
  })
  it('names some of many without a range', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].flatMap((name) => axisOf({ name, type: 'number' }, '1') ?? [])
    expect(aroundText(many)).toBe(
      'The contract has no range of a, b, c and 2 more, so they go over a span around their present value.',
    )
  })
  it.each<[Feature, number, number]>([
    [petal, 2.94, 2.9],
    [petal, 9, 6.9],
    [petal, 0, 1],
    [year, 71.6, 72],
    [{ ...petal, min: 1613, max: 5140 }, 2226.7, 2200],
  ])('of %j takes %d as %d', (feature, from, to) => {
    expect(snapped(feature, from)).toBe(to)
  })
  it('moves by a power of ten', () => {
    expect([keyStep(petal), keyStep(year), keyStep({ ...petal, max: 5140 })]).toEqual([0.1, 1, 100])
  })
})

describe('rows', () => {
  const features = [petal, island]
  it('of a curve vary one feature', () => {
    expect(curveRows(features, { petal_length: '1.4', island: 'Dream' }, axis(petal, 3))).toEqual([
      '1,Dream',
      '3.95,Dream',
      '6.9,Dream',
    ])
  })
  it('of a map vary two, x quickest', () => {
    expect(gridRows(features, {}, axis(petal, 2), axis(island))).toEqual([
      '1,Biscoe',
      '6.9,Biscoe',
      '1,Dream',
      '6.9,Dream',
      '1,Torgersen',
      '6.9,Torgersen',
    ])
  })
  it('hold as long as only the moving feature moves', () => {
    const base = { petal_length: '1.4', island: 'Dream' }
    expect(holdsFor(features, base, { ...base, petal_length: '2' }, ['petal_length'])).toBe(true)
    expect(holdsFor(features, base, { ...base, petal_length: '2' }, ['island'])).toBe(false)
    expect(holdsFor(features, base, { ...base, petal_length: ' 1.4 ' }, [])).toBe(true)
  })
  it('go in as few chunks as fit', () => {
    const rows = Array.from({ length: 5 }, (_, index) => `${index},x`)
    expect(chunksOf(rows)).toEqual([rows])
    expect(chunksOf(rows, { bytes: 8, rows: 9 }).map((chunk) => chunk.length)).toEqual([2, 2, 1])
    expect(chunksOf(rows, { bytes: 99, rows: 3 }).map((chunk) => chunk.length)).toEqual([3, 2])
    expect(chunksOf(['a row larger than the limit', 'b'], { bytes: 4, rows: 9 })).toHaveLength(2)
    expect(chunksOf([])).toEqual([])
  })
})

describe('a response', () => {
  it('of scores has a series for each class', () => {
    expect(responseOf([scored(0.9, 0.1), scored(0.2, 0.8)])).toEqual({
      kind: 'classes',
      classes: ['a', 'b'],
      labels: ['a', 'b'],
      probabilities: [
        [0.9, 0.2],
        [0.1, 0.8],
      ],
      isScored: true,
    })
  })
  it('of names alone is one or zero', () => {
    expect(responseOf([named('Class 10'), named('Class 9')])).toMatchObject({
      classes: ['Class 9', 'Class 10'],
      probabilities: [
        [0, 1],
        [1, 0],
      ],
      isScored: false,
    })
  })
  it('is undefined where a point is neither, or of another kind', () => {
    expect(responseOf([])).toBeUndefined()
    expect(responseOf([value(1), named('a')])).toBeUndefined()
    expect(responseOf([{ kind: 'raw', text: '?', contentType: '' }])).toBeUndefined()
  })
  it('is cut by points and keeps every class', () => {
    const whole = response([scored(0.9, 0.1), scored(0.2, 0.8), scored(0.3, 0.7)])
    expect(sliceOf(whole, 1, 3)).toMatchObject({
      classes: ['a', 'b'],
      labels: ['b', 'b'],
      probabilities: [
        [0.2, 0.3],
        [0.8, 0.7],
      ],
    })
  })
  it('colours the three likeliest classes in the order of the model', () => {
    const five = response([scored(0.1, 0.5, 0, 0.2, 0.2), scored(0.1, 0.1, 0, 0.5, 0.3)])
    expect(five.kind === 'classes' && coloredClasses(five)).toEqual([undefined, 0, undefined, 1, 2])
  })
})

describe('the finding', () => {
  const along = axis(petal, 6)
  const labels = (text: string) => response([...text].map(named))
  it.each([
    ['aaaaaa', '1.4', 'class never changes'],
    ['aabbbb', '1.4', 'b from 3.36 cm'],
    ['aabbcc', '1.4', 'b from 3.36 cm'],
    ['aabbcc', '6.5', 'b below 5.72 cm'],
    ['aabbcc', 'no number', 'b from 3.36 cm'],
  ])('of the classes %s seen from %s: %s', (text, present, finding) => {
    expect(findingOf(along, labels(text), present)).toBe(finding)
  })
  it('of a choice names the exception', () => {
    expect(findingOf(axis(island), labels('aba'), 'Biscoe')).toBe('b for Dream')
  })
  it.each([
    [[12, 15, 20, 24, 30, 31], 'rises from 12 to 31 mpg'],
    [[31, 30, 30, 22, 15, 12.04], 'falls from 31 to 12 mpg'],
    [[22.01, 22, 22, 22, 22, 22], 'stays at 22 mpg'],
    [[12, 20, 31, 20, 14, 13], 'between 12 and 31 mpg'],
  ])('of the values %j: %s', (numbers, finding) => {
    expect(findingOf(along, response(numbers.map(value)), '1.4')).toBe(finding)
  })
  it('in a sentence names every border', () => {
    expect(describedCurve(along, labels('aabbcc'), '1.4')).toBe(
      'petal_length from 1 to 6.9 cm: a, b from 3.36, c from 5.72.',
    )
    expect(describedCurve(axis(island), labels('aba'), 'Dream')).toBe('island over 3 choices: b for Dream.')
  })
  it('of a map says how much, or where', () => {
    expect(mapFinding(axis(petal, 2), axis(year, 2), labels('aaab'))).toBe('a on 75 %, b on 25 %')
    expect(mapFinding(axis(petal, 2), axis(year, 2), labels('aaaa'))).toBe('a everywhere')
    expect(mapFinding(axis(petal, 2), axis(year, 2), response([12, 20, 31, 14].map(value)))).toBe(
      'least 12 mpg at petal_length 1, year 70; greatest 31 mpg at petal_length 1, year 73',
    )
  })
})

describe('numbers of a chart', () => {
  it.each([
    [2.9475, '2.95'],
    [12, '12'],
    [1613.4, '1613'],
    [51400, '51,400'],
    [0.000012, '1.2e-5'],
    [0, '0'],
  ])('%d is %s', (number, text) => {
    expect(short(number)).toBe(text)
  })
  it.each([[[12, 31]], [[22, 22]], [[0, 0]], [[-3.2, 4.1]], [[14.2, 14.9]], [[100_000, 900_000]]])(
    '%j lies within a scale of three',
    (values) => {
      const [low, middle, high] = scaleOf(values)
      expect(low).toBeLessThanOrEqual(Math.min(...values))
      expect(high).toBeGreaterThanOrEqual(Math.max(...values))
      expect(middle).toBeCloseTo((low + high) / 2)
      const span = Math.max(...values) - Math.min(...values)
      if (span > 0) expect(span / (high - low)).toBeGreaterThan(0.5)
      expect(String(middle).length).toBeLessThanOrEqual(7)
    },
  )
})

it.each([
  [1, [0]],
  [3, [0, 1, 2]],
  [11, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  [21, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]],
])('a table of a map shows of %i values the places %j', (count, places) => expect(placesOf(count)).toEqual(places))
