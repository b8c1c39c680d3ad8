import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ColumnValue, cellProblems, columnOf, featureOf } from './column-value'
import { featureSchema } from './contract-schema'
import { longest, mostChoices } from './contract-terms'

const text = (most: number) => fc.nat({ max: 3 }).map((more) => 'x'.repeat(Math.max(0, most - 1 + more)))
const number = fc.constantFrom('', '0', '-1.5', 'many', '1e999')
const column: fc.Arbitrary<ColumnValue> = fc
  .record({
    name: fc.oneof(fc.constant('  '), text(longest.name)),
    type: fc.constantFrom(
      'number' as const,
      'integer' as const,
      'choice' as const,
      'boolean' as const,
      'text' as const,
    ),
    unit: text(longest.unit),
    description: text(longest.description),
    choices: fc.oneof(fc.array(text(longest.choice), { maxLength: 3 }), fc.constant(Array(mostChoices + 1).fill('a'))),
    min: number,
    max: number,
  })
  .map(({ min, max, choices, ...feature }) => ({ feature, min, max, choices }))

it('refuses in a cell what the schema refuses of a contract, and names the first such cell first', () => {
  fc.assert(
    fc.property(column, (value) => {
      const refused = featureSchema.safeParse(featureOf(value)).error?.issues.map(({ path }) => String(path[0])) ?? []
      const found = Object.keys(cellProblems(value, []))
      expect(found).toEqual(expect.arrayContaining(refused))
      if (refused.length > 0) expect(found[0]).toBe(refused[0])
    }),
    { numRuns: 500, seed: 17 },
  )
})

it('says what each cell can hold', () => {
  const feature = { name: 'weight', type: 'number' as const, unit: 'x'.repeat(25), description: 'x'.repeat(257) }
  expect(cellProblems({ ...columnOf(feature), min: 'many' }, [])).toEqual({
    unit: 'At most 24 characters',
    min: 'Minimum and maximum are numbers',
    description: 'At most 256 characters',
  })
  expect(cellProblems(columnOf({ name: '', type: 'choice', choices: Array(201).fill('a') }), [])).toEqual({
    name: 'A feature needs a name',
    choices: 'At most 200 values of at most 128 characters',
  })
  expect(cellProblems(columnOf({ name: 'x'.repeat(65), type: 'text', default: 'x'.repeat(257) }), [])).toEqual({
    name: 'At most 64 characters',
    default: 'At most 256 characters',
  })
})
