/** Evidence over a contract, with the row that proves the model: one way for the deploy form and for the playground. */
import { ok, type Result } from '../../result'
import type { FeatureContract } from '../contract/contract'
import { encodeRow, isSample, startingValues } from '../requests/encode'
import { type Evidence, withEvidence } from './evidence'

export interface Described {
  contract: FeatureContract
  /** A row in the order of the features. */
  sampleRow?: string
}

/** Fails where evidence without names has another number of columns than the contract. */
export function layOver({ contract, sampleRow }: Described, evidence: Evidence): Result<Described> {
  const merged = withEvidence(contract, evidence)
  if (!merged.ok) return merged
  const { features, examples } = merged.value
  // A sample row of another form would stop the deploy, and one with every column's usual value proves the most.
  const start = startingValues(features)
  const usual = isSample(features, start) ? encodeRow(features, start) : (examples?.[0]?.value ?? sampleRow)
  return ok({ contract: merged.value, sampleRow: evidence.bare ? sampleRow : usual })
}
