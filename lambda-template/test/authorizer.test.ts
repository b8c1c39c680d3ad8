/** The authorizer of keys: which key it passes on, and what it allows. */
import { describe, expect, it } from 'vitest'
import { type AuthorizerEvent, handler } from '../src/authorizer'

const methodArn = 'arn:aws:execute-api:eu-west-1:123456789012:abc1234567/prod/POST/chat/chat/completions'
const token = (authorizationToken?: string): AuthorizerEvent => ({ type: 'TOKEN', methodArn, authorizationToken })
const request = (headers: AuthorizerEvent['headers']): AuthorizerEvent => ({ type: 'REQUEST', methodArn, headers })

describe('the key that is passed on', () => {
  it.each<[string, AuthorizerEvent, string]>([
    ['of a bearer token', token('Bearer abcDEF0123456789_-'), 'abcDEF0123456789_-'],
    ['in any case of the scheme, behind several spaces', token('bEARER   abc'), 'abc'],
    ['with padding', token('Bearer abc=='), 'abc=='],
    ['of either header: x-api-key', request({ 'X-Api-Key': 'abc' }), 'abc'],
    ['of either header: Authorization', request({ authorization: 'Bearer abc' }), 'abc'],
    // A client of OpenAI sends `Bearer unused` beside a header of its user.
    ['of x-api-key if both are sent', request({ Authorization: 'Bearer unused', 'x-api-key': 'abc' }), 'abc'],
    ['of Authorization if x-api-key is empty', request({ Authorization: 'Bearer abc', 'x-api-key': '' }), 'abc'],
  ])('is that %s', async (_, event, key) => expect((await handler(event)).usageIdentifierKey).toBe(key))

  it.each<[string, AuthorizerEvent]>([
    ['no token', token()],
    ['another scheme', token('Basic abc')],
    ['a scheme alone', token('Bearer ')],
    ['a key alone', token('abc')],
    ['two keys', token('Bearer abc def')],
    ['a line break', token('Bearer abc\n')],
    ['no headers', request(null)],
    ['neither header', request({ accept: '*/*', Authorization: 'Basic abc' })],
  ])('%s is refused with the one word that is a 401', async (_, event) =>
    expect(handler(event)).rejects.toThrow(/^Unauthorized$/),
  )
})

it('allows every method of this stage, and nothing else', async () => {
  const { policyDocument, principalId } = await handler(token('Bearer abc'))
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
  expect(principalId).not.toContain('abc')
})
