/** What there is to know of an error: AWS's name, words and request id, or the network's code. */
import type { Failure } from '../result'

/** A failure of our own making, thrown where a value cannot be returned: a foreign resource, a wait that ended. */
export class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message)
    this.name = 'Refusal'
  }
}

export interface ErrorFacts {
  name: string
  message: string
  status?: number
  requestId?: string
  operation?: string
}

const networkCode =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_.+)$/

/** Undefined for what is neither AWS's answer, nor the network's, nor missing credentials: a mistake of ours. */
export function factsOf(error: unknown): ErrorFacts | undefined {
  if (!(error instanceof Error)) return undefined
  const { name, message } = error
  if ('$fault' in error || ('$metadata' in error && name !== 'Error')) {
    const metadata = '$metadata' in error ? (error.$metadata as Partial<Metadata>) : {}
    return { name, message, status: metadata.httpStatusCode, requestId: metadata.requestId }
  }
  if (/^(CredentialsProviderError|TokenProviderError|TimeoutError|AbortError)$/.test(name)) return { name, message }
  const code = codeOf(error) ?? codeOf(error.cause)
  if (code) return { name: code, message: message === 'fetch failed' ? causeText(error.cause) : message }
  return undefined
}

interface Metadata {
  httpStatusCode: number
  requestId: string
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' && networkCode.test(error.code) ? error.code : undefined
}

const causeText = (cause: unknown): string => (cause instanceof Error ? cause.message || cause.name : 'fetch failed')
