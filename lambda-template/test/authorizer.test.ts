/** The authorizer of keys: which key it passes on, and what it allows. */
import { describe, expect, it } from 'vitest'
import { type AuthorizerEvent, handler } from '../src/authorizer'

const methodArn = 'arn:aws:execute-api:eu-west-1:123456789012:abc1234567/prod/POST/chat/chat/completions'
const token = (authorizationToken?: string): AuthorizerEvent => ({ type: 'TOKEN', methodArn, authorizationToken })
const request = (headers: AuthorizerEvent['headers']): AuthorizerEvent => ({ type: 'REQUEST', methodArn, headers })

const key20 = 'abcDEF01234567890123'
const key128 = 'k'.repeat(128)

describe('the key that is passed on', () => {
  it.each<[string, AuthorizerEvent, string]>([
    ['of a bearer token', token('Bearer abcDEF0123456789_-.~'), 'abcDEF0123456789_-.~'],
    ['in any case of the scheme, behind several spaces', token(`bEARER   ${key20}`), key20],
    ['with padding', token(`Bearer ${key20}==`), `${key20}==`],
    ['of 128 characters', token(`Bearer ${key128}`), key128],
    ['of either header: x-api-key', request({ 'X-Api-Key': key20 }), key20],
    ['of either header: Authorization', request({ authorization: `Bearer ${key20}` }), key20],
    // A client of OpenAI sends `Bearer unused` beside a header of its user.
    ['of x-api-key if both are sent', request({ Authorization: 'Bearer unused', 'x-api-key': key20 }), key20],
    ['of Authorization if x-api-key is empty', request({ Authorization: `Bearer ${key20}`, 'x-api-key': '' }), key20],
  ])('is that %s', async (_, event, key) => expect((await handler(event)).usageIdentifierKey).toBe(key))

  it.each<[string, AuthorizerEvent]>([
    ['no token', token()],
    ['another scheme', token(`Basic ${key20}`)],
    ['a scheme alone', token('Bearer ')],
    ['a key alone', token(key20)],
    ['two keys', token(`Bearer ${key20} ${key20}`)],
    ['a line break', token(`Bearer ${key20}\n`)],
    ['a key of 19 characters', token(`Bearer ${key20.slice(1)}`)],
    ['a key of 129 characters', token(`Bearer ${key128}k`)],
    ['no headers', request(null)],
    ['neither header', request({ accept: '*/*', Authorization: `Basic ${key20}` })],
    ['a space in x-api-key', request({ 'x-api-key': `${key20} b` })],
    ['8 KB in x-api-key', request({ 'x-api-key': 'k'.repeat(8_192) })],
    ['another letter in x-api-key', request({ 'x-api-key': `${key20}é` })],
    ['a line break in x-api-key', request({ 'x-api-key': `${key20}\n` })],
    // Who sends that header means that key.
    ['x-api-key of another form beside a key', request({ 'x-api-key': 'a b', Authorization: `Bearer ${key20}` })],
  ])('%s is refused with the one word that is a 401', async (_, event) =>
    expect(handler(event)).rejects.toThrow(/^Unauthorized$/),
  )
})

it('allows every method of this stage, and nothing else', async () => {
  const { policyDocument, principalId } = await handler(token(`Bearer ${key20}`))
  expect(policyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Action: 'execute-api:Invoke',
        Effect: 'Allow',
        Resource: 'arn:aws:execute-api:eu-west-1:123456789012:abc1234567/prod/*',
      },
    ],
  })
  // The gateway can write it into the access log.
  expect(principalId).not.toContain(key20)
})
