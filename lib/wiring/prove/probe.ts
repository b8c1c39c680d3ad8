/**
 * Calls the public API itself. The probe is a request that the handler knows by its header and answers with its version
 * without calling the model: it proves gateway → permission → function for nothing; the sample row then proves the model.
 */
import { plainStatus } from '../../spec/route-parts/openai'
import type { WiringContext } from '../run/context'

export interface UrlResponse {
  status: number
  /** The handler's own times, and the gateway's name of an error of its own. */
  serverTiming?: string | null
  errorType?: string | null
  body: string
  contentType: string
  latencyMs: number
}

/** A little more than the 29 s of the gateway. */
const responseLimitMs = 35_000

/**
 * Applies to each request of this server to a public API: an answer there might be somebody's own, and its redirect is not
 * for the server to go, as it stands in another network than they do.
 */
export const unled = { redirect: 'manual', cache: 'no-store' } as const

/** @throws the network's errors */
export async function sendRequest(
  { clock, fetch }: Pick<WiringContext, 'clock' | 'fetch'>,
  url: string,
  {
    waitMs = responseLimitMs,
    briefly = false,
    ...sent
  }: {
    method?: 'GET' | 'POST'
    headers?: Record<string, string>
    body?: string | Uint8Array<ArrayBuffer>
    waitMs?: number
    /** Leaves the body of a good answer unread. */
    briefly?: boolean
  } = {},
): Promise<UrlResponse> {
  const start = clock.now()
  const request = { ...sent, ...unled, signal: AbortSignal.timeout(waitMs) }
  const response = await fetch(url, request)
  if (briefly && response.ok) await response.body?.cancel()
  return {
    status: response.status,
    body: briefly && response.ok ? '' : await response.text(),
    contentType: response.headers.get('content-type') ?? '',
    serverTiming: response.headers.get('server-timing'),
    errorType: response.headers.get('x-amzn-errortype'),
    latencyMs: clock.now() - start,
  }
}

export const probeHeaders = { 'x-portico-probe': '1' }

/** The version that answered, or undefined where it was not our handler. */
export function probedVersion({ status, body }: Pick<UrlResponse, 'status' | 'body'>): string | undefined {
  if (status !== 200) return undefined
  try {
    const response: unknown = JSON.parse(body)
    if (typeof response !== 'object' || response === null || !('portico' in response) || response.portico !== 'probe')
      return undefined
    return 'functionVersion' in response ? String(response.functionVersion) : undefined
  } catch {
    return undefined
  }
}

/**
 * What a refused probe means, from the gateway's own words.
 * @param keyed whether it had an API key
 */
export function whyRefused(response: Pick<UrlResponse, 'status' | 'body'>, keyed = false): string {
  const { body } = response
  const status = plainStatus(response.status, body)
  if (status === 403 && body.includes('Missing Authentication Token')) {
    return 'The gateway answers 403 Missing Authentication Token: the path or the deployment is not live.'
  }
  if (status === 401 && keyed)
    return 'The gateway answers 401: it reads no key in Authorization yet, or the authorizer refuses its form.'
  if (status === 401) return 'The gateway answers 401: the user pool that guards the URL does not know the caller.'
  if (status === 403 && body.includes('execute-api:Invoke'))
    return 'The gateway answers 403: the caller is not allowed to invoke it, by their own policies or by the resource policy.'
  if (status === 403 && /signature|security token/i.test(body))
    return `The gateway does not take the signature: ${body.slice(0, 200)}`
  if (status === 403 && keyed)
    return 'The gateway answers 403: the key is not active yet, is disabled, or is not in the usage plan of this stage.'
  if (status === 403)
    return 'The gateway answers 403: a resource policy, or a firewall in front of it, refuses callers.'
  if (status === 429 && body.includes('Limit Exceeded'))
    return "The gateway answers 429 Limit Exceeded: the playground's key has used up its quota of today. Raise the quota, or deploy again tomorrow (UTC)."
  if (status === 429) return 'The gateway answers 429: the stage is throttled just now.'
  if (status === 500)
    return 'The gateway answers 500: it is not allowed to invoke the function or the authorizer yet, or the permission does not fit.'
  if (status === 502) return 'The gateway answers 502: the function failed or gave no proxy response.'
  if (status === 504) return 'The gateway answers 504: the function took longer than it waits.'
  return `The URL answers ${status} with something else than the deployed handler.`
}

/** Says whether the caller's rate was used up for this moment; a quota that is used up is another matter. */
export const isOverRate = ({ status, body }: Pick<UrlResponse, 'status' | 'body'>): boolean =>
  status === 429 && body.includes('Too Many Requests')

/** Says whether the function itself was refused by SageMaker: a fresh policy takes seconds to hold. */
export const isModelAccessLagging = ({ status, body }: Pick<UrlResponse, 'status' | 'body'>): boolean =>
  status >= 400 && /role_denied|AccessDenied|not authorized to perform(?!: execute-api)/.test(body)
