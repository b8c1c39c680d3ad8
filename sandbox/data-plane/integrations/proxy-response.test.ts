import { describe, expect, it } from 'vitest'
import { readResponse } from './proxy-response'

describe('a function’s answer', () => {
  it.each([
    [
      'a plain one',
      { statusCode: 200, body: 'x' },
      { statusCode: 200, body: 'x', headers: [], isBase64Encoded: false },
    ],
    ['no body', { statusCode: 204 }, { statusCode: 204, body: '', headers: [], isBase64Encoded: false }],
    ['a status as text', { statusCode: '201', body: '' }, { statusCode: 201 }],
    [
      'headers of both kinds',
      { statusCode: 200, headers: { A: 1, B: '2' }, multiValueHeaders: { a: ['3', '4'] } },
      {
        headers: [
          ['a', '3'],
          ['a', '4'],
          ['a', '1'],
          ['B', '2'],
        ],
      },
    ],
    [
      'headers that the gateway keeps for itself',
      { statusCode: 200, headers: { Date: 'd', 'Transfer-Encoding': 'chunked' } },
      { headers: [['x-amzn-remapped-date', 'd']] },
    ],
  ])('%s', (_, response, expected) => {
    expect(readResponse(JSON.stringify(response))).toMatchObject(expected)
  })
  it.each([
    ['a body that is an object', { statusCode: 200, body: { a: 1 } }],
    ['nothing', {}],
    ['a member that is none', { statusCode: 200, prediction: 1 }],
    ['a list', []],
    ['null', null],
    ['headers as a list', { statusCode: 200, headers: ['a'] }],
    ['a header that is an object', { statusCode: 200, headers: { a: {} } }],
    ['a status that is none', { statusCode: 99 }],
  ])('%s is malformed', (_, response) => {
    expect(readResponse(JSON.stringify(response))).toBeUndefined()
  })
})
