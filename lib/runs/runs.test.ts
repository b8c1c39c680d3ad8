import { describe, expect, it } from 'vitest'
import type { Feature } from '../model/contract/contract'
import type { Prediction } from '../model/predictions/prediction'
import { assembled } from './assembled'
import { compareInputs, comparePredictions, haveSameBytes } from './compare'
import { bodyOf, inputLine, type RunInput, sentOf } from './input'
import { beyond, headlineOf, matching, mostRuns, oldestOf, predictionOf, type Run } from './run'
import { wordDifference } from './words'

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
const picture = (bytes: number, type = 'image/png'): RunInput => ({
  kind: 'image',
  name: 'cat.png',
  file: new Blob([new Uint8Array(bytes)], { type }),
})
const chat = (...turns: string[]): RunInput => ({
  kind: 'chat',
  system: 'Be short.',
  messages: turns.map((content) => ({ role: 'user', content })),
  parameters: { max_tokens: '20' },
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

describe('the runs', () => {
  it('removes the oldest and keeps what is pinned', () => {
    expect(beyond([run('1'), run('2'), run('3')], 2)).toEqual(['1'])
    expect(beyond([run('1', { pinned: true }), run('2'), run('3')], 2)).toEqual(['2'])
    expect(beyond([run('1'), run('2')], 2)).toEqual([])
  })
  it('keeps a space: what is older than the first that finds no room goes with it, pinned runs never', () => {
    const runs = [run('1'), run('2', { input: picture(400) }), run('3', { input: picture(500) }), run('4')]
    expect(beyond(runs, mostRuns, 2_000)).toEqual([])
    expect(beyond(runs, mostRuns, 700)).toEqual(['2', '1'])
    const pinned = runs.map((one) => ({ ...one, pinned: one.id === '2' }))
    expect(beyond(pinned, mostRuns, 700)).toEqual(['3', '1'])
    expect(beyond(pinned, mostRuns, 400)).toEqual(['4', '3', '1'])
  })
  it('makes room by the oldest that nobody pinned', () => {
    const runs = [run('1', { pinned: true }), run('2', { input: picture(100) }), run('3'), run('4')]
    expect(oldestOf(runs, 1)).toEqual(['2'])
    expect(oldestOf(runs, 120)).toEqual(['2', '3'])
    expect(oldestOf(runs, 10_000)).toEqual(['2', '3', '4'])
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
    [{ kind: 'text' as const, text: 'two\n lines', parameters: {} }, 'two lines'],
    [picture(12_345), 'cat.png, 12,345 B'],
    [chat('Hello', 'What now?'), 'What now?'],
    [{ kind: 'json' as const, text: '{\n  "a": 1\n}' }, '{ "a": 1 }'],
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
    expect(compareInputs(features, run('1').input, other.input)).toEqual([
      { name: 'length', left: '5.1', right: '5.1', differs: false },
      { name: 'width', left: '0.2', right: '1.8', differs: true },
    ])
    expect(compareInputs([], run('1').input, other.input)).toMatchObject([{ name: 'Input', differs: true }])
  })
  it('are compared by class', () => {
    expect(comparePredictions(setosa, setosa).map(({ differs }) => differs)).toEqual([false, false, false])
    expect(comparePredictions(setosa, value(2))).toEqual([
      { name: 'Prediction', left: 'setosa', right: '2', differs: true },
    ])
  })
  it.each([
    [
      { kind: 'text' as const, text: 'one two', parameters: { top_k: '', seed: '1' } },
      { kind: 'text' as const, text: 'one three', parameters: { top_k: '', seed: '2' } },
      [
        { name: 'Text', left: 'one two', right: 'one three', differs: true, isText: true },
        { name: 'seed', left: '1', right: '2', differs: true },
      ],
    ],
    [
      chat('Hi'),
      chat('Hi', 'Go on'),
      [
        { name: 'System prompt', left: 'Be short.', right: 'Be short.', differs: false, isText: true },
        { name: 'Messages', left: 'user: Hi', right: 'user: Hi\nuser: Go on', differs: true, isText: true },
        { name: 'max_tokens', left: '20', right: '20', differs: false },
      ],
    ],
    [
      picture(10),
      picture(1_000, 'image/jpeg'),
      [
        { name: 'Name', left: 'cat.png', right: 'cat.png', differs: false },
        { name: 'Media type', left: 'image/png', right: 'image/jpeg', differs: true },
        { name: 'Size', left: '10 B', right: '1,000 B', differs: true },
      ],
    ],
    [
      { kind: 'rows' as const, rows: ['1', '2'] },
      { kind: 'rows' as const, rows: ['1', '3'] },
      [{ name: 'Rows', left: '1\n2', right: '1\n3', differs: true, isText: true }],
    ],
    [picture(10), chat('Hi'), [{ name: 'Input', left: 'cat.png, 10 B', right: 'Hi', differs: true }]],
  ])('%# are compared by what their inputs are made of', (left, right, compared) => {
    expect(compareInputs(features, left, right)).toEqual(compared)
  })
  it('of two files are the same by their bytes', async () => {
    expect(await haveSameBytes(new Blob(['ab']), new Blob(['ab']))).toBe(true)
    expect(await haveSameBytes(new Blob(['ab']), new Blob(['ac']))).toBe(false)
    expect(await haveSameBytes(new Blob(['ab']), new Blob(['a']))).toBe(false)
  })
  it('are compared box by box, span by span, and a text by its words', () => {
    const box = { label: 'dog', score: 0.9, xmin: 0.1, ymin: 0.2, xmax: 0.5, ymax: 0.6 }
    const one: Prediction = { kind: 'boxes', boxes: [box], relative: true }
    const two: Prediction = { kind: 'boxes', boxes: [{ ...box, label: 'cat', xmin: 0 }, box], relative: true }
    expect(comparePredictions(one, two)).toEqual([
      { name: 'Objects', left: '1', right: '2', differs: true },
      { name: 'dog, now cat', left: '0.9 at 0.1 0.2 0.5 0.6', right: '0.9 at 0 0.2 0.5 0.6', differs: true },
      { name: 'dog', left: '–', right: '0.9 at 0.1 0.2 0.5 0.6', differs: true },
    ])
    const spans: Prediction = {
      kind: 'spans',
      text: 'In Bern',
      spans: [{ label: 'LOC', text: 'Bern', start: 3, end: 7 }],
    }
    expect(comparePredictions(spans, { ...spans, spans: [] })).toEqual([
      { name: 'Spans', left: '1', right: '0', differs: true },
      { name: 'LOC', left: 'Bern', right: '–', differs: true },
    ])
    const words = (text: string): Prediction => ({ kind: 'text', texts: [text], made: 'generated' })
    expect(comparePredictions(words('a b'), words('a c'))).toEqual([
      { name: 'Text', left: 'a b', right: 'a c', differs: true, isText: true },
    ])
    expect(wordDifference('All are born free', 'All are free today')).toEqual({
      left: [
        { text: 'All are ', differs: false },
        { text: 'born ', differs: true },
        { text: 'free', differs: false },
      ],
      right: [
        { text: 'All are ', differs: false },
        { text: 'free', differs: false },
        { text: ' today', differs: true },
      ],
    })
  })
})

describe('an input', () => {
  const wrapped = {
    kind: 'text' as const,
    wrap: 'inputs' as const,
    parameters: [{ name: 'k', type: 'integer' as const }],
  }
  it.each([
    [wrapped, { kind: 'text' as const, text: 'Hi', parameters: { k: '2' } }, '{"inputs":"Hi","parameters":{"k":2}}'],
    [
      { kind: 'chat' as const, parameters: [{ name: 'max_tokens', type: 'integer' as const }], stream: true },
      chat('Hi'),
      '{"messages":[{"role":"system","content":"Be short."},{"role":"user","content":"Hi"}],"max_tokens":20,"stream":true}',
    ],
    [{ kind: 'json' as const }, { kind: 'json' as const, text: '{"a":1}' }, '{"a":1}'],
  ])('is called again as it was: %j', (form, input, body) => {
    expect(bodyOf(form, input)).toMatchObject({ ok: true, value: { body } })
  })
  it('of bytes is called again as its bytes', () => {
    const input = picture(3)
    expect(bodyOf({ kind: 'image', contentType: 'application/x-image' }, input)).toEqual({
      ok: true,
      value: { body: sentOf(input)?.file, contentType: 'application/x-image' },
    })
  })
  it('of another kind than the endpoint takes by now is refused with words', () => {
    expect(bodyOf(wrapped, chat('Hi'))).toMatchObject({
      ok: false,
      error: { message: 'This was a conversation, and the endpoint takes a text now.' },
    })
  })
})

describe('a streamed answer', () => {
  const event = (delta: object) => `data: ${JSON.stringify({ model: 'm', choices: [{ index: 0, delta }] })}\n\n`
  it('is kept put together, and reads as the stream did', () => {
    const streamed = {
      text: `${event({ content: 'All ' })}${event({ content: 'are' })}data: [DONE]\n\n`,
      contentType: 'text/event-stream',
    }
    const kept = assembled(streamed)
    expect(kept.contentType).toBe('application/json')
    const input = chat('Hi')
    expect(predictionOf({ ...kept, input }, undefined)).toEqual(predictionOf({ ...streamed, input }, undefined))
    expect(predictionOf({ ...kept, input }, undefined)).toMatchObject({ kind: 'text', texts: ['All are'], model: 'm' })
  })
  it.each([
    { text: '{"a":1}', contentType: 'application/json' },
    { text: 'event: ping\n\n', contentType: 'text/event-stream' },
  ])('that is none stays as it came: %j', (body) => {
    expect(assembled(body)).toEqual(body)
  })
})
