/**
 * Verifies a request's AWS Signature Version 4, as AWS does:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { AwsError } from './errors'
import { globalRegionOf, isRegion } from './partition'
import type { Credential } from './types'
import type { WireService } from './wire'

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

/**
 * What is wrong with who calls, as each kind of service says it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
interface Refusals {
  unknownKey: () => AwsError
  wrongToken: () => AwsError
  expired: () => AwsError
  late: (amzDate: string) => AwsError
  mismatch: () => AwsError
}

const mismatchWords =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'
const tokenWords = 'The security token included in the request is invalid.'
const expiredWords = 'The security token included in the request is expired'
const lateWords = (amzDate: string) => `Signature expired: ${amzDate} is now earlier or later than allowed`

function refusalsOf(protocol: WireService['protocol']): Refusals {
  if (protocol === 'rest-xml')
    return {
      unknownKey: () =>
        new AwsError('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403),
      wrongToken: () => new AwsError('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400),
      expired: () => new AwsError('ExpiredToken', 'The provided token has expired.', 400),
      late: () =>
        new AwsError(
          'RequestTimeTooSkewed',
          'The difference between the request time and the current time is too large.',
          403,
        ),
      mismatch: () =>
        new AwsError(
          'SignatureDoesNotMatch',
          'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
          403,
        ),
    }
  const isQuery = protocol === 'query'
  const status = statusOf(protocol)
  const token = () => new AwsError(isQuery ? 'InvalidClientTokenId' : 'UnrecognizedClientException', tokenWords, status)
  const signature = isQuery ? 'SignatureDoesNotMatch' : 'InvalidSignatureException'
  return {
    unknownKey: token,
    wrongToken: token,
    expired: () => new AwsError(isQuery ? 'ExpiredToken' : 'ExpiredTokenException', expiredWords, status),
    late: (amzDate) => new AwsError(signature, lateWords(amzDate), status),
    mismatch: () => new AwsError(signature, mismatchWords, status),
  }
}

/**
 * JSON services say 400 of who calls, as of anything else: https://github.com/maxbanton/cwh/issues/119 (CloudWatch Logs),
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html. CloudWatch, whose JSON is 1.0, kept the
 * statuses of its query protocol: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html
 */
const statusOf = (protocol: WireService['protocol']): number => (protocol === 'json-1.1' ? 400 : 403)

/**
 * Throws where a signature is for a region that does not exist, or for another one than a global service has.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function checkRegion({ region }: Scope, service: Pick<WireService, 'protocol'> & { global?: boolean }): void {
  const own = service.global ? globalRegionOf(region) : region
  if (isRegion(region) && region === own) return
  if (service.protocol === 'rest-xml')
    throw new AwsError(
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${region}' is wrong; expecting 'us-east-1'`,
      400,
      { Region: 'us-east-1' },
    )
  const code = service.protocol === 'query' ? 'SignatureDoesNotMatch' : 'InvalidSignatureException'
  throw new AwsError(
    code,
    `Credential should be scoped to a valid region, not '${region}'. `,
    statusOf(service.protocol),
  )
}

/** Keeps of each credential the keys of its days, regions and services: four of the five hashes of a request are these. */
const signingKeys = new WeakMap<Credential, Map<string, Buffer>>()

function signingKey(credential: Credential, credentialScope: string, { date, region, service }: Scope): Buffer {
  const known = signingKeys.get(credential) ?? new Map<string, Buffer>()
  signingKeys.set(credential, known)
  const key =
    known.get(credentialScope) ??
    hmac(hmac(hmac(hmac(`AWS4${credential.secretAccessKey}`, date), region), service), 'aws4_request')
  known.set(credentialScope, key)
  return key
}

/** Throws AWS's own error where the signature does not hold. */
export function verifySignature(
  request: SignedRequest,
  scope: Scope,
  credential: Credential | undefined,
  protocol: WireService['protocol'],
) {
  const refusals = refusalsOf(protocol)
  if (!credential) throw refusals.unknownKey()
  const { headers } = request
  // A token beside a long-term key is as wrong as none beside a session's.
  if (headers['x-amz-security-token'] !== credential.sessionToken) throw refusals.wrongToken()
  if (credential.expiresAt !== undefined && credential.expiresAt < Date.now()) throw refusals.expired()

  const amzDate = headers['x-amz-date'] ?? ''
  const at = amzTime(amzDate)
  if (Number.isNaN(at) || Math.abs(Date.now() - at) > maxSkewMs) throw refusals.late(amzDate)

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
  const expected = hmac(signingKey(credential, credentialScope, scope), toSign)
  const bodyHolds = payloadHash === 'UNSIGNED-PAYLOAD' || payloadHash === hash(request.body)
  if (!bodyHolds || !timingSafeEqual(expected, Buffer.from(scope.signature, 'hex'))) throw refusals.mismatch()
}
