/** Triton and KServe v2: named tensors with datatype and shape. */
import type { Prediction, Tensor } from './prediction'
import { isFields, isNumbers, textOf } from './shape'

export function readTensors(json: unknown): Prediction | undefined {
  if (!isFields(json) || !Array.isArray(json.outputs) || json.outputs.length === 0) return undefined
  const tensors = json.outputs.map(tensorOf)
  if (!tensors.every((tensor) => tensor !== undefined)) return undefined
  return { kind: 'tensors', ...(textOf(json.model_name) ? { model: textOf(json.model_name) } : {}), tensors }
}

function tensorOf(output: unknown): Tensor | undefined {
  if (!isFields(output) || !Array.isArray(output.data)) return undefined
  const { name, datatype, shape } = output
  if (typeof name !== 'string' || typeof datatype !== 'string') return undefined
  const data: unknown[] = output.data.flat(8)
  if (!data.every(isScalar)) return undefined
  return { name, datatype, shape: isNumbers(shape) ? shape : [data.length], data }
}

const isScalar = (value: unknown): value is number | string | boolean =>
  ['number', 'string', 'boolean'].includes(typeof value)
