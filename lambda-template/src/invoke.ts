/**
 * InvokeEndpoint, signed by hand: a bundle of a few KB starts twice as fast as one with the SDK's client in it.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
import { AwsV4Signer } from 'aws4fetch'
import { explain, type Failure, misconfigured, type Refusal, tooSlow, unreachable } from './errors'
import type { ModelRequest } from './request'
import type { Environment } from './settings'

export interface ModelAnswer {
  body: Uint8Array
  contentType: string
}

export type Invoked = { ok: true; answer: ModelAnswer } | { ok: false; failure: Failure }

/** SageMaker's answer with its status and headers, its body not yet read. */
type Called = { ok: true; response: Response } | { ok: false; failure: Failure }

interface Way {
  operation: 'invocations' | 'invocations-response-stream'
  /** Where the operation takes what the caller wants back. */
  acceptHeader: string
  deadlineMs: number
  signal: AbortSignal
}

/** Signing keys of the day, by secret and region. */
const signingKeys = new Map<string, ArrayBuffer>()

const refuse = (failure: Failure) => ({ ok: false as const, failure })

/** @param deadlineMs after so long the model is given up; 0 or less: at once */
export async function invoke(
  request: ModelRequest,
  endpointName: string,
  deadlineMs: number,
  env: Environment,
): Promise<Invoked> {
  const signal = AbortSignal.timeout(Math.max(0, deadlineMs))
  const way: Way = { operation: 'invocations', acceptHeader: 'Accept', deadlineMs, signal }
  const called = await callEndpoint(request, endpointName, env, way)
  if (!called.ok) return called
  const { headers } = called.response
  try {
    const body = new Uint8Array(await called.response.arrayBuffer())
    return { ok: true, answer: { body, contentType: headers.get('content-type') ?? 'application/octet-stream' } }
  } catch (error) {
    return refuse(unanswered(error, deadlineMs))
  }
}

export async function callEndpoint(
  request: ModelRequest,
  endpointName: string,
  env: Environment,
  { operation, acceptHeader, deadlineMs, signal }: Way,
): Promise<Called> {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (!endpointName) return refuse(misconfigured('ENDPOINT_NAME'))
  if (!region) return refuse(misconfigured('AWS_REGION'))
  if (!accessKeyId || !secretAccessKey) return refuse(misconfigured("the role's session"))
  if (deadlineMs <= 0) return refuse(tooSlow(0))
  const signer = new AwsV4Signer({
    method: 'POST',
    url: `${runtimeUrl(region, env)}/endpoints/${encodeURIComponent(endpointName)}/${operation}`,
    headers: { 'Content-Type': request.contentType, ...(request.accept ? { [acceptHeader]: request.accept } : {}) },
    body: request.body,
    accessKeyId,
    secretAccessKey,
    sessionToken: env.AWS_SESSION_TOKEN,
    service: 'sagemaker',
    region,
    cache: signingKeys,
  })
  try {
    const { url, headers } = await signer.sign()
    const response = await send(url, { method: 'POST', headers, body: request.body, signal })
    if (response.ok) return { ok: true, response }
    return refuse(explain(readRefusal(response, new Uint8Array(await response.arrayBuffer())), endpointName))
  } catch (error) {
    return refuse(unanswered(error, deadlineMs))
  }
}

const unanswered = (error: unknown, deadlineMs: number): Failure =>
  error instanceof Error && error.name === 'TimeoutError' ? tooSlow(deadlineMs) : unreachable

/**
 * While Lambda freezes the process between two requests, the other side closes kept connections unseen; the first
 * request after it meets a dead socket, and one more try a live one. An inference changes nothing, so asking twice is safe.
 */
async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted || !isClosedSocket(error)) throw error
    return fetch(url, init)
  }
}

function isClosedSocket(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE'
}

function readRefusal(response: Response, body: Uint8Array): Refusal {
  const fields = parseObject(new TextDecoder().decode(body))
  const type = response.headers.get('x-amzn-errortype') ?? textOf(fields.__type) ?? textOf(fields.code) ?? ''
  const originalStatus = Number(fields.OriginalStatusCode)
  return {
    status: response.status,
    // `ModelError:http://…` and `com.amazonaws…#ModelError` both name it.
    name: type.split(':')[0]?.split('#').at(-1) ?? '',
    message: textOf(fields.Message) ?? textOf(fields.message) ?? '',
    originalStatus: Number.isInteger(originalStatus) ? originalStatus : undefined,
    originalMessage: textOf(fields.OriginalMessage),
  }
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/**
 * As AWS's own SDKs choose it.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * https://docs.aws.amazon.com/general/latest/gr/sagemaker.html
 */
export function runtimeUrl(region: string, env: Environment): string {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  const url =
    env.AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME || env.AWS_ENDPOINT_URL || `https://runtime.sagemaker.${region}.${suffix}`
  return url.replace(/\/+$/, '')
}
