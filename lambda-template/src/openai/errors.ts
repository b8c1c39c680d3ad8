/**
 * Failures in OpenAI's form: `{"error": {"message", "type", "param", "code"}}`, with the statuses that its clients know.
 * https://platform.openai.com/docs/guides/error-codes
 */
import type { Failure } from '../errors'
import { jsonResponse, type ProxyResponse } from '../respond'

/** A failure that names the field of the request that it is about. */
export interface FieldFailure extends Failure {
  param?: string
}

export const refuse = (message: string, param?: string, code = 'unsupported_value', status = 400) => ({
  ok: false as const,
  failure: { status, code, message, param } satisfies FieldFailure,
})

/** What containers say of a prompt that is too long: vLLM, LMI, TGI, TEI. */
const tooLong =
  /context length|context window|max_model_len|must have less than \d+ tokens|maximum (?:allowed )?(?:input |sequence |context )?length|too many tokens/i

/** Statuses of a container that say the same to OpenAI's clients. */
const known = [400, 404, 409, 413, 422, 429]

interface ErrorBody {
  status: number
  error: { message: string; type: string; param: string | null; code: string }
}

/** Turns a failure into status and body. LMI refuses with 424, which OpenAI's clients do not know: it is 400 here. */
function errorOf({ status, code, message, said, param = null }: Failure & { param?: string | null }): ErrorBody {
  const words = said === undefined ? message : wordsIn(said)
  const error = (type: string, name: string) => ({ message: words, type, param, code: name })
  if (code === 'model_refused') {
    if (tooLong.test(words)) return { status: 400, error: error('invalid_request_error', 'context_length_exceeded') }
    // The container's own key is no matter of the caller's.
    if (status === 401 || status === 403) return { status: 502, error: error('server_error', code) }
    if (!known.includes(status)) return { status: 400, error: error('invalid_request_error', code) }
  }
  if (status === 429) return { status, error: error('rate_limit_error', 'rate_limit_exceeded') }
  if (status === 404 && (code === 'model_refused' || code === 'endpoint_not_found'))
    return { status, error: error('invalid_request_error', 'model_not_found') }
  return { status, error: error(status >= 500 ? 'server_error' : 'invalid_request_error', code) }
}

/** Takes the sentence out of a container's JSON: `{"error": {"message"}}`, `{"error"}`, `{"message"}`, `{"detail"}`. */
function wordsIn(said: string): string {
  let value: unknown
  try {
    value = JSON.parse(said)
  } catch {
    return said
  }
  const { error, message, detail } = members(value)
  const found = [members(error).message, error, message, detail].find((one) => typeof one === 'string' && one !== '')
  return typeof found === 'string' ? found : said
}

export const members = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

export function failureResponse(failure: Failure): ProxyResponse {
  const { status, error } = errorOf(failure)
  const response = jsonResponse(status, { error })
  return { ...response, headers: { ...response.headers, ...failure.headers } }
}

/**
 * The error of a stream, after its first bytes: no `[DONE]` follows, so that no client takes the answer for complete. The
 * openai package throws what an event has as `error`.
 */
export const errorEvent = (failure: Failure): string => `data: ${JSON.stringify({ error: errorOf(failure).error })}\n\n`
