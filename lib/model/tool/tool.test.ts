import { describe, expect, it } from 'vitest'
import type { Feature, FeatureContract } from '../contract/contract'
import { inputSchemaOf } from './input-schema'
import { outputSchemaOf } from './output-schema'
import { toolOf } from './tool'

const named = (resourcePath: string, contract: FeatureContract = { features: [] }, description?: string) =>
  toolOf({ resourcePath, contract, description })

describe('the tool', () => {
  it.each([
    ['iris', 'predict_iris'],
    ['v1.iris,a:b', 'predict_v1_iris_a_b'],
    ['a'.repeat(64), `predict_${'a'.repeat(56)}`],
  ])('of the path %s is called %s', (path, name) => expect(named(path).name).toBe(name))

  it.each<[FeatureContract, string]>([
    [{ features: [] }, 'Predicts a value from a row of features.'],
    [
      { features: [], output: { task: 'regression', name: 'fuel use', unit: 'mpg' } },
      'Predicts fuel use (in mpg) from a row of features.',
    ],
    [
      { features: [], input: { kind: 'image', contentType: 'image/*' }, output: { task: 'detection' } },
      'Predicts boxes around objects from an image.',
    ],
    [
      { features: [], output: { task: 'classification', labels: Array.from({ length: 22 }, (_, at) => `c${at}`) } },
      'c18 | c19 and 2 more) from a row of features.',
    ],
  ])('of %o says what it predicts', (contract, words) => expect(named('a', contract).description).toContain(words))

  it('says what a person wrote instead', () => expect(named('a', undefined, 'Mine').description).toBe('Mine'))
})

const feature = (members: Partial<Feature>): Feature => ({ name: 'a', type: 'number', ...members })
const propertiesOf = (...features: Feature[]) =>
  (inputSchemaOf({ features }) as { properties: Record<string, unknown>; required?: string[] }).properties

describe('an argument', () => {
  it.each<[Partial<Feature>, object]>([
    [{}, { type: 'number' }],
    [
      { unit: 'cm', min: 0, description: 'How long' },
      { type: 'number', description: 'How long; in cm; from 0 in the training data' },
    ],
    [
      { type: 'integer', default: '3' },
      { type: 'integer', default: 3 },
    ],
    // A double holds no such number.
    [{ type: 'integer', default: '9007199254740993' }, { type: 'integer' }],
    [
      { type: 'boolean', default: 'True' },
      { type: 'boolean', default: true },
    ],
    [{ type: 'boolean', default: '1' }, { type: 'boolean' }],
    [
      { type: 'choice', choices: ['a, b', '02134'] },
      { type: 'string', enum: ['a, b', '02134'] },
    ],
    // One choice, and a list that few rows showed, are not all that there are.
    [{ type: 'choice', choices: ['a'] }, { type: 'string' }],
    [{ type: 'choice', choices: ['a', 'b'], histogram: [2, 3] }, { type: 'string' }],
    [{ missing: 'NaN' }, { type: ['number', 'null'] }],
    [
      { type: 'choice', choices: ['a', 'b'], missing: 'empty' },
      { type: ['string', 'null'], enum: ['a', 'b', null] },
    ],
    [{ type: 'text' }, { type: 'string' }],
  ])('of %o', (members, schema) => expect(propertiesOf(feature(members))).toEqual({ a: schema }))

  it.each([
    ['sepal length (cm)', 'sepal_length_cm'],
    ['$price', 'price'],
    ['Größe', 'Größe'],
    ['x', 'x'],
  ])('of %s is called %s', (name, argument) => expect(Object.keys(propertiesOf(feature({ name })))).toEqual([argument]))

  it('keeps its own name where a simple one means two', () =>
    expect(Object.keys(propertiesOf(feature({ name: 'a b' }), feature({ name: 'A (b)' })))).toEqual(['a b', 'A (b)']))

  it('is required unless it has a default or can be missing', () => {
    const features = [
      feature({}),
      feature({ name: 'b', default: '1' }),
      feature({ name: 'c', missing: 'empty' }),
      feature({ name: 'd', missing: 'none' }),
    ]
    expect(inputSchemaOf({ features })).toMatchObject({ required: ['a', 'd'] })
    // A model that takes every gap takes a name that is left out for a mistake.
    expect(inputSchemaOf({ features: [feature({ missing: 'empty' })] })).toMatchObject({ required: ['a'] })
  })
})

it.each<[FeatureContract['output'], string[] | undefined]>([
  [undefined, undefined],
  [{ task: 'embedding' }, undefined],
  [{ task: 'classification' }, ['label', 'score', 'probabilities', 'raw']],
  [{ task: 'regression' }, ['value', 'unit', 'raw']],
  [{ task: 'regression', outputs: ['heat', 'cold'] }, ['outputs', 'unit', 'raw']],
  [{ task: 'clustering' }, ['label', 'distance', 'raw']],
  [{ task: 'anomaly' }, ['score', 'anomalous', 'raw']],
])('the result of %o has %o', (output, names) => {
  const schema = outputSchemaOf({ features: [], output }) as
    | { properties: { predictions: { items: { properties: object } } } }
    | undefined
  expect(schema && Object.keys(schema.properties.predictions.items.properties)).toEqual(names)
})
