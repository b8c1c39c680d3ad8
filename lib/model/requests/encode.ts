/** Form values in the contract's order become a CSV row, and a row becomes form values. */

import Papa from 'papaparse'
import { plural } from '../../plural'
import { fail, ok, type Result } from '../../result'
import type { Feature } from '../contract/contract'
import { isNumber } from '../profile/read-table'

/** By feature name, as the person typed them. */
export type FormValues = Record<string, string>

/** A sentence where a value does not fit its feature, else undefined. An empty one is a missing value only for text. */
export function problemOf(feature: Feature, value: string): string | undefined {
  const text = value.trim()
  if (feature.type === 'text') return undefined
  if (text === '') return 'Enter a value'
  if (feature.type === 'boolean') return /^(true|false|0|1)$/i.test(text) ? undefined : 'true or false'
  if (feature.type === 'choice')
    return feature.choices?.length && !feature.choices.includes(text) ? 'Choose one of the values' : undefined
  if (!isNumber(text)) return 'A number, such as 5.1'
  return feature.type === 'integer' && !Number.isInteger(Number(text)) ? 'A whole number' : undefined
}

/** Outside the range that the contract knows: worth a hint, no mistake. */
export function isUnusual(feature: Feature, value: string): boolean {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return false
  return number < (feature.min ?? Number.NEGATIVE_INFINITY) || number > (feature.max ?? Number.POSITIVE_INFINITY)
}

/** Says whether a form can keep anything in a range. */
export const hasRanges = (features: Feature[]): boolean =>
  features.some(({ min, max, choices }) => min !== undefined || max !== undefined || choices?.length)

/** Checks like `problemOf`, and that a number is in the range of the contract. */
export function boundedProblemOf(feature: Feature, value: string): string | undefined {
  const problem = problemOf(feature, value)
  if (problem || !isUnusual(feature, value)) return problem
  const { min, max } = feature
  if (min === undefined) return `At most ${max}`
  return max === undefined ? `At least ${min}` : `From ${min} to ${max}`
}

/** A cell as CSV writes it. */
export const quoteCell = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export const encodeRow = (features: Feature[], values: FormValues): string =>
  features.map((feature) => quoteCell((values[feature.name] ?? '').trim())).join(',')

/** The cells of each row of CSV as they were typed, without quotes; empty lines are none. */
export const readRows = (text: string): string[][] =>
  Papa.parse<string[]>(text.replaceAll(/\r\n?/g, '\n'), { delimiter: ',', newline: '\n', skipEmptyLines: 'greedy' })
    .data

/** The cells of one row of CSV. */
export function readRow(text: string): string[] {
  const [row = []] = Papa.parse<string[]>(text.trim(), { delimiter: ',' }).data
  return row.map((cell) => cell.trim())
}

/** A pasted row, or a JSON object by feature names, or a JSON list, fills the form. */
export function decodeRow(features: Feature[], text: string): Result<FormValues> {
  const json = parsed(text)
  if (json !== undefined && typeof json === 'object' && json !== null && !Array.isArray(json))
    return fromObject(features, json as Record<string, unknown>)
  const cells = Array.isArray(json) ? [json].flat(2).map((cell) => String(cell ?? '')) : readRow(text)
  if (text.trim() === '')
    return refuse('Nothing to read.', `Paste ${plural(features.length, 'value')}, separated by commas.`)
  if (cells.length !== features.length)
    return refuse(
      `The row has ${plural(cells.length, 'value')}, and the model takes ${features.length}.`,
      `The order is ${features.map((feature) => feature.name).join(', ')}.`,
    )
  return ok(Object.fromEntries(features.map((feature, index) => [feature.name, cells[index] ?? ''])))
}

function fromObject(features: Feature[], object: Record<string, unknown>): Result<FormValues> {
  const missing = features.filter((feature) => object[feature.name] === undefined).map((feature) => feature.name)
  if (missing.length > 0)
    return refuse(`The object lacks ${missing.join(', ')}.`, 'Name every feature as the form does.')
  return ok(Object.fromEntries(features.map((feature) => [feature.name, String(object[feature.name] ?? '')])))
}

const refuse = (message: string, remedy: string) => fail({ code: 'invalid-row', message, remedy })

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What the form starts with: the contract's defaults, else the row that the deploy proved the model with. */
export function startingValues(features: Feature[], sampleRow?: string): FormValues {
  const cells = sampleRow ? readRow(sampleRow) : []
  const fits = cells.length === features.length
  return Object.fromEntries(
    features.map((feature, index) => [
      feature.name,
      (fits ? cells[index] : undefined) ?? feature.default ?? firstOf(feature),
    ]),
  )
}

function firstOf({ type, choices }: Feature): string {
  if (type === 'choice') return choices?.[0] ?? ''
  return type === 'boolean' ? 'false' : ''
}
