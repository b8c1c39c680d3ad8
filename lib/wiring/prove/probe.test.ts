import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { invokeUrlOf } from '../../spec/invoke-url'
import { systemClock } from '../run/clock'
import { isModelAccessLagging, isOverRate, probedVersion, sendRequest, whyRefused } from './probe'

it.each([
  [200, '{"portico":"probe","functionVersion":"3","endpointName":"iris"}', '3'],
  [200, '{"portico":"other","functionVersion":"3"}', undefined],
  [200, '0.1,0.2', undefined],
  [200, 'null', undefined],
  [403, '{"portico":"probe","functionVersion":"3"}', undefined],
])('%i %s is from version %s', (status, body, version) => expect(probedVersion({ status, body })).toBe(version))

it.each([
  [403, '{"message":"Missing Authentication Token"}', /path or the deployment/],
  [403, '{"message":"Forbidden"}', /resource policy/],
  [500, '{"message":"Internal server error"}', /invoke the function/],
  [502, '{"message":"Internal server error"}', /proxy response/],
  [200, 'hello', /something else/],
  [429, '{"message":"Too Many Requests"}', /throttled just now/],
  [429, '{"message":"Limit Exceeded"}', /quota of today/],
])('%i %s', (status, body, why) => expect(whyRefused({ status, body })).toMatch(why))

it('of a request with a key a 403 is the key’s', () =>
  expect(whyRefused({ status: 403, body: '{"message":"Forbidden"}' }, true)).toMatch(/not active yet/))

it.each([
  [429, '{"message":"Too Many Requests"}', true],
  [429, '{"message":"Limit Exceeded"}', false],
  [200, 'Too Many Requests', false],
])('%i %s is over the rate: %s', (status, body, over) => expect(isOverRate({ status, body })).toBe(over))

it.each([
  [
    502,
    '{"code":"x","message":"AccessDeniedException: User … is not authorized to perform: sagemaker:InvokeEndpoint"}',
    true,
  ],
  [502, '{"code":"role_denied","message":"The function is not allowed to invoke the endpoint"}', true],
  [400, '{"message":"Feature count is wrong"}', false],
  [200, 'not authorized to perform', false],
])('%i %s lags: %s', (status, body, lags) => expect(isModelAccessLagging({ status, body })).toBe(lags))

const parts = { restApiId: 'abc', region: 'us-east-1', stage: 'prod', resourcePath: 'iris' }
it.each([
  [parts, 'https://abc.execute-api.us-east-1.amazonaws.com/prod/iris'],
  [{ ...parts, region: 'cn-north-1' }, 'https://abc.execute-api.cn-north-1.amazonaws.com.cn/prod/iris'],
  [{ ...parts, region: 'us-gov-west-1' }, 'https://abc.execute-api.us-gov-west-1.amazonaws.com/prod/iris'],
  [{ ...parts, region: 'eusc-de-east-1' }, 'https://abc.execute-api.eusc-de-east-1.amazonaws.eu/prod/iris'],
  [{ ...parts, region: 'us-isob-east-1' }, 'https://abc.execute-api.us-isob-east-1.sc2s.sgov.gov/prod/iris'],
  [
    { ...parts, template: 'http://127.0.0.1:1/restapis/{restApiId}/{stage}/_user_request_' },
    'http://127.0.0.1:1/restapis/abc/prod/_user_request_/iris',
  ],
])('%o → %s', (url, expected) => expect(invokeUrlOf(url)).toBe(expected))

it('goes nowhere that an answer sends it', async () => {
  const requested: (string | undefined)[] = []
  const server = createServer((request, response) => {
    requested.push(request.url)
    response.writeHead(302, { location: '/latest/meta-data' }).end('moved')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/prod/iris`
  try {
    expect(await sendRequest({ clock: systemClock, fetch }, url)).toMatchObject({ status: 302, body: 'moved' })
    expect(requested).toEqual(['/prod/iris'])
  } finally {
    server.close()
  }
})
