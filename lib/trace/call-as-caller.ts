/**
 * The public API as a caller whom its access allows: with the playground's key, or signed by the console's credentials. What
 * the console cannot be it does not pretend to be: then the refusal is as the spec says, and says nothing of the wiring.
 */
import { createHash } from 'node:crypto'
import { signRequest } from '../aws/sign-request'
import { readPlaygroundKey } from '../keys/playground-key'
import { headersWithKey } from '../spec/api-parts/key-header'
import { refusedAsSpecified } from '../wiring/prove/call-url'
import type { WiringContext } from '../wiring/run/context'
import type { Desired } from '../wiring/state/desired'
import { callInvokeUrl } from './hops'
import { bodyBytes, type EventRequest } from './proxy-event'
import type { HopResult } from './types'

type CallerContext = Pick<WiringContext, 'clients' | 'consoleOrigin' | 'fetch'>

/** @param url rebuilt from AWS's own answers, its query in it */
export async function callAsCaller(
  context: CallerContext,
  desired: Desired | undefined,
  url: string,
  request: EventRequest,
): Promise<{ result: HopResult; keptOut?: string }> {
  const body = request.body === undefined ? undefined : bodyBytes(request)
  const headers = {
    ...request.headers,
    origin: context.consoleOrigin,
    ...(desired && (await credentialsOf(context, desired, url, request, body))),
  }
  const outcome = await callInvokeUrl(context.fetch, { url, method: request.method, headers, body })
  const withKey = desired && needsPlaygroundKey(desired, request)
  const result = withKey ? { ...outcome, request: { ...outcome.request, withPlaygroundKey: true as const } } : outcome
  const keptOut = desired && !result.healthy && !request.headers.authorization && refusedAsSpecified(desired, result)
  return { result, ...(keptOut ? { keptOut } : {}) }
}

const needsPlaygroundKey = ({ spec: { access } }: Desired, { headers }: EventRequest): boolean =>
  access.kind === 'key' && !headers['x-api-key'] && !(access.header && headers.authorization)

/** Nothing of it is shown: a hop shows of its request only method, path and type. */
async function credentialsOf(
  { clients }: CallerContext,
  desired: Desired,
  url: string,
  request: EventRequest,
  body: Uint8Array | undefined,
): Promise<Record<string, string>> {
  const { spec } = desired
  const { method, headers } = request
  if (needsPlaygroundKey(desired, request)) {
    const key = await readPlaygroundKey(clients, desired.endpointName)
    return key && spec.access.kind === 'key' ? headersWithKey(spec.access.header, key) : {}
  }
  if (spec.access.kind !== 'iam' || headers.authorization || (method !== 'GET' && method !== 'POST')) return {}
  const bodySha256 = body && createHash('sha256').update(body).digest('hex')
  return signRequest(clients, { method, url, bodySha256 })
}
