/** From the caller's request to what the model is called. */

import { type Failure, tooLarge } from './errors'
import type { ProxyEvent } from './event'
import type { Preference } from './request/accept'
import { isTooDeep, mostLevels } from './request/depth'
import { csvFailure, hasHeader, jsonFailure } from './request/enforce'
import { parsePython, withDigits } from './request/exact-json'
import { readMultipart } from './request/multipart'
import { csvOfNamed, type NamedRow, namedRowsOf } from './request/named'
import { featureNamed } from './request/names'
import { plusAgain, plusInRows } from './request/plus'
import { rightFormOf } from './request/right-form'
import { countRows, csvOfData } from './request/rows'
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
export const maxBodyBytes = 6_291_456

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
    ? readRows(rows, settings, rightForm)
    : named.length > 0
      ? readNamedQuery(named, settings, rightForm)
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
  if ('csv' in converted && loneSurrogate.test(converted.csv))
    return refuse(400, 'invalid_value', `${brokenCharacter}. ${rightForm}`)
  return 'problem' in converted ? refuse(400, converted.code, `${converted.problem}. ${rightForm}`) : csv(converted.csv)
}

/** Names and values out of a query or a form, where a plus is a blank. */
function readNamedQuery(row: NamedRow, settings: Settings, rightForm: string): Read {
  const { features } = settings.contract
  const restored: NamedRow = []
  for (const [name, value] of row) {
    const feature = featureNamed(features, name)
    const cell = feature && typeof value === 'string' ? plusAgain(value, feature) : undefined
    if (cell && 'problem' in cell) return refuse(400, 'blank_in_number', `${cell.problem}. ${rightForm}`)
    restored.push([name, cell ? cell.text : value])
  }
  return readNamed([restored], settings, rightForm)
}

function readRows(rows: string[], settings: Settings, rightForm: string): Read {
  const { queryParameter, contract } = settings
  const lines = rows.map((row) => row.replace(/(?<![\r\n])[\r\n]+$/, ''))
  const empty = lines.findIndex((line) => line.trim() === '')
  if (empty >= 0 && lines.length === 1) return refuse(400, 'missing_data', `?${queryParameter} is empty. ${rightForm}`)
  if (empty >= 0) return refuse(400, 'empty_row', `Row ${empty + 1} of ?${queryParameter} is empty.`)
  const restored = plusInRows(lines.join('\n'), contract.features)
  if ('problem' in restored) return refuse(400, 'blank_in_number', `${restored.problem}. ${rightForm}`)
  return checked(csv(restored.text), restored.text, settings)
}

/** Refuses rows that do not fit the contract, if the spec says so. */
function checked(read: Read, text: string, { enforced, contract }: Settings): Read {
  const failure = enforced && read.ok && contract.features.length > 0 ? csvFailure(text, contract) : undefined
  return failure ? { ok: false, failure } : read
}

/** JSON can write half a character, as `\\ud800`, and UTF-8 cannot. */
const loneSurrogate = /\p{Surrogate}/u
const brokenCharacter = 'A text has half a character in it, which no model can be sent'

const csv = (text: string): Read => ({
  ok: true,
  request: { body: new TextEncoder().encode(text), contentType: 'text/csv', rows: countRows(text) },
})

function readBody(event: ProxyEvent, settings: Settings, rightForm: string): Read {
  const given = event.headers['content-type']?.trim()
  const contentType = given || 'application/octet-stream'
  const mediaType = mediaTypeOf(contentType)
  if (event.body.length === 0) return refuse(400, 'missing_data', `There is no data. ${rightForm}`)
  const guessed = given || settings.requestForm === 'raw' ? undefined : typeOfRows(event, settings)
  if (guessed) return readTyped(event.body, guessed, settings, rightForm)
  if (settings.requestForm !== 'raw' && mediaType === 'multipart/form-data')
    return readForm(event, contentType, settings, rightForm)
  if (settings.requestForm !== 'raw' && mediaType === 'application/x-www-form-urlencoded')
    return readUrlEncoded(new TextDecoder().decode(event.body), settings, rightForm)
  return readTyped(event.body, contentType, settings, rightForm)
}

const rowsOf = (text: string, { contract }: Settings) => countRows(text) - (hasHeader(text, contract) ? 1 : 0)

/** What Python's `requests.post(url, data="5.1,3.5")` sends has no type: a text is rows, if the model takes rows. */
function typeOfRows({ body, isText }: ProxyEvent, { contract }: Settings): string | undefined {
  if (!isText || contract.input.kind !== 'rows' || contract.features.length === 0) return undefined
  return /^\s*[[{]/.test(new TextDecoder().decode(body.subarray(0, 1_024))) ? 'application/json' : 'text/csv'
}

const mediaTypeOf = (contentType: string) => contentType.split(';')[0]?.trim().toLowerCase()

function readTyped(body: Uint8Array<ArrayBuffer>, contentType: string, settings: Settings, rightForm: string): Read {
  const mediaType = mediaTypeOf(contentType)
  const isTabular = mediaType === 'text/csv'
  const text = isTabular || mediaType === 'application/json' ? new TextDecoder().decode(body) : undefined
  if (body.length === 0 || text?.trim() === '') return refuse(400, 'missing_data', `There is no data. ${rightForm}`)
  const passed: Read = {
    ok: true,
    request: { body, contentType, rows: isTabular && text !== undefined ? rowsOf(text, settings) : undefined },
  }
  if (isTabular && text !== undefined && settings.requestForm !== 'raw') {
    const [first, second] = body
    const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
    if (settings.enforced && isWide)
      return refuse(400, 'wrong_encoding', `The rows are UTF-16, and text/csv is read as UTF-8 here. ${rightForm}`)
    return checked(passed, text, settings)
  }
  const isRead = text !== undefined && settings.requestForm !== 'raw'
  return isRead ? readJson(text, passed, settings, rightForm) : passed
}

/** A form's one file as if it were the body; a form without a file as the query that has its fields. */
function readForm({ body, isText }: ProxyEvent, contentType: string, settings: Settings, rightForm: string): Read {
  const { input } = settings.contract
  const usual = input.contentType?.endsWith('/*') ? undefined : input.contentType
  const form = readMultipart(body, contentType, usual)
  if ('problem' in form) return refuse(400, 'invalid_form', `${form.problem}. ${rightForm}`)
  if ('fields' in form) return readFields(form.fields, settings, rightForm)
  if (isText && (input.kind === 'image' || input.kind === 'audio'))
    return refuse(400, 'form_as_text', `API Gateway read this form as text, so its file is damaged. ${rightForm}`)
  return readTyped(form.file.body, form.file.contentType, settings, rightForm)
}

/** What `curl -d` sends unless a type is given: JSON and rows as they were typed, or the fields of a form. */
function readUrlEncoded(text: string, settings: Settings, rightForm: string): Read {
  const { kind, isPlain } = settings.contract.input
  const bytes = () => new TextEncoder().encode(text)
  if (/^\s*[[{]/.test(text)) return readTyped(bytes(), 'application/json', settings, rightForm)
  if (kind === 'text' && isPlain) return readTyped(bytes(), 'text/plain', settings, rightForm)
  if (text.includes('=')) return readFields([...new URLSearchParams(text)], settings, rightForm)
  if (kind !== 'rows')
    return refuse(400, 'form_unread', `The body came as a form, which curl -d says of every body. ${rightForm}`)
  // `--data-urlencode` encodes commas too, and no number has a percent sign.
  const [[decoded = ''] = []] = text.includes('%') && !text.includes(',') ? [...new URLSearchParams(text)] : []
  return decoded ? readRows([decoded], settings, rightForm) : readTyped(bytes(), 'text/csv', settings, rightForm)
}

function readFields(fields: [name: string, value: string][], settings: Settings, rightForm: string): Read {
  const { queryParameter, requestForm, contract } = settings
  const rows = fields.filter(([name]) => name === queryParameter).map(([, value]) => value)
  if (rows.length > 0 && rows.length === fields.length) return readRows(rows, settings, rightForm)
  if (requestForm === 'named' && contract.features.length > 0) return readNamedQuery(fields, settings, rightForm)
  const names = fields.slice(0, 3).map(([name]) => JSON.stringify(name.slice(0, 64)))
  const found = names.length > 0 ? `has ${names.join(', ')}` : 'is empty'
  return refuse(
    400,
    'form_unread',
    `The body came as a form, which ${found}, and not the field ${queryParameter} alone. With curl add -H 'Content-Type: text/csv', or the type of what you send. ${rightForm}`,
  )
}

/** `{"data": …}` alone is ours, and named features where they are taken; every other JSON passes unchanged. */
function readJson(text: string, passed: Read, settings: Settings, rightForm: string): Read {
  if (isTooDeep(text)) {
    return refuse(400, 'too_deep', `The body is nested deeper than ${mostLevels} levels. ${rightForm}`)
  }
  // Some containers read what Python writes, so it goes on as it is, unless rows of CSV are made of it.
  const parsed = parsePython(text)
  if (!parsed) return refuse(400, 'invalid_json', `The body says application/json and is not JSON. ${rightForm}`)
  const { value, plain } = parsed
  const { contract } = settings
  const isNamed = settings.requestForm === 'named' && namedRowsOf(value, contract) !== undefined
  const named = isNamed ? namedRowsOf(withDigits(plain, value), contract) : undefined
  if (named) return readNamed(named, settings, rightForm)
  if (typeof value !== 'object' || value === null || !('data' in value) || Object.keys(value).length > 1) {
    const failure = settings.enforced && contract.features.length > 0 ? jsonFailure(value, contract) : undefined
    return failure ? { ok: false, failure } : passed
  }
  const exact = withDigits(plain, value)
  const data = typeof exact === 'object' && exact !== null && 'data' in exact ? exact.data : value.data
  const converted = csvOfData(data, contract.features)
  if ('problem' in converted) return refuse(400, 'invalid_data', `${converted.problem}. ${rightForm}`)
  if (converted.csv.trim() === '') return refuse(400, 'missing_data', `"data" is empty. ${rightForm}`)
  if (loneSurrogate.test(converted.csv)) return refuse(400, 'invalid_data', `${brokenCharacter}. ${rightForm}`)
  return checked(csv(converted.csv), converted.csv, settings)
}
