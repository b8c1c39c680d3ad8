/** What the predictions of a batch say together. */
import { truePlace } from './order'
import { type BatchResults, rowState } from './results'

export interface LabelCount {
  label: string
  count: number
}

interface ClassQuality {
  label: string
  /** Rows that are truly of this class. */
  support: number
  /** Undefined where nothing was predicted as it, or nothing is it. */
  precision?: number
  recall?: number
}

export interface Confusion {
  labels: string[]
  /** By true label, then by predicted label. */
  counts: number[][]
  accuracy: number
  compared: number
  classes: ClassQuality[]
}

export interface Bin {
  from: number
  to: number
  count: number
}

export interface Errors {
  compared: number
  mae: number
  rmse: number
  /** Undefined where all true values are the same. */
  r2?: number
  /** True and predicted value of rows spread evenly over the file. */
  points: { truth: number; value: number }[]
}

/** More points than this are a blot. */
const mostPoints = 400

export type Summary =
  | { kind: 'classes'; predicted: number; distribution: LabelCount[]; confusion?: Confusion }
  | { kind: 'value'; predicted: number; bins: Bin[]; min: number; max: number; mean: number; errors?: Errors }

/** Undefined while nothing was answered, or where answers are neither classes nor numbers. */
export function summarise(results: BatchResults): Summary | undefined {
  const predicted = results.tally[rowState.predicted] ?? 0
  if (predicted === 0) return undefined
  if (results.kind === 'classes')
    return { kind: 'classes', predicted, distribution: distributionOf(results), confusion: confusionOf(results) }
  return results.kind === 'value' ? valuesOf(results, predicted) : undefined
}

function distributionOf({ label, labels }: BatchResults): LabelCount[] {
  const counts = labels.map(() => 0)
  for (const place of label) if (place >= 0) counts[place] = (counts[place] ?? 0) + 1
  return labels.map((name, place) => ({ label: name, count: counts[place] ?? 0 }))
}

/** More classes than this are no table that can be read. */
const mostClasses = 30

function confusionOf(results: BatchResults): Confusion | undefined {
  const size = results.labels.length
  if (size > mostClasses) return undefined
  const counts = results.labels.map(() => new Array<number>(size).fill(0))
  let compared = 0
  let right = 0
  for (let row = 0; row < results.count; row += 1) {
    const [truth, label] = [truePlace(results, row), results.label[row] ?? -1]
    const line = counts[truth]
    if (!line || label < 0) continue
    line[label] = (line[label] ?? 0) + 1
    compared += 1
    if (truth === label) right += 1
  }
  if (compared === 0) return undefined
  return {
    labels: results.labels,
    counts,
    compared,
    accuracy: right / compared,
    classes: results.labels.map((label, place) => qualityOf(label, place, counts)),
  }
}

function qualityOf(label: string, place: number, counts: number[][]): ClassQuality {
  const hits = counts[place]?.[place] ?? 0
  const support = sum(counts[place] ?? [])
  const predicted = sum(counts.map((line) => line[place] ?? 0))
  return {
    label,
    support,
    precision: predicted > 0 ? hits / predicted : undefined,
    recall: support > 0 ? hits / support : undefined,
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

const binCount = 24

function valuesOf(results: BatchResults, predicted: number): Summary {
  const { score, truthValue, count } = results
  let [min, max, total] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  let [compared, absolute, squared, truths, truthSquares] = [0, 0, 0, 0, 0]
  for (let row = 0; row < count; row += 1) {
    const value = score[row] ?? Number.NaN
    if (Number.isNaN(value)) continue
    min = Math.min(min, value)
    max = Math.max(max, value)
    total += value
    const truth = truthValue[row] ?? Number.NaN
    if (Number.isNaN(truth)) continue
    compared += 1
    absolute += Math.abs(value - truth)
    squared += (value - truth) ** 2
    truths += truth
    truthSquares += truth ** 2
  }
  const spread = truthSquares - truths ** 2 / compared
  const errors = {
    compared,
    mae: absolute / compared,
    rmse: Math.sqrt(squared / compared),
    r2: spread > 0 ? 1 - squared / spread : undefined,
    points: pointsOf(results),
  }
  return {
    kind: 'value',
    predicted,
    bins: binsOf(score, min, max),
    min,
    max,
    mean: total / predicted,
    errors: compared > 0 ? errors : undefined,
  }
}

function pointsOf({ score, truthValue, count }: BatchResults) {
  const points: Errors['points'] = []
  const step = Math.max(1, Math.ceil(count / mostPoints))
  for (let row = 0; row < count; row += step) {
    const [truth, value] = [truthValue[row] ?? Number.NaN, score[row] ?? Number.NaN]
    if (!Number.isNaN(truth) && !Number.isNaN(value)) points.push({ truth, value })
  }
  return points
}

function binsOf(values: Float64Array, min: number, max: number): Bin[] {
  const width = (max - min) / binCount
  if (width === 0) return [{ from: min, to: max, count: values.filter((value) => !Number.isNaN(value)).length }]
  const bins = Array.from({ length: binCount }, (_, at) => ({
    from: min + at * width,
    to: min + (at + 1) * width,
    count: 0,
  }))
  for (const value of values) {
    const bin = bins[Math.min(binCount - 1, Math.floor((value - min) / width))]
    if (bin) bin.count += 1
  }
  return bins
}
