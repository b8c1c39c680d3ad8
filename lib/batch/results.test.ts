import { describe, expect, test } from 'vitest'
import type { FeatureContract } from '../model/contract/contract'
import { matchColumns } from './match-columns'
import { orderedRows } from './order'
import { prepare } from './prepare'
import { readTable } from './read-table'
import { type BatchResults, createResults, record, rowState, setState } from './results'
import { summarise } from './summary'
import { writeFailed, writeResults } from './write-results'

const contract: FeatureContract = {
  features: [
    { name: 'a', type: 'number' },
    { name: 'b', type: 'number' },
  ],
  output: { task: 'classification', name: 'kind', labels: ['no', 'yes'] },
}
const none = () => Promise.resolve()
const scored = (no: number) => ({
  kind: 'classes' as const,
  label: no > 0.5 ? 'no' : 'yes',
  scores: [
    { label: 'no', probability: no },
    { label: 'yes', probability: 1 - no },
  ],
})

async function prepared(text: string, given = contract) {
  const read = await readTable(new Blob([text]))
  if (!read.ok) throw new Error(read.error.message)
  const plan = matchColumns(read.value, given)
  const results = await prepare(read.value, plan, given, none)
  if (!results) throw new Error('stopped')
  return { table: read.value, plan, results }
}

const flowers = 'B,note,Kind,a\n1,=SUM(A1),No,2\n3,,yes,4\n5,"x, y",1,bad\n7\n-8,z,0,9'

test('every row is checked, labels are known by name or index', async () => {
  const { results } = await prepared(flowers)
  expect([...results.truth]).toEqual([0, 1, -1, -1, 0])
  expect([...results.reasons.values()]).toEqual(['a is "bad": a number, such as 5.1', '1 column, the header names 4'])
  expect(results.tally).toEqual([3, 2, 0, 0, 0])
})

test('written back in input order, formulas defused, failed rows apart', async () => {
  const written = await prepared(flowers)
  record(written.results, 0, scored(0.75), 12)
  record(written.results, 1, scored(0.25), 12)
  setState(written.results, 4, rowState.failed, '400: no')
  expect(await (await writeResults(written, none)).text()).toBe(
    [
      'B,note,Kind,a,prediction,score,probability_no,probability_yes,error',
      "1,'=SUM(A1),No,2,no,0.75,0.75,0.25,",
      '3,,yes,4,yes,0.75,0.25,0.75,',
      '5,"x, y",1,bad,,,,,"a is ""bad"": a number, such as 5.1"',
      '7,,,,,,,,"1 column, the header names 4"',
      '-8,z,0,9,,,,,400: no',
      '',
    ].join('\r\n'),
  )
  expect((await (await writeFailed(written, none)).text()).split('\r\n').slice(0, 3)).toEqual([
    'B,note,Kind,a,error',
    '5,"x, y",1,bad,"a is ""bad"": a number, such as 5.1"',
    '7,,,,"1 column, the header names 4"',
  ])
})

describe('rows in order', () => {
  const results = createResults(5, ['no', 'yes'])
  for (const [row, no] of [0.9, 0.45, 0.2, 0.99].entries()) record(results, row, scored(no), 1)
  results.truth.set([0, 0, 1, 1, 0])
  setState(results, 4, rowState.rejected, 'short')
  test.each([
    ['all', 'input', [0, 1, 2, 3, 4]],
    ['all', 'score-up', [1, 2, 0, 3, 4]],
    ['all', 'score-down', [3, 0, 2, 1, 4]],
    ['failed', 'input', [4]],
    ['wrong', 'input', [1, 3]],
    ['low', 'input', [1]],
  ] as const)('%s, %s', (filter, sort, rows) => expect([...orderedRows(results, filter, sort)]).toEqual(rows))

  test('numbers below zero sort too', () => {
    const values = createResults(4)
    for (const [row, value] of [3, -1, 0.5, -20].entries()) record(values, row, { kind: 'value', value }, 1)
    expect([...orderedRows(values, 'all', 'score-up')]).toEqual([3, 1, 2, 0])
  })

  test('confusion, accuracy, precision and recall', () => {
    expect(summarise(results)).toMatchObject({
      kind: 'classes',
      distribution: [
        { label: 'no', count: 2 },
        { label: 'yes', count: 2 },
      ],
      confusion: {
        counts: [
          [1, 1],
          [1, 1],
        ],
        accuracy: 0.5,
        compared: 4,
        classes: [
          { label: 'no', support: 2, precision: 0.5, recall: 0.5 },
          { label: 'yes', support: 2, precision: 0.5, recall: 0.5 },
        ],
      },
    })
  })
})

test('of numbers: spread and errors, checked by hand', () => {
  const results: BatchResults = createResults(4)
  for (const [row, value] of [1, 2, 3, 6].entries()) record(results, row, { kind: 'value', value }, 1)
  results.truthValue.set([1, 3, 3, 5])
  expect(summarise(results)).toMatchObject({
    kind: 'value',
    min: 1,
    max: 6,
    mean: 3,
    errors: { compared: 4, mae: 0.5, rmse: Math.sqrt(0.5), r2: 0.75 },
  })
})

test('classes come in the model’s order where no contract names them', () => {
  const results = createResults(1)
  record(results, 0, scored(0.1), 1)
  expect(results.labels).toEqual(['no', 'yes'])
  expect(results.label[0]).toBe(1)
})
