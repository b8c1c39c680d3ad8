/** What a removal would take away, and what it leaves alone. */

import { runMadeTag, runTag } from '../../spec/names'
import { isOfSameJob } from '../../spec/run-id'
import { resources } from '../resources'
import type { OfOneRun } from '../resources/resource'
import type { Observed } from '../state/observed'
import type { Plan } from '../state/plan'

/**
 * Lists what a removal takes away and what it keeps, last resource first; nothing blocks a removal.
 * @param invokeUrl empty if it is not known
 */
export function removalOf(endpointName: string, observed: Observed, invokeUrl: string): Plan {
  const items = resources.toReversed().flatMap(({ removal }) => removal?.(endpointName, observed) ?? [])
  return { items, blockers: [], invokeUrl, changeCount: items.filter((item) => item.change !== 'none').length }
}

/** The same world with only what one run made in it, or another run of its job: what an undo takes away. */
export function only(observed: Observed, onlyRun: string | undefined): Observed {
  if (onlyRun === undefined) return observed
  const made: OfOneRun = (resource) =>
    isOfSameJob(resource?.tags[runMadeTag] ?? resource?.tags[runTag], onlyRun) ? resource : undefined
  return Object.assign({}, observed, ...resources.map(({ ofOneRun }) => ofOneRun?.(observed, made)))
}
