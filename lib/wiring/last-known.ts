/** What the deploy form starts with: the wish in place, else the newest that any version holds, else what is left tells. */
import type { WiringContext } from './context'
import { readSpecInPlace } from './current'
import { readHistory } from './history'
import { observe } from './observe'
import { type Salvaged, salvage } from './salvage'
import type { WiringSpec } from './spec'

type LastKnownContext = Pick<WiringContext, 'clients' | 'target' | 'consoleOrigin' | 'fetch'>

export interface LastKnown {
  spec: WiringSpec
  /** Where the record in place is gone: where the rest is from, and what nothing tells. */
  recovered?: { from: 'version' | 'rest'; lost: Salvaged['lost'] }
}

/**
 * The further reads are made only where the record is gone.
 * @param base the defaults of the endpoint
 */
export async function readLastKnown(context: LastKnownContext, base: WiringSpec): Promise<LastKnown | undefined> {
  const { endpointName } = base
  const inPlace = await readSpecInPlace(context, endpointName)
  if (inPlace) return { spec: inPlace }
  const [history, observed] = await Promise.all([
    readHistory(context, endpointName),
    observe(context.clients, context.target, endpointName),
  ])
  const newest = history.find(({ spec }) => spec?.endpointName === endpointName)?.spec
  if (newest) return { spec: newest, recovered: { from: 'version', lost: [] } }
  const rest = salvage(base, observed)
  return rest && { spec: rest.spec, recovered: { from: 'rest', lost: rest.lost } }
}
