import { describe, expect, it } from 'vitest'
import { normalisedType, type RequestShape } from '../model/requests/request-shape'
import { modelCallOf, testableBody } from './model-call'
import type { EventRequest } from './proxy-event'

const post = (contentType: string, body: string, base64 = false): EventRequest => ({
  method: 'POST',
  query: [],
  headers: { 'content-type': contentType },
  body,
  base64,
})
const get = (query: [string, string][], headers = {}): EventRequest => ({
  method: 'GET',
  query,
  headers,
  base64: false,
})

it.each<[string, EventRequest, string, string]>([
  ['a row in the query', get([['data', '5.1,3.5']]), 'text/csv', '5.1,3.5'],
  [
    'two rows in the query',
    get([
      ['data', '1,2'],
      ['data', '3,4'],
      ['other', '5'],
    ]),
    'text/csv',
    '1,2\n3,4',
  ],
  ['CSV', post('text/csv', '1,2'), 'text/csv', '1,2'],
  ['rows in JSON', post('application/json', '{"data":[[1,2],[3,null]]}'), 'text/csv', '1,2\n3,'],
  ['one row in JSON', post('application/json', '{"data":[1,2]}'), 'text/csv', '1,2'],
  ['CSV in JSON', post('application/json', '{"data":"1,2"}'), 'text/csv', '1,2'],
  [
    'a JSON of the model’s own',
    post('application/json', '{"data":[1],"k":2}'),
    'application/json',
    '{"data":[1],"k":2}',
  ],
  ['what is no JSON', post('application/json', '{'), 'application/json', '{'],
  ['another type', post('text/libsvm', '1:2'), 'text/libsvm', '1:2'],
  ['base64', post('image/png', 'aGk=', true), 'image/png', 'hi'],
])('%s', (_, request, contentType, body) => {
  const call = modelCallOf(request, 'data')
  if (!('body' in call)) return expect.unreachable()
  expect([call.contentType, new TextDecoder().decode(call.body)]).toEqual([contentType, body])
})

it.each<[string, EventRequest, RegExp]>([
  ['a preflight', { ...get([]), method: 'OPTIONS' }, /ends at the gateway/],
  ['the probe', get([], { 'x-portico-probe': '1' }), /ends at the handler/],
  ['a request without data', get([['row', '1']]), /no \?data=/],
])('%s calls no model', (_, request, ends) => {
  expect(modelCallOf(request, 'data')).toEqual({ ends: expect.stringMatching(ends) })
})

it.each<[string | undefined, string | undefined]>([
  ['text/csv', 'text/csv'],
  ['*/*', undefined],
  ['text/html,application/xhtml+xml', undefined],
  [undefined, undefined],
])('passes on %s as %s', (accept, passed) => {
  expect(modelCallOf(get([['data', '1']], { accept }), 'data')).toMatchObject({ accept: passed })
})

describe('TestInvokeMethod, which says application/json of every body,', () => {
  it.each<[EventRequest, string | undefined]>([
    [get([['data', '1']]), ''],
    [post('application/json', '[1]'), '[1]'],
    [post('text/csv', '1,2\n3,4'), '{"data":"1,2\\n3,4"}'],
    [post('text/plain', 'hello'), undefined],
    [post('image/png', 'aGk=', true), undefined],
  ])('%o', (request, body) => expect(testableBody(request)).toBe(body))
})

it.each<[string, RequestShape['form'], EventRequest, object]>([
  ['features by name', 'named', get([['a', '1']]), { ends: expect.stringMatching(/by name/) }],
  ['an object of them', 'named', post('application/json', '{"a":1}'), { ends: expect.stringMatching(/by name/) }],
  ['a list of those', 'named', post('application/json', '{"data":[{"a":1}]}'), { ends: expect.any(String) }],
  ['rows beside them', 'named', post('application/json', '{"data":[[1,2]]}'), { contentType: 'text/csv' }],
  ['what is not to be read', 'raw', post('application/json', '{"data":[[1,2]]}'), { contentType: 'application/json' }],
])('%s: %s', (_, form, request, expected) => expect(modelCallOf(request, 'data', form)).toMatchObject(expected))

it('keeps the choice of a normalised answer from the model', () => {
  expect(modelCallOf(get([['data', '1']], { accept: normalisedType }), 'data')).toMatchObject({ accept: undefined })
})
