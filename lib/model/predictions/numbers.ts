/** A bare number or a bare list of numbers: what it means is for the contract to say, else for its form. */

import { besides, isReserved } from './besides'
import { fromScores } from './classes'
import type { Output as Named, One } from './prediction'
import { anomalyOf } from './series/anomaly'
import { middleNames } from './series/forecast-band'
import {
  type Context,
  exactOf,
  type Fields,
  isFields,
  isNum,
  isNumbers,
  isShare,
  labelOf,
  type Num,
  numOf,
  type Output,
} from './shape'

/** A list as long as this that is no distribution is an embedding, as nobody has so many outputs without names. */
export const shortestEmbedding = 32

const mostOutputs = 500

/** A single number is a class index or a score if the contract says so, else a value. */
export function fromNumber(given: Num, output: Output): One {
  const value = numOf(given)
  if (output?.task === 'anomaly' && Number.isFinite(value)) return anomalyOf(given, output)
  if (output?.task === 'clustering' && Number.isInteger(value))
    return { kind: 'cluster', label: output.labels?.[value] ?? `Cluster ${given}` }
  if (output?.task === 'classification' && Number.isInteger(value))
    return { kind: 'classes', label: labelOf(given, output), scores: [] }
  if (output?.task === 'classification' && isShare(value)) return fromScores([1 - value, given], output)
  return measured({ value: given }, output)
}

/** With the unit and the range that the contract knows of it. */
export function measured({ value, name }: { value: Num; name?: string }, output: Output): One {
  const { unit, min, max } = output ?? {}
  const seen = min !== undefined && max !== undefined && min < max ? { seen: { min, max } } : {}
  const named = name === undefined ? {} : { name }
  return { kind: 'value', value: numOf(value), ...exactOf(value), ...named, ...(unit ? { unit } : {}), ...seen }
}

export function fromNumbers(given: Num[], output: Output): One {
  const [only] = given
  if (given.length === 1 && only !== undefined) return fromNumber(only, output)
  const numbers = given.map(numOf)
  if (output?.task === 'forecast') return { kind: 'forecast', mean: numbers, quantiles: [], samples: [] }
  if (output?.task === 'embedding') return { kind: 'embedding', vectors: [numbers] }
  if (output?.task !== 'classification' && output?.outputs?.length === numbers.length) return outputsOf(given, output)
  const isScored = output?.task === 'classification' && output.labels?.length === numbers.length
  if (output?.task !== 'regression' && (isDistribution(numbers) || (isScored && numbers.every(isShare))))
    return fromScores(given, output)
  return numbers.length >= shortestEmbedding ? { kind: 'embedding', vectors: [numbers] } : outputsOf(given, output)
}

/** `[1.0, 3.0]` of a KMeans that answers in CSV, if the contract says that it is one. */
export function fromPair(record: unknown, { output }: Context): One | undefined {
  if (output?.task !== 'clustering' || !isNumbers(record) || record.length !== 2) return undefined
  const [closest = 0, distance = 0] = record.map(numOf)
  return { kind: 'cluster', label: output.labels?.[closest] ?? `Cluster ${closest}`, distance }
}

/** What the numbers below these names are called: PCA's, NTM's and LDA's. A topic is no class. */
const partNames: Record<string, string> = { projection: 'Component', topic_weights: 'Topic', topic_mixture: 'Topic' }

/** Named outputs (TensorFlow Serving, custom containers), and the parts of a record. */
export function fromNamed(record: unknown, { output }: Context): One | undefined {
  if (!isFields(record)) return undefined
  const part = Object.keys(partNames).find((key) => isNumbers(record[key]))
  if (part) {
    const rest = besides(record, [part])
    return rest && { ...outputsOf(record[part] as Num[], output, partNames[part]), ...rest }
  }
  const isTaken = (name: string) => isReserved(name) || middleNames.includes(name)
  if (Object.keys(record).some((name) => Array.isArray(record[name]) && isTaken(name))) return undefined
  const outputs = Object.entries(record).map(([name, value]) => flatten(name, value))
  if (outputs.length === 0 || !outputs.every((list) => list !== undefined)) return undefined
  const flat = outputs.flat()
  if (flat.length > mostOutputs) return undefined
  const [only] = flat
  if (flat.length === 1 && only) return measured(only, output)
  // One output of class probabilities is recognised by its form, like a bare list.
  if (outputs.length === 1) return fromNumbers(onlyNumbers(record), output)
  return vector(flat, output)
}

const valueNames = [
  'score',
  'prediction',
  'predictions',
  '.pred',
  'pred',
  'predicted',
  'predicted_value',
  'value',
  'y_pred',
  'yhat',
]

/** A number by a name that says that it is the answer, beside facts that are no numbers: `{"prediction": 21.5, "unit": "mpg"}`. */
export function fromResponse(record: unknown, { output }: Context): One | undefined {
  if (!isFields(record)) return undefined
  const name = valueNames.find((key) => flatten(key, record[key])?.length === 1)
  const [found] = (name && flatten(name, record[name])) || []
  const rest = name && besides(record, [name])
  return found && rest && name !== 'score' && Object.keys(rest.rest ?? {}).length > 0
    ? { ...measured(found, output), ...rest }
    : undefined
}

/** A score on its own: XGBoost's JSON, Linear Learner's regression. */
export function fromScore(record: unknown, { output }: Context): One | undefined {
  const score = isFields(record) ? record.score : undefined
  const rest = isFields(record) && besides(record, ['score'])
  if (!rest) return undefined
  if (isNum(score)) return { ...fromNumber(score, output), ...rest }
  return isNumbers(score) ? { ...fromNumbers(score, output), ...rest } : undefined
}

const onlyNumbers = (record: Fields): Num[] => Object.values(record).flat(2) as Num[]

function flatten(name: string, value: unknown): { name: string; value: Num }[] | undefined {
  const inner = Array.isArray(value) && value.length === 1 && Array.isArray(value[0]) ? value[0] : value
  if (isNum(inner)) return [{ name, value: inner }]
  if (!isNumbers(inner)) return undefined
  return inner.map((one, index) => ({ name: inner.length === 1 ? name : `${name} ${index + 1}`, value: one }))
}

const outputsOf = (numbers: Num[], output: Output, what = 'Output'): One =>
  vector(
    numbers.map((value, index) => ({ name: output?.outputs?.[index] ?? `${what} ${index + 1}`, value })),
    output,
  )

const vector = (outputs: { name: string; value: Num }[], output: Output): One => ({
  kind: 'vector',
  outputs: outputs.map(({ name, value }): Named => ({ name, value: numOf(value), ...exactOf(value) })),
  ...(output?.unit ? { unit: output.unit } : {}),
})

/** Shares that add up to one, as softmax gives them; rounding allowed. */
export const isDistribution = (numbers: number[]): boolean =>
  numbers.every(isShare) && Math.abs(numbers.reduce((sum, value) => sum + value, 0) - 1) < 0.02
