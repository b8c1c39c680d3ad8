/** What the model itself gets with a request: the handler's reading of it, so that hop by hop the payload is one. Pure. */
import { normalisedType, type RequestShape } from '../model/requests/request-shape'
import { bodyBytes, type EventRequest } from './proxy-event'

export interface ModelCall {
  contentType: string
  accept?: string
  body: Uint8Array<ArrayBuffer>
}

/** Or why this request never reaches the model. */
export function modelCallOf(
  request: EventRequest,
  queryParameter: string,
  form: RequestShape['form'] = 'rows',
): ModelCall | { ends: string } {
  const { method, headers, query } = request
  if (method === 'OPTIONS') return { ends: 'A preflight ends at the gateway: the model is not called.' }
  if (headers['x-portico-probe'] === '1') return { ends: 'The probe ends at the handler: the model is not called.' }
  const accept = definite(headers.accept)
  const rows = query.filter(([name]) => name === queryParameter).map(([, value]) => value)
  if (rows.length > 0) return { contentType: 'text/csv', accept, body: new TextEncoder().encode(rows.join('\n')) }
  if (!request.body && form === 'named' && query.length > 0) return { ends: byName }
  if (!request.body) return { ends: `The request has no data: no ?${queryParameter}= and no body.` }
  const contentType = headers['content-type'] ?? 'application/octet-stream'
  const isJson = form !== 'raw' && /^application\/json\b/i.test(contentType)
  if (isJson && form === 'named' && !isRows(request.body)) return { ends: byName }
  const csv = isJson ? csvOfData(request.body) : undefined
  return csv === undefined
    ? { contentType, accept, body: bodyBytes(request) }
    : { contentType: 'text/csv', accept, body: new TextEncoder().encode(csv) }
}

const byName = 'Features by name are put in order by the function; the model itself takes rows. Trace a row to call it.'

/** Neither an object of features nor a list of them. */
function isRows(text: string): boolean {
  const value = parsed(text)
  const inner = typeof value === 'object' && value !== null && 'data' in value ? value.data : value
  const [first] = Array.isArray(inner) ? inner : [inner]
  return typeof first !== 'object' || first === null || Array.isArray(first)
}

/** Browsers say "anything" in many ways; only a definite choice is passed on. */
const definite = (accept: string | undefined): string | undefined =>
  accept && !accept.includes('*/*') && !/text\/html/i.test(accept) && !accept.includes(normalisedType)
    ? accept
    : undefined

/** `{"data": rows}` alone is the public API's own form; all other JSON is the model's. */
function csvOfData(text: string): string | undefined {
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'data' || !('data' in value)) return
  const { data } = value
  if (typeof data === 'string') return data
  if (!Array.isArray(data)) return undefined
  const rows: unknown[] = data.some(Array.isArray) ? data : [data]
  return rows.map((row) => (Array.isArray(row) ? row.map((cell) => `${cell ?? ''}`).join(',') : `${row}`)).join('\n')
}

/**
 * TestInvokeMethod says application/json whatever it gets, so CSV goes as the JSON that means the same; other bodies
 * cannot be tested there. Undefined: not testable.
 */
export function testableBody({ body, base64, headers }: EventRequest): string | undefined {
  if (body === undefined) return ''
  if (base64) return undefined
  const contentType = headers['content-type'] ?? ''
  if (/^application\/json\b/i.test(contentType)) return body
  return /^text\/csv\b/i.test(contentType) ? JSON.stringify({ data: body }) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
