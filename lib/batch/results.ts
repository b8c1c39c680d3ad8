/** What became of each row, in typed arrays: a hundred thousand rows of three classes take about 6 MB. */
import { stringify } from 'lossless-json'
import type { SinglePrediction } from '../model/predictions/prediction'

export const rowState = { waiting: 0, rejected: 1, sent: 2, predicted: 3, failed: 4 } as const
export type RowState = (typeof rowState)[keyof typeof rowState]

export interface BatchResults {
  readonly count: number
  /** A `RowState` each. */
  readonly state: Uint8Array
  /** Place in `labels` of what was predicted; -1 where it is no class. */
  readonly label: Int32Array
  /** Probability of the predicted class, or the predicted number; NaN where there is none. */
  readonly score: Float64Array
  /** Milliseconds of the request that the row was in. */
  readonly timeMs: Float32Array
  /** Place in `labels` of the true label; -1 where the file has none. */
  readonly truth: Int32Array
  /** The true number of a regression. */
  readonly truthValue: Float64Array
  /** Every class name met, the contract's first. */
  readonly labels: string[]
  /** Why a row was rejected or failed. */
  readonly reasons: Map<number, string>
  /** Answers that are neither class, cluster nor number, as text. */
  readonly texts: Map<number, string>
  /** Digits that a number here cannot hold, by row: of the value below the empty name, of a class below its label. */
  readonly exact: Map<number, Map<string, string>>
  /** What a row's answer held beside its prediction, by name. */
  readonly beside: Map<number, Record<string, unknown>>
  /** How many rows are in each state. */
  readonly tally: number[]
  /** By the answers so far. */
  kind?: 'classes' | 'value' | 'text'
  /** Columns of `probabilities`, as places in `labels`. */
  classes: number[]
  /** `classes.length` numbers a row; empty where the model gives none. */
  probabilities: Float64Array
}

/** More numbers than this are not kept: 160 MB. */
const mostProbabilities = 20_000_000

export function createResults(count: number, labels: readonly string[] = []): BatchResults {
  return {
    count,
    state: new Uint8Array(count),
    label: new Int32Array(count).fill(-1),
    score: new Float64Array(count).fill(Number.NaN),
    timeMs: new Float32Array(count),
    truth: new Int32Array(count).fill(-1),
    truthValue: new Float64Array(count).fill(Number.NaN),
    labels: [...labels],
    reasons: new Map(),
    texts: new Map(),
    exact: new Map(),
    beside: new Map(),
    tally: [count, 0, 0, 0, 0],
    classes: [],
    probabilities: new Float64Array(0),
  }
}

export function setState(results: BatchResults, row: number, state: RowState, reason?: string): void {
  const before = results.state[row] ?? 0
  results.tally[before] = (results.tally[before] ?? 0) - 1
  results.tally[state] = (results.tally[state] ?? 0) + 1
  results.state[row] = state
  if (reason === undefined) results.reasons.delete(row)
  else results.reasons.set(row, reason)
}

/** The place of a label, which is added where it is new. */
export function placeOf(results: BatchResults, label: string): number {
  const place = results.labels.indexOf(label)
  return place >= 0 ? place : results.labels.push(label) - 1
}

export function record(results: BatchResults, row: number, prediction: SinglePrediction, timeMs: number): void {
  setState(results, row, rowState.predicted)
  results.timeMs[row] = timeMs
  keepBeside(results, row, prediction)
  if (prediction.kind === 'classes') {
    results.kind ??= 'classes'
    // In the model's own order of classes, where the contract gave none.
    for (const { label, probability, exact } of prediction.scores) {
      keep(results, row, placeOf(results, label), probability)
      keepDigits(results, row, label, exact)
    }
    results.label[row] = placeOf(results, prediction.label)
    const own = prediction.scores.find((score) => score.label === prediction.label)
    results.score[row] = own?.probability ?? Number.NaN
  } else if (prediction.kind === 'cluster') {
    results.kind ??= 'classes'
    results.label[row] = placeOf(results, prediction.label)
  } else if (prediction.kind === 'value' || prediction.kind === 'anomaly') {
    results.kind ??= 'value'
    results.score[row] = prediction.kind === 'value' ? prediction.value : prediction.score
    if (prediction.kind === 'value') keepDigits(results, row, '', prediction.exact)
  } else {
    results.kind ??= 'text'
    const { kind, rest: _, ...own } = prediction
    results.texts.set(row, kind === 'raw' ? prediction.text.trim() : (stringify(own) ?? ''))
  }
}

function keepDigits({ exact }: BatchResults, row: number, name: string, digits: string | undefined): void {
  if (digits === undefined) return
  exact.set(row, (exact.get(row) ?? new Map<string, string>()).set(name, digits))
}

/** Also how far a cluster's centre is, what a detector says of its score, and how much each feature moved the prediction. */
function keepBeside({ beside, exact }: BatchResults, row: number, prediction: SinglePrediction): void {
  exact.delete(row)
  beside.delete(row)
  const explanation = 'explanation' in prediction ? prediction.explanation : undefined
  const moved = (explanation?.attributions ?? []).map(({ feature, values }) => [
    `attribution_${feature}`,
    values.length === 1 ? values[0] : values,
  ])
  const distance =
    prediction.kind === 'cluster' && prediction.distance !== undefined ? { distance: prediction.distance } : {}
  const verdict =
    prediction.kind === 'anomaly' && prediction.anomalous !== undefined ? { anomalous: prediction.anomalous } : {}
  const found = { ...distance, ...verdict, ...prediction.rest, ...Object.fromEntries(moved) }
  if (Object.keys(found).length > 0) beside.set(row, found)
}

function keep(results: BatchResults, row: number, place: number, probability: number): void {
  if (!results.classes.includes(place) && !widen(results, place)) return
  const { classes, probabilities } = results
  probabilities[row * classes.length + classes.indexOf(place)] = probability
}

/** One more column; the numbers before it move along. False where there is no room. */
function widen(results: BatchResults, place: number): boolean {
  const { classes, probabilities, count } = results
  const width = classes.length
  if (count * (width + 1) > mostProbabilities) return false
  const wider = new Float64Array(count * (width + 1)).fill(Number.NaN)
  for (let row = 0; width > 0 && row < count; row += 1)
    wider.set(probabilities.subarray(row * width, (row + 1) * width), row * (width + 1))
  results.probabilities = wider
  results.classes = [...classes, place]
  return true
}
