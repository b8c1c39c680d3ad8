/** Whether what answered callers a moment ago may still be reached: a deployment spreads for seconds. */

import { fingerprintTag, integrationTag } from '../../spec/names'
import { isDeployed, stageOf } from '../plan/diff'
import { fingerprintOf } from '../resources/rest-api/fingerprint'
import { type Desired, hasFunction } from '../state/desired'
import type { Observed } from '../state/observed'

/**
 * By this run, or by one that broke off after it: then the record is not of this spec yet. From function to function it is
 * the alias that callers follow.
 */
export function isJustSwitched(desired: Desired, observed: Observed): boolean {
  const { tags = {} } = observed.api ?? {}
  if (!isDeployed(desired, stageOf(desired, observed))) return true
  const betweenFunctions = hasFunction(desired) && tags[integrationTag] === undefined
  return !betweenFunctions && tags[fingerprintTag] !== fingerprintOf(desired)
}
