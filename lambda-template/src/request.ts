/** From the caller's request to what the model is asked. */
import { type Failure, tooLarge } from './errors'
import type { ProxyEvent } from './event'
import { countRows, csvOfData } from './rows'

export interface ModelRequest {
  body: Uint8Array<ArrayBuffer>
  contentType: string
  accept?: string
  /** Headers that say which part of the endpoint answers. */
  target?: Record<string, string>
  /** Known for tabular requests. */
  rows?: number
}

/** InvokeEndpoint's own limit. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html */
const maxBodyBytes = 6_291_456
const allowedMethods = ['GET', 'POST']

type Read = { ok: true; request: ModelRequest } | { ok: false; failure: Failure }

const refuse = (status: number, code: string, message: string, headers?: Record<string, string>): Read => ({
  ok: false,
  failure: { status, code, message, headers },
})

export function readRequest(event: ProxyEvent, queryParameter: string): Read {
  const { method, query, body } = event
  const rightForm = `Send a row as ?${queryParameter}=5.1,3.5,1.4,0.2, or POST rows as text/csv or as {"data": [[5.1, 3.5, 1.4, 0.2]]}.`
  if (!allowedMethods.includes(method)) {
    return refuse(405, 'method_not_allowed', `${method} is not answered here. ${rightForm}`, {
      Allow: [...allowedMethods, 'OPTIONS'].join(', '),
    })
  }
  const rows = query[queryParameter]
  const hasBody = body.length > 0
  if (rows && hasBody) {
    return refuse(400, 'query_and_body', `There are rows in ?${queryParameter} and in the body: send one of the two.`)
  }
  if (method === 'GET' && hasBody) return refuse(400, 'body_needs_post', 'A body needs POST.')
  const read = rows ? readRows(rows, queryParameter, rightForm) : readBody(event, rightForm)
  if (read.ok && read.request.body.length > maxBodyBytes) {
    return { ok: false, failure: tooLarge(read.request.body.length) }
  }
  return read
}

function readRows(rows: string[], queryParameter: string, rightForm: string): Read {
  const lines = rows.map((row) => row.replace(/[\r\n]+$/, ''))
  const empty = lines.findIndex((line) => line.trim() === '')
  if (empty >= 0 && lines.length === 1) return refuse(400, 'missing_data', `?${queryParameter} is empty. ${rightForm}`)
  if (empty >= 0) return refuse(400, 'empty_row', `Row ${empty + 1} of ?${queryParameter} is empty.`)
  return csv(lines.join('\n'))
}

const csv = (text: string): Read => ({
  ok: true,
  request: { body: new TextEncoder().encode(text), contentType: 'text/csv', rows: countRows(text) },
})

function readBody({ body, headers }: ProxyEvent, rightForm: string): Read {
  const contentType = headers['content-type']?.trim() || 'application/octet-stream'
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase()
  const isTabular = mediaType === 'text/csv'
  const text = isTabular || mediaType === 'application/json' ? new TextDecoder().decode(body) : undefined
  if (body.length === 0 || text?.trim() === '') return refuse(400, 'missing_data', `There is no data. ${rightForm}`)
  const passed: Read = {
    ok: true,
    request: { body, contentType, rows: isTabular && text !== undefined ? countRows(text) : undefined },
  }
  return text === undefined || isTabular ? passed : readJson(text, passed, rightForm)
}

/** `{"data": …}` alone is ours; every other JSON is the model's own form and passes unchanged. */
function readJson(text: string, passed: Read, rightForm: string): Read {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Python writes these three words into JSON, and some containers read them.
    if (/\bNaN\b|\bInfinity\b/.test(text)) return passed
    return refuse(400, 'invalid_json', `The body says application/json and is not JSON. ${rightForm}`)
  }
  if (typeof value !== 'object' || value === null || !('data' in value) || Object.keys(value).length > 1) return passed
  const converted = csvOfData(value.data)
  if ('problem' in converted) return refuse(400, 'invalid_data', `${converted.problem}. ${rightForm}`)
  if (converted.csv.trim() === '') return refuse(400, 'missing_data', `"data" is empty. ${rightForm}`)
  return csv(converted.csv)
}

/**
 * What the caller wants back. Browsers and HTTP libraries say "anything" in many ways, and containers answer 406 to a
 * list that they do not know, so only a definite wish is passed on.
 */
export function readAccept(accept: string | undefined): string | undefined {
  if (!accept?.trim() || accept.includes('*/*') || /text\/html/i.test(accept)) return undefined
  return accept.trim()
}
