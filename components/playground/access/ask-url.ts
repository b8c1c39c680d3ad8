'use client'

/** How a page asks its URL: plainly, or bearing what the URL wants of a caller. */
import { createContext, useContext } from 'react'
import type { Result } from '@/lib/result'
import { settle } from '../../ui/settle'
import { type Asked, ask, type Call } from '../ask'

export type AskUrl = (call: Call, signal: AbortSignal, onWords?: (words: string) => void) => Promise<Asked | undefined>

const AskUrlContext = createContext<AskUrl>(ask)
export const AskUrlProvider = AskUrlContext.Provider
export const useAskUrl = (): AskUrl => useContext(AskUrlContext)

/** Of one request: what is signed of it. The URL itself is the server's to know. */
export interface ToSign {
  method: Call['method']
  /** As it is sent, without `?`. */
  query: string
  /** Hex; of POST only. */
  bodySha256?: string
}

export type SignRequest = (request: ToSign) => Promise<Result<{ url: string; headers: Record<string, string> }>>

/** The server signs this one request, the browser sends it: to the URL that was signed. */
export const askSigned =
  (sign: SignRequest): AskUrl =>
  async (call, signal, onWords) => {
    const begun = performance.now()
    const kept = (why: { title: string; cause: string; remedy: string }): Asked => ({
      kind: 'unreachable',
      timedOut: false,
      latencyMs: performance.now() - begun,
      why,
    })
    if (call.body !== undefined && !globalThis.crypto?.subtle) return kept(noDigest)
    const bodySha256 = call.body === undefined ? undefined : await sha256(call.body)
    const query = new URL(call.url).search.slice(1)
    const signed = await settle(sign({ method: call.method, query, bodySha256 }))
    if (signal.aborted) return undefined
    if (!signed.ok) {
      const { message, cause = '', remedy = 'Try again.' } = signed.error
      return kept({ title: 'The request was not signed.', cause: `${message} ${cause}`.trim(), remedy })
    }
    const { url, headers } = signed.value
    return ask({ ...call, url, headers: { ...call.headers, ...headers } }, signal, onWords)
  }

/** https://developer.mozilla.org/en-US/docs/Web/API/SubtleCrypto */
const noDigest = {
  title: 'The request was not signed.',
  cause: 'A signature covers the body, and a browser computes SHA-256 only on pages that came over https.',
  remedy: 'Open the console over https, or send a row that fits the address.',
}

async function sha256(body: string | Blob): Promise<string> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : await body.arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A token of the user pool goes with each request. */
export const askBearing =
  (token: string): AskUrl =>
  (call, signal, onWords) =>
    ask(token ? { ...call, headers: { ...call.headers, authorization: token } } : call, signal, onWords)
