/**
 * The request that a Triton model takes, made from the shapes and types in its `config.pbtxt`. Pure.
 * https://github.com/triton-inference-server/server/blob/main/docs/user_guide/model_configuration.md
 * https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
 */
import { type Message, parseTextProto } from './text-proto'

/** A contract holds no longer example: an input of more values is left to a person. */
const mostValues = 2_000

/** Triton refuses FP16 and BF16 in JSON: https://github.com/triton-inference-server/server/issues/5960 */
const binaryAlone = /^TYPE_(FP16|BF16)$/
const asJson = /^TYPE_(BOOL|U?INT(?:8|16|32|64)|FP(?:32|64)|STRING)$/

export interface TritonModel {
  name?: string
  isEnsemble: boolean
  /** Undefined if a tensor of it cannot be written as JSON, or has too many values for an example. */
  request?: {
    inputs: { name: string; shape: number[]; datatype: string; data: unknown[] }[]
    parameters?: Record<string, number | boolean>
  }
  /** What keeps the model from requests in JSON: `x is FP16`. */
  binary?: string
}

/**
 * One request that is a whole sequence: a model of sequences refuses those without an id.
 * https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_sequence.md
 */
const wholeSequence = { sequence_id: 1, sequence_start: true, sequence_end: true }

/** Undefined if the text is no configuration that names inputs. */
export function tritonModelOf(text: string): TritonModel | undefined {
  const config = parseTextProto(text)
  const inputs = (config?.input ?? []).filter(isMessage)
  if (!config || inputs.length === 0) return undefined
  const isBatched = Number(config.max_batch_size?.[0] ?? 0) > 0
  const needed = inputs.filter((one) => one.optional?.[0] !== 'true')
  const tensors = needed.map((one) => tensorOf(one, isBatched))
  const binary = needed.flatMap((one) => {
    const [, kind] = binaryAlone.exec(String(one.data_type?.[0])) ?? []
    return kind ? [`${String(one.name?.[0] ?? 'an input')} is ${kind}`] : []
  })[0]
  const whole = tensors.filter((one) => one !== undefined)
  const count = whole.reduce((sum, { data }) => sum + data.length, 0)
  const name = config.name?.[0]
  return {
    ...(typeof name === 'string' ? { name } : {}),
    isEnsemble: config.platform?.[0] === 'ensemble',
    ...(whole.length === tensors.length && whole.length > 0 && count <= mostValues
      ? { request: { inputs: whole, ...(config.sequence_batching ? { parameters: wholeSequence } : {}) } }
      : {}),
    ...(binary ? { binary } : {}),
  }
}

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null

/** A dimension of any size (-1) is 1. A batch of one stands before the dimensions, which do not name it. */
function tensorOf(input: Message, isBatched: boolean) {
  const [name] = input.name ?? []
  const [type] = input.data_type ?? []
  const dims = input.dims ?? []
  const [, kind] = asJson.exec(String(type)) ?? []
  const sizes = dims.map((size) => (size === -1 ? 1 : size))
  const shape = [...(isBatched ? [1] : []), ...sizes.filter((size) => typeof size === 'number')]
  const count = shape.reduce((product, size) => product * size, 1)
  const isShape =
    shape.every((size) => Number.isInteger(size) && size > 0) && sizes.every((size) => typeof size === 'number')
  if (typeof name !== 'string' || !kind || dims.length === 0 || !isShape || count > mostValues) return undefined
  const value = kind === 'STRING' ? 'text' : kind === 'BOOL' ? true : 1
  return { name, shape, datatype: kind === 'STRING' ? 'BYTES' : kind, data: new Array(count).fill(value) }
}
