import type { WiringPrices } from '@/lib/cost/wiring-cost'
import type { EndpointTargets } from '@/lib/endpoints/target-choices'
import type { Candidate } from '@/lib/model/profile/candidates'
import type { ProfileEvidence } from '@/lib/model/profile/stored-profile'
import type { Result } from '@/lib/result'
import type { WiringSpec } from '@/lib/spec/spec'

/** A tag that the account requires, and what its value can be; anything unless given. */
export interface RequiredTag {
  key: string
  values?: string[]
}

/** What the form starts from, and what it needs to know of the endpoint and the person. */
export interface StartingPoint {
  /** The live version's spec, else the defaults. */
  base: WiringSpec
  /** What the endpoint allows to choose. */
  targets: EndpointTargets
  /** What the model was found to take, for a first deploy by somebody who can deploy. */
  detected?: { line: string; kinds: number; candidates: Candidate[]; uncalled?: string; cost?: string }
  /** What the deployed spec keeps of the model's profile. */
  kept?: ProfileEvidence
  /** What no person has changed: what the settings under Advanced are compared with. */
  defaults: WiringSpec
  /** How long deploys of this process took. */
  usual?: { fromMs: number; toMs: number; medianMs: number; count: number }
  /** Something is live, beside which a canary can run. */
  deployed: boolean
  /** The endpoint's instance type, where its capacity is dear. */
  accelerator?: string
  /** Why a first deploy starts with the access that it does, as the end of a sentence. */
  accessReason?: string
  /** What a public API costs, read while the form is drawn. */
  prices: Promise<Result<WiringPrices>>
  /** On every resource, chosen by a person. */
  requiredTags?: RequiredTag[]
  /** The address from which this person's requests reach the console. */
  callerAddress?: string
}
