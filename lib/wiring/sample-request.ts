/** What a deploy sends to prove the model: the sample row in the query, or the sample text as a conversation's first message. */
import { isStreaming, type WiringSpec } from './spec'

export interface SampleRequest {
  method: 'GET' | 'POST'
  query: Record<string, string>
  /** JSON. */
  body?: string
}

/** Enough to prove that the model answers; more would only cost. */
const sampleTokens = 16

/** Undefined where no sample was given. */
export function sampleRequestOf(spec: WiringSpec): SampleRequest | undefined {
  const { sampleRow, contract, queryParameter } = spec
  if (!sampleRow) return undefined
  if (contract.input?.kind !== 'chat') return { method: 'GET', query: { [queryParameter]: sampleRow } }
  const messages = [{ role: 'user', content: sampleRow }]
  const body = JSON.stringify({ messages, max_tokens: sampleTokens, stream: isStreaming(spec) })
  return { method: 'POST', query: {}, body }
}
