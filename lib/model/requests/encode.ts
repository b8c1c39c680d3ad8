/** Form values in the contract's order become a CSV row; `decode-row.ts` has the way back. */

import Papa from 'papaparse'
import type { Feature } from '../contract/contract'
import { isWholeList } from '../contract/whole-list'
import { isCode, isMissing, isNumber, isWhole } from '../tables/number-text'

/** By feature name, as the person typed them. */
export type FormValues = Record<string, string>

/** Says whether a value is missing: empty, or written as programs write it. `None` can be a word of a text or a choice. */
export function isMissingValue({ type, choices = [] }: Feature, text: string): boolean {
  if (text === '' || type === 'text') return text === ''
  return isMissing(text) && !(type === 'choice' && (choices.length === 0 || choices.includes(text)))
}

const missingTexts = { empty: '', NaN: 'NaN', null: 'null' }

/** Says whether the feature says how a missing value is sent. */
export const takesMissing = ({ missing }: Feature): boolean => missing !== undefined && missing !== 'none'

/**
 * Features whose names a caller can leave out, as data had gaps there. If all numbers can be missing, the container takes
 * them so, and a name that is left out is a mistake.
 */
export const optionalFeatures = (features: Feature[]): Feature[] =>
  features.every((feature) => feature.type === 'text' || takesMissing(feature)) ? [] : features.filter(takesMissing)

/** Finds the choice that a text means: pandas writes 1.0 for the choice 1, and 2134 is not the code 02134. */
export const choiceOf = ({ choices = [] }: Feature, text: string): string | undefined =>
  choices.includes(text)
    ? text
    : choices.find(
        (one) => [one, text].every((each) => isNumber(each) && !isCode(each)) && Number(one) === Number(text),
      )

/**
 * A sentence where a value does not fit its feature as it is described, else undefined: for samples and starting values. A text
 * can be empty.
 */
export function problemOf(feature: Feature, value: string): string | undefined {
  const text = value.trim()
  if (feature.type === 'text' || (takesMissing(feature) && isMissingValue(feature, text))) return undefined
  if (text === '') return 'Enter a value'
  if (feature.type === 'boolean') return /^(?:true|false|[01](?:\.0+)?)$/i.test(text) ? undefined : 'true or false'
  if (feature.type === 'choice')
    return (feature.choices?.length ?? 0) > 1 && choiceOf(feature, text) === undefined
      ? 'Choose one of the values'
      : undefined
  if (!isNumber(text)) return 'A number, such as 5.1'
  return feature.type === 'integer' && !isWhole(text) ? 'A whole number' : undefined
}

/** Says whether values prove a model: a row of missing values, which some models answer, proves little. */
export const isSample = (features: Feature[], values: FormValues): boolean =>
  features.length > 0 &&
  features.every((feature) => {
    const value = values[feature.name] ?? ''
    return !problemOf(feature, value) && (value.trim() !== '' || feature.type === 'text')
  })

/**
 * A sentence where a public API that enforces its columns refuses the value, else undefined. It knows less than the description
 * says: some whole numbers make no whole-number column, few rows no list, and the model decides what nobody said.
 */
export function misfitOf(feature: Feature, value: string): string | undefined {
  const text = value.trim()
  if (isMissingValue(feature, text)) return feature.missing === 'none' ? 'Enter a value' : undefined
  if (feature.type === 'choice' && !isWholeList(feature)) return undefined
  return problemOf(feature.type === 'integer' ? { ...feature, type: 'number' } : feature, value)
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

/** Holds a value against its description, and a number against the range of the contract too. */
export function boundedProblemOf(feature: Feature, value: string): string | undefined {
  const problem = isMissingValue(feature, value.trim()) ? misfitOf(feature, value) : problemOf(feature, value)
  if (problem || !isUnusual(feature, value)) return problem
  const { min, max } = feature
  if (min === undefined) return `At most ${max}`
  return max === undefined ? `At least ${min}` : `From ${min} to ${max}`
}

/** A cell as CSV writes it. */
export const quoteCell = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A value as the model takes it: as it was typed, and a missing one in the feature's own form. */
export function sentCell(feature: Feature | undefined, value: string): string {
  const text = value.trim()
  const form = feature?.missing
  return feature && form && form !== 'none' && isMissingValue(feature, text) ? missingTexts[form] : text
}

export const encodeRow = (features: Feature[], values: FormValues): string =>
  features.map((feature) => quoteCell(sentCell(feature, values[feature.name] ?? ''))).join(',')

/** The cells of each row of CSV as they were typed, without quotes; empty lines are none. */
export const readRows = (text: string): string[][] =>
  Papa.parse<string[]>(text.replaceAll(/\r\n?/g, '\n'), { delimiter: ',', newline: '\n', skipEmptyLines: 'greedy' })
    .data

/** The cells of one row of CSV. */
export function readRow(text: string): string[] {
  const [row = []] = Papa.parse<string[]>(text.trim(), { delimiter: ',' }).data
  return row.map((cell) => cell.trim())
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
