/**
 * A model's answer becomes a prediction by the form of its body, whichever container it comes from (the table of forms is
 * in the tests). First the forms that only a whole body shows, then record by record. What fits no form is raw, never an
 * error.
 */
import { readAnomalies, readAnomaly, withThreshold } from './anomaly'
import { readBoxes } from './boxes'
import { readClasses, readLabelled } from './classes'
import { readCluster } from './clusters'
import { readEmbeddings } from './embedding'
import { readError } from './error-body'
import { readForecast } from './forecast'
import { parseEvents, parseJson, parseJsonLines } from './json'
import { isNormalised, rawOf, readNormalised } from './normalised'
import { jsonOfArray, npyArrayOf, npyType, tensorOfArray } from './npy-body'
import { fromNamed, fromNumber, fromNumbers, fromPair } from './numbers'
import type { One, Prediction, ResponseBody } from './prediction'
import { recordsOfCsv, recordsOfJson } from './records'
import { contextOf } from './sent'
import { type Context, isFields, isNumbers, type Output } from './shape'
import { readSpans } from './spans'
import { readTensors } from './tensors'
import { readChunks, readCompletion, readText } from './text'

const wholeBodies: ((json: unknown, context: Context) => Prediction | undefined)[] = [
  readError,
  readTensors,
  readCompletion,
  readBoxes,
  readSpans,
  readAnomalies,
  readEmbeddings,
  readOneList,
]

const records: ((record: unknown, context: Context) => One | undefined)[] = [
  readForecast,
  readCluster,
  readAnomaly,
  fromPair,
  readText,
  readNumbers,
  readClasses,
  readScore,
  fromNamed,
]

export function parsePrediction(body: ResponseBody, output?: Output): Prediction {
  const context = contextOf(body, output)
  const type = body.contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (isNormalised(body.contentType)) return parseNormalised(body, output)
  return parseBody(body.text, type, context) ?? { kind: 'raw', text: body.text, contentType: body.contentType }
}

/** What stands in it as it came is read as the model's own. */
function parseNormalised(body: ResponseBody, output: Output): Prediction {
  const json = parseJson(body.text)
  const own = rawOf(json)
  if (!own) return readNormalised(json, output) ?? { kind: 'raw', text: body.text, contentType: body.contentType }
  const isText = typeof own.raw === 'string'
  const text = isText ? String(own.raw) : JSON.stringify(own.raw)
  return parsePrediction({ ...body, text, contentType: isText ? 'text/plain' : 'application/json' }, output)
}

function parseBody(text: string, type: string, context: Context): Prediction | undefined {
  if (type === 'text/event-stream' || /^\s*data:\s*[[{]/.test(text)) return readChunks(parseEvents(text))
  const array = type === npyType ? npyArrayOf(text) : undefined
  if (array) return readJson(jsonOfArray(array), context) ?? tensorOfArray(array, context.output)
  const isText = /json|csv|plain|octet-stream|^$/.test(type)
  const json = /json/.test(type) || (isText && /^\s*[[{]/.test(text)) ? parseJson(text) : undefined
  if (json !== undefined) return readJson(json, context)
  if (/json/.test(type)) {
    const lines = parseJsonLines(text)
    return lines && (readChunks(lines) ?? readRecords(lines.flatMap(ofLine), context))
  }
  return /csv|plain|^$/.test(type) ? readRecords(recordsOfCsv(text, context), context) : undefined
}

const readJson = (json: unknown, context: Context): Prediction | undefined =>
  first(wholeBodies, json, context) ?? readRecords(recordsOfJson(json, context.recordCount), context)

/** `{"predictions": [0.4]}` on a line of its own (TensorFlow Serving's JSON lines) is one record. */
const ofLine = (line: unknown) => (isFields(line) ? (recordsOfJson(line, 1) ?? [line]) : [line])

/** All of one kind, or the form was misread. */
function readRecords(list: unknown[] | undefined, context: Context): Prediction | undefined {
  if (!list || list.length === 0) return undefined
  const rows = list.map((record) => first(records, record, context))
  const [only] = rows
  if (!only || !rows.every((row) => row !== undefined && isLike(row, only))) return undefined
  return rows.length === 1 ? only : { kind: 'rows', rows: withThreshold(rows as One[]) }
}

const isLike = (row: One, other: One) =>
  row.kind === other.kind && (row.kind !== 'value' || other.kind !== 'value' || row.name === other.name)

function first<T>(readers: ((value: unknown, context: Context) => T | undefined)[], value: unknown, context: Context) {
  for (const read of readers) {
    const found = read(value, context)
    if (found !== undefined) return found
  }
  return undefined
}

/** `[{"label", "score"}, …]` of one record is one prediction with several classes. */
function readOneList(json: unknown, context: Context): Prediction | undefined {
  if (!Array.isArray(json) || context.recordCount > 1) return undefined
  return readText(json, context) ?? readLabelled(json)
}

function readNumbers(record: unknown, { output }: Context): One | undefined {
  if (typeof record === 'number') return fromNumber(record, output)
  return isNumbers(record) ? fromNumbers(record, output) : undefined
}

/** A score on its own: XGBoost's JSON, Linear Learner's regression. */
function readScore(record: unknown, { output }: Context): One | undefined {
  if (!isFields(record)) return undefined
  if (typeof record.score === 'number') return fromNumber(record.score, output)
  return isNumbers(record.score) ? fromNumbers(record.score, output) : undefined
}
