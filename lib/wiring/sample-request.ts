/** What a deploy sends through the public URL: the probe, and the sample that proves the model. */
import { isStreaming, type WiringSpec } from './spec'

export interface SampleRequest {
  method: 'GET' | 'POST'
  query: Record<string, string>
  body?: string
  /** Of the body. */
  contentType?: string
}

type Callable = Pick<WiringSpec, 'queryParameter' | 'request'>

/** Enough to prove that the model answers; more would only cost. */
const sampleTokens = 16

/** A sample row in the query, or in the body where only POST is let through; a text as a conversation's first message. */
export function sampleRequestOf(spec: WiringSpec): SampleRequest | undefined {
  const { sampleRow, contract, queryParameter, request } = spec
  if (!sampleRow) return undefined
  if (contract.input?.kind === 'chat') {
    const messages = [{ role: 'user', content: sampleRow }]
    const body = JSON.stringify({ messages, max_tokens: sampleTokens, stream: isStreaming(spec) })
    return { method: 'POST', query: {}, body, contentType: 'application/json' }
  }
  if (request.methods !== 'post') return { method: 'GET', query: { [queryParameter]: sampleRow } }
  if (request.required) return { method: 'POST', query: { [queryParameter]: sampleRow } }
  return { method: 'POST', query: {}, body: sampleRow, contentType: 'text/csv' }
}

/** A request that the gateway lets through whatever it checks; its body is of a type that no model of the API speaks of. */
export function probeRequestOf({ queryParameter, request }: Callable): SampleRequest {
  const query: Record<string, string> = request.required ? { [queryParameter]: 'probe' } : {}
  if (request.methods !== 'post') return { method: 'GET', query }
  return { method: 'POST', query, body: 'probe', contentType: 'text/plain' }
}

export const urlOf = (url: string, query: SampleRequest['query']): string =>
  [url, new URLSearchParams(query).toString().replaceAll('+', '%20')].filter(Boolean).join('?')

export const headersOf = ({ contentType }: SampleRequest): Record<string, string> =>
  contentType === undefined ? {} : { 'Content-Type': contentType }
