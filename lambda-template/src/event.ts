/**
 * The event of a Lambda proxy integration, as far as it is read here; nothing of it is trusted to have its shape.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export interface ProxyEvent {
  method: string
  /** Names in lower case: a REST API keeps the spelling of the client. */
  headers: Record<string, string>
  /** Every value of every key, decoded by the gateway. */
  query: Record<string, string[]>
  body: Uint8Array<ArrayBuffer>
  /** The gateway took the body for text, so bytes that are none are lost. */
  isText: boolean
  stageVariables: Record<string, unknown>
  /** The path below the URL's own, decoded: `chat/completions`; absent on the URL's own. */
  below?: string
  /** The gateway matched the path of the Model Context Protocol. */
  isMcp: boolean
  requestId?: string
}

type Members = Record<string, unknown>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const members = (value: unknown): Members => (isMembers(value) ? value : {})

/** @returns undefined where it is no proxy event at all */
export function readEvent(event: unknown): ProxyEvent | undefined {
  if (!isMembers(event)) return undefined
  const body = readBody(event.body, event.isBase64Encoded === true)
  const query = readQuery(event)
  if (!body || !query) return undefined
  const { requestId } = members(event.requestContext)
  const { proxy } = members(event.pathParameters)
  return {
    isMcp: typeof event.resource === 'string' && event.resource.endsWith('/mcp'),
    method: verbOf(event.httpMethod, body),
    headers: readHeaders(event),
    query,
    body,
    isText: event.isBase64Encoded !== true,
    stageVariables: members(event.stageVariables),
    below: typeof proxy === 'string' ? proxy : undefined,
    requestId: typeof requestId === 'string' ? requestId : undefined,
  }
}

/**
 * An event typed by hand in a test often has nothing but its parameters, and API Gateway's own test of an ANY method can
 * name ANY: then the body decides.
 */
function verbOf(httpMethod: unknown, body: Uint8Array): string {
  const verb = typeof httpMethod === 'string' ? httpMethod.toUpperCase() : 'ANY'
  if (verb !== 'ANY') return verb
  return body.length > 0 ? 'POST' : 'GET'
}

function readBody(body: unknown, isBase64: boolean): Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined || body === null) return new Uint8Array()
  if (typeof body !== 'string') return undefined
  if (!isBase64) return new TextEncoder().encode(body)
  const plain = body.replace(/\s/g, '')
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) ? new Uint8Array(Buffer.from(plain, 'base64')) : undefined
}

function readHeaders(event: Members): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, values] of Object.entries(members(event.multiValueHeaders))) {
    if (Array.isArray(values)) headers[name.toLowerCase()] = values.filter((one) => typeof one === 'string').join(', ')
  }
  for (const [name, value] of Object.entries(members(event.headers))) {
    if (typeof value === 'string') headers[name.toLowerCase()] ??= value
  }
  return headers
}

/** For a repeated key `queryStringParameters` keeps the last value only. */
function readQuery(event: Members): Record<string, string[]> | undefined {
  // A caller can call a parameter `__proto__`.
  const query: Record<string, string[]> = Object.create(null)
  const entries = isMembers(event.multiValueQueryStringParameters)
    ? Object.entries(event.multiValueQueryStringParameters)
    : Object.entries(members(event.queryStringParameters)).map(([name, value]) => [name, [value]] as const)
  for (const [name, values] of entries) {
    if (!Array.isArray(values)) return undefined
    const texts = values.filter((value) => typeof value === 'string')
    if (texts.length !== values.length) return undefined
    query[name] = texts
  }
  return query
}
