import { expect, it } from 'vitest'
import { readColumns, splitList } from './columns'

it('takes names with commas between them', () => {
  expect(readColumns('sepal_length, sepal_width').features).toEqual([
    { name: 'sepal_length', type: 'number' },
    { name: 'sepal_width', type: 'number' },
  ])
})

it('reads type, range, choices and sample from the lines of a CSV', () => {
  expect(readColumns('island,mass_g\nBiscoe,3750\n"Dream",4200\nBiscoe,\n')).toEqual({
    features: [
      { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream'], default: 'Biscoe' },
      { name: 'mass_g', type: 'number', min: 3750, max: 4200, default: '3750' },
    ],
    sampleRow: 'Biscoe,3750',
  })
})

it('names the columns of a line of numbers', () => {
  expect(readColumns('5.1,3.5')).toEqual({
    features: [
      { name: 'feature_1', type: 'number', default: '5.1' },
      { name: 'feature_2', type: 'number', default: '3.5' },
    ],
    sampleRow: '5.1,3.5',
  })
})

it.each([
  ['', []],
  [' , ', []],
  ['a,a', ['a', 'a_2']],
  ['a;b', ['a', 'b']],
  ['a\tb', ['a', 'b']],
])('reads %j as %j', (text, names) => expect(readColumns(text).features.map((one) => one.name)).toEqual(names))

it('splits a list', () => expect(splitList('a, b,,\nc')).toEqual(['a', 'b', 'c']))
