import { describe, expect, it } from 'vitest'
import type { Feature } from '../contract/contract'
import { buildBatchRequest, buildNamed, buildRowRequest, queryLimits, type RowShape } from './build-request'
import { maxUrlLength } from './build-url'
import { plainRequest, type RequestShape } from './request-shape'

const invokeUrl = 'https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod/iris'
const target = (request: Partial<RowShape> = {}) => ({
  invokeUrl,
  queryParameter: 'data',
  request: { ...plainRequest, ...request },
})
const long = '1,'.repeat(6_000)

describe('rows go', () => {
  it.each<[string, Partial<RequestShape>, string[], object]>([
    ['in the query', {}, ['1,2'], { method: 'GET', url: `${invokeUrl}?data=1,2` }],
    ['in a body where the URL would be too long', {}, [long], { method: 'POST', url: invokeUrl, body: long }],
    ['in a body where POST alone is let through', { methods: 'post' }, ['1', '2'], { method: 'POST', body: '1\n2' }],
    [
      'in the query of a POST where the parameter is required',
      { methods: 'post', required: true },
      ['1', '2'],
      { method: 'POST', url: `${invokeUrl}?data=1&data=2` },
    ],
    ['in the query, however long, where bodies are refused', { methods: 'get' }, [long], { method: 'GET' }],
  ])('%s', (_, request, rows, expected) => expect(buildRowRequest(target(request), rows)).toMatchObject(expected))

  it.each<[Partial<RowShape>, string[], object]>([
    [{}, ['1,2'], { method: 'GET', url: `${invokeUrl}?data=1,2` }],
    [{}, ['1', '2'], { method: 'POST', url: invokeUrl, body: '1\n2' }],
    [{ methods: 'get' }, ['1', '2'], { method: 'GET', url: `${invokeUrl}?data=1%0A2` }],
  ])('in one value where the gateway reads no more: %o', (request, rows, expected) =>
    expect(buildRowRequest(target({ oneValue: true, ...request }), rows)).toMatchObject(expected),
  )

  it.each<[Partial<RequestShape>, object]>([
    [{}, { method: 'POST', url: invokeUrl, body: '1\n2' }],
    [{ methods: 'get' }, { method: 'GET', url: `${invokeUrl}?data=1&data=2` }],
    [{ required: true }, { method: 'GET', url: `${invokeUrl}?data=1&data=2` }],
  ])('as a batch of %o', (request, expected) =>
    expect(buildBatchRequest(target(request), ['1', '2'])).toMatchObject(expected),
  )

  it.each(['data', 'x', 'p'.repeat(64)])('within the URL, by the limits of ?%s', (queryParameter) => {
    const limits = queryLimits({ queryParameter })
    const row = '京'.repeat(Math.floor(limits.bytes / limits.rows / 3))
    const { url } = buildRowRequest({ ...target({ methods: 'get' }), queryParameter }, Array(limits.rows).fill(row))
    expect(url.length).toBeLessThan(maxUrlLength)
  })
})

describe('a row by name', () => {
  const features: Feature[] = [
    { name: 'sepal length', type: 'number' },
    { name: 'wild', type: 'boolean' },
    { name: '島 a', type: 'text' },
  ]
  const row = '5.1,true,x'
  const url = `${invokeUrl}?sepal_length=5.1&wild=true&%E5%B3%B6%20a=x`
  const json = '{"sepal length":5.1,"wild":true,"島 a":"x"}'
  it.each<[Partial<RequestShape>, string, object | undefined]>([
    [{ form: 'named' }, row, { url, json }],
    [{ form: 'named', methods: 'get' }, row, { url, json: undefined }],
    [{ form: 'named', methods: 'post' }, row, { url: undefined, json }],
    [{ form: 'named' }, '1,2', undefined],
    [{ form: 'rows' }, row, undefined],
  ])('%o of %s', (request, sent, expected) => expect(buildNamed(target(request), features, sent)).toEqual(expected))
})
