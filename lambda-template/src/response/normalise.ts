/**
 * A model's answer in one form for all containers: `{"predictions": [one for each record, in order], "model"}`. What a record
 * holds besides is its `rest`, what the body holds besides its records is the body's. What has no such form stays as it came,
 * as one `{"raw": …}`, so that nothing is lost and nothing pretended.
 */

import { type Failure, onlyBytes, responseTooDeep } from '../errors'
import type { ModelResponse } from '../invoke'
import type { ModelRequest } from '../request'
import type { Output } from '../request/contract'
import { isTooDeep } from '../request/depth'
import { anomalyIn, judged } from './response-anomaly'
import { readLabelled } from './response-classes'
import { rowsOfCsv } from './response-csv'
import { readRecord } from './response-record'
import { insideOf, type Rows, rowsOfJson } from './response-rows'
import { isForecast } from './response-series'
import {
  besides,
  type Fields,
  hasOnly,
  isFields,
  isGrid,
  isOther,
  type Prediction,
  type Rest,
  restIn,
} from './response-shapes'
import { manyDigits, opened, parseJson, parseJsonLines, parseShallow, unwrapped, withTexts } from './response-text'

export interface Normalised extends Rest {
  predictions: Prediction[] | [{ raw: unknown }]
  model: string
}

type Found = Rest & { predictions: Prediction[] }

/**
 * @returns the answer, and if some of its numbers have more digits than `JSON.stringify` writes; or why there is none: bytes,
 * which JSON cannot hold, or JSON that is nested too deep to write it again
 */
export function normalise(
  response: ModelResponse,
  request: ModelRequest,
  output: Output,
  endpointName: string,
): { ok: true; normalised: Normalised; isExact: boolean } | { ok: false; failure: Failure } {
  const text = decode(response)
  if (text === undefined) return { ok: false, failure: onlyBytes(response.contentType) }
  // JSON that begins otherwise is one plain value, whatever the type says.
  if (/^\s*[[{]/.test(text) && isTooDeep(text)) return { ok: false, failure: responseTooDeep }
  const type = mediaType(response.contentType)
  const read = isComparison(request) ? undefined : readBody(text, type, countOf(request), output)
  const { predictions, rest } = read ?? { predictions: undefined }
  const found = { predictions: predictions ?? rawOf(text), model: endpointName, ...(rest ? { rest } : {}) }
  return { ok: true, normalised: found, isExact: manyDigits.test(text) }
}

const mediaType = (contentType: string) => contentType.split(';')[0]?.trim().toLowerCase() ?? ''

function decode({ body, contentType }: ModelResponse): string | undefined {
  if (/^(image|audio|video)\//i.test(contentType)) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** JSON as JSON; what is not is text. NaN has no place in either. */
const rawOf = (text: string): [{ raw: unknown }] => [{ raw: parseShallow(text) ?? text }]

/** How many records were sent: decides whether `0.1,0.6,0.3` is three records or one of three classes. */
function countOf({ rows = 1, contentType, body }: ModelRequest): number {
  const json = /json/i.test(contentType) ? parseJson(new TextDecoder().decode(body)) : undefined
  const list = isFields(json) ? (json.instances ?? json.inputs ?? json.text_inputs) : json
  return Math.max(1, rows, Array.isArray(list) ? list.length : 0)
}

/** Texts to be compared with one (sentence similarity, rerankers): their scores are a ranking, which has no normalised form. */
function isComparison({ contentType, body }: ModelRequest): boolean {
  const json = /json/i.test(contentType) ? parseJson(new TextDecoder().decode(body)) : undefined
  const inputs = isFields(json) && isFields(json.inputs) ? json.inputs : json
  return (
    isFields(inputs) &&
    ['source_sentence', 'query'].some((key) => typeof inputs[key] === 'string') &&
    ['texts', 'documents', 'passages', 'sentences', 'text_2'].some((key) => Array.isArray(inputs[key]))
  )
}

function readBody(text: string, type: string, count: number, output: Output): Found | undefined {
  if (type === 'text/event-stream' || /^\s*data:\s*[[{]/.test(text)) return undefined
  // Flask calls a text HTML unless its code says otherwise; markup is none.
  const isText = /json|csv|plain|octet-stream|html|^$/.test(type) && !/^\s*</.test(text)
  const json = /json/.test(type) || (isText && /^\s*["[{]/.test(text)) ? parseShallow(text) : undefined
  if (json !== undefined) return readJson(json, count, output)
  if (/json/.test(type)) {
    const lines = parseJsonLines(text)
    return lines && readRecords({ rows: lines.flatMap((line) => entriesOfLine(line, output)) }, count, output)
  }
  return isText && /csv|plain|html|^$/.test(type)
    ? readRecords(rowsOfCsv(text, count, output), count, output)
    : undefined
}

/** `{"predictions": [0.4]}` on a line of its own (TensorFlow Serving's JSON lines) is one record. */
function entriesOfLine(line: unknown, output: Output): unknown[] {
  const found = isFields(line) ? rowsOfJson(line, 1, output) : undefined
  return found && !found.rest ? found.rows : [opened(line, output.labels)]
}

function readJson(given: unknown, count: number, output: Output): Found | undefined {
  const json = withTexts(unwrapped(given))
  if (isClarify(json)) return readClarify(json, count, output)
  if (isOther(json, output)) return undefined
  return (
    readAnomalies(json, output) ??
    readInside(json, count, output, 2) ??
    readRecords(rowsOfJson(json, count, output), count, output)
  )
}

/** A list that stands in an envelope, at most two deep, is one record's classes, or of another form. */
function readInside(json: unknown, count: number, output: Output, depth: number): Found | undefined {
  const one = readOneList(json, count, output)
  const inside = depth > 0 ? insideOf(json) : undefined
  if (one || !inside) return one
  const { inner, rest = {} } = inside
  if (isFields(inner) && isOther(inner, output)) return undefined
  const found = readInside(inner, count, output, depth - 1)
  return found && joined(found.predictions, { ...rest, ...found.rest })
}

/** Clarify's wrapper: the model's own body as text. What it explains stands beside. */
const isClarify = (json: unknown): json is Fields & { predictions: Fields } =>
  isFields(json) &&
  isFields(json.explanations) &&
  isFields(json.predictions) &&
  typeof json.predictions.data === 'string' &&
  hasOnly(json.predictions, ['content_type', 'data'])

function readClarify(
  { predictions: { data, content_type: type }, ...others }: Fields & { predictions: Fields },
  count: number,
  output: Output,
): Found | undefined {
  const found = readBody(String(data), mediaType(String(type ?? '')), count, output)
  return found && besides(others, ['explanations'])
    ? joined(found.predictions, { ...others, ...found.rest })
    : undefined
}

/** All of one form, or the answer was misread. */
function readRecords(found: Rows | undefined, count: number, output: Output): Found | undefined {
  if (isGrid(found?.rows, count, output)) return undefined
  const rows = (found?.rows ?? []).map((row) => (isForecast(row) ? undefined : readRecord(row, output)))
  const forms = new Set(rows.map((one) => one && formOf(one)))
  if (forms.size !== 1 || forms.has(undefined)) return undefined
  return joined(judged(rows.filter((one) => one !== undefined)), found?.rest)
}

/** What stands beside a single record and in it by one name would hide the other: the answer stays as it came. */
function joined(predictions: Prediction[], rest: Fields = {}): Found | undefined {
  const [only, ...more] = predictions
  if (only && more.length === 0 && Object.keys(rest).some((key) => key in (only.rest ?? {}))) return undefined
  return { predictions, ...restIn(rest) }
}

/** A value has its name in its form: values of two names are no list of records. */
const formOf = (one: Prediction): string =>
  'value' in one ? `value ${one.name ?? ''}` : 'outputs' in one ? 'outputs' : 'label' in one ? 'label' : 'score'

/** Random Cut Forest: `{"scores": [{"score": 0.02}]}`. */
function readAnomalies(json: unknown, { task }: Output): Found | undefined {
  const list = isFields(json) && Array.isArray(json.scores) ? json.scores : []
  const whole = isFields(json) && besides(json, ['scores'])
  const scores = list.map(anomalyIn)
  if (!whole || scores.length === 0 || (task !== undefined && task !== 'anomaly')) return undefined
  return scores.every((score) => score !== undefined) ? joined(scores, whole.rest) : undefined
}

/** `[{"label", "score"}, …]` of one record is one prediction with several classes. */
function readOneList(json: unknown, count: number, { task }: Output): Found | undefined {
  const isClasses = task === undefined || task === 'classification'
  const one = Array.isArray(json) && count === 1 && isClasses ? readLabelled(json) : undefined
  return one && { predictions: [one] }
}
