/**
 * InvokeEndpoint, and what the runtime's three ways to invoke share.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
import { domainOf, type Environment } from './environment'
import { type Failure, misconfigured, tooSlow, unreachable } from './errors'
import { explain, type Refusal } from './explain'
import type { ModelRequest } from './request'
import { signedFetch, unset } from './signed-fetch'

export interface ModelResponse {
  body: Uint8Array
  contentType: string
}

export type Invoked = { ok: true; response: ModelResponse } | { ok: false; failure: Failure }

/** SageMaker's answer with its status and headers, its body not yet read. */
type Called = { ok: true; response: Response } | { ok: false; failure: Failure }

interface Way {
  operation: 'invocations' | 'invocations-response-stream' | 'async-invocations'
  /** The header in which the operation takes the type of what is sent; `Content-Type` unless given. */
  contentTypeHeader?: string
  /** The header in which the operation takes what the caller wants back. */
  acceptHeader: string
  /** Beside the request's own. */
  headers?: Record<string, string>
  deadlineMs: number
  signal: AbortSignal
}

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
    return { ok: true, response: { body, contentType: headers.get('content-type') ?? 'application/octet-stream' } }
  } catch (error) {
    return refuse(failureOf(error, deadlineMs))
  }
}

export async function callEndpoint(
  request: ModelRequest,
  endpointName: string,
  env: Environment,
  { operation, contentTypeHeader = 'Content-Type', acceptHeader, headers, deadlineMs, signal }: Way,
): Promise<Called> {
  if (!endpointName) return refuse(misconfigured('ENDPOINT_NAME'))
  const missing = unset(env)
  if (missing) return refuse(missing)
  if (deadlineMs <= 0) return refuse(tooSlow(0))
  const { body, contentType, accept, target } = request
  try {
    const response = await signedFetch(
      {
        service: 'sagemaker',
        method: 'POST',
        url: `${runtimeUrl(env.AWS_REGION ?? '', env)}/endpoints/${encodeURIComponent(endpointName)}/${operation}`,
        headers: {
          [contentTypeHeader]: contentType,
          ...(accept ? { [acceptHeader]: accept } : {}),
          ...target,
          ...headers,
        },
        body,
        signal,
      },
      env,
    )
    if (response.ok) return { ok: true, response }
    return refuse(explain(readRefusal(response, new Uint8Array(await response.arrayBuffer())), endpointName))
  } catch (error) {
    return refuse(failureOf(error, deadlineMs))
  }
}

const failureOf = (error: unknown, deadlineMs: number): Failure =>
  error instanceof Error && error.name === 'TimeoutError' ? tooSlow(deadlineMs) : unreachable

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
 * Chosen like AWS's own SDKs.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * https://docs.aws.amazon.com/general/latest/gr/sagemaker.html
 */
export function runtimeUrl(region: string, env: Environment): string {
  const url =
    env.AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME ||
    env.AWS_ENDPOINT_URL ||
    `https://runtime.sagemaker.${region}.${domainOf(env)}`
  return url.replace(/(?<!\/)\/+$/, '')
}
