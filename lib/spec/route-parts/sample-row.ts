/** A row that this wiring's model can be called with: the one given at the deploy, else the columns' starting values. */
import { encodeRow, isSample, startingValues } from '../../model/requests/encode'
import type { Route } from '../route'

/**
 * Gives one row as callers write it: `5.1,3.5,1.4,0.2`.
 * @returns undefined if nobody gave one and the columns' starting values make none
 */
export function sampleRowOf({ sampleRow, contract }: Pick<Route, 'sampleRow' | 'contract'>): string | undefined {
  if (sampleRow) return sampleRow
  const { features } = contract
  const values = startingValues(features)
  return isSample(features, values) ? encodeRow(features, values) : undefined
}
