/**
 * What an authorizer can say, whether it comes by CreateAuthorizer, UpdateAuthorizer or an OpenAPI document.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 */
import { isRegion } from '../../kernel/partition'
import { badRequest } from './errors'
import { text } from './input'
import type { Authorizer } from './state'

export const defaultTtlSeconds = 300
const maxTtlSeconds = 3_600

function checkPools(list: string[] = []): void {
  if (list.length === 0) throw badRequest('Invalid provider ARNs: at least one user pool is needed')
  if (list.some((arn) => !/^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[\w-]+_[0-9a-zA-Z]+$/.test(arn)))
    throw badRequest('Invalid Authorizer provider ARN: must be the ARN of a user pool')
}

/** A function's invocation by the gateway, as in an integration. */
function checkUri(uri = ''): void {
  const [, region = ''] =
    uri.match(/^arn:aws[a-z-]*:apigateway:([a-z0-9-]+):lambda:path\/\/?2015-03-31\/functions\/[^/]+\/invocations$/) ??
    []
  if (!isRegion(region))
    throw badRequest(
      `Invalid Authorizer URI: ${uri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
    )
}

const header = /^method\.request\.header\.[!-+\--~]+$/
const sources = [header, /^method\.request\.querystring\.[!-+\--~]+$/, /^stageVariables\.\w+$/, /^context\.[\w.]+$/]

/** Parts of an identity source, each with where it is read: `method.request.header.Auth, context.identity.sourceIp`. */
export const sourcesOf = ({ identitySource = '' }: Pick<Authorizer, 'identitySource'>): string[] =>
  identitySource
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

function checkSources({ type, identitySource, authorizerResultTtlInSeconds }: Authorizer): void {
  const all = sourcesOf({ identitySource })
  if (type !== 'REQUEST') {
    if (all.length === 1 && header.test(all[0] ?? '')) return
    throw badRequest('Invalid identity source specified. It must be a request header')
  }
  // Without any it cannot be known again: the page of the operation requires one where answers are cached.
  if (all.length === 0 && (authorizerResultTtlInSeconds ?? defaultTtlSeconds) > 0)
    throw badRequest('Identity source is required when caching is enabled')
  const wrong = all.find((one) => !sources.some((form) => form.test(one)))
  if (wrong !== undefined) throw badRequest(`Invalid mapping expression specified: ${wrong}`)
}

/** Throws what API Gateway answers to an authorizer that it does not take. */
export function checkAuthorizerForm(authorizer: Authorizer): Authorizer {
  const { type, providerARNs, authorizerUri, authorizerCredentials, authorizerResultTtlInSeconds: ttl } = authorizer
  if (type === 'COGNITO_USER_POOLS') checkPools(providerARNs)
  else checkUri(authorizerUri)
  // The gateway would assume the role; a function's own policy is what the sandbox judges.
  if (authorizerCredentials) throw badRequest('The sandbox does not support authorizerCredentials')
  if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 0 && ttl <= maxTtlSeconds))
    throw badRequest(`Invalid authorizer result TTL specified: it must be between 0 and ${maxTtlSeconds} seconds`)
  checkSources(authorizer)
  return authorizer
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : undefined)
const ttlOf = (value: unknown) => (value === undefined || value === null || value === '' ? undefined : Number(value))

/** The members that CreateAuthorizer and an OpenAPI document share. */
export function authorizerFrom(
  base: Pick<Authorizer, 'id' | 'name' | 'type'>,
  raw: Record<string, unknown>,
  identitySource: string | undefined,
): Authorizer {
  const isPool = base.type === 'COGNITO_USER_POOLS'
  return checkAuthorizerForm({
    ...base,
    ...(isPool ? { providerARNs: listOf(raw.providerARNs) } : { authorizerUri: text(raw.authorizerUri) }),
    authType: text(raw.authType) ?? (isPool ? 'cognito_user_pools' : 'custom'),
    authorizerCredentials: text(raw.authorizerCredentials) || undefined,
    identitySource: identitySource || (base.type === 'TOKEN' ? 'method.request.header.Authorization' : undefined),
    identityValidationExpression: text(raw.identityValidationExpression) || undefined,
    authorizerResultTtlInSeconds: ttlOf(raw.authorizerResultTtlInSeconds),
  })
}
