/** The forms of request and answer that a deploy chooses, with the contract out of the zip's own `wiring.json`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { handler } from '../src/handler'
import { context, environmentOf, event, get, post } from './events'
import { startRuntime } from './runtime-server'

const folders: string[] = []
let runtime: Awaited<ReturnType<typeof startRuntime>>

/** A zip unpacked: `wiring.json` alone, as the handler is here already. */
function taskRoot(contract: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'portico-task-'))
  folders.push(folder)
  writeFileSync(join(folder, 'wiring.json'), JSON.stringify({ schema: 1, contract }))
  return folder
}

const penguins = taskRoot({
  features: [
    { name: 'bill length (mm)', type: 'number', unit: 'mm' },
    { name: 'mass', type: 'integer', unit: 'g', default: '4050' },
    { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream', '1'] },
    { name: 'wild', type: 'boolean', default: '1' },
    { name: 'Größe', type: 'text', default: '' },
  ],
  output: { task: 'classification', labels: ['Adelie', 'Gentoo'] },
})
const flags = taskRoot({
  features: [
    { name: 'a', type: 'boolean', default: 'True' },
    { name: 'b', type: 'boolean' },
  ],
})
const data = taskRoot({
  features: [
    { name: 'x', type: 'number' },
    { name: 'y', type: 'number' },
  ],
})

beforeAll(async () => {
  runtime = await startRuntime()
})
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
  return runtime.close()
})
beforeEach(() => {
  vi.unstubAllEnvs()
  setEnv({ ...environmentOf(runtime.url), REQUEST_FORM: 'named', LAMBDA_TASK_ROOT: penguins })
  vi.spyOn(console, 'log').mockImplementation(() => {})
  runtime.respondWith({})
})

const setEnv = (env: Record<string, string>) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
}
const query = (names: Record<string, string | string[]>, members: object = {}) =>
  event({
    multiValueQueryStringParameters: Object.fromEntries(
      Object.entries(names).map(([name, value]) => [name, [value].flat()]),
    ),
    ...members,
  })
const postJson = (value: unknown) => post(JSON.stringify(value), 'application/json')
const invoke = async (sent: unknown) => {
  const response = await handler(sent, context)
  const isJson = /json/.test(response.headers['Content-Type'] ?? '') && !response.isBase64Encoded
  return { ...response, json: isJson ? JSON.parse(response.body || 'null') : undefined }
}

describe('named features reach the model in its order', () => {
  it.each<[string, unknown, string]>([
    [
      'all of them',
      query({ Größe: 'XL', wild: '0', island: 'Dream', mass: '3700', bill_length_mm: '39.1' }),
      '39.1,3700,Dream,0,XL',
    ],
    ['defaults for what is missing', query({ 'bill length (mm)': '39.1', island: 'Biscoe' }), '39.1,4050,Biscoe,1,'],
    ['names in any case and spacing', query({ 'BILL-Length.MM': '39.1', ISLAND: 'biscoe' }), '39.1,4050,Biscoe,1,'],
    [
      'a name with its unit, as the header of the training data has it',
      query({ 'bill length (mm)': '39.1', 'mass (g)': '3700', island: 'Dream' }),
      '39.1,3700,Dream,1,',
    ],
    [
      'true and false as the default has them',
      query({ billlengthmm: '1e1', island: '1.0', wild: 'FALSE' }),
      '1e1,4050,1,0,',
    ],
    [
      'an empty value, as a form sends it',
      query({ bill_length_mm: '39.1', island: 'Dream', mass: '' }),
      '39.1,4050,Dream,1,',
    ],
    [
      'unicode in the value',
      query({ bill_length_mm: '1', island: 'Dream', Größe: 'Zürich, 東京 🦩' }, {}),
      '1,4050,Dream,1,"Zürich, 東京 🦩"',
    ],
    [
      'a JSON object',
      postJson({ mass: 3700, island: 'Dream', wild: true, 'bill length (mm)': 39.1 }),
      '39.1,3700,Dream,1,',
    ],
    ['null as a missing value', postJson({ bill_length_mm: null, island: 'Dream', mass: null }), ',,Dream,1,'],
    ['an empty value, which the model judges', query({ bill_length_mm: ' ', island: 'Dream' }), ',4050,Dream,1,'],
    ['NaN as it was given', query({ bill_length_mm: 'NaN', island: 'Dream' }), 'NaN,4050,Dream,1,'],
    ['a part of what was whole in some rows', query({ bill_length_mm: '1', island: '1', mass: '1.5' }), '1,1.5,1,1,'],
    ['numbers as text', postJson({ bill_length_mm: '39.1', island: 1 }), '39.1,4050,1,1,'],
    [
      'a list of objects',
      postJson([
        { bill_length_mm: 1, island: 'Dream' },
        { island: 'Biscoe', bill_length_mm: 2 },
      ]),
      '1,4050,Dream,1,\n2,4050,Biscoe,1,',
    ],
    ['{"data": [objects]}', postJson({ data: [{ bill_length_mm: 1, island: 'Dream' }] }), '1,4050,Dream,1,'],
    ['{"data": object}', postJson({ data: { bill_length_mm: 1, island: 'Dream' } }), '1,4050,Dream,1,'],
    ['{"instances": [objects]}', postJson({ instances: [{ bill_length_mm: 1, island: 'Dream' }] }), '1,4050,Dream,1,'],
    ['{"features": object}', postJson({ features: { bill_length_mm: 1, island: 'Dream' } }), '1,4050,Dream,1,'],
    [
      'what would need quotes',
      postJson({ bill_length_mm: 1, island: 'Dream', Größe: 'a "b"\nc' }),
      '1,4050,Dream,1,"a ""b""\nc"',
    ],
    ['rows, as ever', get('5.1,3.5', '6,2'), '5.1,3.5\n6,2'],
    ['rows beside names that are none', query({ data: '1,2', utm_source: 'x' }), '1,2'],
    ['{"data": rows}', postJson({ data: [[1, null]] }), '1,'],
    ['{"data": text}', postJson({ data: '1,2' }), '1,2'],
    ['CSV', post('1,2\n', 'text/csv'), '1,2\n'],
  ])('%s', async (_, sent, body) => {
    expect(await invoke(sent)).toMatchObject({ statusCode: 200 })
    expect(runtime.received[0]?.body.toString('utf8')).toBe(body)
    expect(runtime.received[0]?.headers['content-type']).toBe('text/csv')
  })

  it.each<[string, unknown]>([
    ['instances of features', { instances: [{ features: [1.5, 16] }] }],
    ['instances of lists', { instances: [[1, 2]] }],
    ['features as a list', { features: [1, 2] }],
    ['a bare list', [[1, 2]]],
    ['nested objects that name no feature', { inputs: { a: [1] }, parameters: {} }],
    ['a data frame', { columns: ['island'], data: [['Dream']] }],
  ])('%s passes unchanged', async (_, value) => {
    await invoke(postJson(value))
    expect(runtime.received[0]?.body.toString()).toBe(JSON.stringify(value))
    expect(runtime.received[0]?.headers['content-type']).toBe('application/json')
  })

  it('writes a boolean as its contract does, or else as the caller did', async () => {
    setEnv({ LAMBDA_TASK_ROOT: flags })
    for (const [sent, body] of [
      [query({ a: '0', b: '1' }), 'False,1'],
      [postJson({ a: true, b: false }), 'True,false'],
    ] as const) {
      runtime.respondWith({})
      await invoke(sent)
      expect(runtime.received[0]?.body.toString()).toBe(body)
    }
  })
})

describe('a missing value', () => {
  const of = (...missing: string[]) => {
    const features = missing.map((one, index) => ({ name: 'ab'[index], type: 'number', missing: one }))
    setEnv({ LAMBDA_TASK_ROOT: taskRoot({ features }) })
  }
  it('is refused if the feature allows none', async () => {
    of('none', 'empty')
    for (const sent of [query({ a: ' ', b: '1' }), query({ a: 'NA', b: '1' }), postJson({ a: null, b: 1 })])
      expect((await invoke(sent)).json).toMatchObject({
        code: 'invalid_value',
        message: expect.stringContaining('a has no value, and the model takes no missing value there'),
      })
    await invoke(postJson({ a: 1 }))
    expect(runtime.received.map(({ body }) => body.toString())).toEqual(['1,'])
  })
  it('has to be named if every number can be missing: a name that is left out is a mistake then', async () => {
    of('empty', 'empty')
    expect((await invoke(postJson({ a: 1 }))).json.message).toMatch(/^b is missing and has no default/)
    await invoke(postJson({ a: 'null', b: null }))
    expect(runtime.received.map(({ body }) => body.toString())).toEqual([','])
  })
})

describe('named features are refused', () => {
  const tenMegabytes = JSON.stringify({
    data: Array.from({ length: 400_000 }, () => ({ x: 12345.678, y: 9876.54321 })),
  })
  it.each<[string, unknown, string, string]>([
    [
      'what is missing',
      query({ mass: '1' }),
      'missing_feature',
      'bill length (mm), island are missing and have no default',
    ],
    [
      'one that is missing',
      query({ island: 'Dream' }),
      'missing_feature',
      'bill length (mm) is missing and has no default',
    ],
    [
      'a slip of the pen',
      query({ bill_lenght: '1' }),
      'unknown_feature',
      'no feature bill_lenght (the closest is bill length (mm))',
    ],
    ['a name like no other', query({ zzzzzzzzzzzz: '1' }), 'unknown_feature', 'There is no feature zzzzzzzzzzzz. '],
    [
      'a prototype',
      post('{"__proto__": 1, "island": "Dream"}', 'application/json'),
      'unknown_feature',
      'no feature __proto__',
    ],
    ['a constructor', query({ constructor: '1' }), 'unknown_feature', 'constructor'],
    [
      'a repeated name',
      query({ bill_length_mm: ['1', '2'], island: 'Dream' }),
      'repeated_feature',
      'bill length (mm) is there twice',
    ],
    ['two spellings', query({ island: 'Dream', ISLAND: 'Dream' }), 'repeated_feature', 'island is there twice'],
    [
      'no number',
      query({ bill_length_mm: '5,1', island: 'Dream' }),
      'invalid_value',
      'bill length (mm) must be a number',
    ],
    ['Infinity', postJson({ bill_length_mm: 'Infinity', island: 'Dream' }), 'invalid_value', 'must be a number'],
    [
      'another choice',
      query({ bill_length_mm: '1', island: 'Mars' }),
      'invalid_value',
      'island must be one of Biscoe, Dream, 1',
    ],
    [
      'no boolean',
      query({ bill_length_mm: '1', island: 'Dream', wild: 'maybe' }),
      'invalid_value',
      'wild must be one of true, false',
    ],
    ['a list for a value', postJson({ bill_length_mm: [1, 2], island: 'Dream' }), 'invalid_value', 'must be one value'],
    [
      'a row of two',
      postJson([{ bill_length_mm: 1, island: 'Dream' }, { island: 'Dream' }]),
      'missing_feature',
      'Row 2: bill length (mm) is missing',
    ],
    ['an empty object', postJson({}), 'missing_feature', 'There is no feature in it'],
    ['null', postJson({ data: null }), 'invalid_data', '"data" must be'],
    ['rows and names', query({ data: '1,2', island: 'Dream' }), 'rows_and_names', 'send one of the two'],
    [
      'names and a body',
      query({ island: 'Dream' }, { httpMethod: 'POST', body: '1,2' }),
      'query_and_body',
      'in the query and in the body',
    ],
    ['nothing', event({}), 'missing_data', '?bill_length_mm=…&mass=…'],
  ])('%s', async (_, sent, code, words) => {
    const response = await invoke(sent)
    expect(response).toMatchObject({ statusCode: 400, json: { code, message: expect.stringContaining(words) } })
    expect(response.json.message).toMatch(/^\S.*\.$/)
    expect(runtime.received).toHaveLength(0)
  })

  it('beyond what SageMaker takes', async () => {
    setEnv({ LAMBDA_TASK_ROOT: data })
    expect(tenMegabytes.length).toBeGreaterThan(10 * 1024 * 1024)
    expect(await invoke(post(tenMegabytes, 'application/json'))).toMatchObject({
      statusCode: 413,
      json: { code: 'too_large' },
    })
  })

  it('where they were not chosen, or no contract has them', async () => {
    setEnv({ LAMBDA_TASK_ROOT: '/nowhere' })
    expect(await invoke(query({ island: 'Dream' }))).toMatchObject({ statusCode: 400, json: { code: 'missing_data' } })
    setEnv({ REQUEST_FORM: '', LAMBDA_TASK_ROOT: penguins })
    expect(await invoke(query({ island: 'Dream' }))).toMatchObject({ statusCode: 400, json: { code: 'missing_data' } })
    await invoke(postJson({ island: 'Dream' }))
    expect(runtime.received[0]?.body.toString()).toBe('{"island":"Dream"}')
  })
})

describe('the methods that were chosen', () => {
  it.each<[string, unknown, string]>([
    ['GET', post('1,2', 'text/csv'), 'GET, OPTIONS'],
    ['POST', get('1,2'), 'POST, OPTIONS'],
  ])('%s alone', async (method, other, allow) => {
    setEnv({ REQUEST_METHODS: method })
    const response = await invoke(other)
    expect(response).toMatchObject({ statusCode: 405, headers: { Allow: allow } })
    const { headers } = await invoke(event({ httpMethod: 'OPTIONS' }))
    expect(headers['Access-Control-Allow-Methods']).toBe(allow.replace(' ', ''))
    expect((await invoke(method === 'GET' ? get('1,2') : post('1,2', 'text/csv'))).statusCode).toBe(200)
  })
})

describe('raw', () => {
  beforeEach(() => setEnv({ REQUEST_FORM: 'raw' }))
  it.each<[string, string, string]>([
    ['{"data": …}', '{"data": [[1, 2]]}', 'application/json'],
    ['JSON that is none', '{"data":', 'application/json; charset=utf-8'],
    ['text', 'x y', 'text/libsvm'],
  ])('%s goes through unchanged', async (_, body, contentType) => {
    await invoke(post(body, contentType, { headers: { 'content-type': contentType, accept: 'a/b, */*;q=0.1' } }))
    expect(runtime.received[0]?.body.toString()).toBe(body)
    expect(runtime.received[0]?.headers).toMatchObject({ 'content-type': contentType, accept: 'a/b, */*;q=0.1' })
  })
})

describe('the normalised answer', () => {
  const normalised = 'application/vnd.portico.prediction+json'
  const wants = (accept: string | null, rows = ['1,2']) => ({
    ...get(...rows),
    headers: accept ? { Accept: accept } : null,
  })
  beforeEach(() => runtime.respondWith({ headers: { 'content-type': 'text/csv' }, body: '0.25,0.75\n' }))

  it.each<[string, string | null, string, boolean, string | undefined]>([
    ['requested', normalised, 'model', true, undefined],
    ['requested among others', `text/html, ${normalised.toUpperCase()}; q=0.9`, 'model', true, undefined],
    ['refused by weight', `${normalised};q=0, application/json`, 'model', false, `${normalised};q=0, application/json`],
    ['not requested', null, 'model', false, undefined],
    ['not requested, and the deploy’s own choice', '*/*', 'normalised', true, undefined],
    ['the model’s own type, against that choice', 'application/json', 'normalised', false, 'application/json'],
  ])('%s', async (_, accept, form, isNormalised, passed) => {
    setEnv({ RESPONSE_FORM: form })
    const response = await invoke(wants(accept))
    expect(runtime.received[0]?.headers.accept).toBe(passed ?? '*/*')
    expect(response.statusCode).toBe(200)
    if (!isNormalised) return expect(response.body).toBe('0.25,0.75\n')
    expect(response.headers['Content-Type']).toBe(`${normalised}; charset=utf-8`)
    expect(response.json).toEqual({
      predictions: [
        {
          label: 'Gentoo',
          score: 0.75,
          probabilities: [
            { label: 'Adelie', probability: 0.25 },
            { label: 'Gentoo', probability: 0.75 },
          ],
        },
      ],
      model: 'Iris-xgboost',
    })
  })

  it.each<[string | null, string, string]>([
    [null, 'model', 'text/csv'],
    ['application/json, text/plain, */*', 'model', 'text/csv'],
    ['application/json', 'model', 'application/json'],
    [normalised, 'model', 'text/csv'],
    [null, 'normalised', 'text/csv'],
  ])('of a model that has to be called for text/csv: Accept %s and the form %s make %s', async (accept, form, sent) => {
    setEnv({ RESPONSE_FORM: form, MODEL_ACCEPT: 'text/csv' })
    expect((await invoke(wants(accept))).statusCode).toBe(200)
    expect(runtime.received[0]?.headers.accept).toBe(sent)
  })

  it('has one prediction a row, in order', async () => {
    runtime.respondWith({ body: '0.25,0.75\n0.9,0.1\n' })
    const { json } = await invoke(wants(normalised, ['1,2', '3,4']))
    expect(json.predictions.map(({ label }: { label: string }) => label)).toEqual(['Gentoo', 'Adelie'])
  })

  it.each<[string, string, string, unknown]>([
    ['JSON of another family', 'application/json', '{"generated_text": "Hi"}', { generated_text: 'Hi' }],
    ['text', 'text/plain', 'once upon a time, 1 frog', 'once upon a time, 1 frog'],
    ['nothing', 'text/csv', '', ''],
  ])('holds %s as it came', async (_, contentType, body, raw) => {
    runtime.respondWith({ headers: { 'content-type': contentType }, body })
    expect((await invoke(wants(normalised))).json).toEqual({ predictions: [{ raw }], model: 'Iris-xgboost' })
  })

  it('is none of bytes: refused where it was requested, else the bytes', async () => {
    const bytes = { headers: { 'content-type': 'image/png' }, body: Buffer.from([0x89, 0x50]) }
    runtime.respondWith(bytes)
    expect(await invoke(wants(normalised))).toMatchObject({ statusCode: 406, json: { code: 'not_acceptable' } })
    setEnv({ RESPONSE_FORM: 'normalised' })
    expect(await invoke(wants(null))).toMatchObject({ statusCode: 200, isBase64Encoded: true })
  })

  it.each([
    ['lists', '['.repeat(100_000), ']'.repeat(100_000), 'application/json'],
    ['predictions', `{"predictions":${'['.repeat(100_000)}`, `${']'.repeat(100_000)}}`, 'application/json'],
    ['objects', '{"a":'.repeat(100_000), '}'.repeat(100_000), 'text/plain'],
    ['NaN', '['.repeat(100_000), ']'.repeat(100_000), 'application/json'],
  ])(
    'is none of %s that are nested too deep: refused where it was requested, else as they came',
    async (what, open, close, type) => {
      const body = `${open}${what === 'NaN' ? 'NaN' : '1'}${close}`
      runtime.respondWith({ headers: { 'content-type': type }, body })
      expect(await invoke(wants(normalised))).toMatchObject({
        statusCode: 406,
        json: { code: 'not_acceptable', message: expect.stringContaining('deeper than 200 levels') },
      })
      setEnv({ RESPONSE_FORM: 'normalised' })
      expect((await handler(wants(null), context)).body === body).toBe(true)
    },
  )

  it('leaves a refusal of the model as it is', async () => {
    runtime.respondWith({
      status: 424,
      headers: { 'x-amzn-errortype': 'ModelError' },
      body: '{"OriginalStatusCode":400,"OriginalMessage":"bad row"}',
    })
    expect(await invoke(wants(normalised))).toMatchObject({ statusCode: 400, json: { code: 'model_refused' } })
  })
})
