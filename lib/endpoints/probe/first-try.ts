/** Decides whether the deploy form has the model called by itself, once after it opens. Pure. */
import { inputOf } from '../../model/contract/contract'
import { sampleFor } from '../../model/requests/sample-body'
import type { Target } from '../../spec/route-parts/target'
import { onlyRoute, type WiringSpec } from '../../spec/spec'
import { type CalledEndpoint, callObstacle } from './call-costs'
import type { DetectedModel } from './detect-model'

interface FirstTryFacts {
  endpoint: CalledEndpoint
  /** Why this person or this endpoint cannot be deployed. */
  obstacle?: string
  /** The form shows the steps of a deploy. */
  replay: boolean
  /** What reads alone found, for a first deploy. */
  detected?: Pick<DetectedModel, 'isOpen' | 'noCopy' | 'wasRefused'>
  /** What is live. */
  deployed?: WiringSpec
  /** The part of the endpoint that a call would reach. */
  start?: Target
}

/** Says whether it is open what to send, and whether calls that nobody clicked for cost nothing but themselves. */
export function triesByItself({ endpoint, obstacle, replay, detected, deployed, start }: FirstTryFacts): boolean {
  if (obstacle || replay || callObstacle(endpoint, 'if-open', detected?.noCopy)) return false
  return deployed ? hasNoSample(deployed, start) : detected?.isOpen === true && !detected.wasRefused
}

/** Nobody described the model and nothing can be sent. What somebody else made, or answers elsewhere, is left alone. */
function hasNoSample(spec: WiringSpec, start: Target | undefined): boolean {
  const { contract, integration, sampleRow, target, targetEndpoint } = onlyRoute(spec)
  const isElsewhere = targetEndpoint !== undefined || JSON.stringify(target) !== JSON.stringify(start)
  if (spec.adopted || isElsewhere || integration?.kind === 'http') return false
  const isDescribed = inputOf(contract).kind === 'rows' && contract.features.length > 0
  return !isDescribed && sampleFor(contract, sampleRow) === undefined
}
