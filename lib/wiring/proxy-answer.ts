/**
 * What a function answers to the gateway, as Invoke gives it back: JSON with its body, or, of one that streams, status and
 * headers as JSON, eight zero bytes and the body.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export interface ProxyAnswer {
  statusCode: number
  contentType?: string
  /** The handler's own times. */
  serverTiming?: string
  body: string
}

const delimiter = '\0'.repeat(8)

/** Undefined where the gateway could not read it either. */
export function readProxyAnswer(payload: string): ProxyAnswer | undefined {
  const at = payload.indexOf(delimiter)
  const answer = parseObject(at < 0 ? payload : payload.slice(0, at))
  if (typeof answer?.statusCode !== 'number') return undefined
  const body = at < 0 ? answer.body : payload.slice(at + delimiter.length)
  // An object where a text belongs is what the gateway calls malformed.
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined
  return {
    statusCode: answer.statusCode,
    contentType: headerIn(answer.headers, 'content-type'),
    serverTiming: headerIn(answer.headers, 'server-timing'),
    body: body ?? '',
  }
}

function headerIn(headers: unknown, wanted: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined
  const value: unknown = Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1]
  return typeof value === 'string' ? value : undefined
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
