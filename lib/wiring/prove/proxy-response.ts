/**
 * What a function answers to the gateway, as Invoke gives it back: JSON with its body, or, of one that streams, status and
 * headers as JSON, eight zero bytes and the body.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export interface ProxyResponse {
  statusCode: number
  contentType?: string
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
}

const delimiter = '\0'.repeat(8)

/** Undefined where the gateway could not read it either. */
export function readProxyResponse(payload: string): ProxyResponse | undefined {
  const at = payload.indexOf(delimiter)
  const response = parseObject(at < 0 ? payload : payload.slice(0, at))
  if (typeof response?.statusCode !== 'number') return undefined
  const body = at < 0 ? response.body : payload.slice(at + delimiter.length)
  // An object where a text belongs is what the gateway calls malformed.
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined
  const headers = headersOf(response.headers)
  return {
    statusCode: response.statusCode,
    contentType: headers['content-type'],
    headers,
    body: body ?? '',
  }
}

function headersOf(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {}
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), `${value}`]))
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
