import { describe, expect, it } from 'vitest'
import type { FeatureContract } from '../../model/contract/contract'
import { modelOf } from './model'

const contract: FeatureContract = {
  features: [
    { name: 'bill_length', type: 'number', unit: 'mm', min: 32.1, max: 59.6, description: 'Along the ridge' },
    { name: 'mass', type: 'integer', min: 0 },
    { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream'] },
    { name: 'note', type: 'text' },
  ],
  output: { task: 'classification', name: 'Species', labels: ['Adelie', 'Gentoo'] },
}
const schemaOf = (wanted: FeatureContract) => modelOf('penguins-1', wanted)?.schema

describe("the API's model", () => {
  it('says units, ranges, choices and what is answered', () => {
    expect(modelOf('penguins-1', contract)).toMatchObject({
      name: 'Penguins1Input',
      schema: {
        description: 'The model answers Species; by class index: Adelie, Gentoo',
        properties: {
          data: {
            description:
              'Rows of 4 columns, in this order: bill_length (number in mm, from 32.1 to 59.6): Along the ridge; mass (integer, from 0); island (one of Biscoe | Dream); note (text)',
            items: { minItems: 4, maxItems: 4, items: {} },
          },
        },
      },
    })
  })
  it.each<[FeatureContract['output'], string]>([
    [
      { task: 'regression', name: 'Mileage', unit: 'mpg', min: 9, max: 46.6 },
      'Mileage in mpg, seen in training from 9 to 46.6',
    ],
    [{ task: 'regression', min: 0 }, 'regression, seen in training from 0'],
    [{ task: 'anomaly', threshold: 1.25 }, 'anomaly, anomalous above 1.25'],
  ])('says of the answer %o: %s', (output, text) => {
    expect(schemaOf({ ...contract, output })).toMatchObject({ description: `The model answers ${text}` })
  })
  it('holds numbers to numbers where all are', () => {
    const features = contract.features.slice(0, 2)
    expect(schemaOf({ features })).toMatchObject({ properties: { data: { items: { items: { type: 'number' } } } } })
    expect(schemaOf({ features })).not.toHaveProperty('description')
  })
  it.each<[string, FeatureContract]>([
    ['no feature', { features: [] }],
    ['another input than rows', { ...contract, input: { kind: 'json' } }],
  ])('is none with %s', (_, wanted) => {
    expect(modelOf('penguins-1', wanted)).toBeUndefined()
  })
  it('uses only what API Gateway keeps of JSON Schema draft 4', () => {
    const text = JSON.stringify(schemaOf(contract))
    expect(text).not.toMatch(/anyOf|oneOf|additionalProperties|exclusiveMinimum|"example|format/)
  })
})
