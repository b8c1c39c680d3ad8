/**
 * A function that judges a token or a whole request, and whose policy the gateway then evaluates.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
import { RE2JS } from 're2js'
import { inTime } from '../../kernel/in-time'
import type { World } from '../../kernel/types'
import { defaultTtlSeconds, sourcesOf } from '../../services/apigateway/authorizer-rules'
import type { Authorizer } from '../../services/apigateway/state'
import { invokeFunction } from '../../services/lambda/invoke'
import { functionPolicyAllows } from '../../services/lambda/policy'
import { proxyEvent } from '../event'
import { errors, type GatewayError } from '../gateway-errors'
import { functionArnOf } from '../integrations/function-uri'
import { headerOf } from '../media-types'
import { grouped, readQuery } from '../query'
import type { GatewayRequest, Route, Trace } from '../types'
import { type AuthorizerOutput, readOutput } from './authorizer-output'

/** Integrations' own limit; a longer function fails. */
const timeoutMs = 29_000

/** In the caller's words, `undefined` where nothing was sent. */
function sentUnder(source: string, route: Route, request: GatewayRequest): string | undefined {
  const [, place, name = ''] = source.match(/^method\.request\.(header|querystring)\.(.+)$/) ?? []
  if (place === 'header') return headerOf(request.headers, name)
  if (place === 'querystring') return grouped(readQuery(request.rawQuery)).single?.[name]
  if (source.startsWith('stageVariables.')) return route.variables[source.slice('stageVariables.'.length)]
  const context: Record<string, string> = {
    'context.identity.sourceIp': request.sourceIp,
    'context.identity.userAgent': headerOf(request.headers, 'user-agent') ?? '',
    'context.httpMethod': request.method,
    'context.stage': route.stage,
    'context.path': `/${route.stage}${request.rawPath}`,
    'context.resourcePath': route.resource.path,
    'context.apiId': route.restApiId,
  }
  return context[source]
}

interface Kept {
  at: number
  output: AuthorizerOutput
}

/** By API, stage, authorizer and identity. A redeployed API keeps what it knows, as a stage's caches do. */
const kept = new WeakMap<World, Map<string, Kept>>()

/** @returns what the function said of this caller, now or within the authorizer's time to live, or the refusal */
export async function outputFor(
  world: World,
  authorizer: Authorizer,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
  methodArn: string,
): Promise<AuthorizerOutput | GatewayError> {
  const identity = sourcesOf(authorizer).map((source) => sentUnder(source, route, request))
  // A REQUEST authorizer needs all of its sources, and is not called without them.
  if (identity.some((value) => !value)) return errors.unauthorized
  const { type, identityValidationExpression: expression } = authorizer
  if (type === 'TOKEN' && expression && !RE2JS.matches(expression, identity[0] ?? '')) return errors.unauthorized
  const ttlMs = (authorizer.authorizerResultTtlInSeconds ?? defaultTtlSeconds) * 1000
  const known = kept.get(world) ?? new Map<string, Kept>()
  kept.set(world, known)
  const key = JSON.stringify([route.restApiId, route.stage, authorizer.id, ...identity])
  const before = known.get(key)
  if (before && ttlMs > 0 && !world.clock.hasPassed(before.at, ttlMs)) return before.output
  const output = await invoke(world, authorizer, route, eventOf(authorizer, route, request, trace, methodArn), trace)
  if (!('type' in output) && ttlMs > 0) known.set(key, { at: world.clock.now(), output })
  return output
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html */
function eventOf(authorizer: Authorizer, route: Route, request: GatewayRequest, trace: Trace, methodArn: string) {
  const { type } = authorizer
  if (type === 'TOKEN')
    return { type, methodArn, authorizationToken: sentUnder(sourcesOf(authorizer)[0] ?? '', route, request) }
  const { body, isBase64Encoded, ...event } = proxyEvent(route, request, trace) as Record<string, unknown>
  return { type, methodArn, ...event }
}

async function invoke(
  world: World,
  authorizer: Authorizer,
  route: Route,
  event: object,
  trace: Trace,
): Promise<AuthorizerOutput | GatewayError> {
  const refuse = (error: GatewayError, why: string) => {
    trace.log(`Execution failed due to configuration error: ${why}`)
    return error
  }
  const functionArn = functionArnOf(authorizer.authorizerUri ?? '', route.variables, 'BUFFERED')
  if (!functionArn) return refuse(errors.authorizerMisconfigured, 'Invalid endpoint address')
  const [, partition, , region = '', accountId = '', , functionName = '', qualifier] = functionArn.split(':')
  const permitted = functionPolicyAllows(world, {
    functionArn,
    servicePrincipal: 'apigateway.amazonaws.com',
    // Of no stage: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-create.html
    sourceArn: `arn:${partition}:execute-api:${route.region}:${route.accountId}:${route.restApiId}/authorizers/${authorizer.id}`,
    sourceAccount: route.accountId,
  })
  if (!permitted) return refuse(errors.authorizerMisconfigured, 'Invalid permissions on Lambda function')
  const payload = Buffer.from(JSON.stringify(event))
  const invocation = { accountId, region, functionName, ...(qualifier ? { qualifier } : {}), payload }
  const called = await inTime(
    invokeFunction(world, invocation).catch(() => 'uncallable' as const),
    timeoutMs,
  )
  if (called === 'uncallable') return refuse(errors.authorizerMisconfigured, 'Authorizer error')
  const said = called?.payload.toString('utf8') ?? ''
  if (called && !called.functionError)
    return readOutput(said) ?? refuse(errors.authorizerMisconfigured, 'Authorizer error')
  // One word alone is the caller's fault: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
  return messageIn(said) === 'Unauthorized' ? errors.unauthorized : refuse(errors.authorizerFailed, 'Authorizer error')
}

function messageIn(payload: string): unknown {
  try {
    return (JSON.parse(payload) as { errorMessage?: unknown }).errorMessage
  } catch {
    return undefined
  }
}
