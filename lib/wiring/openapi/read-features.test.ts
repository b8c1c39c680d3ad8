import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Feature } from '../../model/contract/contract'
import { plainRequest } from '../../model/requests/request-shape'
import { modelOf } from './model'
import { featuresIn } from './read-features'

const schemaOf = (features: Feature[], form: 'rows' | 'named') =>
  JSON.stringify(modelOf('iris', { features }, { ...plainRequest, form })?.schema)

const iris: Feature[] = [
  { name: 'sepal length (cm)', type: 'number', unit: 'cm', min: 4.3, max: 7.9 },
  { name: 'petals', type: 'integer', max: 5, description: 'counted (by hand): five' },
  { name: 'city', type: 'choice', choices: ['Portland, OR', 'a | b', 'Rome'] },
  { name: 'wild', type: 'boolean', min: undefined },
  { name: 'note', type: 'text' },
]

describe('the columns of the model that an API has', () => {
  it.each(['rows', 'named'] as const)('are read back as they were, in the form %s', (form) => {
    expect(featuresIn(schemaOf(iris, form))).toEqual(iris)
  })

  it('are never others than they were', () => {
    const feature = fc.record(
      {
        name: fc.string({ minLength: 1, maxLength: 64 }),
        type: fc.constantFrom('number', 'integer', 'choice', 'boolean', 'text'),
        unit: fc.string({ maxLength: 24 }),
        min: fc.double({ noNaN: true, noDefaultInfinity: true }),
        choices: fc.array(fc.string({ maxLength: 12 }), { maxLength: 4 }),
        description: fc.string({ maxLength: 40 }),
      },
      { requiredKeys: ['name', 'type'] },
    ) as fc.Arbitrary<Feature>
    fc.assert(
      fc.property(fc.array(feature, { minLength: 1, maxLength: 4 }), (features) => {
        const schema = schemaOf(features, 'rows')
        const read = featuresIn(schema)
        return read === undefined || schemaOf(read, 'rows') === schema
      }),
    )
  })

  it.each([
    ['nothing', undefined],
    ['no JSON', '{'],
    ['somebody else’s', '{"type":"object","properties":{"data":{"type":"array"}}}'],
    ['a list that lost a column', schemaOf(iris, 'rows')?.replace('Rows of 5', 'Rows of 6')],
    [
      'names whose order JSON does not keep',
      schemaOf(
        [
          { name: '10', type: 'text' },
          { name: '9', type: 'text' },
        ],
        'named',
      ),
    ],
    ['null', 'null'],
  ])('are not made of %s', (_, schema) => {
    expect(featuresIn(schema)).toBeUndefined()
  })
})
