/**
 * Verifies a request's AWS Signature Version 4, as AWS does:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { AwsError } from './errors'
import type { Credential } from './types'

export interface SignedRequest {
  method: string
  /** The path in the request line, without the query. */
  path: string
  rawQuery: string
  headers: Record<string, string>
  body: Buffer
}

export interface Scope {
  accessKeyId: string
  date: string
  region: string
  service: string
  signedHeaders: string[]
  signature: string
}

const hash = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest()

/** Undefined where the request is not signed at all. */
export function readScope(headers: Record<string, string>): Scope | undefined {
  const match = headers.authorization?.match(
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/,
  )
  if (!match) return undefined
  const [, accessKeyId = '', date = '', region = '', service = '', signed = '', signature = ''] = match
  return { accessKeyId, date, region, service, signedHeaders: signed.split(';'), signature }
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** Every service but S3 signs the path encoded once more than it is sent. */
const canonicalPath = (path: string) => path.split('/').map(encode).join('/') || '/'

function canonicalQuery(rawQuery: string): string {
  if (!rawQuery) return ''
  const decode = (text: string) => decodeURIComponent(text.replaceAll('+', '%20'))
  return rawQuery
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [encode(decode(name)), encode(decode(value.join('=')))] as const
    })
    .sort(([a, av], [b, bv]) => (a === b ? (av < bv ? -1 : 1) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

const maxSkewMs = 5 * 60_000

function amzTime(date: string): number {
  const match = date.match(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/)
  return match ? Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`) : Number.NaN
}

const invalidToken = (isQuery: boolean) =>
  new AwsError(
    isQuery ? 'InvalidClientTokenId' : 'UnrecognizedClientException',
    'The security token included in the request is invalid.',
    403,
  )

/** Throws AWS's own error where the signature does not hold; query services (IAM, STS) have names of their own. */
export function verifySignature(
  request: SignedRequest,
  scope: Scope,
  credential: Credential | undefined,
  isQuery: boolean,
) {
  if (!credential) throw invalidToken(isQuery)
  const { headers } = request
  if (credential.sessionToken && headers['x-amz-security-token'] !== credential.sessionToken)
    throw invalidToken(isQuery)
  if (credential.expiresAt !== undefined && credential.expiresAt < Date.now())
    throw new AwsError(
      isQuery ? 'ExpiredToken' : 'ExpiredTokenException',
      'The security token included in the request is expired',
      403,
    )

  const amzDate = headers['x-amz-date'] ?? ''
  const at = amzTime(amzDate)
  if (Number.isNaN(at) || Math.abs(Date.now() - at) > maxSkewMs)
    throw new AwsError(
      'InvalidSignatureException',
      `Signature expired: ${amzDate} is now earlier or later than allowed`,
      403,
    )

  const payloadHash = headers['x-amz-content-sha256'] ?? hash(request.body)
  const canonical = [
    request.method,
    scope.service === 's3' ? request.path : canonicalPath(request.path),
    canonicalQuery(request.rawQuery),
    ...scope.signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    scope.signedHeaders.join(';'),
    payloadHash,
  ].join('\n')
  const credentialScope = `${scope.date}/${scope.region}/${scope.service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', amzDate, credentialScope, hash(canonical)].join('\n')
  const key = ['aws4_request'].reduce(
    hmac as (key: Buffer, data: string) => Buffer,
    hmac(hmac(hmac(`AWS4${credential.secretAccessKey}`, scope.date), scope.region), scope.service),
  )
  const expected = hmac(key, toSign)
  const bodyHolds = payloadHash === 'UNSIGNED-PAYLOAD' || payloadHash === hash(request.body)
  if (!bodyHolds || !timingSafeEqual(expected, Buffer.from(scope.signature, 'hex')))
    throw new AwsError(
      isQuery ? 'SignatureDoesNotMatch' : 'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      403,
    )
}
