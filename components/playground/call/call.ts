/** A call of the public API, and what came of it. */

export interface Call {
  method: 'GET' | 'POST'
  url: string
  /** POST only: CSV, JSON, or a file's bytes. */
  body?: string | Blob
  /** The type of the body; text/csv by default. */
  contentType?: string
  accept?: string
  /** What else the URL requires of its callers. */
  headers?: Record<string, string>
  /** Gives another call to the same URL what it requires of callers. */
  again?: (call: Call) => Call | Promise<Call>
  /** Called with each answer to it. */
  onResponse?: (call: Call, response: CallResponse) => void
  /** It is not sent, and this is why. */
  notSent?: NotSent
}

export interface NotSent {
  title: string
  cause: string
  remedy: string
}

export interface CallResponse {
  kind: 'response'
  status: number
  contentType: string
  text: string
  /** True for a kept run whose text is a stream's words put together. */
  isAssembled?: boolean
  /** The body's bytes, where it is a picture. */
  image?: Blob
  /** From the request's start to the last byte, as this browser saw it. */
  latencyMs: number
  /** For an answer in events: the time from the request's start to the first words. */
  firstTokenMs?: number
  serverTiming: string | null
  /** AWS's own name of a gateway error. */
  errorType?: string
  requestId?: string
  retryAfter?: string
}

export type CallOutcome = CallResponse | { kind: 'unreachable'; timedOut: boolean; latencyMs: number; why?: NotSent }
