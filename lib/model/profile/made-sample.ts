/**
 * Samples that anybody can see: made from types and ranges. Rows that somebody sent to a model, or trained it with, are
 * private until a person makes one of them public.
 */
import { type Example, type Feature, type InputForm, inputOf } from '../contract/contract'
import { encodeRow } from '../requests/encode'
import { parseJson } from '../requests/json-text'

const madeName = 'Made from the ranges'
const text = 'The food was good and the waiter was friendly.'

/** One row of the features, or a text; nothing for pictures, recordings, and other JSON, whose example is in its input. */
export function madeExamples(features: Feature[], input?: InputForm): Example[] {
  const { kind } = inputOf({ features, input })
  if (kind === 'text' || kind === 'chat') return [{ name: 'Made-up text', value: text }]
  if (kind !== 'rows' || features.length === 0) return []
  const values = Object.fromEntries(features.map((feature) => [feature.name, madeValue(feature)]))
  return [{ name: madeName, value: encodeRow(features, values) }]
}

function madeValue({ type, min, max, choices, default: usual }: Feature): string {
  if (type === 'choice') return choices?.[0] ?? ''
  if (type === 'boolean') return 'true'
  if (type === 'text') return 'text'
  if (min === undefined || max === undefined) return usual ?? '1'
  const middle = (min + max) / 2
  return String(type === 'integer' ? Math.round(middle) : Number(middle.toPrecision(3)))
}

/** The form of an input without what somebody wrote into it: the body’s keys stay, and its values are made up. */
export function madeInput(input: InputForm | undefined): InputForm | undefined {
  if (input?.kind === 'chat') return { ...input, system: undefined, parameters: input.parameters.map(madeParameter) }
  if (input?.kind === 'text') return { ...input, parameters: input.parameters.map(madeParameter) }
  if (input?.kind !== 'json' || input.example === undefined) return input
  const body = parseJson(input.example)
  return { ...input, example: body === undefined ? undefined : JSON.stringify(madeBody(body)) }
}

/** Settings of a language model say nothing of a caller; any other value of a request does. */
const settings =
  /^(temperature|top_[kp]|max_(new_)?(tokens|length)|n|seed|do_sample|(repetition|presence|frequency)_penalty)$/

function madeParameter(parameter: Feature): Feature {
  const { default: sent, ...plain } = parameter
  return parameter.type !== 'text' && settings.test(parameter.name) ? parameter : plain
}

const longestList = 32
const mostLevels = 12

/** Keeps the keys, the lengths and the types of a body, and none of its values. The size of a tensor is part of its form. */
export function madeBody(value: unknown, level = 0): unknown {
  if (level > mostLevels) return null
  if (Array.isArray(value)) return value.slice(0, longestList).map((one) => madeBody(one, level + 1))
  if (typeof value === 'object' && value !== null) {
    const form = isTensor(value) ? tensorForm : []
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, form.includes(key) ? one : madeBody(one, level + 1)]),
    )
  }
  if (typeof value === 'number') return 1
  // A time says when a series starts, and a model reads no other text there.
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d/.test(value) ? '2024-01-01 00:00:00' : 'text'
  return value
}

const tensorForm = ['name', 'datatype', 'shape']

/** https://kserve.github.io/website/docs/concepts/architecture/data-plane/v2-protocol */
function isTensor(value: object): boolean {
  const { datatype, shape } = value as { datatype?: unknown; shape?: unknown }
  const isShape = Array.isArray(shape) && shape.every((size) => typeof size === 'number')
  return isShape && typeof datatype === 'string' && /^(BOOL|U?INT\d{1,2}|FP\d{2}|BF16|BYTES)$/.test(datatype)
}

const digits = 3

/** Rounds away from what was seen, so that a range holds all values and shows none of them. */
function outward(value: number, round: (value: number) => number): number {
  if (value === 0) return 0
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1)
  return Number((round(Number((value / step).toPrecision(12))) * step).toPrecision(12))
}

/**
 * A feature without the very values of rows: ranges in three digits, nothing of a column that has one value, and of requests
 * that were captured no choice that was sent once.
 */
export function publicFeature(feature: Feature, captured: boolean): Feature {
  const { type, min, max, default: usual, quantiles, choices, histogram } = feature
  const { min: _min, max: _max, default: _default, choices: _choices, histogram: _histogram, ...plain } = feature
  if (type === 'number' || type === 'integer') {
    if (min === undefined || max === undefined || min === max) return plain
    const shown = usual === undefined ? {} : { default: String(Number(Number(usual).toPrecision(digits))) }
    const range = { min: outward(min, Math.floor), max: outward(max, Math.ceil) }
    const points = quantiles && { quantiles: quantiles.map((point) => Number(point.toPrecision(digits))) }
    return { ...feature, ...range, ...shown, ...points }
  }
  if (type !== 'choice' || !captured || !choices) return feature
  const often = choices.filter((_, index) => (histogram?.[index] ?? 0) > 1)
  if (often.length === choices.length) return feature
  if (often.length < 2) return { ...plain, type: 'text' }
  return { ...plain, choices: often, ...(usual && often.includes(usual) ? { default: usual } : {}) }
}
