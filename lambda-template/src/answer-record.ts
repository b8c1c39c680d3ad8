/** One record of a model's answer becomes one prediction, whichever container wrote it. */
import { areScores, type Fields, isFields, isNumbers, isTexts, shortestEmbedding } from './answer-shapes'
import type { Output } from './contract'

export type Prediction =
  | { label: string; score?: number; probabilities?: { label: string; probability: number }[] }
  /** KMeans: the closest cluster, and how far its centre is. */
  | { label: string; distance?: number }
  /** Null where the model answered NaN. */
  | { value: number | null; unit?: string; name?: string }
  /** The score of an anomaly detector: higher is stranger. */
  | { score: number }
  | { outputs: { name: string; value: number | null }[]; unit?: string }

const mostOutputs = 500

const labelAt = (index: number, { labels }: Output): string => labels[index] ?? `Class ${index}`
const clusterAt = (index: number, { labels }: Output): string => labels[index] ?? `Cluster ${index}`
const plain = (label: string) => label.replace(/^__label__/, '').trim() || label
const finite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const jsonNumber = (value: number) => (Number.isFinite(value) ? value : null)
const unitOf = ({ unit }: Output) => (unit ? { unit } : {})

/** `1.0` and `1` are class 1; a text is the class's own name. */
function labelOf(predicted: unknown, output: Output): string {
  const index = Number(predicted)
  return Number.isInteger(index) && String(predicted).trim() !== '' ? labelAt(index, output) : String(predicted)
}

/** @returns undefined where the record has none of these forms */
export function readRecord(record: unknown, output: Output): Prediction | undefined {
  if (typeof record === 'number') return fromNumber(record, output)
  if (isNumbers(record)) return fromNumbers(record, output)
  if (typeof record === 'string') return { label: record }
  if (Array.isArray(record)) return readLabelled(record)
  return isFields(record)
    ? (readCluster(record, output) ?? readClasses(record, output) ?? readNumbers(record, output))
    : undefined
}

function readCluster({ closest_cluster: closest, distance_to_cluster: distance }: Fields, output: Output) {
  return finite(closest) ? { label: clusterAt(closest, output), ...(finite(distance) ? { distance } : {}) } : undefined
}

function readClasses(record: Fields, output: Output): Prediction | undefined {
  const { score, predicted_label: predicted, probabilities, probability, labels, scores } = record
  if (output.task === 'anomaly' && finite(score)) return { score }
  const given = [probabilities, probability, score, scores].find(isNumbers)
  const names = isTexts(labels) && labels.length === given?.length ? labels.map(plain) : undefined
  if (given && names) return classes(names, given, predicted === undefined ? undefined : String(predicted))
  if (given && given.length > 1) return fromScores(given, output, predicted)
  // Linear Learner's binary answer: the score is the probability of class 1.
  if (typeof score === 'number' && predicted !== undefined && score >= 0 && score <= 1)
    return fromScores([1 - score, score], output, predicted)
  if (predicted !== undefined && predicted !== null) {
    const label = labelOf(predicted, output)
    return typeof probability === 'number' ? classes([label], [probability]) : { label }
  }
  const { label, prob } = record
  if (isTexts(label) && isNumbers(prob) && label.length === prob.length) return classes(label.map(plain), prob)
  return readLabelled([record])
}

/** `[{"label": "POSITIVE", "score": 0.99}, …]`, and fill-mask's `token_str`: one record's classes. */
export function readLabelled(list: unknown[]): Prediction | undefined {
  const labels: string[] = []
  const scores: number[] = []
  for (const one of list) {
    const label = isFields(one) ? (one.token_str ?? one.label) : undefined
    if ((typeof label !== 'string' && typeof label !== 'number') || !isFields(one) || typeof one.score !== 'number')
      return undefined
    labels.push(plain(String(label)))
    scores.push(one.score)
  }
  return labels.length > 0 ? classes(labels, scores) : undefined
}

/** XGBoost's and Linear Learner's lone score, named outputs (TensorFlow Serving, custom containers), PCA's projection. */
function readNumbers(record: Fields, output: Output): Prediction | undefined {
  const { score, projection } = record
  if (typeof score === 'number') return fromNumber(score, output)
  if (isNumbers(score)) return fromNumbers(score, output)
  if (isNumbers(projection)) return vector(projection, output, 'Component')
  const named = Object.entries(record).map(([name, value]) => {
    const inner = Array.isArray(value) && value.length === 1 && Array.isArray(value[0]) ? value[0] : value
    const numbers = typeof inner === 'number' ? [inner] : isNumbers(inner) ? inner : undefined
    return numbers?.map((one, at) => ({ name: numbers.length === 1 ? name : `${name} ${at + 1}`, value: one }))
  })
  if (named.length === 0 || !named.every((list) => list !== undefined)) return undefined
  const flat = named.flat()
  const [only] = flat
  if (flat.length > mostOutputs) return undefined
  if (flat.length === 1 && only) return { value: jsonNumber(only.value), name: only.name, ...unitOf(output) }
  if (named.length === 1)
    return fromNumbers(
      flat.map(({ value }) => value),
      output,
    )
  return { outputs: flat.map((one) => ({ ...one, value: jsonNumber(one.value) })), ...unitOf(output) }
}

/** A class index or a score where the contract says so, else a value. */
function fromNumber(value: number, output: Output): Prediction {
  const { task } = output
  if (task === 'anomaly' && Number.isFinite(value)) return { score: value }
  if (task === 'clustering' && Number.isInteger(value)) return { label: clusterAt(value, output) }
  if (task === 'classification' && Number.isInteger(value)) return { label: labelAt(value, output) }
  if (task === 'classification' && value >= 0 && value <= 1) return fromScores([1 - value, value], output)
  return { value: jsonNumber(value), ...unitOf(output) }
}

function fromNumbers(numbers: number[], output: Output): Prediction | undefined {
  const { task, outputs } = output
  const [first = 0, second = 0] = numbers
  if (task === 'clustering' && numbers.length === 2)
    return { label: clusterAt(first, output), ...(finite(second) ? { distance: second } : {}) }
  if (numbers.length === 1) return fromNumber(first, output)
  if (task === 'forecast' || task === 'embedding') return undefined
  if (task !== 'classification' && outputs.length === numbers.length) return vector(numbers, output)
  if (areScores(numbers, output)) return fromScores(numbers, output)
  return numbers.length >= shortestEmbedding ? undefined : vector(numbers, output)
}

const vector = (numbers: number[], output: Output, what = 'Output'): Prediction => ({
  outputs: numbers.map((value, index) => ({
    name: output.outputs[index] ?? `${what} ${index + 1}`,
    value: jsonNumber(value),
  })),
  ...unitOf(output),
})

const fromScores = (scores: number[], output: Output, predicted?: unknown): Prediction =>
  classes(
    scores.map((_, index) => labelAt(index, output)),
    scores,
    predicted === undefined ? undefined : labelOf(predicted, output),
  )

/** In class order; the likeliest unless the model names one itself. */
function classes(labels: string[], scores: number[], predicted?: string): Prediction {
  const best = scores.reduce((place, score, at) => (score > (scores[place] ?? 0) ? at : place), 0)
  const label = predicted ?? labels[best] ?? ''
  const score = scores[labels.indexOf(label)]
  return {
    label,
    ...(finite(score) ? { score } : {}),
    probabilities: scores.map((probability, index) => ({ label: labels[index] ?? '', probability })),
  }
}
