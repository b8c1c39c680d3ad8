/** Says whether a row can be sent, before it is. */

import { uncapitalized } from '../first-letter'
import type { Feature } from '../model/contract/contract'
import { inList } from '../model/contract/in-list'
import { isMissingValue, misfitOf, sentCell } from '../model/requests/encode'
import { plural } from '../plural'
import { lineOf } from './csv-line'
import type { ColumnPlan } from './match-columns'

const count = (columns: number) => plural(columns, 'column')

/** A sentence where the row does not fit the contract, else undefined. */
export function rejectionOf(cells: string[], features: Feature[], plan: ColumnPlan): string | undefined {
  const { names, sent, extra, truth } = plan
  if (cells.length !== names.length) {
    if (features.length === 0) return `${count(cells.length)}, the other rows have ${names.length}`
    if (extra.length === 0 && truth === undefined)
      return `${count(cells.length)}, the contract needs ${features.length}`
    return `${count(cells.length)}, the ${plan.hasHeader ? 'header names' : 'other rows have'} ${names.length}`
  }
  for (const [place, feature] of features.entries()) {
    const value = cells[sent[place] ?? -1] ?? ''
    const problem = misfitOf(feature, value)
    if (!problem) continue
    if (value.trim() === '') return `${feature.name} is empty`
    if (isMissingValue(feature, value))
      return `${feature.name} is ${value}, a missing value, and the contract allows none there`
    return `${feature.name} is ${JSON.stringify(shortened(value))}: ${sentence(feature, problem)}`
  }
  return undefined
}

const sentence = ({ choices = [] }: Feature, problem: string) =>
  problem === 'Choose one of the values'
    ? `one of ${choices.slice(0, 6).map(inList).join(', ')}${choices.length > 6 ? ', …' : ''}`
    : uncapitalized(problem)

const shortened = (value: string) => (value.length > 24 ? `${value.slice(0, 23)}…` : value)

/** What the model is sent: the features' cells in the contract's order, a missing one in the feature's own form. */
export const sentLine = (cells: string[], plan: ColumnPlan): string =>
  lineOf(plan.sent.map((index, place) => sentCell(plan.features[place], cells[index] ?? '')))
