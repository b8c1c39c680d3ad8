/**
 * The signature in an MLflow `MLmodel` file: YAML whose `inputs` and `outputs` are JSON in a string, or that JSON itself.
 * https://mlflow.org/docs/latest/ml/model/signatures/
 */
import type { Feature, FeatureContract } from '../../contract/contract'
import { asList, asNumber, asObject, asText, at, parseJson } from '../../requests/json-text'
import { splitUnit } from './infer-column'

type Signature = Pick<FeatureContract, 'features' | 'output' | 'input'>

export function contractFromMlflow(text: string): Signature | undefined {
  const { inputs, outputs } = signatureOf(text)
  if (!inputs.some((one) => typeof asObject(one)?.type === 'string')) return undefined
  const tensor = asObject(inputs[0])
  if (tensor?.type === 'tensor') return fromTensors(inputs, outputs)
  return { features: inputs.flatMap((one, index) => featureFrom(one, index) ?? []), ...outputFrom(outputs) }
}

function signatureOf(text: string): { inputs: unknown[]; outputs: unknown[] } {
  const json = asObject(parseJson(text))
  const signature = json ? (at(json, 'signature') ?? json) : undefined
  const [inputs, outputs] = ['inputs', 'outputs'].map((key) => listOf(signature ? signature[key] : scalarOf(text, key)))
  return { inputs: inputs ?? [], outputs: outputs ?? [] }
}

const listOf = (value: unknown): unknown[] => asList(typeof value === 'string' ? parseJson(value) : value)

/** The text of one scalar of the `signature` block, its folded lines joined as YAML does. */
function scalarOf(text: string, key: string): string | undefined {
  const lines = text.split(/\r?\n/)
  const block = indentedAfter(
    lines,
    lines.findIndex((line) => line.startsWith('signature:')),
    0,
  )
  const at = block.findIndex((line) => line.trimStart().startsWith(`${key}:`))
  const line = block[at]
  if (line === undefined) return undefined
  const begin = line.slice(line.indexOf(':') + 1)
  const folded = [begin, ...indentedAfter(block, at, indentOf(line))]
    .map((part) => part.trim())
    .join(' ')
    .trim()
  if (!folded) return undefined
  if (folded.startsWith("'")) return folded.slice(1, -1).replaceAll("''", "'")
  if (folded.startsWith('"')) return asText(parseJson(folded))
  return folded
}

const indentOf = (line: string): number => line.length - line.trimStart().length

/** The lines below one that are indented further than `indent`. */
function indentedAfter(lines: string[], at: number, indent: number): string[] {
  if (at < 0) return []
  const end = lines.findIndex((line, index) => index > at && indentOf(line) <= indent)
  return lines.slice(at + 1, end < 0 ? undefined : end)
}

const types: Record<string, Feature['type']> = {
  integer: 'integer',
  long: 'integer',
  float: 'number',
  double: 'number',
  boolean: 'boolean',
  string: 'text',
  datetime: 'text',
  binary: 'text',
}

function featureFrom(column: unknown, index: number): Feature | undefined {
  const { name, type } = asObject(column) ?? {}
  const known = types[asText(type) ?? '']
  return known ? { ...splitUnit(asText(name) ?? `feature_${index + 1}`), type: known } : undefined
}

const specOf = (tensor: unknown) => at(tensor, 'tensor-spec')

/** A tensor of two dimensions is rows of as many features; any other is sent as JSON. */
function fromTensors(inputs: unknown[], outputs: unknown[]): Signature {
  const shape = asList(specOf(inputs[0])?.shape).map(asNumber)
  const width = shape[1]
  const rows = inputs.length === 1 && shape.length === 2 && width !== undefined && width > 0 && width <= 500
  if (!rows) return { features: [], input: { kind: 'json' }, ...outputFrom(outputs) }
  const whole = /^u?int/.test(asText(specOf(inputs[0])?.dtype) ?? '')
  const features = Array.from(
    { length: width },
    (_, index): Feature => ({
      name: `feature_${index + 1}`,
      type: whole ? 'integer' : 'number',
    }),
  )
  return { features, ...outputFrom(outputs) }
}

/** A signature shows how many outputs there are, but not what they mean. */
function outputFrom(outputs: unknown[]): Pick<FeatureContract, 'output'> {
  const names = outputs.map((one) => asText(asObject(one)?.name)).filter((name) => name !== undefined)
  if (names.length > 1) return { output: { outputs: names } }
  return names[0] ? { output: { name: names[0] } } : {}
}

/** The values that a column of each type takes. */
const samples: Record<string, unknown> = {
  ...{ integer: 1, long: 1, float: 1, double: 1, boolean: true },
  ...{ string: 'text', datetime: '2024-01-01T00:00:00' },
}

/** A longer example has no place in a contract. */
const mostValues = 2_000

/** NumPy's arrays have no more: https://numpy.org/doc/stable/release/2.0.0-notes.html */
const mostDimensions = 64

/**
 * Returns the request that MLflow's own server takes, with a made-up value of each type; undefined if a type has none, or a
 * tensor has too many values. https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally/
 */
export function mlflowRequest(text: string): object | undefined {
  const { inputs } = signatureOf(text)
  const fields = inputs.map((one) => asObject(one) ?? {})
  const names = fields.map(({ name }) => asText(name))
  const isNamed = names.every((name) => name !== undefined)
  if (fields.length === 0) return undefined
  if (fields[0]?.type !== 'tensor') {
    const values = fields.map(({ type }) => samples[asText(type) ?? ''])
    if (values.some((value) => value === undefined)) return undefined
    return { dataframe_split: { ...(isNamed ? { columns: names } : {}), data: [values] } }
  }
  const tensors = fields.map(madeTensor)
  if (tensors.some((one) => one === undefined)) return undefined
  return { inputs: isNamed ? Object.fromEntries(names.map((name, index) => [name, tensors[index]])) : tensors[0] }
}

/** A dimension of any size (-1) is 1. */
function madeTensor(tensor: unknown): unknown {
  const { shape, dtype } = specOf(tensor) ?? {}
  const sizes = asList(shape).map((size) => (size === -1 ? 1 : Number(size)))
  const isShape =
    sizes.length > 0 && sizes.length <= mostDimensions && sizes.every((size) => Number.isInteger(size) && size > 0)
  if (!isShape || sizes.reduce((product, size) => product * size, 1) > mostValues) return undefined
  const type = asText(dtype) ?? ''
  const value: unknown = type === 'bool' ? true : /^(u?int|float)/.test(type) ? 1 : 'text'
  return sizes.reduceRight<unknown>((inner, size) => new Array<unknown>(size).fill(inner), value)
}
