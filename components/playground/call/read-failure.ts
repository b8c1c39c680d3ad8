/**
 * The handler's own failures are JSON with a code, a sentence and the id of the request; the gateway's have a message only, of
 * an OpenAI-compatible URL within `error`.
 */
export interface PublicFailure {
  code?: string
  message?: string
  /** What the log lines of the request are found by. */
  requestId?: string
}

export function readFailure(body: string): PublicFailure {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return {}
  }
  if (typeof value !== 'object' || value === null) return {}
  const { code, message, requestId, error } = value as Record<string, unknown>
  if (message === undefined && typeof error === 'object' && error !== null && 'message' in error)
    return { message: textOf(error.message) }
  return { code: textOf(code), message: textOf(message), requestId: textOf(requestId) }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
