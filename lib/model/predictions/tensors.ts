/** Triton and KServe v2: named tensors with datatype and shape. */
import { besides, leftOf } from './besides'
import type { Prediction, Tensor } from './prediction'
import { exactOf, isFields, isNum, isNumbers, numOf, textOf } from './shape'

export function readTensors(json: unknown): Prediction | undefined {
  const outputs = isFields(json) ? json.outputs : undefined
  if (!isFields(json) || !Array.isArray(outputs) || outputs.length === 0) return undefined
  const tensors = outputs.map(tensorOf)
  if (!tensors.every((tensor) => tensor !== undefined)) return undefined
  const whole = besides(json, ['outputs', 'model_name'])
  const left = tensors.map(({ name }, at) => leftOf(name, outputs[at], ['name', 'datatype', 'shape', 'data']))
  const rest = { ...whole?.rest, ...Object.assign({}, ...left) }
  return (
    whole && {
      kind: 'tensors',
      ...(textOf(json.model_name) ? { model: textOf(json.model_name) } : {}),
      tensors,
      ...(Object.keys(rest).length > 0 ? { rest } : {}),
    }
  )
}

function tensorOf(output: unknown): Tensor | undefined {
  if (!isFields(output) || !Array.isArray(output.data)) return undefined
  const { name, datatype, shape } = output
  if (typeof name !== 'string' || typeof datatype !== 'string') return undefined
  const data = (output.data.flat(8) as unknown[]).map(scalarOf)
  if (!data.every((value) => value !== undefined)) return undefined
  return { name, datatype, shape: isNumbers(shape) ? shape.map(numOf) : [data.length], data }
}

/** A number with more digits than a double holds is its text. */
const scalarOf = (value: unknown): number | string | boolean | undefined => {
  if (isNum(value)) return exactOf(value).exact ?? numOf(value)
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}
