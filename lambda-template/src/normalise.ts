/**
 * A model's answer in one form for all containers: `{"predictions": [one for each record, in order], "model"}`. What has no
 * such form stays as it came, as one `{"raw": …}`, so that nothing is lost and nothing pretended.
 */
import { type Prediction, readLabelled, readRecord } from './answer-record'
import { isFields, isNumbers, isOther } from './answer-shapes'
import { parseCsv, parseJson, parseJsonLines, parseShallow } from './answer-text'
import type { Output } from './contract'
import { isTooDeep } from './depth'
import { answerTooDeep, type Failure, onlyBytes } from './errors'
import type { ModelAnswer } from './invoke'
import type { ModelRequest } from './request'

export interface Normalised {
  predictions: Prediction[] | [{ raw: unknown }]
  model: string
}

/** @returns why there is none: bytes, which JSON cannot hold, or JSON that is nested too deep to write it again */
export function normalise(
  answer: ModelAnswer,
  request: ModelRequest,
  output: Output,
  endpointName: string,
): { ok: true; normalised: Normalised } | { ok: false; failure: Failure } {
  const text = decode(answer)
  if (text === undefined) return { ok: false, failure: onlyBytes(answer.contentType) }
  // JSON that begins otherwise is one plain value, whatever the type says.
  if (/^\s*[[{]/.test(text) && isTooDeep(text)) return { ok: false, failure: answerTooDeep }
  const type = answer.contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const predictions = readBody(text, type, countOf(request), output)
  return { ok: true, normalised: { predictions: predictions ?? [{ raw: rawOf(text) }], model: endpointName } }
}

function decode({ body, contentType }: ModelAnswer): string | undefined {
  if (/^(image|audio|video)\//i.test(contentType)) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** JSON as JSON; what is not is text. NaN has no place in either. */
const rawOf = (text: string): unknown => parseShallow(text) ?? text

/** How many records were sent: decides whether `0.1,0.6,0.3` is three records or one of three classes. */
function countOf({ rows = 1, contentType, body }: ModelRequest): number {
  const json = /json/i.test(contentType) ? parseJson(new TextDecoder().decode(body)) : undefined
  const list = isFields(json) ? (json.instances ?? json.inputs ?? json.text_inputs) : json
  return Math.max(1, rows, Array.isArray(list) ? list.length : 0)
}

function readBody(text: string, type: string, count: number, output: Output): Prediction[] | undefined {
  if (type === 'text/event-stream' || /^\s*data:\s*[[{]/.test(text)) return undefined
  const isText = /json|csv|plain|octet-stream|^$/.test(type)
  const json = /json/.test(type) || (isText && /^\s*[[{]/.test(text)) ? parseShallow(text) : undefined
  if (json !== undefined) {
    if (isOther(json, output)) return undefined
    return readAnomalies(json) ?? readOneList(json, count) ?? readRecords(recordsOfJson(json, count), output)
  }
  if (/json/.test(type)) {
    const lines = parseJsonLines(text)
    if (!lines || lines.some((line) => isOther(line, output))) return undefined
    return readRecords(
      lines.flatMap((line) => (isFields(line) ? (recordsOfJson(line, 1) ?? [line]) : [line])),
      output,
    )
  }
  return /csv|plain|^$/.test(type) ? readRecords(recordsOfCsv(text, count, output), output) : undefined
}

/** All of one form, or the answer was misread. */
function readRecords(list: unknown[] | undefined, output: Output): Prediction[] | undefined {
  const read = (list ?? []).map((record) => readRecord(record, output))
  const forms = new Set(read.map((one) => one && formOf(one)))
  const isOneForm = forms.size === 1 && !forms.has(undefined)
  return isOneForm ? read.filter((one) => one !== undefined) : undefined
}

/** A value has its name in its form: values of two names are no list of records. */
const formOf = (one: Prediction): string =>
  'value' in one ? `value ${one.name ?? ''}` : 'outputs' in one ? 'outputs' : 'label' in one ? 'label' : 'score'

/** Random Cut Forest: `{"scores": [{"score": 0.02}]}`. */
function readAnomalies(json: unknown): Prediction[] | undefined {
  if (!isFields(json) || !Array.isArray(json.scores) || json.scores.length === 0) return undefined
  const scores = json.scores.map((one) => (isFields(one) && Number.isFinite(one.score) ? Number(one.score) : undefined))
  return scores.every((score) => score !== undefined) ? scores.map((score) => ({ score })) : undefined
}

/** `[{"label", "score"}, …]` of one record is one prediction with several classes. */
function readOneList(json: unknown, count: number): Prediction[] | undefined {
  const one = Array.isArray(json) && count === 1 ? readLabelled(json) : undefined
  return one && [one]
}

const listKeys = ['predictions', 'probabilities', 'prediction', 'scores', 'projections', 'outputs']

function recordsOfJson(json: unknown, count: number): unknown[] | undefined {
  if (typeof json === 'number' || typeof json === 'string') return [json]
  if (Array.isArray(json)) return grouped(json, count)
  if (!isFields(json)) return undefined
  const key = listKeys.find((name) => Array.isArray(json[name]))
  const list = key && json[key]
  // Zero-shot and JumpStart name the labels of one record beside its scores.
  const isOne = ('labels' in json || 'predicted_label' in json) && isNumbers(list)
  if (!Array.isArray(list) || isOne) return [json]
  // `{"prediction": [9.1, 8.2]}` (LightGBM, CatBoost) is a value for each record, whatever was counted.
  const records = key === 'prediction' ? list : grouped(list, count)
  const { labels } = json
  if (key !== 'probabilities' || !Array.isArray(labels)) return records
  return records?.map((record) => (isNumbers(record) ? { probabilities: record, labels } : record))
}

/** `[0.1, 0.6, 0.3]` is three records, or one record of three classes: the number that was sent decides. */
function grouped(list: unknown[], count: number): unknown[] | undefined {
  const isFlat = list.length > 1 && isNumbers(list)
  if (!isFlat || list.length === count) return list
  return count === 1 ? [list] : undefined
}

function recordsOfCsv(text: string, count: number, { labels }: Output): unknown[] | undefined {
  const labelOf = labelFinder(labels)
  const rows = parseCsv(text).map((cells) => fromCells(cells, labelOf))
  if (rows.length === 0 || !rows.every((row) => row !== undefined)) return undefined
  const [only] = rows
  // XGBoost writes the records of one request on one line where each is a single number.
  if (rows.length === 1 && count > 1) return only?.length === count ? only : undefined
  return rows.map((row) => (row.length === 1 ? row[0] : row))
}

/** `1,"[0.4, 0.6]"` (Autopilot: label, then probabilities) as well as plain numbers and one name. */
function fromCells(cells: string[], labelOf: (cells: string[]) => string | undefined): unknown[] | undefined {
  const [first = '', second] = cells
  const probabilities = second?.startsWith('[') ? parseJson(second) : undefined
  if (cells.length === 2 && Array.isArray(probabilities)) return [{ predicted_label: first, probabilities }]
  const isNumber = (cell: string) => cell !== '' && (/^-?nan$/i.test(cell) || Number.isFinite(Number(cell)))
  if (cells.every(isNumber)) return cells.map((cell) => (/nan/i.test(cell) ? Number.NaN : Number(cell)))
  const label = labelOf(cells)
  if (label !== undefined) return [label]
  return cells.length === 1 && /^[\p{L}\p{N}_ .,-]{1,64}$/u.test(first) ? [first] : undefined
}

/** Looks up the class that a line names: a search for each line would time out. A container can write a comma without quotes. */
function labelFinder(labels: string[]) {
  const known = new Map<string, string>()
  for (const label of labels.toReversed()) {
    known.set(JSON.stringify([label]), label)
    known.set(JSON.stringify(label.split(',').map((part) => part.trim())), label)
  }
  return (cells: string[]) => known.get(JSON.stringify(cells))
}
