/**
 * Data capture: JSON lines of what was sent to an endpoint and what it answered. Rows show features, answers the task.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html
 */
import type { Task } from '../../contract/contract'
import { asList, asNumber, asObject, asText, at, type Json, parseJson } from '../../requests/json-text'
import { taskOf } from '../task-of'
import { contractFromPayload, fromRows, type PayloadContract, rowsOf } from './from-payload'
import { cellsOf, mostRows } from './read-table'

export interface CaptureContract extends PayloadContract {
  task?: Task
  /** Returns a threshold for anomaly scores: their mean and three standard deviations, if there are enough of them. */
  threshold?: number
}

/** The start of InferenceId in calls that were made to learn what a model takes: no caller's data. */
export const probePrefix = 'portico-probe-'

const isProbe = (record: unknown): boolean =>
  asText(at(record, 'eventMetadata')?.inferenceId)?.startsWith(probePrefix) === true

/** Captured lines without the calls that were made to learn what the model takes. */
export const withoutProbes = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.includes(probePrefix) || !isProbe(parseJson(line)))
    .join('\n')

/** Fewer scores than this say little of what is usual. */
const fewestScores = 30

export function contractFromCapture(text: string): CaptureContract | undefined {
  const records = text
    .split('\n')
    .map((line) => parseJson(line))
    .filter((line) => !isProbe(line))
    .map((line) => at(line, 'captureData'))
    .filter((one) => one !== undefined)
  const inputs = records.map((one) => dataOf(at(one, 'endpointInput'))).filter((one) => one !== undefined)
  const [first] = inputs
  if (!first) return undefined
  const task = records.map(taskIn).find((one) => one !== undefined)
  const rows = inputs.flatMap((body) => rowsIn(body)).slice(0, mostRows)
  const contract = rows.length > 0 ? fromRows(rows) : contractFromPayload(first)
  const threshold = task === 'anomaly' ? thresholdOf(records.flatMap(scoresIn)) : undefined
  return (
    contract && {
      ...contract,
      rows: rows.length || inputs.length,
      ...(task ? { task } : {}),
      ...(threshold === undefined ? {} : { threshold }),
    }
  )
}

/** Reads an answer in the form of Random Cut Forest: `{"scores": [{"score": 0.02}]}`. */
const scoresIn = (record: Json): number[] =>
  asList(asObject(parseJson(dataOf(at(record, 'endpointOutput')) ?? ''))?.scores).flatMap(
    (one) => asNumber(asObject(one)?.score) ?? [],
  )

/** Follows AWS's suggestion: https://docs.aws.amazon.com/sagemaker/latest/dg/randomcutforest.html */
function thresholdOf(scores: number[]): number | undefined {
  if (scores.length < fewestScores) return undefined
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length
  return Number((mean + 3 * Math.sqrt(variance)).toPrecision(4))
}

/** Encodings: `CSV` and `JSON` as text, `BASE64`; what has `NONE` was not kept. */
function dataOf(side: Json | undefined): string | undefined {
  const data = asText(side?.data)
  if (data === undefined || side?.encoding !== 'BASE64') return data
  return new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)))
}

const rowsIn = (body: string): string[][] => (/^\s*[[{]/.test(body) ? (rowsOf(parseJson(body)) ?? []) : cellsOf(body))

function taskIn(record: Json): Task | undefined {
  const inputs = dataOf(at(record, 'endpointInput'))
  const response = at(record, 'endpointOutput')
  const text = dataOf(response)
  if (!inputs || !text) return undefined
  return taskOf({
    text,
    contentType: asText(response?.observedContentType) ?? '',
    recordCount: Math.max(1, rowsIn(inputs).length),
  })
}
