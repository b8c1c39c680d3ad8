/**
 * The address of an endpoint's public API, from its API's id and tags as AWS gives them. Kept for some seconds: a batch
 * calls many times, and API Gateway allows ten calls a second to the whole account.
 */

import { pathFromTag, pathTag, stageTag } from '../../spec/names'
import { invokeUrlIn, type WiringContext } from '../run/context'
import { findApis } from './find-apis'

const keptMs = 10_000
const most = 1_000
const kept = new Map<string, { at: number; url: Promise<string | undefined> }>()

type Context = Pick<WiringContext, 'clients' | 'target' | 'invokeUrlTemplate' | 'clock'>

/** Undefined where nothing is deployed. */
export function ownUrl(context: Context, endpointName: string): Promise<string | undefined> {
  const { accountId, region } = context.target
  const key = `${accountId}/${region}/${endpointName}`
  const now = context.clock.now()
  const known = kept.get(key)
  if (known && now - known.at < keptMs) return known.url
  const url = read(context, endpointName)
  if (kept.size >= most) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, { at: now, url })
  url.catch(() => kept.delete(key))
  return url
}

async function read(context: Context, endpointName: string): Promise<string | undefined> {
  const [api] = await findApis(context.clients, endpointName)
  const { [stageTag]: stage, [pathTag]: path } = api?.tags ?? {}
  return api && stage && path ? invokeUrlIn(context, api.id, { stage, resourcePath: pathFromTag(path) }) : undefined
}
