/** Every parser of input from outside, with its worst input, and how its time is taken. */

import { readEvent } from '../lambda-template/src/event'
import { withDigits } from '../lambda-template/src/request/exact-json'
import { readMultipart } from '../lambda-template/src/request/multipart'
import { plusInRows } from '../lambda-template/src/request/plus'
import { normalise } from '../lambda-template/src/response/normalise'
import { parseCsv, parseJson as parseResponse } from '../lambda-template/src/response/response-text'
import { matchesWildcards } from '../lib/aws/iam/wildcards'
import { matchColumns } from '../lib/batch/match-columns'
import { readTable } from '../lib/batch/read-table'
import { reportedWidth } from '../lib/model/contract/reported-width'
import { sseEvents } from '../lib/model/predictions/bodies/sse'
import { parsePrediction } from '../lib/model/predictions/parse'
import { readEvidence } from '../lib/model/profile/evidence'
import { contractFromMlflow } from '../lib/model/profile/files/from-mlflow'
import { tritonModelOf } from '../lib/model/profile/files/triton-config'
import { decodeRow } from '../lib/model/requests/decode-row'
import { isNumber } from '../lib/model/tables/number-text'
import { importSet } from '../lib/runs/case-files'
import { highlight } from '../lib/snippets/highlight'
import { decodeMessage } from '../lib/trace/decode'
import { readProxyEvent } from '../lib/trace/proxy-event'

const json = 'application/json'
const filled = (piece: string, bytes: number) => piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes)
const listOf = (piece: string, bytes: number) =>
  `[${new Array(Math.ceil(bytes / (piece.length + 1))).fill(piece).join(',')}]`
const thousand = Array.from({ length: 1_000 }, (_, place) => `class, ${place}`)
const nested = (bytes: number) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2)

async function table(text: string): Promise<string> {
  const read = await readTable(new Blob([text]))
  if (!read.ok) return read.error.message
  matchColumns(read.value, { features: [{ name: 'absent', type: 'number' }] })
  return `${read.value.lines.length} records`
}

async function latinTable(text: string): Promise<string> {
  const read = await readTable(new Blob([new Uint8Array(Buffer.from(text, 'latin1'))]))
  return read.ok ? `${read.value.lines.length} records` : read.error.message
}

const form = (text: string) =>
  Object.keys(readMultipart(new TextEncoder().encode(text), 'multipart/form-data; boundary=b', undefined))[0]

const paste = (text: string) =>
  decodeRow(
    ['a', 'b'].map((name) => ({ name, type: 'number' })),
    text,
  ).ok

function evidence(text: string): string {
  const read = readEvidence(text)
  return read.ok ? read.value.source : read.error.message
}

const prediction = (text: string, contentType = json) =>
  parsePrediction({ text, contentType, recordCount: 1, sent: '' }).kind

const event = (body: string) => {
  const text = JSON.stringify({ path: '/iris', httpMethod: 'POST', body, isBase64Encoded: true })
  const read = readProxyEvent(text)
  return 'problem' in read ? read.problem : 'read'
}

/** Responses of whole batches, as models write them: read by the console and by the handler. */
const batches: [form: string, contentType: string, input: (bytes: number) => string][] = [
  ['rows of CSV', 'text/csv', (bytes) => filled('0.125,0.875\n', bytes)],
  ['scores in JSON', json, (bytes) => `{"predictions":${listOf('{"score":0.4321}', bytes)}}`],
  ['lists in JSON', json, (bytes) => listOf('[0.25,0.75]', bytes)],
  ['JSON lines', 'application/jsonlines', (bytes) => '{"label":"setosa"}\n'.repeat(bytes / 19)],
]

function batchOf(text: string, contentType: string): string {
  const response = { contentType, body: new TextEncoder().encode(text) }
  const read = normalise(
    response,
    { body: new Uint8Array(), contentType: 'text/csv' },
    { labels: [], outputs: [] },
    'x',
  )
  return `${prediction(text, contentType)}, handler ${read.ok ? 'reads it' : 'does not'}`
}

/** What it is, its worst input of so many bytes, and the parser, which says in short what came of it. */
export const parserCases: [name: string, input: (bytes: number) => string, parse: (text: string) => unknown][] = [
  ...batches.map(
    ([form, contentType, input]) =>
      [`batch of ${form}`, input, (text: string) => batchOf(text, contentType)] as (typeof parserCases)[number],
  ),
  ['trace: base64 body of spaces', (bytes) => `${filled(' ', bytes)}!`, event],
  ['trace: nested event', nested, (text) => JSON.stringify(readProxyEvent(text)).slice(0, 80)],
  [
    'handler: base64 body of spaces',
    (bytes) => `${filled(' ', bytes)}!`,
    (body) => typeof readEvent({ body, isBase64Encoded: true }),
  ],
  [
    'handler: truncated answer with NaN',
    (bytes) => `[NaN,"${filled('\\"', bytes)}`,
    (text) => typeof parseResponse(text),
  ],
  ['handler: CSV answer of quotes', (bytes) => filled(',""""x', bytes), (text) => `${parseCsv(text).length} rows`],
  ['handler: nested answer', nested, (text) => typeof parseResponse(text)],
  ['prediction: truncated answer with NaN', (bytes) => `[NaN,"${filled('\\"', bytes)}`, prediction],
  ['prediction: nested answer', nested, prediction],
  ['prediction: numbers', (bytes) => `[${filled('0.25,', bytes)}1]`, prediction],
  ['prediction: one row of CSV', (bytes) => `${filled('1,', bytes)}1`, (text) => prediction(text, 'text/csv')],
  ['prediction: CSV of open quotes', (bytes) => filled('"a\n', bytes), (text) => prediction(text, 'text/csv')],
  [
    'prediction: lines of a thousand classes',
    (bytes) => filled('class, 999\n', bytes),
    (text) => parsePrediction({ text, contentType: 'text/csv', recordCount: 1 }, { labels: thousand }).kind,
  ],
  [
    'handler: lines of a thousand classes',
    (bytes) => filled('class, 999\n', bytes),
    (text) => {
      const response = { contentType: 'text/csv', body: new TextEncoder().encode(text) }
      const request = { body: new Uint8Array(), contentType: 'text/csv', rows: 2 }
      const read = normalise(response, request, { labels: thousand, outputs: [] }, 'x')
      return `${read.ok ? read.normalised.predictions.length : 0} records`
    },
  ],
  ['prediction: long numbers', (bytes) => `{"predictions":${listOf('12345678901234567890', bytes)}}`, prediction],
  ['prediction: a frame of columns', (bytes) => `{"columns":["a","b"],"data":${listOf('[1,2]', bytes)}}`, prediction],
  [
    'prediction: steps of a thousand items',
    (bytes) =>
      JSON.stringify(
        Array.from({ length: bytes / 60 }, (_, at) => ({ item_id: `T${at % 1000}`, mean: 1, '0.1': 0, '0.9': 2 })),
      ),
    prediction,
  ],
  ['prediction: boxes', (bytes) => `{"boxes":${listOf('[1,2,3,4,0.5,1]', bytes)}}`, prediction],
  [
    'prediction: a ranking',
    (bytes) => JSON.stringify(Array.from({ length: bytes / 30 }, (_, index) => ({ index, score: 0.5 }))),
    prediction,
  ],
  [
    'prediction: items with facts beside',
    (bytes) => JSON.stringify(Array.from({ length: bytes / 40 }, (_, at) => ({ label: 'a', score: 0.5, at }))),
    prediction,
  ],
  [
    'prediction: lists of old XGBoost',
    (bytes) => filled('[0.1, 0.9]\n', bytes),
    (text) => prediction(text, 'text/csv'),
  ],
  [
    'prediction: a header of names',
    (bytes) => `a,b\n${filled('1,2\n', bytes)}`,
    (text) => prediction(text, 'text/csv'),
  ],
  ['prediction: quoted JSON', (bytes) => JSON.stringify(listOf('0.25', bytes)), prediction],
  ['prediction: base64', (bytes) => `{"predictions":[{"b64":"${filled('YWJj', bytes)}"}]}`, prediction],
  [
    'prediction: streamed calls of tools',
    (bytes) =>
      filled('data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"x"}}]}}]}\n\n', bytes),
    (text) => prediction(text, 'text/event-stream'),
  ],
  ['handler: long numbers', (bytes) => listOf('12345678901234567890', bytes), (text) => typeof parseResponse(text)],
  [
    'handler: items with facts beside',
    (bytes) => JSON.stringify(Array.from({ length: bytes / 40 }, (_, at) => ({ label: 'a', score: 0.5, at }))),
    (text) => {
      const response = { contentType: json, body: new TextEncoder().encode(text) }
      const read = normalise(response, { body: new Uint8Array(), contentType: json }, { labels: [], outputs: [] }, 'x')
      return `${read.ok ? read.normalised.predictions.length : 0} records`
    },
  ],
  ['prediction: JSON lines', (bytes) => filled('{"score":1}\n', bytes), prediction],
  [
    'prediction: events',
    (bytes) => filled('data: {"x":1}\n\n', bytes),
    (text) => prediction(text, 'text/event-stream'),
  ],
  ['stream: events of colons', (bytes) => filled(':\r', bytes), (text) => `${sseEvents(text).length} events`],
  ['stream: one CR before lines', (bytes) => `\r${filled(':\n', bytes)}`, (text) => `${sseEvents(text).length} events`],
  ['highlight: escaped quotes', (bytes) => filled('\\"', bytes), (text) => `${highlight(text, 'json').length} tokens`],
  [
    'MLflow: a signature of blanks',
    (bytes) => `signature:\n${filled('  \t \n', bytes)}`,
    (text) => typeof contractFromMlflow(text),
  ],
  [
    'MLflow: a folded line of blanks',
    (bytes) => `signature:\n  inputs: '${filled(' ', bytes)}\n    x'`,
    (text) => typeof contractFromMlflow(text),
  ],
  [
    'Triton: a thousand inputs',
    (bytes) => filled('input { name: "x" dims: [ 1 ] } ', bytes),
    (text) => typeof tritonModelOf(text),
  ],
  ['Triton: open messages', (bytes) => filled('a{', bytes), (text) => typeof tritonModelOf(text)],
  ['Triton: an open text', (bytes) => `a: "${filled('\\\\a', bytes)}`, (text) => typeof tritonModelOf(text)],
  ['number: digits', (bytes) => `${filled('1', bytes)}x`, isNumber],
  ['evidence: a million columns', (bytes) => `${filled('a1,', bytes)}z`, evidence],
  ['evidence: carriage returns', (bytes) => `a,b\r1,2${filled('\r', bytes)}3,4`, evidence],
  ['evidence: an open quote', (bytes) => `a,b\n"${filled('x,', bytes)}`, evidence],
  ['evidence: rows', (bytes) => `a,b\n${filled('1,2\n', bytes)}`, evidence],
  ['evidence: nested', nested, evidence],
  [
    'evidence: captured lines',
    (bytes) => filled('{"captureData":{"endpointInput":{"data":"1,2","encoding":"CSV"}}}\n', bytes),
    evidence,
  ],
  ['evidence: semicolons and decimal commas', (bytes) => `a;b\n${filled('1,5;2,25\n', bytes)}`, evidence],
  ['evidence: comment lines', (bytes) => `a,b\n1,2\n${filled('#\n', bytes)}`, evidence],
  ['evidence: libsvm, almost', (bytes) => `1${filled(' 1:1', bytes)} x`, evidence],
  ['evidence: blanks', (bytes) => `1 2\n${filled(' ', bytes)}3 4`, evidence],
  ['evidence: columns of a frame', (bytes) => `{"a":[${filled('1.50,', bytes)}1],"b":[1]}`, evidence],
  ['evidence: JSON lines', (bytes) => filled('{"a":900719925474099301,"b":1.50}\n', bytes), evidence],
  ['paste: brackets', (bytes) => filled('[', bytes), paste],
  ['paste: quotes', (bytes) => filled('["\\', bytes), paste],
  ['paste: numbers', (bytes) => `array([${filled('1.50 ', bytes)}])`, paste],
  ['paste: lines', (bytes) => filled('a: 1\n', bytes), paste],
  ['handler: blanks in a query', (bytes) => filled('1 5,', bytes), (text) => Object.keys(plusInRows(text, []))[0]],
  ['handler: quotes in a query', (bytes) => filled('" ', bytes), (text) => Object.keys(plusInRows(text, []))[0]],
  ['handler: boundaries', (bytes) => filled('\r\n--b\r\n\r\n', bytes), form],
  [
    'handler: a form without an end',
    (bytes) => `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n${filled('\r\n--', bytes)}`,
    form,
  ],
  ['handler: digits', (bytes) => `[${filled('1.50,', bytes)}1]`, (text) => typeof withDigits(text, [])],
  ['batch: an encoding of one late byte', (bytes) => `a,b\n${filled('1,2\n', bytes)}é`, latinTable],
  ['batch: blanks', (bytes) => filled('1 2\n', bytes), table],
  ['batch: one JSON object', (bytes) => `{\n"data":[${filled('[1.50],', bytes)}[1]]}`, table],
  ['batch: carriage returns', (bytes) => filled('\r', bytes), table],
  ['batch: a row between carriage returns', (bytes) => `a,b\r1,2${filled('\r', bytes)}3,4`, table],
  ['batch: a million columns', (bytes) => `${filled('a,', bytes)}z\n1,2`, table],
  ['batch: an open quote', (bytes) => `a,b\n"${filled('x,', bytes)}`, table],
  ['batch: nested JSON line', nested, table],
  ['batch: broken JSON lines', (bytes) => filled('{"a":\n', bytes), table],
  [
    'batch: one JSON list',
    (bytes) => `[${filled('[1,2],', bytes)}[1,2]]`.replace(/,\[?1?,?2?\]?\[1,2\]\]$/, ',[1,2]]'),
    table,
  ],
  [
    'cases: lines',
    (bytes) => filled('{"input":1}\n', bytes),
    (text) => (importSet(text, 'x.jsonl').ok ? 'read' : 'refused'),
  ],
  ['cases: nested', nested, (text) => (importSet(text, 'x.json').ok ? 'read' : 'refused')],
  [
    'pasted message: names of operations',
    (bytes) => filled('InvokeEndpoint', bytes),
    (text) => `${decodeMessage(text).length} known`,
  ],
  [
    'pasted message: digits',
    (bytes) => filled('has 1 features but ', bytes),
    (text) => `${decodeMessage(text).length} known, ${reportedWidth(text)}`,
  ],
  ['policy: stars', (bytes) => filled('a', bytes), (text) => matchesWildcards('*a*a*a*b', text)],
]

/** The time of the processor, of which a busy machine takes nothing. */
export async function timed(parse: (text: string) => unknown, text: string): Promise<{ ms: number; said: string }> {
  const began = process.cpuUsage()
  const said = await (async () => parse(text))().catch((error: unknown) => `FAILS: ${error}`)
  const { user, system } = process.cpuUsage(began)
  return { ms: (user + system) / 1_000, said: String(said).slice(0, 70) }
}

/** Ten times the input takes ten times the time, and somewhat more where it no longer fits a cache; quadratic is a hundred. */
const mostRatio = 40
/** Below this, what else a process does is as much. */
const leastMs = 100

export const isLinear = (smallMs: number, largeMs: number): boolean =>
  largeMs < leastMs || largeMs / Math.max(smallMs, 0.1) <= mostRatio

/** @param times in ms, from the smallest input to the largest */
export const rowOf = (name: string, times: number[], said: string): string => {
  const ratio = (times.at(-1) ?? 0) / Math.max(times[0] ?? 0, 0.1)
  const cells = times.map((ms) => `${ms.toFixed(0)} ms`.padStart(10)).join('')
  return `${name.padEnd(40)}${cells}${ratio.toFixed(1).padStart(8)}  ${said}\n`
}

export const headOf = (sizes: string[]): string =>
  `${'parser'.padEnd(40)}${sizes.map((size) => size.padStart(10)).join('')}${'ratio'.padStart(8)}  result\n`
