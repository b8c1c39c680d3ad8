/**
 * What a function must answer; anything else is "Malformed Lambda proxy response".
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
export interface ProxyResponse {
  statusCode: number
  headers: [string, string][]
  body: string
  isBase64Encoded: boolean
}

const members = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded', 'cookies'])

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const remapped = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'server',
  'te',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
])
const dropped = new Set(['connection', 'transfer-encoding', 'content-length'])

export function readResponse(text: string): ProxyResponse | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const response = value as Record<string, unknown>
  if (Object.keys(response).some((key) => !members.has(key))) return undefined
  if (Object.keys(response).length === 0) return undefined
  const statusCode = Number(response.statusCode ?? 200)
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) return undefined
  if (response.body !== undefined && response.body !== null && typeof response.body !== 'string') return undefined
  if (response.isBase64Encoded !== undefined && typeof response.isBase64Encoded !== 'boolean') return undefined
  const headers = headersOf(response.headers, response.multiValueHeaders)
  if (!headers) return undefined
  return { statusCode, headers, body: response.body ?? '', isBase64Encoded: response.isBase64Encoded === true }
}

/** Merges both: a header that both name has the values of both, by the name in `multiValueHeaders`. */
function headersOf(single: unknown, multi: unknown): [string, string][] | undefined {
  const pairs: [string, string][] = []
  for (const [name, values] of entriesOf(multi) ?? []) {
    if (!Array.isArray(values)) return undefined
    for (const value of values) pairs.push([name, String(value)])
  }
  for (const [name, value] of entriesOf(single) ?? []) {
    if (typeof value === 'object' && value !== null) return undefined
    const before = pairs.filter(([other]) => other.toLowerCase() === name.toLowerCase())
    if (!before.some(([, other]) => other === String(value))) pairs.push([before[0]?.[0] ?? name, String(value)])
  }
  if (entriesOf(multi) === undefined || entriesOf(single) === undefined) return undefined
  return pairs
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .map(([name, value]) => [remapped.has(name.toLowerCase()) ? `x-amzn-remapped-${name.toLowerCase()}` : name, value])
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (value === undefined || value === null) return []
  return typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : undefined
}
