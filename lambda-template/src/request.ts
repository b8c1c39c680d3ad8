/** From the caller's request to what the model is called. */

import type { Preference } from './accept'
import { isTooDeep, mostLevels } from './depth'
import { type Failure, tooLarge } from './errors'
import type { ProxyEvent } from './event'
import { csvOfNamed, type NamedRow, namedRowsOf } from './named'
import { featureNamed } from './names'
import { rightFormOf } from './right-form'
import { countRows, csvOfData } from './rows'
import type { Settings } from './settings'

export interface ModelRequest extends Preference {
  body: Uint8Array<ArrayBuffer>
  contentType: string
  /** Headers that say which part of the endpoint answers. */
  target?: Record<string, string>
  /** Known for tabular requests. */
  rows?: number
}

/** InvokeEndpoint's own limit. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html */
const maxBodyBytes = 6_291_456

type Read = { ok: true; request: ModelRequest } | { ok: false; failure: Failure }

const refuse = (status: number, code: string, message: string, headers?: Record<string, string>): Read => ({
  ok: false,
  failure: { status, code, message, headers },
})

export function readRequest(event: ProxyEvent, settings: Settings): Read {
  const { method, query, body } = event
  const { queryParameter, methods } = settings
  const rightForm = rightFormOf(settings)
  if (!methods.some((one) => one === method)) {
    return refuse(405, 'method_not_allowed', `${method} is not answered here. ${rightForm}`, {
      Allow: [...methods, 'OPTIONS'].join(', '),
    })
  }
  const rows = query[queryParameter]
  const named = namedIn(event, settings)
  if (rows && named.length > 0) {
    return refuse(
      400,
      'rows_and_names',
      `There are rows in ?${queryParameter} and features beside it: send one of the two.`,
    )
  }
  if ((rows || named.length > 0) && body.length > 0) {
    const place = rows ? `There are rows in ?${queryParameter}` : 'There are features in the query'
    return refuse(400, 'query_and_body', `${place} and in the body: send one of the two.`)
  }
  if (method === 'GET' && body.length > 0) return refuse(400, 'body_needs_post', 'A body needs POST.')
  const read = rows
    ? readRows(rows, queryParameter, rightForm)
    : named.length > 0
      ? readNamed([named], settings, rightForm)
      : readBody(event, settings, rightForm)
  if (read.ok && read.request.body.length > maxBodyBytes) {
    return { ok: false, failure: tooLarge(read.request.body.length) }
  }
  return read
}

/**
 * The features in the query. Beside rows or a body only names that are features count, since anything else there was never
 * read; alone, every name counts, so that a misspelt name is reported.
 */
function namedIn({ query, body }: ProxyEvent, settings: Settings): NamedRow {
  const { queryParameter, requestForm, contract, target } = settings
  if (requestForm !== 'named' || contract.features.length === 0) return []
  const isAlone = body.length === 0 && query[queryParameter] === undefined
  return Object.entries(query)
    .filter(
      ([name]) =>
        name !== queryParameter && name !== target.modelParameter && (isAlone || featureNamed(contract.features, name)),
    )
    .flatMap(([name, values]) => values.map((value): NamedRow[number] => [name, value]))
}

function readNamed(rows: NamedRow[], { contract }: Settings, rightForm: string): Read {
  const converted = csvOfNamed(rows, contract)
  return 'problem' in converted ? refuse(400, converted.code, `${converted.problem}. ${rightForm}`) : csv(converted.csv)
}

function readRows(rows: string[], queryParameter: string, rightForm: string): Read {
  const lines = rows.map((row) => row.replace(/(?<![\r\n])[\r\n]+$/, ''))
  const empty = lines.findIndex((line) => line.trim() === '')
  if (empty >= 0 && lines.length === 1) return refuse(400, 'missing_data', `?${queryParameter} is empty. ${rightForm}`)
  if (empty >= 0) return refuse(400, 'empty_row', `Row ${empty + 1} of ?${queryParameter} is empty.`)
  return csv(lines.join('\n'))
}

const csv = (text: string): Read => ({
  ok: true,
  request: { body: new TextEncoder().encode(text), contentType: 'text/csv', rows: countRows(text) },
})

function readBody({ body, headers }: ProxyEvent, settings: Settings, rightForm: string): Read {
  const contentType = headers['content-type']?.trim() || 'application/octet-stream'
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase()
  const isTabular = mediaType === 'text/csv'
  const text = isTabular || mediaType === 'application/json' ? new TextDecoder().decode(body) : undefined
  if (body.length === 0 || text?.trim() === '') return refuse(400, 'missing_data', `There is no data. ${rightForm}`)
  const passed: Read = {
    ok: true,
    request: { body, contentType, rows: isTabular && text !== undefined ? countRows(text) : undefined },
  }
  const isRead = text !== undefined && !isTabular && settings.requestForm !== 'raw'
  return isRead ? readJson(text, passed, settings, rightForm) : passed
}

/** `{"data": …}` alone is ours, and named features where they are taken; every other JSON passes unchanged. */
function readJson(text: string, passed: Read, settings: Settings, rightForm: string): Read {
  if (isTooDeep(text)) {
    return refuse(400, 'too_deep', `The body is nested deeper than ${mostLevels} levels. ${rightForm}`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Python writes these three words into JSON, and some containers read them.
    if (/\bNaN\b|\bInfinity\b/.test(text)) return passed
    return refuse(400, 'invalid_json', `The body says application/json and is not JSON. ${rightForm}`)
  }
  const named = settings.requestForm === 'named' ? namedRowsOf(value, settings.contract) : undefined
  if (named) return readNamed(named, settings, rightForm)
  if (typeof value !== 'object' || value === null || !('data' in value) || Object.keys(value).length > 1) return passed
  const converted = csvOfData(value.data)
  if ('problem' in converted) return refuse(400, 'invalid_data', `${converted.problem}. ${rightForm}`)
  if (converted.csv.trim() === '') return refuse(400, 'missing_data', `"data" is empty. ${rightForm}`)
  return csv(converted.csv)
}
