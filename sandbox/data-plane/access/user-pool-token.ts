/**
 * A token of a Cognito user pool, checked as a COGNITO_USER_POOLS authorizer does: an identity token where the method
 * names no scopes, else an access token with one of them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
import { createLocalJWKSet, decodeJwt, errors as faults, type JWTPayload, jwtVerify } from 'jose'
import { RE2JS } from 're2js'
import type { World } from '../../kernel/types'
import type { Authorizer, Method } from '../../services/apigateway/state'
import { findPool, issuerOf, jwksOf } from '../../services/cognito-idp/pools'
import { errors, type GatewayError } from '../gateway-errors'
import { headerOf } from '../media-types'
import type { GatewayRequest } from '../types'

export type Claims = Record<string, string>

export async function claimsOf(
  world: World,
  authorizer: Authorizer,
  method: Method,
  request: GatewayRequest,
): Promise<{ claims: Claims } | GatewayError> {
  const header = (authorizer.identitySource ?? '').replace(/^method\.request\.header\./, '')
  const sent = headerOf(request.headers, header)?.trim() ?? ''
  if (!sent) return errors.unauthorized
  const { identityValidationExpression } = authorizer
  if (identityValidationExpression && !RE2JS.matches(identityValidationExpression, sent)) return errors.unauthorized
  const token = sent.replace(/^Bearer\s+/i, '')
  try {
    const { iss } = decodeJwt(token)
    const pool = (authorizer.providerARNs ?? [])
      .map((arn) => findPool(world, arn))
      .find((one) => one && issuerOf(world, one) === iss)
    if (!pool) return errors.unauthorized
    const { payload } = await jwtVerify(token, createLocalJWKSet(await jwksOf(pool)), { algorithms: ['RS256'] })
    return fits(payload, method.authorizationScopes) ? { claims: asText(payload) } : errors.unauthorized
  } catch (error) {
    if (error instanceof faults.JWTExpired) return errors.incomingTokenExpired
    if (error instanceof faults.JOSEError) return errors.unauthorized
    throw error
  }
}

function fits(payload: JWTPayload, scopes: string[] | undefined): boolean {
  if (!scopes || scopes.length === 0) return payload.token_use === 'id'
  const own = String(payload.scope ?? '').split(' ')
  return payload.token_use === 'access' && scopes.some((scope) => own.includes(scope))
}

/** Every claim is text in the event, times as Java prints them. */
const asText = (payload: JWTPayload): Claims =>
  Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      name === 'exp' || name === 'iat'
        ? javaDate(Number(value) * 1000)
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
    ]),
  )

function javaDate(ms: number): string {
  const [, day, date, month, year, time] = new Date(ms).toUTCString().match(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/) ?? []
  return `${day} ${month} ${date} ${time} UTC ${year}`
}
