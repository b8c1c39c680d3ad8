/** What a caller hears whose key, token or signature is wrong, in each service's own form. */
import { AwsV4Signer } from 'aws4fetch'
import { describe, expect, it } from 'vitest'
import type { AwsError } from './errors'
import { readScope, verifySignature } from './sigv4'
import type { Credential } from './types'
import type { WireService } from './wire'

const principal = { accountId: '', accessKeyId: '', kind: 'user' as const, arn: '', userId: '', deniedActions: [] }
const longTerm: Credential = { accessKeyId: 'AKIA', secretAccessKey: 'secret', principal }
const session: Credential = { ...longTerm, sessionToken: 'token', expiresAt: Date.now() + 60_000 }

interface Sent {
  secretAccessKey?: string
  sessionToken?: string
  datetime?: string
}

async function refusal(protocol: WireService['protocol'], credential: Credential | undefined, sent: Sent = {}) {
  const keys = { accessKeyId: 'AKIA', secretAccessKey: 'secret', ...sent }
  const service = protocol === 'rest-xml' ? 's3' : 'lambda'
  const signer = new AwsV4Signer({ ...keys, url: 'http://127.0.0.1/a', region: 'us-east-1', service, method: 'GET' })
  const { headers, url } = await signer.sign()
  const plain = { ...Object.fromEntries(headers), host: url.host }
  const request = { method: 'GET', path: '/a', rawQuery: '', headers: plain, body: Buffer.alloc(0) }
  try {
    verifySignature(request, readScope(plain)!, credential, protocol)
  } catch (error) {
    const { status, code } = error as AwsError
    return `${status} ${code}`
  }
  return 'allowed'
}

const late = { datetime: '20200101T000000Z' }

describe.each<[WireService['protocol'], string[]]>([
  [
    'rest-xml',
    [
      '403 InvalidAccessKeyId',
      '400 InvalidToken',
      '400 InvalidToken',
      '400 ExpiredToken',
      '403 RequestTimeTooSkewed',
      '403 SignatureDoesNotMatch',
    ],
  ],
  [
    'query',
    [
      '403 InvalidClientTokenId',
      '403 InvalidClientTokenId',
      '403 InvalidClientTokenId',
      '403 ExpiredToken',
      '403 SignatureDoesNotMatch',
      '403 SignatureDoesNotMatch',
    ],
  ],
  [
    'json-1.1',
    [
      '400 UnrecognizedClientException',
      '400 UnrecognizedClientException',
      '400 UnrecognizedClientException',
      '400 ExpiredTokenException',
      '400 InvalidSignatureException',
      '400 InvalidSignatureException',
    ],
  ],
  [
    'rest-json',
    [
      '403 UnrecognizedClientException',
      '403 UnrecognizedClientException',
      '403 UnrecognizedClientException',
      '403 ExpiredTokenException',
      '403 InvalidSignatureException',
      '403 InvalidSignatureException',
    ],
  ],
])('%s', (protocol, expected) => {
  it('refuses an unknown key, a token beside a long-term key, a session without one, an old session, an old signature and a wrong one', async () => {
    const refused = [
      await refusal(protocol, undefined),
      await refusal(protocol, longTerm, { sessionToken: 'token' }),
      await refusal(protocol, session),
      await refusal(protocol, { ...session, expiresAt: 1 }, { sessionToken: 'token' }),
      await refusal(protocol, longTerm, late),
      await refusal(protocol, longTerm, { secretAccessKey: 'other' }),
    ]
    expect(refused).toEqual(expected)
    expect(await refusal(protocol, session, { sessionToken: 'token' })).toBe('allowed')
  })
})
