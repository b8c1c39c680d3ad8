/** Contract, the last of expand, switch, contract: what only the wiring before needed goes, resource by resource. */

import { fingerprintTag, integrationTag } from '../spec/names'
import { resourceNames } from './resources'
import { apply } from './resources/apply'
import { fingerprintOf } from './resources/rest-api/fingerprint'
import { isDeployed } from './resources/rest-api/plan'
import { staleRoles } from './resources/role/plan'
import { stageOf } from './resources/stage/plan'
import type { Run } from './run/run'
import { type Desired, hasFunction } from './state/desired'
import type { Observed } from './state/observed'

/** A deployment reaches all of the gateway within seconds, and what answered before it is needed that long. */
const spreadMs = 15_000

/** Removes what is left over, last resource first, once no call can reach it; then prunes old versions. */
export async function cleanUp(run: Run, desired: Desired, observed: Observed): Promise<void> {
  await run.progress.step('cleanup', async (step) => {
    // A role that goes takes its credentials from calls that began before callers were moved to another one.
    let spreads = isJustSwitched(desired, observed) || staleRoles(desired, observed).length > 0
    const gone: string[] = []
    for (const { tidy, respondsStill } of resourceNames.toReversed().map((name) => apply[name])) {
      if (spreads && respondsStill?.(desired, observed)) {
        step.say('Waiting until no call reaches what answered before')
        await run.context.clock.wait(spreadMs)
        spreads = false
      }
      gone.push(...((await tidy?.(run, desired, observed, step)) ?? []))
    }
    for (const name of resourceNames) gone.push(...((await apply[name].prune?.(run, desired, observed, step)) ?? []))
    if (gone.length === 0) return step.skip('Nothing is left over')
    step.say(gone.join(', '))
  })
}

/**
 * Says whether what answered callers a moment ago can still be reached, as a deployment spreads for seconds. It was made by
 * this run, or by one that broke off after it: then the record is not of this spec yet. From function to function it is
 * the alias that callers follow.
 */
function isJustSwitched(desired: Desired, observed: Observed): boolean {
  const { tags = {} } = observed.api ?? {}
  if (!isDeployed(desired, stageOf(desired, observed))) return true
  const betweenFunctions = hasFunction(desired) && tags[integrationTag] === undefined
  return !betweenFunctions && tags[fingerprintTag] !== fingerprintOf(desired)
}
