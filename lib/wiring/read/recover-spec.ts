/** What the deploy form starts with where the record in place is gone: the newest that a version holds, else what is left shows. */

import { hasRouteOf, onlyRoute } from '../../spec/spec'
import { type Salvaged, salvage } from '../plan/salvage'
import type { WiringContext } from '../run/context'
import { findApis } from './find-apis'
import { readHistory } from './history'
import { observe } from './observe'

type RecoverContext = Pick<WiringContext, 'clients' | 'target' | 'consoleOrigin' | 'fetch'>

export interface Recovered extends Salvaged {
  from: 'version' | 'rest'
}

/**
 * One call where nothing was ever deployed.
 * @param base the defaults of the endpoint
 */
export async function recoverSpec(context: RecoverContext, base: Salvaged['spec']): Promise<Recovered | undefined> {
  const { endpointName } = onlyRoute(base)
  if ((await findApis(context.clients, endpointName)).length === 0) return undefined
  const [history, observed] = await Promise.all([
    readHistory(context, endpointName),
    observe(context.clients, context.target, endpointName),
  ])
  const newest = history.find(({ spec }) => spec && hasRouteOf(spec, endpointName))?.spec
  if (newest) return { spec: newest, from: 'version', lost: [] }
  const rest = salvage(base, observed)
  return rest && { ...rest, from: 'rest' }
}
