import { describe, expect, it } from 'vitest'
import { plainRequest, type RequestShape } from '../model/requests/request-shape'
import { bodyBytes, queryText, readProxyEvent, requestOf } from './proxy-event'
import { testEventsOf } from './test-events'

const facts = {
  resourcePath: 'iris',
  stage: 'prod',
  queryParameter: 'data',
  request: plainRequest,
  contract: { features: [] },
  origin: 'http://localhost:3000',
  streaming: false,
}
const base = { path: '/iris', httpMethod: 'GET' }
const read = (change: object) => readProxyEvent(JSON.stringify({ ...base, ...change }))

describe('an edited event', () => {
  it.each<[string, object]>([
    ['its least form', {}],
    ['nulls where API Gateway sends them', { headers: null, queryStringParameters: null, body: null }],
    ['members that nobody here knows', { version: '1.0', requestContext: { authorizer: {} } }],
    ['bytes', { httpMethod: 'POST', body: 'iVBORw0=', isBase64Encoded: true }],
  ])('with %s is taken', (_, change) => expect(read(change)).toHaveProperty('event'))

  it.each<[string, object, RegExp]>([
    ['path without slash', { path: 'iris' }, /slash/],
    ['no path', { path: undefined }, /path is missing/],
    ['a method in small letters', { httpMethod: 'get' }, /capitals/],
    ['a body that is JSON', { httpMethod: 'POST', body: { data: [] } }, /body is a text/],
    ['a number as header', { headers: { accept: 1 } }, /headers holds texts only/],
    ['a text as query', { queryStringParameters: 'data=1' }, /queryStringParameters is an object/],
    ['a body with GET', { body: '5.1' }, /GET carries no body/],
    ['half a byte of base64', { httpMethod: 'POST', body: 'QUFBQ', isBase64Encoded: true }, /no base64/],
    ['no base64', { httpMethod: 'POST', body: '{', isBase64Encoded: true }, /no base64/],
    [
      'two queries that differ',
      { queryStringParameters: { data: '1' }, multiValueQueryStringParameters: { data: ['2'] } },
      /data differs between/,
    ],
  ])('with %s says so', (_, change, problem) =>
    expect(read(change)).toEqual({ problem: expect.stringMatching(problem) }),
  )

  it.each(['', '[]', 'null', '{"a":', '"GET"'])('that is %s says so', (text) => {
    expect(readProxyEvent(text)).toHaveProperty('problem')
  })
})

describe('the request that it stands for', () => {
  it('has every value of a repeated key, and no header that says where it goes', () => {
    const response = read({
      headers: { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Accept: 'text/csv', Cookie: 'a=b' },
      multiValueQueryStringParameters: { data: ['1,2', '3&4'] },
    })
    const request = requestOf('event' in response ? response.event : expect.unreachable())
    expect(queryText(request)).toBe('data=1,2&data=3%264')
    expect(request.headers).toEqual({ accept: 'text/csv' })
  })

  it('has its bytes back', () => {
    const response = read({ httpMethod: 'POST', body: 'AAH/', isBase64Encoded: true })
    expect([...bodyBytes(requestOf('event' in response ? response.event : expect.unreachable()))]).toEqual([0, 1, 255])
  })
})

describe('the events to start from', () => {
  it.each([
    [{ features: [] }, '5.1,3.5', ['get', 'post-csv', 'post-json', 'preflight', 'probe']],
    [
      { features: [], input: { kind: 'text' as const, wrap: 'inputs' as const, parameters: [] } },
      'Guten Tag',
      ['post', 'preflight', 'probe'],
    ],
    [
      { features: [], input: { kind: 'image' as const, contentType: 'image/*' } },
      'iVBORw0=',
      ['post', 'preflight', 'probe'],
    ],
  ])('pass their own checks', (contract, payload, ids) => {
    const events = testEventsOf({ ...facts, contract }, payload, 'image/png')
    expect(events.map(({ id }) => id)).toEqual(ids)
    for (const { event } of events) expect(readProxyEvent(JSON.stringify(event))).toEqual({ event })
  })

  it('have the row in the query, in CSV and as numbers in JSON', () => {
    const [get, csv, json] = testEventsOf(facts, '5.1,setosa\n6,')
    expect(get?.event).toMatchObject({
      resource: '/iris',
      queryStringParameters: { data: '5.1,setosa\n6,' },
      multiValueQueryStringParameters: { data: ['5.1,setosa\n6,'] },
      requestContext: { path: '/prod/iris', stage: 'prod' },
      isBase64Encoded: false,
    })
    expect(csv?.event).toMatchObject({ httpMethod: 'POST', body: '5.1,setosa\n6,' })
    expect(json?.event.body).toBe('{"data":[[5.1,"setosa"],[6,""]]}')
  })

  it('keep a cell whole that has a comma, a quote or a line break in it', () => {
    const row = '5.1,"Portland, OR","two\nlines"\n6,"a ""b"" c",d'
    const [get, csv, json] = testEventsOf(facts, row)
    expect([get?.event.queryStringParameters?.data, csv?.event.body]).toEqual([row, row])
    const rows = [
      [5.1, 'Portland, OR', 'two\nlines'],
      [6, 'a "b" c', 'd'],
    ]
    expect(JSON.parse(String(json?.event.body))).toEqual({ data: rows })
  })

  it('have a text in the form that its model takes, and a file as base64', () => {
    const text = { features: [], input: { kind: 'text' as const, wrap: 'inputs' as const, parameters: [] } }
    expect(testEventsOf({ ...facts, contract: text }, 'Guten Tag')[0]?.event.body).toBe('{"inputs":"Guten Tag"}')
    const image = { features: [], input: { kind: 'image' as const, contentType: 'image/*' } }
    expect(testEventsOf({ ...facts, contract: image }, 'AAH/', 'image/webp')[0]?.event).toMatchObject({
      headers: { 'content-type': 'image/webp' },
      body: 'AAH/',
      isBase64Encoded: true,
    })
  })

  it.each<[Partial<RequestShape>, string[]]>([
    [{ methods: 'get' }, ['GET get', 'GET probe']],
    [{ methods: 'post' }, ['POST post', 'POST post-csv', 'POST post-json', 'POST probe']],
    [{ methods: 'post', required: true }, ['POST post', 'POST probe']],
    [{ required: true }, ['GET get', 'GET probe']],
    [{ form: 'raw' }, ['GET get', 'POST post-csv', 'GET probe']],
  ])('are those that are allowed: %o', (request, expected) => {
    const events = testEventsOf({ ...facts, request: { ...plainRequest, ...request } }, '1,2')
    const shown = events.map(({ id, event }) => `${event.httpMethod} ${id}`)
    expect(shown.filter((one) => !one.includes('preflight'))).toEqual(expected)
    const { required = false } = request
    expect(events.at(-1)?.event.queryStringParameters).toEqual(required ? { data: 'probe' } : null)
  })

  it('say to a streaming version that the gateway streams', () => {
    expect(testEventsOf({ ...facts, streaming: true }, '1')[0]?.event.stageVariables).toEqual({
      transferMode: 'STREAM',
    })
  })
})
