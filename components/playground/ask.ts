/** Calls the public URL from this browser, as a customer's page would. */
import { buildUrl } from '@/lib/features/build-url'
import { readBody } from './read-body'

export interface Call {
  method: 'GET' | 'POST'
  url: string
  /** CSV; POST only. */
  body?: string
}

export interface Answer {
  kind: 'answer'
  status: number
  contentType: string
  text: string
  /** The body's bytes, where it is a picture. */
  image?: Blob
  /** From the request's start to the last byte, as this browser saw it. */
  latencyMs: number
  serverTiming: string | null
  /** AWS's own name of a gateway error. */
  errorType?: string
  requestId?: string
  retryAfter?: string
}

export type Asked = Answer | { kind: 'unreachable'; timedOut: boolean; latencyMs: number }

/** The gateway answers within 29 s; a little later it is the network. */
const timeoutMs = 32_000

/** Rows in the query where they fit, else as a body of type text/csv. */
export function callOf(invokeUrl: string, queryParameter: string, rows: string[]): Call {
  const url = buildUrl(invokeUrl, queryParameter, rows)
  return url.ok ? { method: 'GET', url: url.value } : { method: 'POST', url: invokeUrl, body: rows.join('\n') }
}

/** Undefined where the caller changed its mind. */
export async function ask({ method, url, body }: Call, signal: AbortSignal): Promise<Asked | undefined> {
  const begun = performance.now()
  const deadline = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, {
      method,
      body,
      headers: body === undefined ? {} : { 'content-type': 'text/csv' },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, deadline]),
    })
    const read = await readBody(response)
    const header = (name: string) => response.headers.get(name) ?? undefined
    return {
      kind: 'answer',
      status: response.status,
      contentType: header('content-type') ?? '',
      ...read,
      latencyMs: performance.now() - begun,
      serverTiming: response.headers.get('server-timing'),
      errorType: header('x-amzn-errortype'),
      requestId: header('x-amzn-requestid'),
      retryAfter: header('retry-after'),
    }
  } catch {
    if (signal.aborted) return undefined
    return { kind: 'unreachable', timedOut: deadline.aborted, latencyMs: performance.now() - begun }
  }
}
