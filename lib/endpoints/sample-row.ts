/** A row that this wiring's model can be called with: the one given at the deploy, else the columns' starting values. */
import type { WiringSpec } from '../wiring/spec'

export function sampleRowOf({ sampleRow, contract }: Pick<WiringSpec, 'sampleRow' | 'contract'>): string | undefined {
  if (sampleRow) return sampleRow
  const values = contract.features.map((feature) => feature.default ?? feature.choices?.[0])
  return values.length > 0 && values.every((value) => value !== undefined) ? values.join(',') : undefined
}
