/** A row that this wiring's model can be called with: the one given at the deploy, else the columns' starting values. */
import { encodeRow, problemOf, startingValues } from '../model/requests/encode'
import type { Route } from './route'

export function sampleRowOf({ sampleRow, contract }: Pick<Route, 'sampleRow' | 'contract'>): string | undefined {
  if (sampleRow) return sampleRow
  const { features } = contract
  const values = startingValues(features)
  const complete = features.length > 0 && features.every((feature) => !problemOf(feature, values[feature.name] ?? ''))
  return complete ? encodeRow(features, values) : undefined
}
