import { describe, expect, it } from 'vitest'
import type { Feature } from './contract'
import { type Ordered, outputFrom, withFeatureAt, withoutFeature } from './edit-contract'

const contract: Ordered<string> = {
  features: ['id', 'length', 'species'],
  sampleRow: '7,5.1,"a, b"',
  examples: [
    { name: 'Row 1', value: '1,4.9,setosa' },
    { name: 'Another form', value: '1,2' },
  ],
}

describe('the list of features', () => {
  it('loses one, and its rows that cell', () => {
    expect(withoutFeature(contract, 0)).toEqual({
      features: ['length', 'species'],
      sampleRow: '5.1,"a, b"',
      examples: [
        { name: 'Row 1', value: '4.9,setosa' },
        { name: 'Another form', value: '1,2' },
      ],
    })
  })
  it.each([
    [0, 2, ['length', 'species', 'id'], '5.1,"a, b",7'],
    [2, 0, ['species', 'id', 'length'], '"a, b",7,5.1'],
  ])('moves %i to %i', (from, to, features, sampleRow) => {
    expect(withFeatureAt(contract, from, to)).toMatchObject({ features, sampleRow })
  })
})

it.each<[Feature, object]>([
  [
    { name: 'species', type: 'choice', choices: ['setosa', 'virginica'] },
    { task: 'classification', name: 'species', labels: ['setosa', 'virginica'] },
  ],
  [
    { name: 'fraud', type: 'boolean' },
    { task: 'classification', name: 'fraud', labels: ['false', 'true'] },
  ],
  [
    { name: 'target', type: 'integer', min: 0, max: 2 },
    { task: 'classification', name: 'target', labels: ['0', '1', '2'] },
  ],
  [
    { name: 'price', type: 'integer', unit: 'USD', min: 900, max: 80_000 },
    { task: 'regression', name: 'price', unit: 'USD', min: 900, max: 80_000 },
  ],
  [
    { name: 'mpg', type: 'number', min: 9, max: 46 },
    { task: 'regression', name: 'mpg', min: 9, max: 46 },
  ],
  [
    { name: 'target', type: 'number' },
    { task: 'regression', name: 'target' },
  ],
])('the answer column %o means %o', (feature, output) => {
  expect(outputFrom(feature)).toEqual(output)
})
