/**
 * Calls the public API as its access wants it. What the console cannot be, a person of the user pool or an address of the
 * list, it does not pretend to be: the refusal proves the door, and the gateway's own test what lies behind it.
 */

import { callMethod } from '../../aws/apigateway/test-method'
import { signRequest } from '../../aws/sign-request'
import type { Behind } from '../../own-calls/count'
import type { OwnPlace } from '../../own-calls/types'
import { namesOf } from '../../spec/names'
import { type Route, servingEndpoint } from '../../spec/route'
import type { ApiSpec, WiringTarget } from '../../spec/spec'
import { isKeptOut } from '../openapi/allow-list'
import type { Run } from '../run/run'
import type { Desired } from '../state/desired'
import { sendRequest, type UrlResponse } from './probe'

type Caller = Pick<Run, 'context' | 'ownCalls'>

/** Through the URL, or, with the reason, through the gateway's own test. */
export type Way = { kind: 'url' } | { kind: 'test'; why: string }

export interface UrlRequest {
  method?: 'GET' | 'POST'
  query?: Record<string, string>
  headers?: Record<string, string>
  /** Bytes only on the way through the URL: the gateway's own test takes none. */
  body?: string | Uint8Array<ArrayBuffer>
  /** How long the answer can take; a little more than every gateway's wait unless given. */
  waitMs?: number
  /** Leaves the body of a good answer unread, as one that is streamed can take long. */
  briefly?: boolean
}

/** Calls the URL like its callers; signed by the console's own credentials if the method requires a signature. */
export async function callUrl(
  { context, ownCalls }: Caller,
  desired: Desired,
  { url, restApiId }: { url: string; restApiId: string },
  { method = 'GET', query = {}, headers = {}, body, waitMs, briefly }: UrlRequest,
): Promise<UrlResponse> {
  const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  const fullUrl = pairs.length > 0 ? `${url}?${pairs.join('&')}` : url
  const signed =
    desired.spec.access.kind === 'iam' ? await signRequest(context.clients, { method, url: fullUrl, body }) : {}
  const response = await sendRequest(context, fullUrl, {
    method,
    headers: { ...headers, ...signed },
    body,
    waitMs,
    briefly,
  })
  ownCalls.call(ownPlaceOf(desired.spec, desired.route, context.target, restApiId), response, behindOf(desired))
  return response
}

/** Past authorization and resource policy. */
export const callBehind = async (
  { context: { clients, target }, ownCalls }: Caller,
  desired: Desired,
  restApiId: string,
  { method = 'GET', briefly: _, body, ...request }: UrlRequest,
): Promise<UrlResponse> => {
  const { transferMode } = desired.stage
  const stageVariables = transferMode ? { transferMode } : undefined
  const response = await callMethod(clients.apiGateway, {
    ...request,
    body: typeof body === 'string' ? body : undefined,
    restApiId,
    path: desired.api.definition.path,
    method,
    stageVariables,
  })
  ownCalls.behind(ownPlaceOf(desired.spec, desired.route, target, restApiId), response, behindOf(desired))
  return response
}

export const behindOf = ({ route }: { route: Pick<Route, 'integration'> }): Behind =>
  route.integration?.kind ?? 'function'

/** Returns the hops that own calls of this spec's deployment reach, also of one that is about to be. */
export const ownPlaceOf = (
  { stage }: Pick<ApiSpec, 'stage'>,
  route: Route,
  target: WiringTarget,
  restApiId?: string,
): OwnPlace => ({
  api: restApiId === undefined ? undefined : { id: restApiId, stage },
  functionName: route.integration ? undefined : namesOf(route.endpointName, target).functionName,
  endpointName: servingEndpoint(route),
})

/**
 * Says whether the console, which has no token of a user pool, can be allowed at all: before a deployment spreads the URL is as
 * it was.
 */
export const letsIn = ({ spec }: Desired): boolean => spec.access.kind !== 'cognito'

/** Says whether the URL refuses the console as the spec says; undefined where it has to let it in, or does not refuse yet. */
export function refusedAsSpecified(
  { spec }: Desired,
  response: Pick<UrlResponse, 'status' | 'body'>,
): string | undefined {
  if (spec.access.kind === 'cognito' && response.status === 401)
    return '401 without a token, as the spec says: the user pool guards the URL'
  if (spec.allowedIps.length > 0 && isKeptOut(response))
    return "The allow-list keeps this console's address out, as the spec says"
  if (
    spec.access.kind === 'iam' &&
    response.status === 403 &&
    /not authorized to perform: execute-api:Invoke/.test(response.body)
  )
    return "The console's own credentials lack execute-api:Invoke, so the URL refuses them"
  return undefined
}
