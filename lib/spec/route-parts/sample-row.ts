/** A row that this wiring's model can be called with: the one given at the deploy, else the columns' starting values. */
import { encodeRow, isSample, startingValues } from '../../model/requests/encode'
import type { Route } from '../route'

export function sampleRowOf({ sampleRow, contract }: Pick<Route, 'sampleRow' | 'contract'>): string | undefined {
  if (sampleRow) return sampleRow
  const { features } = contract
  const values = startingValues(features)
  return isSample(features, values) ? encodeRow(features, values) : undefined
}
