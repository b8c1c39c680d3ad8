/** Nothing that a server sends makes a parser throw, and nothing of it is lost: it is explained, carried along, or shown as it came. */
import fc from 'fast-check'
import { stringify } from 'lossless-json'
import { describe, expect, it } from 'vitest'
import { responseCases } from '../../../cases/responses'
import { normalise } from '../../../lambda-template/src/response/normalise'
import type { FeatureContract } from '../contract/contract'
import { normalisedType } from '../requests/request-shape'
import { headlineOf } from './headline'
import { parsePrediction } from './parse'

type Output = FeatureContract['output']
const mark = 'marked-7f3a'
const normalisedKinds = ['classes', 'value', 'cluster', 'anomaly', 'vector']

const normalisedText = (text: string, contentType: string, rows: number, output: Output): string => {
  const request = { body: new Uint8Array(), contentType: 'text/csv', rows }
  const known = { task: output?.task, labels: output?.labels ?? [], unit: output?.unit, outputs: output?.outputs ?? [] }
  const read = normalise({ body: new TextEncoder().encode(text), contentType }, request, known, 'model')
  return read.ok ? (stringify(read.normalised) ?? '') : ''
}

/** The body with the mark in one more member, once for each object in it. */
function marked(json: unknown): unknown[] {
  const places: unknown[] = []
  const walk = (value: unknown, rebuild: (inner: unknown) => unknown): void => {
    if (Array.isArray(value))
      for (const [at, one] of value.entries()) walk(one, (inner) => rebuild(value.with(at, inner)))
    else if (typeof value === 'object' && value !== null) {
      places.push(rebuild({ ...value, zz_unknown: mark }))
      for (const [key, one] of Object.entries(value)) walk(one, (inner) => rebuild({ ...value, [key]: inner }))
    }
  }
  walk(json, (inner) => inner)
  return places
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

describe('what no reader knows is shown', () => {
  const known = responseCases.filter(
    ({ body, prediction }) => !('kind' in prediction && prediction.kind === 'raw') && typeof jsonOf(body) === 'object',
  )
  it.each(known.map((one) => [one.name, one] as const))('%s', (_, { body, rows = 1, sent, output }) => {
    for (const value of marked(jsonOf(body))) {
      const text = JSON.stringify(value)
      const given = { text, contentType: 'application/json', recordCount: rows, sent }
      expect(stringify(parsePrediction(given, output as Output)), text).toContain(mark)
      expect(normalisedText(text, given.contentType, rows, output as Output), text).toContain(mark)
    }
  })
})

const words = [
  ...[
    'label',
    'score',
    'scores',
    'probabilities',
    'predictions',
    'prediction',
    'predicted_label',
    'labels',
    'index',
    'data',
  ],
  ...[
    'mean',
    '0.1',
    '0.9',
    'boxes',
    'box',
    'text',
    'answer',
    'generated_text',
    'embedding',
    'classes',
    'class',
    'error',
  ],
  ...[
    'a_proba',
    'b_proba',
    'columns',
    'results',
    'outputs',
    'choices',
    'mask',
    'xmin',
    'price',
    'id',
    'b64',
    'explanations',
  ],
]
const scalar = fc.oneof(
  fc.constantFrom<unknown>(0, 1, 0.25, 0.75, -3, 1e20, null, true, 'a', '0.5', '1', '{"score":0.5}', 'REVWMDE=', ''),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const { body: bodies } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('body'), { maxLength: 4 }),
    fc.array(fc.constantFrom(0.1, 0.2, 0.7, 1, 2), { minLength: 1, maxLength: 7 }),
    fc.dictionary(fc.constantFrom(...words), tie('body'), { maxKeys: 5 }),
  ),
}))
const outputs = fc.constantFrom<Output>(
  undefined,
  { task: 'classification', labels: ['a', 'b'] },
  { task: 'regression', unit: 'mpg' },
  { task: 'anomaly' },
  { task: 'forecast' },
  { task: 'detection' },
  { outputs: ['x', 'y'] },
)
const types = fc.constantFrom('application/json', 'text/csv', 'text/html', 'application/jsonlines', 'text/plain', '')

/** JSON.stringify writes `-0` as `0`, which is the same number. */
const oneZero = (value: unknown): unknown => {
  if (value === 0) return 0
  if (Array.isArray(value)) return value.map(oneZero)
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, oneZero(one)]))
}

describe('any body', () => {
  const agrees = (text: string, contentType: string, rows: number, output: Output) => {
    const given = { text, contentType, recordCount: rows }
    const own = parsePrediction(given, output)
    expect(headlineOf(own)).toBeTypeOf('string')
    const normalised = normalisedText(text, contentType, rows, output)
    const { kind } = own.kind === 'rows' ? (own.rows[0] ?? own) : own
    if (!normalised) return
    // What has no normalised form is never given as one.
    if (!normalisedKinds.includes(kind)) expect(normalised).toContain('"predictions":[{"raw":')
    // A cluster without its distance reads as a class.
    else if (kind !== 'cluster')
      expect(oneZero(parsePrediction({ ...given, text: normalised, contentType: normalisedType }, output))).toEqual(
        oneZero(own),
      )
  }

  it('of known keys gives a prediction, the same through the normalised answer', () => {
    fc.assert(
      fc.property(bodies, types, fc.integer({ min: 1, max: 3 }), outputs, (body, type, rows, output) =>
        agrees(JSON.stringify(body), type, rows, output),
      ),
      { numRuns: 2_000, examples: [[{ boxes: [], classes: '' }, 'application/json', 1, undefined]] },
    )
  })

  it('of any text gives one too', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), types, fc.integer({ min: 1, max: 3 }), outputs, agrees), {
      numRuns: 1_000,
      examples: [['-0', 'application/json', 1, { task: 'regression', unit: 'mpg' }]],
    })
  })

  it('keeps every digit of its numbers', () => {
    const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String)
    fc.assert(
      fc.property(fc.array(digits, { minLength: 2, maxLength: 5 }), (numbers) => {
        const text = `{"predictions":[${numbers.join(',')}]}`
        const own = parsePrediction({ text, contentType: 'application/json', recordCount: numbers.length })
        expect(own.kind === 'rows' && own.rows.map((row) => headlineOf(row).replaceAll(',', ''))).toEqual(numbers)
        const through = JSON.stringify(
          parsePrediction({
            text: normalisedText(text, 'application/json', numbers.length, undefined),
            contentType: normalisedType,
            recordCount: 1,
          }),
        )
        expect(through).toBe(JSON.stringify(own))
      }),
    )
  })
})
