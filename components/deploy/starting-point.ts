import type { WiringPrices } from '@/lib/cost/wiring-cost'
import type { EndpointTargets } from '@/lib/endpoints/target-choices'
import type { TriedModel } from '@/lib/endpoints/types'
import type { Candidate } from '@/lib/model/profile/candidates'
import type { TestedSample } from '@/lib/model/profile/found-evidence'
import type { ProfileEvidence } from '@/lib/model/profile/stored-profile'
import type { Result } from '@/lib/result'
import { isLooser } from '@/lib/spec/guarded'
import { onlyRoute, type WiringSpec, withRoute } from '@/lib/spec/spec'

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
  detected?: {
    line: string
    kinds: number
    candidates: Candidate[]
    /** The model's response to the sample of `base`, if this process sent it. */
    tested?: TestedSample
    /** What calls of this hour came to, if the model refused them. */
    learned?: string
    uncalled?: string
    cost?: string
    starts?: boolean
  }
  /** It is open what to send, and the form has the model called by itself. */
  tries: boolean
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
  /** More people could call it, by what calls of the model found: a person has to choose it. */
  looser?: Pick<WiringSpec, 'access' | 'throttle'> & { reason: string }
  /** What a public API costs, read while the form is drawn. */
  prices: Promise<Result<WiringPrices>>
  /** On every resource, chosen by a person. */
  requiredTags?: RequiredTag[]
  /** The address from which this person's requests reach the console. */
  callerAddress?: string
}

/**
 * The same after calls of the model. A first deploy starts again from what was found, but nobody gains access by it: a person can
 * have read who can call. What is live takes over what the model takes, and nothing else.
 * @param isUsed no person has said otherwise meanwhile
 */
export function withTried(from: StartingPoint, tried: TriedModel | undefined, isUsed: boolean): StartingPoint {
  if (!tried || !isUsed) return from
  const { spec, line, kinds, candidates, tested, reason } = tried
  const { uncalled, cost, starts } = from.detected ?? {}
  const detected = { line, kinds, candidates, tested, uncalled, cost, starts }
  if (!from.deployed && isLooser(spec.access, from.base.access)) {
    const { access, throttle } = from.base
    const kept = { ...spec, access, throttle }
    const looser = { access: spec.access, throttle: spec.throttle, reason }
    return { ...from, base: kept, defaults: kept, accessReason: 'as before the model was tried', looser, detected }
  }
  if (!from.deployed) return { ...from, base: spec, defaults: spec, accessReason: reason, detected }
  const { contract, sampleRow, profile } = onlyRoute(spec)
  const base = withRoute(from.base, { ...onlyRoute(from.base), contract, sampleRow, profile })
  return { ...from, base, detected }
}
