/** One record of a model's answer becomes one prediction, whichever container wrote it. */

import type { Output } from '../request/contract'
import { anomalyOf, readAnomaly } from './response-anomaly'
import { readClasses, readLabelled } from './response-classes'
import { fromScores, isNoName, labelOf } from './response-labels'
import {
  areScores,
  besides,
  type Fields,
  isFields,
  isNum,
  isNumbers,
  isQuantile,
  isReserved,
  isShare,
  type Num,
  numOf,
  type Prediction,
  shortestEmbedding,
} from './response-shapes'

const mostOutputs = 500

const clusterAt = (index: Num, { labels }: Output): string => labels[numOf(index)] ?? `Cluster ${index}`
const isKnown = (value: unknown): value is Num => isNum(value) && Number.isFinite(numOf(value))
const jsonNumber = (value: Num) => (Number.isFinite(numOf(value)) ? value : null)
const unitOf = ({ unit }: Output) => (unit ? { unit } : {})

const formsOf: Record<string, string[]> = {
  classification: ['classes'],
  regression: ['value', 'outputs'],
  clustering: ['cluster'],
  anomaly: ['score'],
  embedding: ['outputs'],
}

/** The contract's veto: what reads as another form than the model's task stays as it came. */
function isAllowed(one: Prediction, { task }: Output): boolean {
  const forms = task === undefined ? undefined : (formsOf[task] ?? [])
  if ('label' in one) return forms?.includes('distance' in one || task === 'clustering' ? 'cluster' : 'classes') ?? true
  return forms?.some((form) => form in one) ?? true
}

function readName(record: unknown, { labels }: Output): Prediction | undefined {
  if (typeof record !== 'string') return undefined
  return isNoName(record) && !labels.includes(record) ? undefined : { label: record }
}

type Read = (record: unknown, output: Output) => Prediction | undefined

const readers: Read[] = [
  whenFields(readCluster),
  whenFields(readAnomaly),
  readNumbers,
  readName,
  (record) => (Array.isArray(record) ? readLabelled(record) : undefined),
  whenFields(readClasses),
  whenFields(fromScore),
  whenFields(fromResponse),
  whenFields(fromNamed),
]

/** @returns undefined if the record has none of these forms */
export function readRecord(record: unknown, output: Output): Prediction | undefined {
  for (const read of readers) {
    const found = read(record, output)
    if (found && isAllowed(found, output)) return found
  }
  return undefined
}

function whenFields(read: (record: Fields, output: Output) => Prediction | undefined): Read {
  return (record, output) => (isFields(record) ? read(record, output) : undefined)
}

function readCluster(record: Fields, output: Output): Prediction | undefined {
  const { closest_cluster: closest, distance_to_cluster: distance } = record
  const rest = besides(record, ['closest_cluster', 'distance_to_cluster'])
  if (!rest || !isKnown(closest)) return undefined
  return { label: clusterAt(closest, output), distance: isKnown(distance) ? distance : undefined, ...rest }
}

function readNumbers(record: unknown, output: Output): Prediction | undefined {
  if (isNum(record)) return fromNumber(record, output)
  return isNumbers(record) ? fromNumbers(record, output) : undefined
}

/** XGBoost's and Linear Learner's lone score. */
function fromScore(record: Fields, output: Output): Prediction | undefined {
  const { score } = record
  const rest = besides(record, ['score'])
  const found = rest && readNumbers(score, output)
  return found && { ...found, ...rest }
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

/** A number by a name that says that it is the answer, beside other facts. */
function fromResponse(record: Fields, output: Output): Prediction | undefined {
  const name = valueNames.find((key) => flatten(key, record[key])?.length === 1)
  const [found] = (name && flatten(name, record[name])) || []
  const rest = name === undefined || name === 'score' ? undefined : besides(record, [name])
  if (!found || !rest?.rest) return undefined
  return { value: jsonNumber(found.value), name: found.name, ...unitOf(output), ...rest }
}

/** What the numbers below these names are called: PCA's, NTM's and LDA's. A topic is no class. */
const partNames: Record<string, string> = { projection: 'Component', topic_weights: 'Topic', topic_mixture: 'Topic' }

/** Named outputs (TensorFlow Serving, custom containers), and the parts of a record. */
function fromNamed(record: Fields, output: Output): Prediction | undefined {
  const part = Object.keys(partNames).find((key) => isNumbers(record[key]))
  if (part) {
    const rest = besides(record, [part])
    return rest && { ...vector(record[part] as Num[], output, partNames[part]), ...rest }
  }
  if (Object.entries(record).some(([key, value]) => Array.isArray(value) && (isReserved(key) || isQuantile(key))))
    return undefined
  const named = Object.entries(record).map(([name, value]) => flatten(name, value))
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

function flatten(name: string, value: unknown): { name: string; value: Num }[] | undefined {
  const inner = Array.isArray(value) && value.length === 1 && Array.isArray(value[0]) ? value[0] : value
  const numbers = isNum(inner) ? [inner] : isNumbers(inner) ? inner : undefined
  return numbers?.map((one, at) => ({ name: numbers.length === 1 ? name : `${name} ${at + 1}`, value: one }))
}

/** A class index or a score if the contract says so, else a value. */
function fromNumber(value: Num, output: Output): Prediction {
  const { task } = output
  const isWhole = Number.isInteger(numOf(value))
  if (task === 'anomaly' && isKnown(value)) return anomalyOf(value)
  if (task === 'clustering' && isWhole) return { label: clusterAt(value, output) }
  if (task === 'classification' && isWhole) return { label: labelOf(value, output) }
  if (task === 'classification' && isShare(value)) return fromScores([1 - numOf(value), value], output)
  return { value: jsonNumber(value), ...unitOf(output) }
}

function fromNumbers(numbers: Num[], output: Output): Prediction | undefined {
  const { task, outputs } = output
  const [first = 0, second = 0] = numbers
  if (task === 'clustering' && numbers.length === 2)
    return { label: clusterAt(first, output), ...(isKnown(second) ? { distance: second } : {}) }
  if (numbers.length === 1) return fromNumber(first, output)
  if (task === 'forecast' || task === 'embedding') return undefined
  if (task !== 'classification' && outputs.length === numbers.length) return vector(numbers, output)
  if (areScores(numbers, output)) return fromScores(numbers, output)
  return numbers.length >= shortestEmbedding ? undefined : vector(numbers, output)
}

const vector = (numbers: Num[], output: Output, what = 'Output'): Prediction => ({
  outputs: numbers.map((value, index) => ({
    name: output.outputs[index] ?? `${what} ${index + 1}`,
    value: jsonNumber(value),
  })),
  ...unitOf(output),
})
