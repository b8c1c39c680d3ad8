/** What a guarded URL requires of a caller: a signature of the server's for each request, or a token of a user pool. */
import type { Result } from '@/lib/result'
import { settle } from '../../ui/settle'
import type { Authorize } from '../call/authorize'
import type { Call, NotSent } from '../call/call'

/** What is signed of one request; where it goes is the server's to know. */
export interface ToSign {
  method: Call['method']
  /** The query as it is sent, without `?`. */
  query: string
  /** Hex; of POST only. */
  bodySha256?: string
}

export type Sign = (request: ToSign) => Promise<Result<{ url: string; headers: Record<string, string> }>>

/** The server signs this one request and the browser sends it, to the URL that was signed. */
export const withSignature =
  (sign: Sign): Authorize =>
  async (call) => {
    if (call.body !== undefined && !globalThis.crypto?.subtle) return { ...call, notSent: noDigest }
    const bodySha256 = call.body === undefined ? undefined : await sha256(call.body)
    const query = new URL(call.url).search.slice(1)
    const signed = await settle(sign({ method: call.method, query, bodySha256 }))
    if (signed.ok) return { ...call, url: signed.value.url, headers: { ...call.headers, ...signed.value.headers } }
    const { message, cause = '', remedy = 'Try again.' } = signed.error
    return { ...call, notSent: { title: notSigned, cause: `${message} ${cause}`.trim(), remedy } }
  }

/** An empty token is not sent. */
export const withToken =
  (token: string): Authorize =>
  (call) =>
    token ? { ...call, headers: { ...call.headers, authorization: token } } : call

const notSigned = 'The request was not signed.'

/** https://developer.mozilla.org/en-US/docs/Web/API/SubtleCrypto */
const noDigest: NotSent = {
  title: notSigned,
  cause: 'A signature covers the body, and a browser computes SHA-256 only on pages that came over https.',
  remedy: 'Open the console over https, or send a row that fits the address.',
}

async function sha256(body: string | Blob): Promise<string> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : await body.arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
