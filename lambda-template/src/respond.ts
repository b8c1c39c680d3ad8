/**
 * Answers in the proxy integration's form, each with CORS headers: a browser shows an error without them as a network
 * failure. https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
import { stringify } from 'lossless-json'
import type { Failure } from './errors'
import type { ModelResponse } from './invoke'
import { normalisedType } from './request/accept'
import type { Normalised } from './response/normalise'

export interface ProxyResponse {
  statusCode: number
  headers: Record<string, string>
  body: string
  isBase64Encoded: boolean
}

/** The response payload of a synchronous invocation. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxResponseBytes = 6 * 1024 * 1024
const json = 'application/json; charset=utf-8'

export function corsHeaders(origin: string | undefined, allowed: string[]): Record<string, string> {
  const exposed = { 'Access-Control-Expose-Headers': 'Server-Timing, Retry-After, x-amzn-RequestId', Vary: 'Origin' }
  const allow = allowed.includes('*') ? '*' : origin && allowed.includes(origin) ? origin : undefined
  if (!allow) return exposed
  return { ...exposed, 'Access-Control-Allow-Origin': allow, 'Timing-Allow-Origin': allow }
}

/** The gateway answers OPTIONS itself; where it does not, this does. */
export const preflight = (methods: string[]): ProxyResponse => ({
  statusCode: 204,
  headers: {
    'Access-Control-Allow-Methods': [...methods, 'OPTIONS'].join(','),
    'Access-Control-Allow-Headers': 'Content-Type,Accept,X-Api-Key,Authorization',
    'Access-Control-Max-Age': '600',
  },
  body: '',
  isBase64Encoded: false,
})

export const jsonResponse = (statusCode: number, value: object): ProxyResponse => ({
  statusCode,
  headers: { 'Content-Type': json },
  body: JSON.stringify(value),
  isBase64Encoded: false,
})

export function failureResponse(
  { status, code, message, headers, expected }: Failure,
  requestId: string,
): ProxyResponse {
  const response = jsonResponse(status, { code, message, expected, requestId })
  return { ...response, headers: { ...response.headers, ...headers } }
}

/** The model's body and content type, unchanged. @returns undefined where Lambda could not return it */
export function modelResponse({ body, contentType }: ModelResponse): ProxyResponse | undefined {
  const text = isText(contentType) ? decode(body) : undefined
  const response = {
    statusCode: 200,
    headers: { 'Content-Type': contentType },
    body: text ?? Buffer.from(body).toString('base64'),
    isBase64Encoded: text === undefined,
  }
  return fits(response) ? response : undefined
}

/** @returns undefined where Lambda could not return it */
export function fittingJson(value: object): ProxyResponse | undefined {
  const response = jsonResponse(200, value)
  return fits(response) ? response : undefined
}

/** @returns undefined where Lambda could not return it */
export function normalisedResponse(normalised: Normalised, isExact: boolean): ProxyResponse | undefined {
  // Three times as slow, and a number keeps all of its digits.
  const body = isExact ? stringify(normalised) : undefined
  const response = {
    ...jsonResponse(200, body === undefined ? normalised : {}),
    ...(body === undefined ? {} : { body }),
  }
  response.headers['Content-Type'] = `${normalisedType}; charset=utf-8`
  return fits(response) ? response : undefined
}

const isText = (contentType: string): boolean =>
  /^(text\/|application\/(json|jsonlines|x-jsonlines|x-ndjson|xml|x-www-form-urlencoded|javascript)\b|[^;]+\+(json|xml)\b)/i.test(
    contentType.trim(),
  )

/** @returns undefined for bytes that are no UTF-8: as text they would not stay unchanged */
function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return undefined
  }
}

/** Lambda measures the answer as JSON, where a character can take six bytes. */
function fits(response: ProxyResponse): boolean {
  if (response.body.length > maxResponseBytes) return false
  return response.body.length * 6 < maxResponseBytes || Buffer.byteLength(JSON.stringify(response)) <= maxResponseBytes
}
