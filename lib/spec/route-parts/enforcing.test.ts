import { array, assert, constantFrom, integer, oneof, property, string, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contractFrom } from '../../../lambda-template/src/request/contract'
import { csvFailure, jsonFailure } from '../../../lambda-template/src/request/enforce'
import type { Feature } from '../../model/contract/contract'
import { enforcedWords } from '../../model/contract/enforced-words'
import { inferColumn } from '../../model/profile/files/infer-column'
import { misfitOf, quoteCell } from '../../model/requests/encode'
import { defaultSpec } from '../defaults'
import { onlyRoute } from '../spec'
import { withFields } from '../testing'
import { enforcing } from './enforcing'

const number = (name: string): Feature => ({ name, type: 'number' })
const many = { kind: 'model' as const, models: ['a.tar.gz', 'b.tar.gz'] }

it.each([
  ['no columns yet: a person describes them', {}, true],
  ['described columns', { contract: { features: [number('sepal_length'), number('feature_2')] } }, true],
  ['columns that were only counted', { contract: { features: [number('feature_1'), number('feature_2')] } }, undefined],
  ['the first of many models', { target: many }, true],
  ['many models for callers to choose from', { target: { ...many, parameter: 'model' } }, undefined],
])('%s', (_, fields, enforced) => {
  const spec = enforcing(withFields(defaultSpec('iris-xgboost', 'Real-time'), fields))
  expect(onlyRoute(spec).request.enforce).toBe(enforced)
})

describe('columns that a table describes', () => {
  const cell = oneof(
    constantFrom(
      '',
      'NaN',
      'None',
      '?',
      'true',
      'False',
      'Biscoe',
      'A, B',
      '"',
      '02134',
      '1.0',
      '1e-05',
      '5.',
      ' ',
      '٥',
    ),
    integer().map(String),
    string({ maxLength: 6 }),
  ).map((text) => text.trim().replaceAll(/[\r\n\0]/g, ' '))
  const table = integer({ min: 1, max: 4 }).chain((width) =>
    array(tuple(...Array.from({ length: width }, () => cell)), { minLength: 1, maxLength: 12 }),
  )
  const described = (rows: string[][]) => {
    const names = (rows[0] ?? []).map((_, at) => `column ${at}`)
    const features = names.map(
      (name, at) =>
        inferColumn(
          name,
          rows.map((row) => row[at] ?? ''),
        ).feature,
    )
    return { features, contract: contractFrom({ features }) }
  }
  const line = (row: string[]) => row.map(quoteCell).join(',')

  it('never refuse a row of that table', () =>
    assert(
      property(table, (rows) => {
        const { features, contract } = described(rows)
        for (const row of rows) {
          expect(row.map((value, at) => misfitOf(features[at]!, value))).toEqual(row.map(() => undefined))
          expect(csvFailure(line(row), contract)).toBeUndefined()
          expect(jsonFailure({ instances: [row] }, contract)).toBeUndefined()
        }
      }),
    ))

  it('never pass another number of values', () =>
    assert(
      property(table, array(cell, { minLength: 1, maxLength: 6 }), (rows, other) => {
        const { features, contract } = described(rows)
        const isSingleText = features.length === 1 && features[0]?.type === 'text'
        if (other.length === features.length || isSingleText || line(other).trim() === '') return
        expect(csvFailure(line(other), contract)?.code).toBe('wrong_columns')
        if (features.length > 1) expect(jsonFailure({ instances: [other] }, contract)?.code).toBe('wrong_columns')
      }),
    ))
})

it('says what they refuse', () => {
  const island: Feature = { name: 'island', type: 'choice', choices: ['a', 'b'], histogram: [3, 4] }
  expect(enforcedWords([])).toBe('Nothing is refused before the columns are described.')
  expect(enforcedWords([number('a'), island])).toBe(
    'A row needs 2 values, each of its column’s type; a whole number counts as a number, and ranges refuse nothing. The values of island are no rule, as fewer than 100 rows showed them: edit the list to make it one. A missing value is refused only if the column says “not allowed”.',
  )
  expect(enforcedWords([{ ...number('a'), missing: 'none' }])).toMatch(/A missing value is refused in a alone\.$/)
})
