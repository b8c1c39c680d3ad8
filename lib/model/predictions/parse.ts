/**
 * A model's answer becomes a prediction by the form of its body, whichever container it comes from (`cases/` has the table of
 * forms). First the forms that only a whole body shows, then record by record. A reader claims a body only if it explains
 * every key that is known (`besides.ts`), and the contract's task vetoes (`allowed.ts`). What fits no form is raw, never an
 * error and never another kind.
 */
import { isAllowed } from './allowed'
import { withRest } from './besides'
import { recordsOfCsv } from './bodies/csv'
import { readError } from './bodies/error-body'
import type { Frame } from './bodies/frames'
import { parseEvents, parseJson, parseJsonLines } from './bodies/json'
import { opened, unwrapped, withTexts } from './bodies/nested'
import { jsonOfArray, npyArrayOf, npyType, tensorOfArray } from './bodies/npy-body'
import { readBoxes } from './boxes/boxes'
import { readMasks } from './boxes/masks'
import { readClarify } from './clarify'
import { readClasses, readLabelled } from './classes'
import { readCluster } from './clusters'
import { readChunks, readCompletion } from './completion'
import { readEmbeddings } from './embedding'
import { readExtracts } from './extracts'
import { isNormalised, rawOf, readNormalised } from './normalised'
import { fromNamed, fromNumber, fromNumbers, fromPair, fromResponse, fromScore } from './numbers'
import type { One, Prediction, ResponseBody } from './prediction'
import { readRanking } from './ranking'
import { insideOf, recordsOfJson } from './records'
import { contextOf } from './sent'
import { judged, readAnomalies, readAnomaly } from './series/anomaly'
import { readForecast } from './series/forecast'
import { forecastsOfSteps } from './series/forecast-steps'
import { type Context, isFields, isGrid, isNum, isNumbers, type Output } from './shape'
import { readSpans } from './spans'
import { readTensors } from './tensors'
import { readText, readWords } from './text'

type ReadBody = (json: unknown, context: Context) => Prediction | undefined

const wholeBodies: ReadBody[] = [
  readError,
  (json, context) => readClarify(json, context, parseBody),
  readTensors,
  readForecast,
  readCompletion,
  readMasks,
  readBoxes,
  readSpans,
  readRanking,
  readAnomalies,
  readEmbeddings,
  readOneList,
]

/** What a server can put into an envelope as a whole. */
const innerBodies: ReadBody[] = [readCompletion, readMasks, readBoxes, readSpans, readRanking, readOneList]

const records: ((record: unknown, context: Context) => One | undefined)[] = [
  readForecast,
  readCluster,
  readAnomaly,
  fromPair,
  readText,
  readWords,
  readExtracts,
  readNumbers,
  readClasses,
  fromScore,
  fromResponse,
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
  if (!own)
    return (
      readNormalised(json, output, body.features) ?? { kind: 'raw', text: body.text, contentType: body.contentType }
    )
  return parsePrediction({ ...body, ...own }, output)
}

function parseBody(text: string, type: string, context: Context): Prediction | undefined {
  if (type === 'text/event-stream' || /^\s*data:\s*[[{]/.test(text)) return readChunks(parseEvents(text))
  const array = type === npyType ? npyArrayOf(text) : undefined
  if (array) return readJson(jsonOfArray(array), context) ?? tensorOfArray(array, context.output)
  // Flask calls a text HTML unless its code says otherwise; markup is none.
  const isText = /json|csv|plain|octet-stream|html|^$/.test(type) && !/^\s*</.test(text)
  const json = /json/.test(type) || (isText && /^\s*["[{]/.test(text)) ? parseJson(text) : undefined
  if (json !== undefined) return readJson(json, context)
  if (/json/.test(type)) {
    const lines = parseJsonLines(text)
    return lines && (readChunks(lines) ?? readRecords({ rows: lines.flatMap(ofLine(context)) }, context))
  }
  const isCsv = isText && /csv|plain|html|^$/.test(type)
  if (isCsv && context.output?.task === 'generation' && text.trim() !== '') return readWords(text, context)
  const rows = isCsv ? recordsOfCsv(text, context) : undefined
  const found = rows?.map((row) => opened(row, context.output))
  return found && readRecords({ rows: forecastsOfSteps(found, context) ?? found }, context)
}

function readJson(given: unknown, context: Context): Prediction | undefined {
  const json = withTexts(unwrapped(given))
  return (
    first(wholeBodies, json, context) ?? readInside(json, context) ?? readRecords(recordsOfJson(json, context), context)
  )
}

/** A body that stands in an envelope, at most two deep: `{"predictions": [{"boxes": …}]}`. */
function readInside(json: unknown, context: Context, depth = 2): Prediction | undefined {
  const inside = depth > 0 ? insideOf(json) : undefined
  if (!inside) return undefined
  const found = first(innerBodies, inside.inner, context) ?? readInside(inside.inner, context, depth - 1)
  return found && found.kind !== 'raw' ? withRest(found, inside.rest) : undefined
}

/** `{"predictions": [0.4]}` on a line of its own (TensorFlow Serving's JSON lines) is one record. */
const ofLine = (context: Context) => (line: unknown) => {
  const found = isFields(line) ? recordsOfJson(line, { ...context, recordCount: 1 }) : undefined
  return found && !found.rest ? found.rows : [opened(line, context.output)]
}

/** All of one kind, or the form was misread. */
function readRecords(frame: Frame | undefined, context: Context): Prediction | undefined {
  if (!frame || frame.rows.length === 0 || isGrid(frame.rows, context)) return undefined
  const rows = frame.rows.map((record) => first(records, record, context))
  const [only] = rows
  if (!only || !rows.every((row) => row !== undefined && isLike(row, only))) return undefined
  return rows.length === 1
    ? withRest<Prediction>(only, frame.rest)
    : withRest<Prediction>({ kind: 'rows', rows: judged(rows as One[]) }, frame.rest)
}

const isLike = (row: One, other: One) =>
  row.kind === other.kind && (row.kind !== 'value' || other.kind !== 'value' || row.name === other.name)

/** The first reader that claims it and that the contract's task allows. */
function first<T extends Prediction>(
  readers: ((value: unknown, context: Context) => T | undefined)[],
  value: unknown,
  context: Context,
): T | undefined {
  for (const read of readers) {
    const found = read(value, context)
    if (found !== undefined && isAllowed(found, context.output?.task)) return found
  }
  return undefined
}

/** `[{"label", "score"}, …]` of one record is one prediction with several classes. */
function readOneList(json: unknown, context: Context): Prediction | undefined {
  if (!Array.isArray(json) || context.recordCount > 1) return undefined
  return readText(json) ?? readExtracts(json, context) ?? readLabelled(json)
}

function readNumbers(record: unknown, { output }: Context): One | undefined {
  if (isNum(record)) return fromNumber(record, output)
  return isNumbers(record) ? fromNumbers(record, output) : undefined
}
