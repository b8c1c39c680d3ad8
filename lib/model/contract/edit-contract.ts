/**
 * What is done to the list of features as a whole. Rows that were written in its order (the sample row, the examples) follow
 * it, where they have one cell for each feature.
 */

import { splitUnit } from '../profile/files/infer-column'
import { quoteCell, readRow } from '../requests/encode'
import type { Example, Feature, FeatureContract } from './contract'

export interface Ordered<F> {
  features: F[]
  sampleRow: string
  examples: Example[]
}

/** @param order places of today's list, in the new order; what it leaves out is removed */
function arranged<F>(contract: Ordered<F>, order: number[]): Ordered<F> {
  const follow = (row: string) => {
    const cells = readRow(row)
    if (row.trim() === '' || cells.length !== contract.features.length) return row
    return order.map((place) => quoteCell(cells[place] ?? '')).join(',')
  }
  return {
    features: order.flatMap((place) => contract.features[place] ?? []),
    sampleRow: follow(contract.sampleRow),
    examples: contract.examples.map((example) => ({ ...example, value: follow(example.value) })),
  }
}

const places = (contract: Ordered<unknown>) => contract.features.map((_, place) => place)

export const withoutFeature = <F>(contract: Ordered<F>, index: number): Ordered<F> =>
  arranged(
    contract,
    places(contract).filter((place) => place !== index),
  )

/** @param to the place it has afterwards */
export function withFeatureAt<F>(contract: Ordered<F>, from: number, to: number): Ordered<F> {
  const order = places(contract).filter((place) => place !== from)
  order.splice(to, 0, from)
  return arranged(contract, order)
}

/** More whole numbers than these are a quantity and no classes. */
const mostClasses = 20

/** What the answer means, where this column of the training data is what the model predicts. */
export function outputFrom({ name, type, unit, choices, min, max }: Feature): NonNullable<FeatureContract['output']> {
  const { name: bare } = splitUnit(name)
  if (type === 'choice') return { task: 'classification', name: bare, labels: choices ?? [] }
  if (type === 'boolean') return { task: 'classification', name: bare, labels: ['false', 'true'] }
  const classes = type === 'integer' && min !== undefined && max !== undefined && min >= 0 && min <= 1
  if (classes && max < mostClasses)
    return { task: 'classification', name: bare, labels: Array.from({ length: max + 1 }, (_, index) => String(index)) }
  const range = min !== undefined && max !== undefined && min < max ? { min, max } : {}
  return { task: 'regression', name: bare, ...(unit ? { unit } : {}), ...range }
}
