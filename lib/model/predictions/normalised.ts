/** The normalised answer of a public API: one prediction for each record, in one form for all containers. */
import { stringify } from 'lossless-json'
import { normalisedType } from '../requests/request-shape'
import { withRest } from './besides'
import { explained } from './clarify'
import { measured } from './numbers'
import type { One, Prediction } from './prediction'
import { judged } from './series/anomaly'
import { exactOf, type Fields, isFields, isNum, type Num, numberOf, numOf, type Output, textOf } from './shape'

export const isNormalised = (contentType: string): boolean =>
  contentType.split(';')[0]?.trim().toLowerCase() === normalisedType

/** What the model itself answered, if it has no normalised form: its text and the type that this text has. */
export function rawOf(json: unknown): { text: string; contentType: string } | undefined {
  const [only] = listOf(json)
  if (!isFields(only) || !('raw' in only)) return undefined
  // JSON by lines is no JSON as a whole, so it stands there as a text.
  return typeof only.raw === 'string'
    ? { text: only.raw, contentType: /^\s*\{/.test(only.raw) ? 'application/jsonlines' : 'text/plain' }
    : { text: stringify(only.raw) ?? '', contentType: 'application/json' }
}

export function readNormalised(json: unknown, output: Output, features?: readonly string[]): Prediction | undefined {
  const rows = listOf(json).map((one) => (isFields(one) ? readOne(one, output) : undefined))
  const [only] = rows
  if (!only || !rows.every((row) => row !== undefined)) return undefined
  const prediction: Prediction = rows.length === 1 ? only : { kind: 'rows', rows: judged(rows) }
  const rest = isFields(json) && isFields(json.rest) ? json.rest : {}
  return 'explanations' in rest ? explained(prediction, rest, features) : withRest(prediction, rest)
}

const listOf = (json: unknown): unknown[] => (isFields(json) && Array.isArray(json.predictions) ? json.predictions : [])

/** NaN cannot stand in JSON and is null there. */
const nullable = (value: unknown): Num => (isNum(value) ? value : Number.NaN)

function readOne({ rest, ...one }: Fields, output: Output): One | undefined {
  const found = kindOf(one, output)
  return found && withRest(found, isFields(rest) ? rest : undefined)
}

function kindOf(one: Fields, output: Output): One | undefined {
  const { label, score, distance, value, outputs, probabilities } = one
  const unit = textOf(one.unit)
  if (typeof label === 'string') {
    if (numberOf(distance) !== undefined || output?.task === 'clustering')
      return { kind: 'cluster', label, distance: numberOf(distance) }
    const scores = (Array.isArray(probabilities) ? probabilities : []).filter(isFields).map((each) => ({
      label: String(each.label),
      probability: numOf(nullable(each.probability)),
      ...exactOf(nullable(each.probability)),
    }))
    return { kind: 'classes', label, scores }
  }
  if ('value' in one) return measured({ value: nullable(value), name: textOf(one.name) }, { ...output, unit })
  if (Array.isArray(outputs)) {
    const named = outputs.filter(isFields).map((each) => ({
      name: String(each.name),
      value: numOf(nullable(each.value)),
      ...exactOf(nullable(each.value)),
    }))
    return { kind: 'vector', outputs: named, ...(unit ? { unit } : {}) }
  }
  return isNum(score)
    ? {
        kind: 'anomaly',
        score: numOf(score),
        ...(typeof one.anomalous === 'boolean'
          ? { anomalous: one.anomalous }
          : output?.threshold === undefined
            ? {}
            : { threshold: output.threshold }),
      }
    : undefined
}
