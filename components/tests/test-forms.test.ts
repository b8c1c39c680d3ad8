import { expect, it } from 'vitest'
import { plainRequest } from '@/lib/features/request-shape'
import { pretty, proxyEvent } from './test-forms'

const facts = {
  endpointName: 'iris',
  resourcePath: 'iris',
  stage: 'prod',
  queryParameter: 'data',
  request: plainRequest,
  sampleRow: '5.1,3.5',
}

it('makes the proxy event of a GET with the sample', () => {
  expect(JSON.parse(proxyEvent(facts))).toMatchObject({
    resource: '/iris',
    httpMethod: 'GET',
    queryStringParameters: { data: '5.1,3.5' },
    multiValueQueryStringParameters: { data: ['5.1,3.5'] },
    requestContext: { path: '/prod/iris', stage: 'prod' },
    isBase64Encoded: false,
  })
})

it.each([
  ['{"a":1}', '{\n  "a": 1\n}'],
  ['0.97', '0.97'],
  ['setosa', 'setosa'],
])('shows %s readably', (text, shown) => expect(pretty(text)).toBe(shown))
