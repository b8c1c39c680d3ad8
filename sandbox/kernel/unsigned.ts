/** What a caller hears whose request carries no signature, or half of one, in each service's own form. */
import { createHash } from 'node:crypto'
import { AwsError } from './errors'
import type { WireService } from './wire'

/**
 * Says what an Authorization header lacks; the header itself is a secret, so AWS shows its hash.
 * https://repost.aws/knowledge-center/api-gateway-authentication-token-errors
 */
export function incompleteWords(authorization: string, isDated = true): string {
  const hashed = createHash('sha256').update(authorization).digest('base64')
  if (!authorization.startsWith('AWS4-HMAC-SHA256'))
    return `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed}'.`
  const missing = ['Credential', 'SignedHeaders', 'Signature'].filter((name) => !authorization.includes(`${name}=`))
  const sentences = missing.map((name) => `Authorization header requires '${name}' parameter.`)
  // https://github.com/AnWeber/httpyac/issues/769
  if (!isDated) sentences.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  return `${sentences.join(' ') || 'Authorization header is malformed.'} (Hashed with SHA-256 and encoded with Base64) Authorization=${hashed}`
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
 * Without a date: https://github.com/hubrick/vertx-s3-client/issues/5
 */
function notSignedForS3(authorization: string | undefined, isDated: boolean): AwsError {
  if (authorization === undefined) return new AwsError('AccessDenied', 'Access Denied', 403)
  if (!isDated)
    return new AwsError('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header', 403)
  if (authorization.startsWith('AWS4-HMAC-SHA256'))
    return new AwsError('AuthorizationHeaderMalformed', 'The authorization header that you provided is not valid.', 400)
  return new AwsError('InvalidArgument', 'Unsupported Authorization Type', 400, {
    ArgumentName: 'Authorization',
    ArgumentValue: authorization,
  })
}

/**
 * The refusal of a request without a whole signature.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html (query),
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (JSON, whose status is 400)
 */
export function notSigned(
  protocol: WireService['protocol'] | undefined,
  authorization: string | undefined,
  isDated = true,
): AwsError {
  if (protocol === 'rest-xml') return notSignedForS3(authorization, isDated)
  const isQuery = protocol === 'query'
  const suffix = isQuery ? '' : 'Exception'
  const isJson = protocol === 'json-1.1'
  if (authorization === undefined)
    return new AwsError(
      `MissingAuthenticationToken${suffix}`,
      isQuery ? 'Request is missing Authentication Token' : 'Missing Authentication Token',
      isJson ? 400 : 403,
    )
  return new AwsError(
    `IncompleteSignature${suffix}`,
    incompleteWords(authorization, isDated),
    isJson || isQuery ? 400 : 403,
  )
}
