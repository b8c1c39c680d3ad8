import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defaultSpec } from './defaults'
import { type FlatSpec, flatSpec, recordedSpec } from './flat-spec'
import { isStreaming, timeoutSecondsFor } from './route'
import { sampleRequestOf, testableSampleOf } from './route-parts/sample-request'
import { onlyRoute, throttleOf, type WiringSpec, wiringSpecSchema } from './spec'
import { withFields } from './testing'

const spec = (change: Partial<FlatSpec> = {}): WiringSpec => withFields(defaultSpec('alice', 'Real-time'), change)
const chat = (stream: boolean) => ({ features: [], input: { kind: 'chat' as const, stream, parameters: [] } })
const adopted = {
  restApiId: 'a1',
  method: 'POST' as const,
  uri: 'arn:aws:apigateway:us-east-1:lambda:path/x',
  options: true,
}

describe('an answer is streamed', () => {
  it.each<[string, Partial<FlatSpec>, boolean]>([
    ['for rows', {}, false],
    ['for a chat that is not', { contract: chat(false) }, false],
    ['for a chat that is', { contract: chat(true) }, true],
    ['on a method that others made', { contract: chat(true), adopted }, false],
  ])('%s: %#', (_, change, expected) => expect(isStreaming(onlyRoute(spec(change)), spec(change))).toBe(expected))
})

describe('the deadline', () => {
  it.each<[string, Partial<FlatSpec>, boolean]>([
    ['within 29 s', { timeoutSeconds: 29 }, true],
    ['more, and whole answers', { timeoutSeconds: 60 }, true],
    ['more than SageMaker gives a whole answer', { timeoutSeconds: 61 }, false],
    ['more, and streamed', { timeoutSeconds: 900, contract: chat(true) }, true],
    ['more than Lambda has', { timeoutSeconds: 901, contract: chat(true) }, false],
  ])('%s', (_, change, valid) => expect(wiringSpecSchema.safeParse(spec(change)).success).toBe(valid))

  it.each<[string, Partial<FlatSpec>, number]>([
    ['a model that streams can answer for minutes', { contract: chat(true) }, 300],
    ['or for as long as somebody chose', { contract: chat(true), timeoutSeconds: 600 }, 600],
    ['whole answers keep theirs', { timeoutSeconds: 20 }, 20],
    ['and get back below the gateway’s', { timeoutSeconds: 300 }, 28],
  ])('%s', (_, change, seconds) => expect(timeoutSecondsFor(onlyRoute(spec(change)), spec(change))).toBe(seconds))
})

describe('what one caller can do', () => {
  it.each<[string, Partial<FlatSpec>, object]>([
    ['is the stage’s where the URL is open', {}, { rateLimit: 50, burstLimit: 100 }],
    [
      'is the less of both where callers have keys',
      { access: { kind: 'key', rateLimit: 5, burstLimit: 500 } },
      { rateLimit: 5, burstLimit: 100 },
    ],
  ])('%s', (_, change, throttle) => expect(throttleOf(spec(change))).toEqual(throttle))
})

describe('the sample that proves the model', () => {
  it.each<[string, Partial<FlatSpec>, object | undefined]>([
    ['none was given', {}, undefined],
    ['a row goes in the query', { sampleRow: '1,2', queryParameter: 'x' }, { method: 'GET', query: { x: '1,2' } }],
    [
      'a text starts a conversation',
      { sampleRow: 'Hello', contract: chat(true) },
      {
        method: 'POST',
        query: {},
        body: '{"messages":[{"role":"user","content":"Hello"}],"stream":true,"max_tokens":16}',
        contentType: 'application/json',
      },
    ],
    [
      'a row is made from what the columns start with',
      {
        contract: {
          features: [
            { name: 'a', type: 'number', default: '4.5' },
            { name: 'b', type: 'boolean' },
          ],
        },
      },
      { method: 'GET', query: { data: '4.5,false' } },
    ],
    ['columns without a value make none', { contract: { features: [{ name: 'a', type: 'number' }] } }, undefined],
    [
      'a text is the first example',
      {
        contract: {
          features: [],
          input: { kind: 'text', wrap: 'inputs', parameters: [] },
          examples: [{ name: 'Sample', value: 'Bonjour' }],
        },
      },
      { method: 'POST', query: {}, body: '{"inputs":"Bonjour"}', contentType: 'application/json' },
    ],
    [
      'other JSON is its example',
      { contract: { features: [], input: { kind: 'json', example: '{"a": 1}' } } },
      { method: 'POST', query: {}, body: '{"a": 1}', contentType: 'application/json' },
    ],
    ['other JSON without one is none', { contract: { features: [], input: { kind: 'json' } } }, undefined],
  ])('%s', (_, change, expected) => expect(sampleRequestOf(onlyRoute(spec(change)), spec(change))).toEqual(expected))
})

it('a picture goes through the URL, and not through the gateway’s own test, which takes text', () => {
  const pictures = spec({ contract: { features: [], input: { kind: 'image', contentType: 'image/*' } } })
  expect(sampleRequestOf(onlyRoute(pictures), pictures)).toMatchObject({
    method: 'POST',
    contentType: 'image/png',
    body: expect.any(Uint8Array),
  })
  expect(testableSampleOf(onlyRoute(pictures), pictures)).toBeUndefined()
  const row = spec({ sampleRow: '1,2' })
  expect(testableSampleOf(onlyRoute(row), row)).toEqual({ method: 'GET', query: { data: '1,2' } })
})

it('a row goes in the body where POST alone is allowed and no function reads the query', () => {
  const post = { method: 'POST', query: {} }
  const plain = { methods: 'post', required: false, form: 'rows', validateBody: false } as const
  const direct = { integration: { kind: 'direct' as const }, sampleRow: '1.50,02134', request: plain }
  const open = spec(direct)
  expect(sampleRequestOf(onlyRoute(open), open)).toEqual({ ...post, body: '1.50,02134', contentType: 'text/csv' })
  // The gateway's own test takes each body for JSON, which is held against the columns.
  const features = ['a', 'b'].map((name) => ({ name, type: 'number' as const }))
  const enforced = spec({ ...direct, contract: { features }, request: { ...plain, enforce: true } })
  expect(sampleRequestOf(onlyRoute(enforced), enforced)).toMatchObject({ contentType: 'text/csv' })
  expect(testableSampleOf(onlyRoute(enforced), enforced)).toEqual({
    ...post,
    body: '{"instances":[[1.50,"02134"]]}',
    contentType: 'application/json',
  })
})

it('a spec of before there were thresholds and ranges of the answer is read as it was', () => {
  const output = { task: 'regression' as const, name: 'Mileage', unit: 'mpg' }
  const contract = { features: [{ name: 'year', type: 'integer' as const }], output }
  const kept = JSON.parse(JSON.stringify(flatSpec(spec({ contract }))))
  expect(recordedSpec(kept)?.routes[0].contract).toEqual(kept.contract)
})

describe('what a person can type', () => {
  it.each<[string, Partial<FlatSpec>, string?]>([
    ['an endpoint of 63 characters', { endpointName: `a${'-'.repeat(61)}b` }],
    ['of 64', { endpointName: `a${'-'.repeat(62)}b` }, 'At most 63 characters, as SageMaker names an endpoint'],
    [
      'another endpoint of 5 MB',
      { targetEndpoint: `a${'-'.repeat(5_000_000)}b` },
      'At most 63 characters, as SageMaker names an endpoint',
    ],
    ['a variant of 64', { target: { kind: 'variant', variant: `a${'-'.repeat(62)}b` } }, 'At most 63 characters'],
    ['a path', { resourcePath: '...' }],
    ['this folder', { resourcePath: '.' }, 'No . or .. alone: browsers and clients take it out of an address'],
    ['the folder above', { resourcePath: '..' }, 'No . or .. alone: browsers and clients take it out of an address'],
    ['any origin', { corsOrigins: ['*'] }],
    ['any origin and one', { corsOrigins: ['https://acme.dev', '*'] }, '* alone, for any origin, or a list without it'],
    ['an API in any script', { apiName: 'Iris — prédiction 花 $5 {a}' }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what a person could type
    ['a variable first', { apiName: '${stageVariables.a}' }, 'No control characters, and no $ at the beginning'],
    [
      'a variable',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what a person could type
      { apiName: 'a ${stageVariables.a}' },
      'No ${, which the gateway reads as the beginning of a variable',
    ],
    ['two lines', { apiName: 'a\nb' }, 'No control characters, and no $ at the beginning'],
  ])('%s', (_, change, problem) =>
    expect(wiringSpecSchema.safeParse(spec(change)).error?.issues.map((one) => one.message)[0]).toBe(problem),
  )
})

/** Finds the texts of any length in a JSON schema. */
function unboundedIn(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { type, maxLength, enum: values, const: value, format } = node as Record<string, unknown>
  const unbounded = type === 'string' && [maxLength, values, value, format].every((one) => one === undefined)
  return [
    ...(unbounded ? [path] : []),
    ...Object.entries(node).flatMap(([name, part]) => unboundedIn(part, `${path}/${name}`)),
  ]
}

it('every text of a spec has a length that it cannot exceed', () => {
  const schema = z.toJSONSchema(wiringSpecSchema, { io: 'input', unrepresentable: 'any' })
  expect(unboundedIn({ type: 'string' }, 'planted')).toEqual(['planted'])
  expect(unboundedIn(schema, '')).toEqual([])
})

describe('a spec that an older version recorded', () => {
  const current = flatSpec(defaultSpec('iris-xgboost', 'Real-time'))
  it('with * beside other sites is read as any site', () =>
    expect(recordedSpec({ ...current, corsOrigins: ['https://acme.dev', '*'] })).toEqual({
      ...recordedSpec(current),
      corsOrigins: ['*'],
    }))
  it.each([undefined, null, 'text', [], {}, { ...current, corsOrigins: 7 }])('%j is no spec', (record) =>
    expect(recordedSpec(record)).toBeUndefined(),
  )
})
