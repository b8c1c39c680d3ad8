import { expect, it } from 'vitest'
import { putWords } from '../../aws/apigateway/rest-api-policy'
import { policyMeaning } from '../../aws/iam/policy'
import { isKeptOut, resourcePolicyOf } from './allow-list'

it('has no policy where any address can call', () => expect(resourcePolicyOf({ kind: 'open' }, [])).toBeUndefined())

it('denies every other address everything but a preflight', () => {
  const [allow, deny] = resourcePolicyOf({ kind: 'open' }, ['203.0.113.0/24'])?.Statement ?? []
  expect(allow).toMatchObject({ Effect: 'Allow', Resource: 'execute-api:/*' })
  expect(deny).toMatchObject({ Effect: 'Deny', Condition: { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } } })
  expect(deny?.Resource).toContain('execute-api:/*/POST/*')
  expect(JSON.stringify(deny)).not.toContain('OPTIONS')
})

it('allows no signer whose own policies do not', () => {
  const [allow] = resourcePolicyOf({ kind: 'iam' }, ['203.0.113.0/24'])?.Statement ?? []
  expect(allow?.Resource).toBe('execute-api:/*/OPTIONS/*')
})

it('is the same when it is read back', () => {
  const put = resourcePolicyOf({ kind: 'open' }, ['203.0.113.7'])
  const own = (text: string) => text.replaceAll('execute-api:/', 'arn:aws:execute-api:us-east-1:123456789012:abc/')
  const read = JSON.stringify(own(JSON.stringify(put).replace('["203.0.113.7"]', '"203.0.113.7"'))).slice(1, -1)
  expect(policyMeaning(putWords(read, 'abc'))).toBe(policyMeaning(put))
  expect(policyMeaning(putWords(read, 'xyz'))).not.toBe(policyMeaning(put))
  expect(putWords(undefined, 'abc')).toBe('')
})

it.each([
  ['its slashes escaped', (text: string) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')],
  ['as it was put', (text: string) => text],
  ['with its slashes escaped as JSON allows', (text: string) => text.replaceAll('/', '\\/')],
  ['as a text in quotation marks', (text: string) => JSON.stringify(text)],
  ['with line breaks', (text: string) => JSON.stringify(JSON.stringify(JSON.parse(text), null, 2)).slice(1, -1)],
  [
    'with everybody as an AWS principal',
    (text: string) => text.replaceAll('"Principal":"*"', '"Principal":{"AWS":"*"}'),
  ],
  ['with an address as a block', (text: string) => text.replace('"203.0.113.7"', '"203.0.113.7/32"')],
])('means the same where it is read back %s', (_, given) => {
  const put = resourcePolicyOf({ kind: 'open' }, ['203.0.113.7', '198.51.100.0/24', '2001:db8::1'])
  const own = JSON.stringify(put).replaceAll('execute-api:/', 'arn:aws-cn:execute-api:cn-north-1:123456789012:abc/')
  expect(policyMeaning(putWords(given(own), 'abc'))).toBe(policyMeaning(put))
  expect(policyMeaning(putWords(given(own.replace('203.0.113.7', '203.0.113.8')), 'abc'))).not.toBe(policyMeaning(put))
})

it.each([
  [
    403,
    '{"message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:abc/prod/GET/iris with an explicit deny"}',
    true,
  ],
  [
    403,
    '{"message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:abc/prod/GET/iris"}',
    false,
  ],
  [403, '{"message":"Missing Authentication Token"}', false],
  [500, 'with an explicit deny', false],
])('%i %s is kept out: %s', (status, body, out) => expect(isKeptOut({ status, body })).toBe(out))
