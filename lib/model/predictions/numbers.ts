/** A bare number or a bare list of numbers: what it means is for the contract to say, else for its form. */
import { anomalyOf } from './anomaly'
import { fromScores } from './classes'
import type { One } from './prediction'
import { type Context, type Fields, isFields, isNumbers, labelAt, type Output } from './shape'

/** A list as long as this that is no distribution is an embedding, as nobody has so many outputs without names. */
export const shortestEmbedding = 32

const mostOutputs = 500

/** A single number is a class index or a score where the contract says so, else a value. */
export function fromNumber(value: number, output: Output): One {
  if (output?.task === 'anomaly' && Number.isFinite(value)) return anomalyOf(value, output)
  if (output?.task === 'clustering' && Number.isInteger(value))
    return { kind: 'cluster', label: output.labels?.[value] ?? `Cluster ${value}` }
  if (output?.task === 'classification' && Number.isInteger(value))
    return { kind: 'classes', label: labelAt(value, output), scores: [] }
  if (output?.task === 'classification' && value >= 0 && value <= 1) return fromScores([1 - value, value], output)
  return measured({ value }, output)
}

/** With the unit and the range that the contract knows of it. */
function measured(found: { value: number; name?: string }, output: Output): One {
  const { unit, min, max } = output ?? {}
  const seen = min !== undefined && max !== undefined && min < max ? { seen: { min, max } } : {}
  return { kind: 'value', ...found, ...(unit ? { unit } : {}), ...seen }
}

export function fromNumbers(numbers: number[], output: Output): One {
  const [only] = numbers
  if (numbers.length === 1 && only !== undefined) return fromNumber(only, output)
  if (output?.task === 'forecast') return { kind: 'forecast', mean: numbers, quantiles: [], samples: [] }
  if (output?.task === 'embedding') return { kind: 'embedding', vectors: [numbers] }
  if (output?.task !== 'classification' && output?.outputs?.length === numbers.length) return outputsOf(numbers, output)
  const isScored = output?.task === 'classification' && output.labels?.length === numbers.length
  if (output?.task !== 'regression' && (isDistribution(numbers) || (isScored && numbers.every(isShare))))
    return fromScores(numbers, output)
  return numbers.length >= shortestEmbedding ? { kind: 'embedding', vectors: [numbers] } : outputsOf(numbers, output)
}

/** `[1.0, 3.0]` of a KMeans that answers in CSV, where the contract says that it is one. */
export function fromPair(record: unknown, { output }: Context): One | undefined {
  if (output?.task !== 'clustering' || !isNumbers(record) || record.length !== 2) return undefined
  const [closest = 0, distance] = record
  return { kind: 'cluster', label: output.labels?.[closest] ?? `Cluster ${closest}`, distance }
}

/** Named outputs (TensorFlow Serving, custom containers) and PCA's projection. */
export function fromNamed(record: unknown, { output }: Context): One | undefined {
  if (!isFields(record)) return undefined
  if (isNumbers(record.projection)) return outputsOf(record.projection, output, 'Component')
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

const onlyNumbers = (record: Fields): number[] => Object.values(record).flat(2) as number[]

function flatten(name: string, value: unknown): { name: string; value: number }[] | undefined {
  const inner = Array.isArray(value) && value.length === 1 && Array.isArray(value[0]) ? value[0] : value
  if (typeof inner === 'number') return [{ name, value: inner }]
  if (!isNumbers(inner)) return undefined
  return inner.map((one, index) => ({ name: inner.length === 1 ? name : `${name} ${index + 1}`, value: one }))
}

const outputsOf = (numbers: number[], output: Output, what = 'Output'): One =>
  vector(
    numbers.map((value, index) => ({ name: output?.outputs?.[index] ?? `${what} ${index + 1}`, value })),
    output,
  )

const vector = (outputs: { name: string; value: number }[], output: Output): One => ({
  kind: 'vector',
  outputs,
  ...(output?.unit ? { unit: output.unit } : {}),
})

const isShare = (value: number) => value >= 0 && value <= 1

/** Shares that add up to one, as softmax gives them; rounding allowed. */
export const isDistribution = (numbers: number[]): boolean =>
  numbers.every(isShare) && Math.abs(numbers.reduce((sum, value) => sum + value, 0) - 1) < 0.02
