/** Finds the hops that own calls to a public API reach, by what was deployed and not by what a browser says. */
import type { OwnPlace } from '../../own-calls/types'
import { processWide } from '../../process-wide'
import { stageTag } from '../../spec/names'
import { onlyRoute } from '../../spec/spec'
import { findApis } from '../read/find-apis'
import { readLiveSpec } from '../read/live-spec'
import type { WiringContext } from '../run/context'
import { ownPlaceOf } from './call-url'

const keptMs = 120_000
const most = 1_000
const places = processWide('own-places', () => new Map<string, { at: number; place: OwnPlace }>())

/**
 * Reads it with a few calls and keeps it for two minutes, because a page reports its calls every five seconds.
 * @returns undefined without a public API, which is not kept
 */
export async function readOwnPlace(
  context: Pick<WiringContext, 'clients' | 'target' | 'fetch'>,
  endpointName: string,
): Promise<OwnPlace | undefined> {
  const { accountId, region } = context.target
  const key = `${accountId}/${region}/${endpointName}`
  const known = places.get(key)
  if (known && Date.now() - known.at < keptMs) return known.place
  places.delete(key)
  const [api] = await findApis(context.clients, endpointName)
  if (!api) return undefined
  const spec = await readLiveSpec(context, endpointName, undefined, api)
  if (!spec) return undefined
  const stage = api.tags[stageTag] ?? spec.stage
  const place = ownPlaceOf({ stage }, onlyRoute(spec), context.target, api.id)
  if (places.size >= most) places.delete(places.keys().next().value ?? '')
  places.set(key, { at: Date.now(), place })
  return place
}
