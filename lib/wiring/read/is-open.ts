/** Finds out whether callers are answered already, and by what. */
import { fingerprintTag } from '../../spec/names'
import { isAdopted } from '../resources/rest-api/adoption'
import { stageOf } from '../resources/stage/plan'
import type { Desired } from '../state/desired'
import type { Observed } from '../state/observed'
import { servedWithout } from './read-recorded-specs'

/**
 * Says whether callers could already come in: then permissions go first; else last, so that nothing is open unthrottled. A deploy
 * that ended let them in, though somebody took the stage's throttle away since.
 */
export const isOpen = (desired: Desired, observed: Observed): boolean => {
  const { api, alias } = observed
  if (desired.spec.adopted) return alias !== undefined && isAdopted(api)
  const stage = stageOf(desired, observed) ?? api?.stages[0]
  const letsIn = stage && (stage.rateLimit !== undefined || api?.tags[fingerprintTag] !== undefined)
  return letsIn === true && (alias !== undefined || respondsWithout(observed))
}

/**
 * Says whether callers are answered without a function: by what the stage serves, as a deploy that broke off leaves another
 * definition undeployed. If no record says so, and no function is there, by the definition.
 */
export const respondsWithout = (observed: Observed): boolean =>
  servedWithout(observed) !== undefined || (observed.alias === undefined && isDefinedWithout(observed))

const isDefinedWithout = ({ api }: Observed): boolean =>
  Object.entries(api?.fields ?? {}).some(
    ([field, value]) => field.endsWith(' integration.type') && (value === 'AWS' || value === 'HTTP_PROXY'),
  )
