/**
 * What a share page can know: the link's own title and end, the public API and the form, and nothing else of the console.
 * Reads from the REST API's tags each time whether the link lives, so a revoked one is dead at once; simultaneous
 * visitors share one read.
 */
import { GetRestApiCommand } from '@aws-sdk/client-api-gateway'
import { readTaggedKeyValue } from '../aws/apigateway/api-key'
import type { AwsClients } from '../aws/client/create-clients'
import { isExpected, toFailure } from '../errors'
import type { Failure } from '../result'
import { describedUrlOf } from '../snippets/described-url'
import { invokeUrlOf } from '../spec/invoke-url'
import { endpointTag, isManaged, shareLinkTag } from '../spec/names'
import { onlyRoute, type WiringSpec, type WiringTarget } from '../spec/spec'
import { readLiveSpec } from '../wiring/read/live-spec'
import { type LinkRecord, readLinks } from './record'
import type { ShareClaims } from './token'
import type { SharedPage } from './types'

export type Shared =
  | { state: 'live'; page: SharedPage }
  | { state: 'revoked' }
  | { state: 'gone' }
  | { state: 'unavailable'; error: Failure }

export interface SharePlace {
  clients: AwsClients
  target: WiringTarget
  invokeUrlTemplate?: string
  fetch: typeof fetch
}

const reading = new Map<string, Promise<Record<string, string> | undefined>>()

/** Undefined where the API is gone. */
function readTags({ clients, target }: SharePlace, restApiId: string): Promise<Record<string, string> | undefined> {
  const key = `${target.accountId}/${target.region}/${restApiId}`
  const running = reading.get(key)
  if (running) return running
  const read = clients.apiGateway
    .send(new GetRestApiCommand({ restApiId }))
    .then((api) => api.tags ?? {})
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'NotFoundException') return undefined
      throw error
    })
    .finally(() => reading.delete(key))
  reading.set(key, read)
  return read
}

const keptMs = 30_000
/** Kept for half a minute: strangers' visits cost the account few calls. */
function keeping<T>(): (name: string, read: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { value: T; at: number }>()
  return async (name, read) => {
    const known = kept.get(name)
    if (known && Date.now() - known.at < keptMs) return known.value
    const value = await read()
    if (kept.size > 1_000) kept.delete(kept.keys().next().value ?? '')
    kept.set(name, { value, at: Date.now() })
    return value
  }
}

const keepSpec = keeping<WiringSpec | undefined>()
const keepKey = keeping<string | undefined>()

export async function readShared(place: SharePlace, { restApiId, linkId }: ShareClaims): Promise<Shared> {
  try {
    const tags = await readTags(place, restApiId)
    if (!tags || !isManaged(tags)) return { state: 'gone' }
    const link = readLinks(tags).find((one) => one.id === linkId)
    if (!link || link.expiresAt <= new Date()) return { state: 'revoked' }
    const spec = await keepSpec(`${place.target.accountId}/${place.target.region}/${restApiId}`, () =>
      readLiveSpec(place, tags[endpointTag] ?? '', undefined, { id: restApiId, tags }),
    )
    if (!spec) return { state: 'gone' }
    return { state: 'live', page: { ...pageOf(place, restApiId, link, spec), apiKey: await keyOf(place, link, spec) } }
  } catch (error) {
    if (!isExpected(error)) throw error
    return { state: 'unavailable', error: toFailure(error, {}) }
  }
}

/** Absent where the URL requires none, or somebody deleted it: then a visitor has to enter one. */
async function keyOf({ clients, target }: SharePlace, { id, key }: LinkRecord, { access }: WiringSpec) {
  if (!key || access.kind !== 'key') return undefined
  const value = await keepKey(`${target.accountId}/${target.region}/${id}/${key.id}`, () =>
    // A record names a key; the key itself has to say that it is this link's.
    readTaggedKeyValue(clients.apiGateway, key.id, [shareLinkTag, id]),
  )
  return value === undefined ? undefined : { value, dailyCap: key.dailyCap }
}

function pageOf(
  { target, invokeUrlTemplate: template }: SharePlace,
  restApiId: string,
  { title, description, expiresAt, bounded, examples }: LinkRecord,
  spec: WiringSpec,
): SharedPage {
  const { stage, throttle } = spec
  const { region } = target
  const invokeUrl = invokeUrlOf({ restApiId, region, stage, resourcePath: onlyRoute(spec).resourcePath, template })
  const { region: _, ...described } = describedUrlOf(spec, invokeUrl, region)
  const { contract, needs } = described
  return {
    ...described,
    title,
    description,
    bounded,
    expiresAt: expiresAt.toISOString(),
    contract: examples ? { ...contract, examples } : contract,
    rateLimit: throttle.rateLimit,
    ...(needs.kind === 'iam' || needs.kind === 'cognito' ? { region } : {}),
  }
}
