/**
 * The signature of a request to an AWS_IAM method, with the gateway's own words where it does not hold.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
import { AwsError } from '../../kernel/errors'
import { amzDateIn, amzTime, dateWords, lateWords, readScope, type Scope, verifySignature } from '../../kernel/sigv4'
import type { Principal, World } from '../../kernel/types'
import { incompleteWords } from '../../kernel/unsigned'
import { errors, type GatewayError } from '../gateway-errors'
import { headerOf } from '../media-types'
import type { GatewayRequest } from '../types'

const refused = (name: string, message: string, type = 'INVALID_SIGNATURE'): GatewayError => ({ type, name, message })

/** Who signed the request. */
export function signerOf(world: World, request: GatewayRequest, region: string): Principal | GatewayError {
  const authorization = headerOf(request.headers, 'authorization')
  if (authorization === undefined) return errors.missingToken
  const headers: Record<string, string> = {}
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase()
    headers[key] = key in headers ? `${headers[key]},${value}` : value
  }
  const scope = readScope(headers)
  if (!scope) return refused('IncompleteSignatureException', incompleteWords(authorization))
  const amzDate = amzDateIn(headers)
  if (amzDate === undefined) return refused('IncompleteSignatureException', incompleteWords(authorization, false))
  const ill = scopeFault(scope, region) ?? (dateWords(scope, amzDate) || dateFault(amzDate))
  const credential = world.credentials.get(scope.accessKeyId)
  if (!credential)
    return refused('UnrecognizedClientException', 'The security token included in the request is invalid.')
  if (ill) return refused('InvalidSignatureException', ill)
  try {
    const { method, rawQuery, body, signedPath } = request
    verifySignature({ method, path: signedPath, rawQuery, headers, body }, scope, credential, 'rest-json')
    return credential.principal
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const type = error.code === 'ExpiredTokenException' ? 'EXPIRED_TOKEN' : 'INVALID_SIGNATURE'
    return refused(error.code, error.message, type)
  }
}

/**
 * Where no method answers, the gateway takes the header for a signature and says what it lacks.
 * https://repost.aws/knowledge-center/api-gateway-authentication-token-errors
 */
export function unsignedFault({ headers }: Pick<GatewayRequest, 'headers'>): GatewayError | undefined {
  const authorization = headerOf(headers, 'authorization')
  if (authorization === undefined || readScope({ authorization })) return undefined
  return refused('IncompleteSignatureException', incompleteWords(authorization))
}

function scopeFault({ service, region, terminator, signedHeaders }: Scope, own: string): string | undefined {
  if (service !== 'execute-api') return "Credential should be scoped to correct service: 'execute-api'. "
  if (region !== own) return 'Credential should be scoped to a valid region. '
  if (terminator !== 'aws4_request')
    return `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `
  if (!signedHeaders.includes('host'))
    return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
  return undefined
}

const skewMinutes = 5

function dateFault(text: string): string | undefined {
  const at = amzTime(text)
  if (Number.isNaN(at))
    return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${text}'.`
  return Math.abs(Date.now() - at) > skewMinutes * 60_000 ? lateWords(text, skewMinutes) : undefined
}
