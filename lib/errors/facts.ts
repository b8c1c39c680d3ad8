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
  /** `API Gateway GetDocumentationParts`. */
  operation?: string
  /** The answer was no AWS response: HTML, plain text, nothing. */
  foreign?: boolean
}

const networkCode =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_.+)$/

/** Undefined for what is neither AWS's answer, nor the network's, nor missing credentials: a mistake of ours. */
export function factsOf(error: unknown): ErrorFacts | undefined {
  if (!(error instanceof Error)) return undefined
  const { message } = error
  const name = nameOf(error)
  // The SDK keeps the response of an answer that it cannot read, and throws its parser's error, which has no `$fault`.
  const foreign = !('$fault' in error) && '$response' in error
  if ('$fault' in error || foreign || ('$metadata' in error && name !== 'Error')) {
    const metadata = '$metadata' in error ? (error.$metadata as Partial<Metadata>) : {}
    const operation = operationOf(error)
    return {
      name,
      message,
      status: metadata.httpStatusCode,
      requestId: metadata.requestId,
      ...(operation ? { operation } : {}),
      ...(foreign ? { foreign } : {}),
    }
  }
  if (/^(CredentialsProviderError|TokenProviderError|TimeoutError|AbortError)$/.test(name)) return { name, message }
  const code = codeOf(error) ?? codeOf(error.cause)
  if (code) return { name: code, message: message === 'fetch failed' ? causeText(error.cause) : message }
  return undefined
}

/** The SDK calls a connection that was cut off a timeout too. */
const cutOff = /^(ECONNRESET|EPIPE)$/

function nameOf(error: Error): string {
  const code = error.name === 'TimeoutError' ? codeOf(error) : undefined
  return code && cutOff.test(code) ? code : error.name
}

const operations = new WeakMap<Error, string>()

/** Notes which operation an error answers, as the SDK's errors do not say it. */
export function noteOperation(error: unknown, operation: string): void {
  if (error instanceof Error) operations.set(error, operation)
}

const operationOf = (error: Error): string | undefined => operations.get(error)

const unknownOperation =
  /^(UnknownOperationException|UnknownOperation|InvalidAction|NotImplemented|UnsupportedOperation)$/
/** The SDK's names of an answer without an error's name. AWS names each of its errors. */
const nameless = /^(Unknown|UnknownError|NotFound)$/

/**
 * Says whether the endpoint does not have the operation. AWS has all that is called here; emulators answer 404 or 405 with a page
 * of their web server, 501, or an error that says so.
 */
export const lacksOperation = ({ name, message, status = 0, foreign = false }: ErrorFacts): boolean =>
  unknownOperation.test(name) ||
  status === 501 ||
  (status >= 500 && /not (yet |been |yet been )?implemented/i.test(message)) ||
  ((status === 404 || status === 405) && (foreign || nameless.test(name)))

interface Metadata {
  httpStatusCode: number
  requestId: string
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' && networkCode.test(error.code) ? error.code : undefined
}

const causeText = (cause: unknown): string => (cause instanceof Error ? cause.message || cause.name : 'fetch failed')
