import dns from 'node:dns'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { handler } from '../src/handler'
import { context, environmentOf, event, get, post } from './events'
import { startRuntime } from './runtime-server'

let runtime: Awaited<ReturnType<typeof startRuntime>>
let lines: string[] = []

beforeAll(async () => {
  runtime = await startRuntime()
})
afterAll(() => runtime.close())
beforeEach(() => {
  vi.unstubAllEnvs()
  setEnv(environmentOf(runtime.url))
  lines = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line)
  })
  runtime.respondWith({})
})

const setEnv = (env: Record<string, string>) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
}

const invoke = async (sent: unknown) => {
  const response = await handler(sent, context)
  const isJson = /^application\/json(;|$)/.test(response.headers['Content-Type'] ?? '') && !response.isBase64Encoded
  return { ...response, json: isJson ? JSON.parse(response.body || 'null') : undefined }
}

describe('what reaches the model', () => {
  it.each<[string, unknown, string, string]>([
    ['one row', get('5.1,3.5,1.4,0.2'), '5.1,3.5,1.4,0.2', 'text/csv'],
    ['repeated keys', get('5.1,3.5', '6,2'), '5.1,3.5\n6,2', 'text/csv'],
    ['a row that ends in a line break', get('5.1,3.5\r\n'), '5.1,3.5', 'text/csv'],
    ['unicode', get('Zürich,東京,🦩'), 'Zürich,東京,🦩', 'text/csv'],
    ['a plus, as the gateway decoded it', get('1e+5,2'), '1e+5,2', 'text/csv'],
    ['%2C that was encoded twice stays what the caller wrote', get('1%2C2'), '1%2C2', 'text/csv'],
    ['single values only', event({ queryStringParameters: { data: '1,2' } }), '1,2', 'text/csv'],
    [
      'rows by POST',
      event({ httpMethod: 'POST', multiValueQueryStringParameters: { data: ['1,2'] } }),
      '1,2',
      'text/csv',
    ],
    ['a row of a test as ANY', { ...get('1,2'), httpMethod: 'ANY' }, '1,2', 'text/csv'],
    ['a body of a test as ANY', { ...post('1,2', 'text/csv'), httpMethod: 'ANY' }, '1,2', 'text/csv'],
    ['CSV', post('5.1,3.5\n6,2\n', 'text/csv'), '5.1,3.5\n6,2\n', 'text/csv'],
    ['CSV with parameters', post('1,2', 'text/csv; label_size=0'), '1,2', 'text/csv; label_size=0'],
    ['JSON text', post('{"data":"5.1,3.5"}', 'application/json'), '5.1,3.5', 'text/csv'],
    ['JSON text of two rows', post('{"data":"a\\nb"}', 'application/json'), 'a\nb', 'text/csv'],
    ['JSON row', post('{"data":[5.1,3.5]}', 'application/json'), '5.1,3.5', 'text/csv'],
    ['JSON rows', post('{"data":[[5.1,3.5],[6,2]]}', 'APPLICATION/JSON; charset=utf-8'), '5.1,3.5\n6,2', 'text/csv'],
    ['null members', post('{"data":[[5.1,null,3],[null,1,2]]}', 'application/json'), '5.1,,3\n,1,2', 'text/csv'],
    [
      'cells that need quotes',
      post('{"data":["a,b","say \\"x\\"",1]}', 'application/json'),
      '"a,b","say ""x""",1',
      'text/csv',
    ],
    ['instances', post('{"instances":[[1]]}', 'application/json'), '{"instances":[[1]]}', 'application/json'],
    ['a bare array', post('[[5.1, 3.5]]', 'application/json'), '[[5.1, 3.5]]', 'application/json'],
    [
      'a data frame',
      post('{"columns":["a"],"data":[[1]]}', 'application/json'),
      '{"columns":["a"],"data":[[1]]}',
      'application/json',
    ],
    ["Python's NaN", post('{"instances":[[NaN]]}', 'application/json'), '{"instances":[[NaN]]}', 'application/json'],
    ['another type', post('1 1:0.5', 'text/libsvm'), '1 1:0.5', 'text/libsvm'],
    ['no type', post('hello'), 'hello', 'application/octet-stream'],
    ['base64 CSV', post('NS4xLDMuNQ==', 'text/csv', { isBase64Encoded: true }), '5.1,3.5', 'text/csv'],
    ['base64 JSON', post('eyJkYXRhIjpbMSwyXX0=', 'application/json', { isBase64Encoded: true }), '1,2', 'text/csv'],
    ['an event typed by hand', { queryStringParameters: { data: '1,2' } }, '1,2', 'text/csv'],
  ])('%s', async (_, sent, body, contentType) => {
    expect(await invoke(sent)).toMatchObject({ statusCode: 200, body: '0.43\n' })
    expect(runtime.received).toHaveLength(1)
    const [request] = runtime.received
    expect(request).toMatchObject({ method: 'POST', path: '/endpoints/Iris-xgboost/invocations', signed: true })
    expect(request?.headers['content-type']).toBe(contentType)
    expect(request?.body.toString('utf8')).toBe(body)
  })

  it('passes bytes as they are', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254])
    await invoke(post(bytes.toString('base64'), 'image/png', { isBase64Encoded: true }))
    expect(runtime.received[0]?.body.equals(bytes)).toBe(true)
    expect(runtime.received[0]?.headers['content-type']).toBe('image/png')
  })

  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['*/*', undefined],
    ['application/json, text/plain, */*', undefined],
    ['text/html,application/xhtml+xml,application/xml;q=0.9', undefined],
    ['application/json', 'application/json'],
    ['application/jsonlines;verbose=true', 'application/jsonlines;verbose=true'],
  ])('Accept %s becomes %s', async (accept, passed) => {
    await invoke({ ...get('1'), headers: accept ? { ACCEPT: accept } : null })
    // What is not passed is undici's own default.
    expect(runtime.received[0]?.headers.accept).toBe(passed ?? '*/*')
  })

  it('takes the query parameter by its configured name', async () => {
    setEnv({ QUERY_PARAMETER: 'row' })
    expect(await invoke(get('1'))).toMatchObject({ statusCode: 400, json: { code: 'missing_data' } })
    await invoke(event({ multiValueQueryStringParameters: { row: ['1,2'] } }))
    expect(runtime.received[0]?.body.toString()).toBe('1,2')
  })
})

describe('what is refused before the model is called', () => {
  const nested = (inner: string) => `${'['.repeat(100_000)}${inner}${']'.repeat(100_000)}`
  const tenMegabytes = 'x'.repeat(10 * 1024 * 1024)
  it.each<[string, unknown, number, string]>([
    ['nothing', event({}), 400, 'missing_data'],
    ['an empty parameter', get(''), 400, 'missing_data'],
    ['a blank parameter', get(' \n'), 400, 'missing_data'],
    ['one empty row of two', get('1,2', ''), 400, 'empty_row'],
    ['an empty POST', post(null, 'text/csv'), 400, 'missing_data'],
    ['blank CSV', post(' \n ', 'text/csv'), 400, 'missing_data'],
    ['blank JSON', post(' ', 'application/json'), 400, 'missing_data'],
    ['query and body', { ...post('1', 'text/csv'), queryStringParameters: { data: '1' } }, 400, 'query_and_body'],
    ['GET with a body', event({ body: '1' }), 400, 'body_needs_post'],
    ['broken JSON', post('{"data":', 'application/json'), 400, 'invalid_json'],
    ['100,000 levels', post(nested('1'), 'application/json'), 400, 'too_deep'],
    ['100,000 levels of data', post(`{"data":${nested('1')}}`, 'application/json'), 400, 'too_deep'],
    ['null data', post('{"data":null}', 'application/json'), 400, 'invalid_data'],
    ['empty data', post('{"data":""}', 'application/json'), 400, 'missing_data'],
    ['an empty list', post('{"data":[]}', 'application/json'), 400, 'invalid_data'],
    ['an empty row', post('{"data":[[1],[]]}', 'application/json'), 400, 'invalid_data'],
    ['a mixture', post('{"data":[[1],2]}', 'application/json'), 400, 'invalid_data'],
    ['objects as cells', post('{"data":[[{"a":1}]]}', 'application/json'), 400, 'invalid_data'],
    ['deeper lists', post('{"data":[[[1]]]}', 'application/json'), 400, 'invalid_data'],
    ['10 MB', post(tenMegabytes, 'text/csv'), 413, 'too_large'],
    ['HEAD', event({ httpMethod: 'HEAD' }), 405, 'method_not_allowed'],
    ['PUT', event({ httpMethod: 'PUT', body: '1' }), 405, 'method_not_allowed'],
    ['DELETE', event({ httpMethod: 'DELETE' }), 405, 'method_not_allowed'],
    ['no event', null, 400, 'malformed_event'],
    ['text', 'data=1', 400, 'malformed_event'],
    ['a list', [1], 400, 'malformed_event'],
    ['an empty object', {}, 400, 'missing_data'],
    ['a body that is no text', event({ httpMethod: 'POST', body: 5 }), 400, 'malformed_event'],
    ['a body that is no base64', post('£', 'text/csv', { isBase64Encoded: true }), 400, 'malformed_event'],
    ['parameters of numbers', event({ multiValueQueryStringParameters: { data: [1] } }), 400, 'malformed_event'],
    ['a parameter that is null', event({ queryStringParameters: { data: null } }), 400, 'malformed_event'],
  ])('%s', async (_, sent, status, code) => {
    const response = await invoke(sent)
    expect(response).toMatchObject({ statusCode: status, json: { code } })
    expect(response.json.message).toMatch(/^\S.*\.$/)
    expect(response.headers['Server-Timing']).toMatch(/^handler;dur=\d+$/)
    expect(runtime.received).toHaveLength(0)
  })

  it('shows the right form', async () => {
    const { json } = await invoke(event({}))
    expect(json.message).toContain('?data=5.1,3.5,1.4,0.2')
    expect(json.requestId).toBe('gateway-id')
  })

  it('names the allowed methods', async () => {
    expect((await invoke(event({ httpMethod: 'PATCH' }))).headers.Allow).toBe('GET, POST, OPTIONS')
  })

  it.each(['ENDPOINT_NAME', 'AWS_REGION', 'AWS_ACCESS_KEY_ID'])('says that %s is missing', async (name) => {
    setEnv({ [name]: '' })
    expect(await invoke(get('1'))).toMatchObject({ statusCode: 500, json: { code: 'misconfigured' } })
  })
})

it('separates the first call’s connection from the model’s time', async () => {
  const delayMs = 300
  const lookup = dns.lookup
  const spy = vi.spyOn(dns, 'lookup')
  spy.mockImplementation(((_: string, options: dns.LookupOptions, done: () => void) => {
    setTimeout(() => lookup('127.0.0.1', options, done), delayMs)
  }) as unknown as typeof lookup)
  try {
    setEnv(environmentOf(runtime.url.replace('127.0.0.1', 'runtime.test')))
    const times = (await invoke(get('1'))).headers['Server-Timing'] ?? ''
    // A timer of Node's can fire a fraction of a millisecond early.
    expect(Number(times.match(/connect;dur=(\d+)/)?.[1])).toBeGreaterThanOrEqual(delayMs - 1)
    await invoke(get('1'))
    expect(spy).toHaveBeenCalledTimes(1)
  } finally {
    spy.mockRestore()
  }
})

describe('what the caller gets', () => {
  it.each([
    ['text/csv; charset=utf-8', '0.1,0.2,0.7\n'],
    ['application/json', '{"predictions": [{"score": 0.43}]}'],
    ['application/jsonlines', '{"a":1}\n{"a":2}\n'],
    ['application/vnd.acme+json', '{}'],
    ['text/plain', '\ufeffmit BOM, ü'],
  ])('%s as it came', async (contentType, body) => {
    runtime.respondWith({ headers: { 'content-type': contentType }, body })
    const response = await invoke(get('1'))
    expect(response).toMatchObject({ statusCode: 200, body, isBase64Encoded: false })
    expect(response.headers['Content-Type']).toBe(contentType)
    expect(response.headers['Server-Timing']).toMatch(/^model;dur=\d+, (connect;dur=\d+, )?handler;dur=\d+$/)
  })

  it.each([
    ['application/x-npy', Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59])],
    ['image/png', Buffer.from([0x89, 0x50])],
    ['text/csv', Buffer.from([0xff, 0xfe, 0x31])],
  ])('%s that is no text as base64', async (contentType, body) => {
    runtime.respondWith({ headers: { 'content-type': contentType }, body })
    expect(await invoke(get('1'))).toMatchObject({ body: body.toString('base64'), isBase64Encoded: true })
  })

  it.each<[string, string | Buffer]>([
    ['text/csv', 'x'.repeat(7_000_000)],
    ['text/csv', '\n'.repeat(3_200_000)],
    ['image/png', Buffer.alloc(5_000_000)],
  ])('an answer of %s that Lambda could not return is an error', async (contentType, body) => {
    runtime.respondWith({ headers: { 'content-type': contentType }, body })
    expect(await invoke(get('1'))).toMatchObject({ statusCode: 502, json: { code: 'answer_too_large' } })
  })

  it('an answer just within the limit is returned', async () => {
    runtime.respondWith({ body: 'x'.repeat(6_200_000) })
    expect(await invoke(get('1'))).toMatchObject({ statusCode: 200 })
  })

  it.each<[string | undefined, string, string | undefined]>([
    ['https://acme.dev', 'https://console.acme.dev,https://acme.dev', 'https://acme.dev'],
    ['https://evil.dev', 'https://console.acme.dev', undefined],
    ['https://acme.dev.evil.dev', 'https://acme.dev', undefined],
    [undefined, 'https://acme.dev', undefined],
    ['null', 'https://acme.dev', undefined],
    ['https://anyone.dev', '*', '*'],
    ['https://anyone.dev', '', undefined],
  ])('CORS: %s with %s allowed gets %s', async (origin, allowed, expected) => {
    setEnv({ ALLOWED_ORIGINS: allowed })
    for (const sent of [get('1'), event({}), event({ httpMethod: 'OPTIONS' })]) {
      const { headers } = await invoke({ ...sent, headers: origin ? { origin } : null })
      expect(headers['Access-Control-Allow-Origin']).toBe(expected)
      expect(headers['Timing-Allow-Origin']).toBe(expected)
      expect(headers.Vary).toBe('Origin')
      expect(headers['Access-Control-Expose-Headers']).toMatch(/Server-Timing.*Retry-After/)
    }
  })

  it('answers OPTIONS and the probe without the model', async () => {
    expect((await invoke(event({ httpMethod: 'OPTIONS' }))).statusCode).toBe(204)
    const probe = await invoke({ ...get('1'), headers: { 'X-Portico-Probe': '1' } })
    expect(probe.json).toEqual({ portico: 'probe', functionVersion: '7', endpointName: 'Iris-xgboost' })
    expect(runtime.received).toHaveLength(0)
  })

  it('logs one line, without data', async () => {
    await invoke(get('secret-row,1', '2,3'))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      requestId: 'gateway-id',
      status: 200,
      code: 'ok',
      modelMs: expect.any(Number),
      rows: 2,
    })
    expect(lines[0]).not.toContain('secret-row')
  })
})
