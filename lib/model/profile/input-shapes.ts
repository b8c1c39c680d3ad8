/**
 * What the shapes of a model's inputs say, as DataInputConfig names them: `{"input": [1, 13]}`, or lists alone for PyTorch.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html
 */
import type { Feature } from '../contract/contract'
import { asObject, parseJson } from '../requests/json-text'
import { image, type Reading, rows, tensors, text } from './readings'

interface FoundInputs {
  readings: Reading[]
  /** Numbered, because shapes name no column. */
  features?: Feature[]
}

const mostColumns = 500
/** Enough for a body that a person can read. */
const mostValues = 2_000

/**
 * Undefined if the text is no list of shapes.
 * @param text JSON, in double or single quotes, as the examples of the AWS documentation have it
 * @param isTensorFlow its server takes `instances`, and no plain rows without a script
 */
export function inputsOfShapes(text: string, isTensorFlow: boolean): FoundInputs | undefined {
  const inputs = shapesIn(parseJson(text) ?? parseJson(text.replaceAll("'", '"')))
  const [first] = inputs
  if (!first) return undefined
  if (inputs.length > 1) return ofSeveral(inputs)
  const [, ...inner] = first.shape
  const [width] = inner
  if (inner.length === 1 && width !== undefined && width > 0 && width <= mostColumns) {
    const body = tensors({ instances: [ones(inner)] })
    return { readings: isTensorFlow ? [body, rows()] : [rows(), body], features: numbered(width) }
  }
  return inner.length === 3 && [inner[0], inner[2]].some((channels) => channels === 1 || channels === 3)
    ? { readings: [image(), bodyOf(inner)] }
    : { readings: [bodyOf(inner)] }
}

/** Token ids beside a mask are made from a text by the container's script, if it has one. */
const ofSeveral = (inputs: Shape[]): FoundInputs =>
  inputs.some(({ name }) => /^(input_ids|attention_mask|token_type_ids)/.test(name))
    ? { readings: [text(), tensors()] }
    : { readings: [tensors()] }

const bodyOf = (inner: number[]): Reading =>
  inner.length > 0 && inner.every((size) => size > 0) && inner.reduce((count, size) => count * size, 1) <= mostValues
    ? tensors({ instances: [ones(inner)] })
    : tensors()

const ones = ([size = 0, ...inner]: number[]): unknown[] =>
  Array.from({ length: size }, () => (inner.length > 0 ? ones(inner) : 1))

const numbered = (width: number): Feature[] =>
  Array.from({ length: width }, (_, index) => ({ name: `feature_${index + 1}`, type: 'number', default: '1' }))

interface Shape {
  name: string
  shape: number[]
}

/** A member is a shape, or has one below `shape`, as Core ML's have. */
function shapesIn(json: unknown): Shape[] {
  if (Array.isArray(json)) {
    const lists = json.every((one) => Array.isArray(one)) ? json : [json]
    return lists.flatMap((one) => shapeOf('', one))
  }
  return Object.entries(asObject(json) ?? {}).flatMap(([name, one]) => shapeOf(name, asObject(one)?.shape ?? one))
}

const shapeOf = (name: string, value: unknown): Shape[] =>
  Array.isArray(value) && value.length > 1 && value.every((size) => Number.isInteger(size))
    ? [{ name, shape: value }]
    : []
