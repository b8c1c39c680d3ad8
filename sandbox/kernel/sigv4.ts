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
  /** `aws4_request`, unless the caller is wrong. */
  terminator: string
  signedHeaders: string[]
  signature: string
}

const hash = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest()

/** Undefined where the request is not signed at all. */
export function readScope(headers: Record<string, string>): Scope | undefined {
  const match = headers.authorization?.match(
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/([^/,\s]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/,
  )
  if (!match) return undefined
  const [, accessKeyId = '', date = '', region = '', service = '', terminator = '', signed = '', signature = ''] = match
  return { accessKeyId, date, region, service, terminator, signedHeaders: signed.split(';'), signature }
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

/**
 * Minutes between the request's time and that of AWS: five, and of S3 fifteen.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 */
const maxSkewOf = (protocol: WireService['protocol']) => (protocol === 'rest-xml' ? 15 : 5)

/** NaN of a text that is none. */
export function amzTime(date: string): number {
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

const amzDateOf = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '')

/** Undefined if neither header is there. A `Date` is one of HTTP: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function amzDateIn(headers: Record<string, string>): string | undefined {
  const { 'x-amz-date': own, date } = headers
  if (own !== undefined || date === undefined) return own
  const at = Date.parse(date)
  return Number.isNaN(at) ? date : amzDateOf(at)
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html */
export function lateWords(amzDate: string, minutes: number): string {
  const now = Date.now()
  return amzTime(amzDate) > now
    ? `Signature not yet current: ${amzDate} is still later than ${amzDateOf(now + minutes * 60_000)} (${amzDateOf(now)} + ${minutes} min.)`
    : `Signature expired: ${amzDate} is now earlier than ${amzDateOf(now - minutes * 60_000)} (${amzDateOf(now)} - ${minutes} min.)`
}

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
    late: (amzDate) => new AwsError(signature, lateWords(amzDate, maxSkewOf(protocol)), status),
    mismatch: () => new AwsError(signature, mismatchWords, status),
  }
}

/**
 * JSON services say 400 of who calls, as of anything else: https://github.com/maxbanton/cwh/issues/119 (CloudWatch Logs),
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html. CloudWatch, whose JSON is 1.0, kept the
 * statuses of its query protocol: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html
 */
const statusOf = (protocol: WireService['protocol']): number => (protocol === 'json-1.1' ? 400 : 403)

/** The date of a scope is that of the request, or the signature is of another day. */
export const dateWords = ({ date }: Scope, amzDate: string) =>
  date === amzDate.slice(0, 8)
    ? ''
    : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${amzDate.slice(0, 8)}', from '${amzDate}'.`

/**
 * Throws if what a signature is for is not what is called, or if its host is not signed. All that is wrong is said at once:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html, and as recorded of DynamoDB by
 * https://github.com/mhart/dynalite/blob/main/index.js. The host: https://github.com/aws/aws-sdk-php/issues/2469
 */
export function checkScope(
  scope: Scope,
  service: Pick<WireService, 'protocol' | 'signingName'> & { global?: boolean },
  headers: Record<string, string>,
): void {
  const { region } = scope
  const amzDate = amzDateIn(headers) ?? ''
  const isRightRegion = isRegion(region) && region === (service.global ? globalRegionOf(region) : region)
  if (service.protocol === 'rest-xml') {
    checkScopeOfS3(scope, isRightRegion, amzDate, headers)
    return
  }
  const wrong = [
    isRightRegion ? '' : `Credential should be scoped to a valid region, not '${region}'. `,
    scope.service === service.signingName
      ? ''
      : `Credential should be scoped to correct service: '${service.signingName}'. `,
    scope.terminator === 'aws4_request'
      ? ''
      : `Credential should be scoped with a valid terminator: 'aws4_request', not '${scope.terminator}'. `,
    dateWords(scope, amzDate),
  ].join('')
  const isHostSigned = scope.signedHeaders.includes('host')
  const words =
    wrong || (isHostSigned ? '' : "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
  const code = service.protocol === 'query' ? 'SignatureDoesNotMatch' : 'InvalidSignatureException'
  if (words) throw new AwsError(code, words, statusOf(service.protocol))
}

/**
 * S3 has codes of its own, and wants the host and every header of its own signed: localstack's AWS-recorded
 * `test_put_object_with_md5_and_chunk_signature_bad_headers`, and https://github.com/coda/packs-sdk/pull/3093 of the host.
 */
function checkScopeOfS3(scope: Scope, isRightRegion: boolean, amzDate: string, headers: Record<string, string>): void {
  const malformed = (words: string, members = {}) => new AwsError('AuthorizationHeaderMalformed', words, 400, members)
  if (!isRightRegion)
    throw malformed(
      `The authorization header is malformed; the region '${scope.region}' is wrong; expecting 'us-east-1'`,
      { Region: 'us-east-1' },
    )
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList has these words for all the others.
  if (scope.service !== 's3' || scope.terminator !== 'aws4_request' || dateWords(scope, amzDate))
    throw malformed('The authorization header that you provided is not valid.')
  const names = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))]
  const unsigned = names.filter((name) => !scope.signedHeaders.includes(name))
  if (unsigned.length > 0)
    throw new AwsError('AccessDenied', 'There were headers present in the request which were not signed', 403, {
      HeadersNotSigned: unsigned.join(', '),
    })
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html: it is required of every request.
  if (headers['x-amz-content-sha256'] === undefined)
    throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256', 400)
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

  const amzDate = amzDateIn(headers) ?? ''
  const at = amzTime(amzDate)
  if (Number.isNaN(at) || Math.abs(Date.now() - at) > maxSkewOf(protocol) * 60_000) throw refusals.late(amzDate)

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
  if (!bodyHolds || !timingSafeEqual(expected, Buffer.from(scope.signature, 'hex')))
    throw protocol === 'rest-xml' ? mismatchOfS3(refusals.mismatch(), scope, toSign, canonical) : refusals.mismatch()
}

const bytesOf = (text: string) =>
  Buffer.from(text)
    .toString('hex')
    .replace(/..(?!$)/g, '$& ')

/** S3 shows what it signed: localstack's AWS-recorded `test_put_url_metadata_with_sig_s3v4`. */
const mismatchOfS3 = ({ code, message, status }: AwsError, scope: Scope, toSign: string, canonical: string) =>
  new AwsError(code, message, status, {
    AWSAccessKeyId: scope.accessKeyId,
    StringToSign: toSign,
    SignatureProvided: scope.signature,
    StringToSignBytes: bytesOf(toSign),
    CanonicalRequest: canonical,
    CanonicalRequestBytes: bytesOf(canonical),
  })
