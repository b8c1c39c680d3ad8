import { describe, expect, it } from 'vitest'
import { readLocaleBy } from '../locale'
import type { Box, Prediction } from '../model/predictions/prediction'
import { casesCsv, exportJson, exportJsonLines, importSet } from './case-files'
import { type CaseSet, differenceLines, judge, readKept, summaryOf, type TestCase } from './cases'
import { type Fact, factsOf } from './facts'
import { inputLine, type RunInput } from './input'

const rows: RunInput = { kind: 'rows', rows: ['x'] }
const value = (number: number): Prediction => ({ kind: 'value', value: number })
const setosa: Prediction = { kind: 'classes', label: 'setosa', scores: [] }
const raw: Prediction = { kind: 'raw', text: '?', contentType: 'text/plain' }
const words = (...texts: string[]): Prediction => ({ kind: 'text', texts, made: 'generated' })
const box: Box = { label: 'dog', score: 0.9, xmin: 0.1, ymin: 0.2, xmax: 0.5, ymax: 0.6 }
const boxes = (...more: Box[]): Prediction => ({ kind: 'boxes', boxes: more, relative: true })
const verdictOf = (was: Prediction, now: Prediction, tolerance = 0.001) =>
  judge({ input: rows, expected: factsOf(was) ?? [] }, now, tolerance)

describe('a test case', () => {
  it.each([
    [setosa, setosa, 'same'],
    [{ ...setosa, label: 'virginica' }, setosa, 'changed'],
    [value(21.1), value(21.1001), 'same'],
    [value(21.1), value(22), 'changed'],
    [value(0), value(0), 'same'],
    [value(21.1), setosa, 'changed'],
    [{ ...setosa, label: '100000' }, { ...setosa, label: '100001' }, 'changed'],
    [{ kind: 'rows', rows: [value(1), value(2)] } as Prediction, value(1), 'changed'],
    [value(1), { kind: 'error', message: 'No memory' }, 'failed'],
    [raw, { ...raw, contentType: 'image/png' }, 'failed'],
    [raw, raw, 'same'],
    [words('All are free'), words('All are free'), 'same'],
    [words('All are free'), words('All are equal'), 'differs'],
    [words('All are free'), setosa, 'changed'],
    [words('one', 'two'), words('one'), 'changed'],
    [boxes(box), boxes({ ...box, xmin: 0.10001 }), 'same'],
    [boxes(box, { ...box, label: 'cat' }), boxes({ ...box, label: 'cat' }, box), 'same'],
    [boxes(box), boxes({ ...box, xmin: 0.2 }), 'changed'],
    [boxes(box), boxes(), 'changed'],
    [{ kind: 'embedding', vectors: [[0.1, 0.2]] }, { kind: 'embedding', vectors: [[0.1, 0.20001]] }, 'same'],
    [{ kind: 'embedding', vectors: [[0.1, 0.2]] }, { kind: 'embedding', vectors: [[0.1, 0.3]] }, 'changed'],
    [{ kind: 'embedding', vectors: [[0.1]] }, { kind: 'embedding', vectors: [[0.1, 0.3]] }, 'changed'],
  ] as [Prediction, Prediction, string][])('that expects %j of %j is %s', (was, now, kind) => {
    expect(verdictOf(was, now).kind).toBe(kind)
  })
  it.each([
    [{ kind: 'cluster', label: '2', distance: 3 }, [{ name: 'Prediction', value: '2' }]],
    [{ kind: 'anomaly', score: 0.5 }, [{ name: 'Score', value: '0.5', as: 'number' }]],
    [{ kind: 'forecast', mean: [1.5], quantiles: [], samples: [] }, [{ name: 'Step 1', value: '1.5', as: 'number' }]],
    [{ kind: 'answer', answers: [{ answer: 'Bern' }] }, [{ name: 'Answer', value: 'Bern' }]],
    [{ kind: 'vector', outputs: [{ name: 'x', value: 1 }] }, [{ name: 'x', value: '1', as: 'number' }]],
    [
      { kind: 'rows', rows: [{ kind: 'vector', outputs: [{ name: 'x', value: 1 }] }] },
      [{ name: 'Row 1, x', value: '1', as: 'number' }],
    ],
    [
      { kind: 'tensors', tensors: [{ name: 'OUT', datatype: 'FP32', shape: [1, 2], data: [2, 4] }] },
      [{ name: 'OUT 1 × 2', value: '2 4', as: 'number' }],
    ],
    [{ kind: 'error', message: 'No' }, undefined],
  ] as [Prediction, Fact[] | undefined][])('takes from %j the facts %j', (prediction, facts) => {
    expect(factsOf(prediction)).toEqual(facts)
  })
  it.each([
    [setosa, { ...setosa, label: 'virginica' }, ['setosa is now virginica']],
    [boxes(box), boxes(), ['Objects: 1 is now 0', 'dog: 0.9 at 0.1 0.2 0.5 0.6 is gone']],
    [boxes(), boxes(box), ['Objects: 0 is now 1', 'dog: 0.9 at 0.1 0.2 0.5 0.6 is new']],
    [words('a\nb'), words(''), ['Text: a b is now (nothing)']],
    [
      { kind: 'embedding', vectors: Array.from({ length: 7 }, () => [1]) } as Prediction,
      { kind: 'embedding', vectors: Array.from({ length: 7 }, () => [2]) } as Prediction,
      [...[1, 2, 3, 4, 5].map((place) => `Vector ${place}: 1 is now 2`), 'and 2 more'],
    ],
  ])('%# says what changed', (was, now, lines) => {
    const verdict = verdictOf(was, now)
    expect('differences' in verdict && differenceLines(verdict.differences)).toEqual(lines)
  })
  it('is summed up', () => {
    expect(summaryOf([{ kind: 'same' }, { kind: 'changed', differences: [] }])).toBe('2 cases: 1 same, 1 changed')
    expect(summaryOf([{ kind: 'differs', differences: [] }])).toBe('1 case: 1 differs')
    expect(summaryOf(Array(2).fill({ kind: 'differs', differences: [] }))).toBe('2 cases: 2 differ')
  })
})

const picture = new Blob([Uint8Array.of(0, 127, 128, 255)], { type: 'image/png' })
const everyKind: TestCase[] = [
  {
    input: { kind: 'rows', rows: ['1,2', '3'] },
    expected: [
      { name: 'Row 1', value: 'a' },
      { name: 'Row 2', value: '4', as: 'number' },
    ],
  },
  {
    input: { kind: 'text', text: 'Hé', parameters: { k: '1' } },
    expected: [{ name: 'Text', value: 'x', as: 'sampled' }],
  },
  { input: { kind: 'image', name: 'cat.png', file: picture }, expected: [{ name: 'Prediction', value: 'cat' }] },
  {
    input: { kind: 'chat', system: '', messages: [{ role: 'user', content: 'Hi' }], parameters: {} },
    expected: [{ name: 'Text', value: 'x', as: 'sampled' }],
  },
  { input: { kind: 'json', text: '{}' }, expected: [{ name: 'Body', value: '?' }] },
]
const set: CaseSet = { id: '1', api: 'a', name: 'Iris', tolerance: 0.01, cases: everyKind }

describe('a set of cases', () => {
  it('goes into a spreadsheet', () => {
    const formulas = {
      ...set,
      cases: [
        { input: { kind: 'rows', rows: ['=1+1'] } as RunInput, expected: [{ name: 'Label', value: '＝HYPERLINK(1)' }] },
      ],
    }
    expect(casesCsv(formulas)).toBe("input,expected\n'=1+1,'＝HYPERLINK(1)\n")
    expect(casesCsv(set)).toBe('input,expected\n"1,2",a\n3,4\nHé,x\n"cat.png, 4 B",cat\nHi,x\n{},?\n')
  })
  it('is the same file whatever the locale of its reader', () => {
    const picture: RunInput = { kind: 'image', name: 'cat.png', file: new Blob(['x'.repeat(1204)]) }
    const cases = [{ input: picture, expected: [{ name: 'Prediction', value: 'cat' }] }]
    readLocaleBy(() => 'de')
    const text = casesCsv({ ...set, cases })
    const shown = inputLine(picture)
    readLocaleBy(() => undefined)
    expect([text, shown]).toEqual(['input,expected\n"cat.png, 1,204 B",cat\n', 'cat.png, 1.204 B'])
  })
  it.each([
    ['JSON', exportJson],
    ['JSON Lines', exportJsonLines],
  ])('of every kind goes into a file of %s and back, bytes included', async (_, write) => {
    const read = importSet(await write(set), 'any.json')
    if (!read.ok) throw new Error(read.error.message)
    expect(read.value).toMatchObject({ name: 'Iris', tolerance: 0.01 })
    expect(read.value.cases.map(({ expected }) => expected)).toEqual(everyKind.map(({ expected }) => expected))
    const [, text, image] = read.value.cases
    expect(text?.input).toEqual(everyKind[1]?.input)
    if (image?.input.kind !== 'image') throw new Error('The picture is gone')
    expect(image.input.file.type).toBe('image/png')
    expect(new Uint8Array(await image.input.file.arrayBuffer())).toEqual(Uint8Array.of(0, 127, 128, 255))
  })
  it('of lines without a head takes the name of its file', () => {
    const line = JSON.stringify({
      input: { kind: 'rows', rows: ['1'] },
      expected: [{ name: 'Prediction', value: 'a' }],
    })
    expect(importSet(`${line}\r\n\n${line}\n`, 'both-ends-cases.jsonl')).toMatchObject({
      ok: true,
      value: { name: 'both-ends', tolerance: 0.001, cases: [{}, {}] },
    })
  })
  it('of rows and words, as they were once, is read', () => {
    const cases = [
      { rows: ['1'], expected: ['a'] },
      { rows: ['1', '2'], expected: ['3', 'b'] },
    ]
    const now = [
      { input: { kind: 'rows', rows: ['1'] }, expected: [{ name: 'Prediction', value: 'a' }] },
      {
        input: { kind: 'rows', rows: ['1', '2'] },
        expected: [
          { name: 'Row 1', value: '3', as: 'number' },
          { name: 'Row 2', value: 'b' },
        ],
      },
    ]
    expect(importSet(JSON.stringify({ name: 'Old', tolerance: 0, cases }), '')).toMatchObject({
      ok: true,
      value: { cases: now },
    })
    expect(readKept({ id: '1', api: 'a', name: 'Old', tolerance: 0, cases: cases as never })).toMatchObject({
      id: '1',
      cases: now,
    })
    expect(readKept({ id: '1', api: 'a', name: 'Old', tolerance: 0, cases: [] })).toBeUndefined()
  })
  const expected = [{ name: 'Prediction', value: 'a' }]
  const withInput = (input: unknown) =>
    JSON.stringify({
      name: 'A',
      cases: [
        { input: { kind: 'rows', rows: ['1'] }, expected },
        { input, expected },
      ],
    })
  it.each([
    ['no', 'The file is neither JSON nor JSON Lines.'],
    ['', 'The file is neither JSON nor JSON Lines.'],
    ['{}', /^The file is JSON, and no set of cases: name: /],
    ['{"name":"A","cases":[]}', 'The file is JSON, and no set of cases: cases: A set needs a case.'],
    [withInput({ kind: 'film' }), /^The file is JSON, and no set of cases: case 2, input.kind: /],
    [
      withInput({ kind: 'image', name: 'a', mediaType: 'text/html', base64: 'AA==' }),
      /case 2, input.mediaType: a media type of a picture/,
    ],
    [
      withInput({ kind: 'image', name: 'a', mediaType: 'image/png', base64: '?' }),
      /case 2, input.base64: bytes as base64/,
    ],
    [
      withInput({ kind: 'image', name: 'a', mediaType: 'image/png', base64: 'AAAA'.repeat(1_500_001) }),
      /at most 4.5 MB/,
    ],
    [`{"input":{"kind":"json","text":"{}"},"expected":[{"name":"a","value":"b"}]}\nno`, 'Line 2 is no JSON.'],
    [`{"name":"A","tolerance":0}\n{"input":{"kind":"text"}}`, /^Line 2 is no case: input.text: /],
  ])('of the file %# is refused with words', (text, message) => {
    expect(importSet(text, 'x.json')).toMatchObject({
      ok: false,
      error: { message: typeof message === 'string' ? message : expect.stringMatching(message) },
    })
  })
})
