/** A feature as the form edits it: a number stays as it was typed. */

import { type Feature, featureSchema } from '@/lib/model/contract/contract'
import { problemOf } from '@/lib/model/requests/encode'
import { plural } from '@/lib/plural'
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

const numeric = (type: Feature['type']) => type === 'number' || type === 'integer'
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
  if (numeric(type)) {
    const range = { min: numberOf(min), max: numberOf(max) }
    const same = range.min === feature.min && range.max === feature.max
    return { ...common, ...range, histogram: same ? histogram : undefined, quantiles }
  }
  if (type === 'boolean') return { ...common, histogram: histogram?.length === 2 ? histogram : undefined }
  if (type !== 'choice') return common
  return { ...common, choices, histogram: isSameList(choices, feature.choices) ? histogram : undefined }
}

/** A sentence where the column cannot stand as it is. @param before the columns above it */
export function columnProblem(column: ColumnValue, before: ColumnValue[]): string | undefined {
  const feature = featureOf(column)
  const issue = featureSchema.safeParse(feature).error?.issues[0]
  if (issue)
    return issue.path[0] === 'min' || issue.path[0] === 'max' ? 'Minimum and maximum are numbers' : issue.message
  if (before.some((one) => one.feature.name.trim() === feature.name))
    return `${feature.name} is the name of two features`
  if (feature.min !== undefined && feature.max !== undefined && feature.min > feature.max)
    return 'The minimum is above the maximum'
  if (feature.type === 'choice' && feature.choices?.length === 0) return 'give the values to choose from'
  if (feature.choices?.some((choice) => choice.trim() === '')) return 'a value to choose is empty: remove its line'
  // Forms, tables and the function trim what they are given, so nobody could send it.
  if (feature.choices?.some((choice) => choice !== choice.trim()))
    return 'a value to choose has a space at an end: remove the space'
  const start = feature.default && problemOf(feature, feature.default)
  return start ? `default: ${start.charAt(0).toLowerCase()}${start.slice(1)}` : undefined
}

export function rangeText({ type, min, max, unit, choices }: Feature): string {
  if (type === 'choice') return choices?.length ? plural(choices.length, 'value') : ''
  const end = unit ? ` ${unit}` : ''
  if (min === undefined && max === undefined) return unit ?? ''
  if (max === undefined) return `from ${min}${end}`
  return min === undefined ? `to ${max}${end}` : `${min} to ${max}${end}`
}
