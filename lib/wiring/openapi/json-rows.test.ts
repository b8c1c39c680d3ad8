import { describe, expect, it } from 'vitest'
import { fits } from '../../../sandbox/data-plane/json-schema'
import type { Feature } from '../../model/contract/contract'
import { jsonRowsModel, jsonRowsRefusal } from './json-rows'
import { featuresIn } from './read-features'

const number = (name: string): Feature => ({ name, type: 'number' })
const open: Feature[] = [number('length'), { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream'] }]
const strict: Feature[] = [
  { ...number('a'), missing: 'none' },
  { ...number('b'), missing: 'none' },
]
const passes = (features: Feature[], body: unknown) =>
  fits(body, jsonRowsModel('iris-xgboost', features).schema, () => undefined)

describe('JSON bodies that the gateway holds against the columns', () => {
  it.each<[string, unknown]>([
    ['a list of rows', [[1, 'Biscoe']]],
    [
      'instances',
      {
        instances: [
          [1, 'Biscoe'],
          [null, 'Mars'],
        ],
      },
    ],
    ['inputs', { inputs: [['NaN', '']] }],
    ['features of instances', { instances: [{ features: [1, 'x'] }] }],
    ['a row alone, which can be anything', [1, 2, 3]],
    ['rows by name', { instances: [{ length: 1 }] }],
    ['a frame that names its columns', { columns: ['length'], data: [[1]] }],
    ['what is no rows', { parameters: { a: 1 }, text: 'x' }],
    ['a text', 'x'],
  ])('%s passes', (_, body) => expect(passes(open, body)).toBe(true))

  it.each<[string, unknown]>([
    ['too few values', [[1]]],
    [
      'too many, in the second row',
      {
        instances: [
          [1, 'x'],
          [1, 'x', 2],
        ],
      },
    ],
    ['too few features of an instance', { instances: [{ features: [1] }] }],
    ['too few below inputs', { inputs: [[]] }],
  ])('%s is refused', (_, body) => expect(passes(open, body)).toBe(false))

  it('holds types only if every column is a number that cannot be missing', () => {
    expect(passes(strict, [[1, 2.5]])).toBe(true)
    for (const wrong of ['x', null, true]) expect(passes(strict, { instances: [[1, wrong]] })).toBe(false)
    expect(passes([number('a'), number('b')], [[1, null]])).toBe(true)
  })

  it('says the columns, so that they can be read back', () => {
    const { schema } = jsonRowsModel('iris-xgboost', open)
    expect(featuresIn(JSON.stringify(schema))).toEqual(open)
  })
})

it('is refused in the words of the function, whatever is in a name', () => {
  const template = jsonRowsRefusal([number('a "b"'), number('$context.identity.sourceIp'), number('#set($x = 1)')])
  // Variables are all that is replaced.
  const written = template.replaceAll(/\$[a-zA-Z.]+/g, (name) => (name === '$context.requestId' ? 'id' : 'replaced'))
  expect(JSON.parse(written)).toEqual({
    code: 'wrong_columns',
    message:
      'The body says application/json and is not JSON, or a row in it has not 3 values. Send the values of a row in this order: a "b", $context.identity.sourceIp, #set($x = 1). The model was not called.',
    expected: ['a "b" (number)', '$context.identity.sourceIp (number)', '#set($x = 1) (number)'],
    requestId: 'id',
  })
  const many = Array.from({ length: 40 }, (_, index) => number(`c${index}`))
  expect(jsonRowsRefusal(many)).toContain('c19 and 20 more')
})
