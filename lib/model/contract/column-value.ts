/** A feature as a form edits it: a number stays as it was typed. */

import { uncapitalized } from '../../first-letter'
import { plural } from '../../plural'
import { problemOf } from '../requests/encode'
import type { Feature } from './contract'
import { longest, mostChoices, nameMissing, nameTooLong } from './contract-terms'
import { isSameList } from './list-text'

export interface ColumnValue {
  /** What it had before, of which all stays that the form does not edit. */
  feature: Feature
  min: string
  max: string
  choices: string[]
}

export const columnOf = (feature: Feature): ColumnValue => ({
  feature,
  min: feature.min === undefined ? '' : String(feature.min),
  max: feature.max === undefined ? '' : String(feature.max),
  choices: feature.choices ?? [],
})

export const isNumeric = (type: Feature['type']) => type === 'number' || type === 'integer'
const numberOf = (text: string) => (text.trim() === '' ? undefined : Number(text))
const textOf = (text: string | undefined) => text?.trim() || undefined

/** What no longer holds is left out: a range of a text, a histogram over another range or of other choices. */
export function featureOf({ feature, min, max, choices }: ColumnValue): Feature {
  const { name, type, histogram, quantiles } = feature
  const common = {
    name: name.trim(),
    type,
    unit: textOf(feature.unit),
    default: textOf(feature.default),
    description: textOf(feature.description),
    missing: feature.missing,
  }
  if (isNumeric(type)) {
    const range = { min: numberOf(min), max: numberOf(max) }
    const same = range.min === feature.min && range.max === feature.max
    return { ...common, ...range, histogram: same ? histogram : undefined, quantiles }
  }
  if (type === 'boolean') return { ...common, histogram: histogram?.length === 2 ? histogram : undefined }
  if (type !== 'choice') return common
  return { ...common, choices, histogram: isSameList(choices, feature.choices) ? histogram : undefined }
}

/** What a person edits of a feature, in the order of the problems. */
export type Cell = 'name' | 'type' | 'min' | 'max' | 'choices' | 'default' | 'unit' | 'missing' | 'description'

/** What the contract's schema refuses of a feature, by cell; the schema itself is no part of a page. */
function refusedBySchema({ name, unit, min, max, choices, default: start, description }: Feature) {
  const problems: Partial<Record<Cell, string>> = {}
  if (name.length === 0) problems.name = nameMissing
  if (name.length > longest.name) problems.name = nameTooLong
  if (unit && unit.length > longest.unit) problems.unit = `At most ${longest.unit} characters`
  for (const [cell, value] of [['min', min] as const, ['max', max] as const])
    if (value !== undefined && !Number.isFinite(value)) problems[cell] = 'Minimum and maximum are numbers'
  if (choices && (choices.length > mostChoices || choices.some((one) => one.length > longest.choice)))
    problems.choices = `At most ${mostChoices} values of at most ${longest.choice} characters`
  if (start && start.length > longest.default) problems.default = `At most ${longest.default} characters`
  if (description && description.length > longest.description)
    problems.description = `At most ${longest.description} characters`
  return problems
}

/** Sentences where the column cannot stand as it is, by cell. @param before the columns above it */
export function cellProblems(column: ColumnValue, before: ColumnValue[]): Partial<Record<Cell, string>> {
  const feature = featureOf(column)
  const problems = refusedBySchema(feature)
  if (before.some((one) => one.feature.name.trim() === feature.name))
    problems.name ??= `${feature.name} is the name of two features`
  if (feature.min !== undefined && feature.max !== undefined && feature.min > feature.max)
    problems.min ??= 'The minimum is above the maximum'
  if (feature.type === 'choice') problems.choices ??= choicesProblem(feature.choices ?? [])
  if (feature.default) problems.default ??= problemOf(feature, feature.default)
  for (const cell of Object.keys(problems) as Cell[]) if (problems[cell] === undefined) delete problems[cell]
  return problems
}

function choicesProblem(choices: string[]): string | undefined {
  if (choices.length === 0) return 'give the values to choose from'
  if (choices.some((choice) => choice.trim() === '')) return 'a value to choose is empty: remove its line'
  // Forms, tables and the function trim what they are given, so nobody could send it.
  if (choices.some((choice) => choice !== choice.trim()))
    return 'a value to choose has a space at an end: remove the space'
  return undefined
}

/** The first of the column's problems as one sentence. @param before the columns above it */
export function columnProblem(column: ColumnValue, before: ColumnValue[]): string | undefined {
  const [[cell, problem] = []] = Object.entries(cellProblems(column, before))
  if (cell !== 'default' || problem === undefined) return problem
  return `default: ${uncapitalized(problem)}`
}

export function rangeText({ type, min, max, unit, choices }: Feature): string {
  if (type === 'choice') return choices?.length ? plural(choices.length, 'value') : ''
  const end = unit ? ` ${unit}` : ''
  if (min === undefined && max === undefined) return unit ?? ''
  if (max === undefined) return `from ${min}${end}`
  return min === undefined ? `to ${max}${end}` : `${min} to ${max}${end}`
}
