/** The answers to many rows, in few requests where the endpoint takes several rows at once. */

import type { FeatureContract } from '@/lib/model/contract/contract'
import { parsePrediction } from '@/lib/model/predictions/parse'
import type { SinglePrediction } from '@/lib/model/predictions/prediction'
import {
  buildBatchRequest,
  buildRowRequest,
  isBodyless,
  queryLimits,
  type RowTarget,
} from '@/lib/model/requests/build-request'
import { chunksOf } from '@/lib/what-if/chunks'
import type { Authorize } from '../call/authorize'
import type { CallOutcome } from '../call/call'
import { type Explanation, explain } from '../call/explain'
import { eachOf, sendPatiently } from '../call/patience'

export interface SweepTarget extends RowTarget {
  output: FeatureContract['output']
}

export interface RowsRequest extends SweepTarget {
  authorize: Authorize
  rows: string[]
  /** A request for each row: requested on purpose only. */
  oneByOne: boolean
  signal: AbortSignal
  onProgress: (done: number, requests: number) => void
  onWait: (seconds: number | undefined) => void
}

export type RowPredictions =
  | { kind: 'predictions'; points: SinglePrediction[]; requests: number; tookMs: number }
  /** The endpoint takes one row at a time: that many requests. */
  | { kind: 'one-at-a-time'; requests: number }
  | { kind: 'problem'; problem: Explanation }

/** Requests under way together: a throttle of ten a second holds, a slow model is not left idle. */
const chunksAtOnce = 2
const rowsAtOnce = 4

/** Undefined where the caller changed its mind. */
export async function predictRows(request: RowsRequest): Promise<RowPredictions | undefined> {
  const { rows, oneByOne, signal, onProgress } = request
  const begun = performance.now()
  const limits = isBodyless(request.request) ? queryLimits(request) : undefined
  const parts = oneByOne ? rows.map((row) => [row]) : chunksOf(rows, limits)
  const points: SinglePrediction[][] = parts.map(() => [])
  let failed: RowPredictions | undefined
  let done = 0
  const stop = new AbortController()
  const running = AbortSignal.any([signal, stop.signal])
  const predictPart = async (part: string[], index: number) => {
    const call = await request.authorize(callFor(request, part, oneByOne))
    const outcome = await sendPatiently(call, { signal: running, onWait: request.onWait })
    if (!outcome || running.aborted) return
    const read = readPart(outcome, part.length, request.output)
    done += 1
    onProgress(done, parts.length)
    if (read.kind === 'points') points[index] = read.points
    else {
      failed = read.kind === 'problem' ? read : { kind: 'one-at-a-time', requests: rows.length }
      stop.abort()
    }
  }
  onProgress(0, parts.length)
  // The first part says whether several rows are taken at all, before more are sent.
  const [first, ...rest] = parts
  if (first) await predictPart(first, 0)
  if (failed?.kind === 'problem' && !oneByOne && rows.length > 1 && (await takesOne(request))) {
    return { kind: 'one-at-a-time', requests: rows.length }
  }
  await eachOf(rest, oneByOne ? rowsAtOnce : chunksAtOnce, running, (part, index) => predictPart(part, index + 1))
  if (signal.aborted) return undefined
  return (
    failed ?? { kind: 'predictions', points: points.flat(), requests: parts.length, tookMs: performance.now() - begun }
  )
}

/** Several rows go as a body where they can, whether or not they fit the query: that is what a batch would send. */
const callFor = (target: RowTarget, part: string[], oneByOne: boolean) =>
  oneByOne ? buildRowRequest(target, part) : buildBatchRequest(target, part)

/** Says whether a row alone is answered where many were refused. */
async function takesOne(request: RowsRequest): Promise<boolean> {
  const { rows, signal, onWait, output } = request
  const call = await request.authorize(callFor(request, rows.slice(0, 1), true))
  const outcome = await sendPatiently(call, { signal, onWait })
  return outcome !== undefined && readPart(outcome, 1, output).kind === 'points'
}

type Part =
  | { kind: 'points'; points: SinglePrediction[] }
  | { kind: 'other-count' }
  | Extract<RowPredictions, { kind: 'problem' }>

function readPart(outcome: CallOutcome, count: number, output: FeatureContract['output']): Part {
  const problem = explain(outcome)
  if (problem || outcome.kind !== 'response') return { kind: 'problem', problem: problem ?? notDrawn }
  const { text, contentType } = outcome
  const prediction = parsePrediction({ text, contentType, recordCount: count }, output)
  const points = prediction.kind === 'rows' ? prediction.rows : [prediction]
  if (points.some(({ kind }) => kind !== 'classes' && kind !== 'value')) return { kind: 'problem', problem: notDrawn }
  return points.length === count ? { kind: 'points', points } : { kind: 'other-count' }
}

export const notDrawn: Explanation = {
  title: 'The answers are no class and no number.',
  cause: 'A curve needs one of them for each row.',
  remedy: 'Look at the raw response of one prediction; the output can be described in the deploy options.',
}
