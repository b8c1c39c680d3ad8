import { expect, it } from 'vitest'
import { readProxyResponse } from './proxy-response'

const zeros = '\0'.repeat(8)
const streamed = { 'content-type': 'text/event-stream' }
const head = '{"statusCode":200,"headers":{"content-TYPE":"text/event-stream"}}'

it.each<[string, string, ReturnType<typeof readProxyResponse>]>([
  [
    'a whole answer',
    '{"statusCode":200,"headers":{"Content-Type":"text/csv"},"body":"1\\n","isBase64Encoded":false}',
    { statusCode: 200, contentType: 'text/csv', headers: { 'content-type': 'text/csv' }, body: '1\n' },
  ],
  [
    'one without headers or body',
    '{"statusCode":204}',
    { statusCode: 204, contentType: undefined, headers: {}, body: '' },
  ],
  [
    'a stream',
    `${head}${zeros}data: 1\n\n`,
    { statusCode: 200, contentType: 'text/event-stream', headers: streamed, body: 'data: 1\n\n' },
  ],
  [
    'a stream of nothing',
    `${head}${zeros}`,
    { statusCode: 200, contentType: 'text/event-stream', headers: streamed, body: '' },
  ],
  ['a stream without its delimiter', `${head}data: 1`, undefined],
  ['a status that is no number', '{"statusCode":"200"}', undefined],
  ['a body that is no text', '{"statusCode":200,"body":{"score":0.9}}', undefined],
  ['no object', 'null', undefined],
  ['an exception', '{"errorType":"TypeError","errorMessage":"no"}', undefined],
])('%s', (_, payload, expected) => expect(readProxyResponse(payload)).toEqual(expected))
