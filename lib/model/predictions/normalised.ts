/** The normalised answer of a public API: one prediction for each record, in one form for all containers. */
import { normalisedType } from '../requests/request-shape'
import { withThreshold } from './anomaly'
import type { One, Prediction } from './prediction'
import { type Fields, isFields, numberOf, type Output, textOf } from './shape'

export const isNormalised = (contentType: string): boolean =>
  contentType.split(';')[0]?.trim().toLowerCase() === normalisedType

/** What the model itself answered, where it has no normalised form. */
export function rawOf(json: unknown): { raw: unknown } | undefined {
  const [only] = listOf(json)
  return isFields(only) && 'raw' in only ? { raw: only.raw } : undefined
}

export function readNormalised(json: unknown, output: Output): Prediction | undefined {
  const rows = listOf(json).map((one) => (isFields(one) ? readOne(one, output) : undefined))
  const [only] = rows
  if (!only || !rows.every((row) => row !== undefined)) return undefined
  return rows.length === 1 ? only : { kind: 'rows', rows: withThreshold(rows) }
}

const listOf = (json: unknown): unknown[] => (isFields(json) && Array.isArray(json.predictions) ? json.predictions : [])

/** NaN cannot stand in JSON and is null there. */
const nullable = (value: unknown): number => numberOf(value) ?? Number.NaN

function readOne(one: Fields, output: Output): One | undefined {
  const { label, score, distance, value, outputs, probabilities } = one
  const unit = textOf(one.unit)
  if (typeof label === 'string') {
    if (numberOf(distance) !== undefined || output?.task === 'clustering')
      return { kind: 'cluster', label, distance: numberOf(distance) }
    const scores = (Array.isArray(probabilities) ? probabilities : []).filter(isFields).map((each) => ({
      label: String(each.label),
      probability: nullable(each.probability),
    }))
    return { kind: 'classes', label, scores }
  }
  if ('value' in one) {
    const name = textOf(one.name)
    return { kind: 'value', value: nullable(value), ...(name ? { name } : {}), ...(unit ? { unit } : {}) }
  }
  if (Array.isArray(outputs)) {
    const named = outputs.filter(isFields).map((each) => ({ name: String(each.name), value: nullable(each.value) }))
    return { kind: 'vector', outputs: named, ...(unit ? { unit } : {}) }
  }
  return typeof score === 'number' ? { kind: 'anomaly', score } : undefined
}
