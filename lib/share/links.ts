/**
 * The share links of one public API: made, listed, revoked. What a link is lies in the tags of its REST API (record.ts);
 * of a URL that requires keys it has a key of its own, which is made before it.
 */
import { randomBytes } from 'node:crypto'
import { GetRestApiCommand } from '@aws-sdk/client-api-gateway'
import { removeApiKey } from '../aws/apigateway/api-key'
import { tagApiResource, untagApiResource } from '../aws/apigateway/tags'
import type { AwsClients } from '../aws/client/create-clients'
import { methodFor } from '../model/requests/build-request'
import { OwnCalls } from '../own-calls/own-calls'
import { fail, ok, type Result } from '../result'
import { headersWithKey } from '../spec/api-parts/key-header'
import { invokeUrlOf } from '../spec/invoke-url'
import { mostTags, restApiArn } from '../spec/names'
import { onlyRoute, type WiringSpec, type WiringTarget } from '../spec/spec'
import { behindOf, ownPlaceOf } from '../wiring/prove/call-url'
import { probeHeaders } from '../wiring/prove/probe'
import { ownApiTags } from '../wiring/resources/api-tags'
import type { Clock } from '../wiring/run/clock'
import { findLinkKeys, makeLinkKey, readLinkUsage, strayKeys, untilOpen } from './link-keys'
import { type LinkRecord, readLinks, tagKeysOf, tagsOf } from './record'
import { signShareToken } from './token'
import { dailyCaps, type NewShareLink, type ShareLink, type ShareLinkSpec } from './types'

const mostLinks = 20

export interface LinkPlace {
  clients: AwsClients
  target: WiringTarget
  endpointName: string
  restApiId: string
  secret: string
  /** The console's own origin. */
  origin: string
}

/** The context in which a link is made: the URL, and the means to try it. */
export interface MakingPlace extends LinkPlace {
  spec: WiringSpec
  person: string
  invokeUrlTemplate?: string
  fetch: typeof fetch
  clock: Clock
}

const readTags = async ({
  clients,
  restApiId,
}: Pick<LinkPlace, 'clients' | 'restApiId'>): Promise<Record<string, string>> =>
  (await clients.apiGateway.send(new GetRestApiCommand({ restApiId }))).tags ?? {}

/**
 * Links that have not ended, with their URLs, the one that ends first at the head.
 * @param tags of the REST API, if they were read already
 */
export async function listShareLinks(
  place: LinkPlace,
  now = new Date(),
  tags?: Record<string, string>,
): Promise<ShareLink[]> {
  const live = readLinks(tags ?? (await readTags(place))).filter((link) => link.expiresAt > now)
  if (!live.some(({ key }) => key)) return Promise.all(live.map((link) => shownOf(place, link)))
  const [keys, used] = await Promise.all([findLinkKeys(place.clients, place.endpointName), readLinkUsage(place, now)])
  const open = new Set(keys.filter(({ enabled }) => enabled).map(({ id }) => id))
  return Promise.all(live.map((link) => shownOf(place, link, { open, used })))
}

interface Keys {
  open: Set<string>
  used?: Record<string, number>
}

async function shownOf(place: LinkPlace, record: LinkRecord, keys?: Keys): Promise<ShareLink> {
  const { id, title, description, expiresAt, bounded, embedOrigins, key } = record
  const claims = {
    account: place.target.accountId,
    region: place.target.region,
    restApiId: place.restApiId,
    linkId: id,
  }
  const sign = (embed?: string[]) => signShareToken(place.secret, { ...claims, embed }, expiresAt)
  const embeds = embedOrigins.length > 0
  return {
    id,
    title,
    description,
    expiresAt: expiresAt.toISOString(),
    url: `${place.origin}/share/${await sign()}`,
    bounded,
    ...(embeds
      ? { embed: { url: `${place.origin}/share/${await sign(embedOrigins)}/embed`, origins: embedOrigins } }
      : {}),
    ...(key && keys
      ? {
          key: {
            dailyCap: key.dailyCap,
            usedToday: keys.used && (keys.used[key.id] ?? 0),
            gone: !keys.open.has(key.id),
          },
        }
      : {}),
  }
}

export async function createShareLink(place: MakingPlace, linkSpec: ShareLinkSpec): Promise<Result<NewShareLink>> {
  const tags = await pruneLinks(place, new Date(), place.spec.access.kind === 'key')
  const links = readLinks(tags)
  if (links.length >= mostLinks) {
    return fail({
      code: 'too-many-links',
      message: `This URL has ${mostLinks} share links already.`,
      remedy: 'Revoke one that nobody needs, then make the new one.',
    })
  }
  const { days, dailyCap = dailyCaps[1], ...rest } = linkSpec
  const { access } = place.spec
  const draft: LinkRecord = {
    ...rest,
    id: randomBytes(8).toString('hex'),
    expiresAt: new Date(Date.now() + days * 86_400_000),
    ...(access.kind === 'key' ? { key: { id: 'x'.repeat(10), dailyCap } } : {}),
  }
  const refused = refuseSize(tags, draft)
  if (refused) return refused
  if (access.kind !== 'key') {
    await writeTags(place, draft)
    return ok({ link: await shownOf(place, draft), opensSoon: false })
  }
  const keyPlace = { ...place, stage: place.spec.stage }
  const key = await makeLinkKey(keyPlace, { access, dailyCap, linkId: draft.id, person: place.person })
  const record = { ...draft, key: { id: key.id, dailyCap } }
  try {
    await writeTags(place, record)
  } catch (error) {
    await removeApiKey(place.clients.once.apiGateway, key.id)
    throw error
  }
  const { stage } = place.spec
  const route = onlyRoute(place.spec)
  const { region } = place.target
  const template = place.invokeUrlTemplate
  const url = invokeUrlOf({ restApiId: place.restApiId, region, stage, resourcePath: route.resourcePath, template })
  const method = methodFor(route.contract, route.request)
  const ownCalls = new OwnCalls()
  const at = ownPlaceOf(place.spec, route, place.target, place.restApiId)
  const opened = await untilOpen(
    place,
    { url, method, headers: { ...probeHeaders, ...headersWithKey(access.header, key.value) } },
    ({ status, headers }) => {
      const [serverTiming, errorType] = [headers.get('server-timing'), headers.get('x-amzn-errortype')]
      ownCalls.call(at, { status, serverTiming, errorType }, behindOf({ route }))
    },
  )
  await ownCalls.put(place)
  return ok({ link: await shownOf(place, record, { open: new Set([key.id]), used: {} }), opensSoon: !opened })
}

function refuseSize(tags: Record<string, string>, draft: LinkRecord) {
  const wanted = tagsOf(draft)
  if (!wanted) {
    return fail({
      code: 'link-too-long',
      message: 'Title, description, examples and sites together are too long for a link.',
      remedy: 'Shorten the description, or give fewer examples.',
    })
  }
  // Room for what a later deploy or removal writes stays free: without its lock's tags neither begins.
  if (new Set([...Object.keys(tags), ...Object.keys(wanted), ...ownApiTags]).size <= mostTags) return undefined
  return fail({
    code: 'no-room-for-link',
    message: `The links of a URL are tags of its API, of which AWS allows ${mostTags}, and there is no room for this one.`,
    remedy: 'Revoke a link that nobody needs, or give a shorter description and fewer examples.',
  })
}

type TagPlace = Pick<LinkPlace, 'clients' | 'target' | 'restApiId'>

const writeTags = ({ clients, target, restApiId }: TagPlace, record: LinkRecord) =>
  tagApiResource(clients.once.apiGateway, restApiArn(target, restApiId), tagsOf(record) ?? {})

/** Dead at once, for every process. Repeating it changes nothing. */
export async function revokeShareLink(place: LinkPlace, id: string): Promise<void> {
  const tags = await pruneLinks(place)
  const link = readLinks(tags).find((one) => one.id === id)
  // The page closes whatever becomes of the key, which its own tags mark as a stray one otherwise.
  await removeTags(place, tagKeysOf(tags, id))
  if (link?.key) await removeApiKey(place.clients.once.apiGateway, link.key.id)
}

/**
 * Takes away what ended: keys first, so that no key outlives what says whose it is.
 * @param always looks for keys also where no link says that it has one
 * @returns the API's tags as they are then
 */
export async function pruneLinks(
  place: Omit<LinkPlace, 'secret' | 'origin'>,
  now = new Date(),
  always = false,
): Promise<Record<string, string>> {
  const tags = await readTags(place)
  const links = readLinks(tags)
  const ended = links.filter((link) => link.expiresAt <= now)
  const live = new Set(links.filter((link) => link.expiresAt > now).map(({ id }) => id))
  const look = always || links.some(({ key }) => key)
  const stray = look ? strayKeys(await findLinkKeys(place.clients, place.endpointName), live, now.getTime()) : []
  for (const { id } of stray) await removeApiKey(place.clients.once.apiGateway, id)
  const gone = ended.flatMap(({ id }) => tagKeysOf(tags, id))
  await removeTags(place, gone)
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.includes(key)))
}

async function removeTags({ clients, target, restApiId }: TagPlace, tagKeys: string[]): Promise<void> {
  if (tagKeys.length > 0) await untagApiResource(clients.once.apiGateway, restApiArn(target, restApiId), tagKeys)
}
