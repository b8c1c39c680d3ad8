import { describe, expect, it } from 'vitest'
import type { Feature } from '../features/contract'
import type { Prediction } from '../predictions/prediction'
import { type CaseSet, casesCsv, expectationOf, exportSet, importSet, judge, summaryOf } from './cases'
import { compareAnswers, compareInputs } from './compare'
import { beyond, headlineOf, inputLine, matching, type Run } from './run'

const run = (id: string, more: Partial<Run> = {}): Run => ({
  id,
  api: 'a',
  at: `2026-01-01T00:00:0${id}.000Z`,
  input: { kind: 'rows', rows: ['5.1,0.2'] },
  status: 200,
  contentType: 'text/csv',
  text: '0.9,0.1',
  latencyMs: 5,
  pinned: false,
  ...more,
})
const value = (number: number): Prediction => ({ kind: 'value', value: number })
const setosa: Prediction = {
  kind: 'classes',
  label: 'setosa',
  scores: [
    { label: 'setosa', probability: 0.9 },
    { label: 'virginica', probability: 0.1 },
  ],
}
const raw: Prediction = { kind: 'raw', text: '?', contentType: '' }

describe('the history', () => {
  it('lets the oldest go and keeps what is pinned', () => {
    expect(beyond([run('1'), run('2'), run('3')], 2)).toEqual(['1'])
    expect(beyond([run('1', { pinned: true }), run('2'), run('3')], 2)).toEqual(['2'])
    expect(beyond([run('1'), run('2')], 2)).toEqual([])
  })
  it('is searched by all words, in input and answer', () => {
    const runs = [run('1'), run('2', { text: '{"label":"Setosa"}' })]
    expect(matching(runs, 'setosa 5.1').map(({ id }) => id)).toEqual(['2'])
    expect(matching(runs, ' ')).toHaveLength(2)
    expect(matching(runs, 'nothing')).toEqual([])
  })
  it.each([
    [{ kind: 'rows' as const, rows: ['1,2'] }, '1,2'],
    [{ kind: 'rows' as const, rows: ['1,2', '3,4'] }, '1,2 and 1 more'],
    [{ kind: 'text' as const, text: 'two\n lines', contentType: 'text/plain' }, 'two lines'],
    [{ kind: 'file' as const, name: 'cat.png', bytes: 12_345 }, 'cat.png, 12,345 B'],
  ])('shows %j as %s', (input, text) => {
    expect(inputLine(input)).toBe(text)
  })
  it.each([
    [setosa, { text: 'setosa', probability: 0.9, place: 0 }],
    [{ kind: 'value' as const, value: 21.123_456_7, unit: 'mpg' }, { text: '21.1235 mpg' }],
    [{ kind: 'rows' as const, rows: [] }, { text: '0 predictions' }],
    [raw, undefined],
  ])('of %j has the headline %j', (prediction, headline) => {
    expect(headlineOf(prediction)).toEqual(headline)
  })
  it('of a class without probabilities has its place from the contract', () => {
    const named: Prediction = { kind: 'classes', label: 'virginica', scores: [] }
    expect(headlineOf(named, ['setosa', 'virginica'])?.place).toBe(1)
    expect(headlineOf(named)?.place).toBeUndefined()
  })
})

describe('two runs', () => {
  const features: Feature[] = [
    { name: 'length', type: 'number' },
    { name: 'width', type: 'number' },
  ]
  it('are compared by feature where both are rows of them', () => {
    const other = run('2', { input: { kind: 'rows', rows: ['5.1,1.8'] } })
    expect(compareInputs(features, run('1'), other)).toEqual([
      { name: 'length', left: '5.1', right: '5.1', differs: false },
      { name: 'width', left: '0.2', right: '1.8', differs: true },
    ])
    expect(compareInputs([], run('1'), other)).toMatchObject([{ name: 'Input', differs: true }])
  })
  it('are compared by class', () => {
    expect(compareAnswers(setosa, setosa).map(({ differs }) => differs)).toEqual([false, false, false])
    expect(compareAnswers(setosa, value(2))).toEqual([
      { name: 'Prediction', left: 'setosa', right: '2', differs: true },
    ])
  })
})

describe('a test case', () => {
  it.each([
    [['setosa'], setosa, 'same'],
    [['virginica'], setosa, 'changed'],
    [['21.1'], value(21.1001), 'same'],
    [['21.1'], value(22), 'changed'],
    [['0'], value(0), 'same'],
    [['21.1'], setosa, 'changed'],
    [['21.1', '3'], value(21.1), 'failed'],
    [['21.1'], raw, 'failed'],
  ] as const)('that expects %j of %j is %s', (expected, prediction, kind) => {
    expect(judge({ rows: ['x'], expected: [...expected] }, prediction, 0.001).kind).toBe(kind)
  })
  it('expects what was predicted', () => {
    expect(expectationOf(setosa)).toEqual(['setosa'])
    expect(expectationOf(raw)).toBeUndefined()
  })
  it('is summed up', () => {
    expect(summaryOf([{ kind: 'same' }, { kind: 'changed', differences: [] }])).toBe('2 cases: 1 same, 1 changed')
  })
  it('goes into a spreadsheet', () => {
    const cases = [{ rows: ['1,2', '3'], expected: ['a', '4'] }]
    expect(casesCsv({ id: '1', api: 'a', name: 'Iris', tolerance: 0, cases })).toBe('input,expected\n"1,2",a\n3,4\n')
  })
  it('goes into a file and back', () => {
    const set: CaseSet = { id: '1', api: 'a', name: 'Iris', tolerance: 0.01, cases: [{ rows: ['1'], expected: ['a'] }] }
    expect(importSet(exportSet(set))).toEqual({ ok: true, value: { name: 'Iris', tolerance: 0.01, cases: set.cases } })
    expect(importSet('no')).toMatchObject({ ok: false, error: { message: 'The file is no JSON.' } })
    expect(importSet('{}')).toMatchObject({ ok: false, error: { message: 'The file is JSON, and no set of cases.' } })
  })
})
