/**
 * The live share links of one REST API are its tags, `portico:share:{linkId}` = `{expiry} {title}`: revoking takes the
 * tag away, and the link is dead at once. A resource holds at most 50 tags.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-restrictions.html
 */
import { randomBytes } from 'node:crypto'
import { GetRestApiCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-api-gateway'
import type { AwsClients } from '../aws/create-clients'
import { fail, ok, type Result } from '../result'
import type { WiringTarget } from '../wiring/spec'
import { signShareToken } from './token'
import type { ShareLink } from './types'

export const shareTagPrefix = 'portico:share:'
const maxLinks = 20

export interface LinkRecord {
  id: string
  title: string
  expiresAt: Date
}

/** Tag values allow letters, digits, spaces and `+ - = . _ : / @`; a title keeps those. */
export const titleForTag = (title: string): string =>
  title
    .replace(/[^\p{L}\p{N} +\-=._:/@]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)

export function parseLinks(tags: Record<string, string>): LinkRecord[] {
  return Object.entries(tags)
    .filter(([key]) => key.startsWith(shareTagPrefix))
    .flatMap(([key, value]) => {
      const [expiry = '', ...title] = value.split(' ')
      const expiresAt = new Date(expiry)
      return Number.isNaN(expiresAt.getTime())
        ? []
        : [{ id: key.slice(shareTagPrefix.length), title: title.join(' '), expiresAt }]
    })
    .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
}

interface LinkPlace {
  clients: AwsClients
  target: WiringTarget
  restApiId: string
  secret: string
  /** The console's own origin. */
  origin: string
}

const arnOf = ({ target, restApiId }: LinkPlace) =>
  `arn:${target.partition}:apigateway:${target.region}::/restapis/${restApiId}`

async function urlOf(place: LinkPlace, record: LinkRecord): Promise<ShareLink> {
  const { accountId: account, region } = place.target
  const claims = { account, region, restApiId: place.restApiId, linkId: record.id }
  const token = await signShareToken(place.secret, claims, record.expiresAt)
  return {
    id: record.id,
    title: record.title,
    expiresAt: record.expiresAt.toISOString(),
    url: `${place.origin}/share/${token}`,
  }
}

async function readTags({ clients, restApiId }: LinkPlace): Promise<Record<string, string>> {
  return (await clients.apiGateway.send(new GetRestApiCommand({ restApiId }))).tags ?? {}
}

/** Links that have not expired, with their URLs, soonest end first. */
export async function listShareLinks(place: LinkPlace): Promise<ShareLink[]> {
  const live = parseLinks(await readTags(place)).filter((link) => link.expiresAt > new Date())
  return Promise.all(live.map((link) => urlOf(place, link)))
}

export async function createShareLink(place: LinkPlace, title: string, days: number): Promise<Result<ShareLink>> {
  const links = parseLinks(await readTags(place))
  const expired = links.filter((link) => link.expiresAt <= new Date())
  if (links.length - expired.length >= maxLinks) {
    return fail({
      code: 'too-many-links',
      message: `This URL has ${maxLinks} share links already.`,
      remedy: 'Revoke one that nobody needs, then make the new one.',
    })
  }
  if (expired.length > 0) await removeTags(place, expired)
  const expiresAt = new Date(Date.now() + days * 86_400_000)
  const record = { id: randomBytes(8).toString('hex'), title: titleForTag(title), expiresAt }
  await place.clients.apiGateway.send(
    new TagResourceCommand({
      resourceArn: arnOf(place),
      tags: { [`${shareTagPrefix}${record.id}`]: `${expiresAt.toISOString()} ${record.title}`.trim() },
    }),
  )
  return ok(await urlOf(place, record))
}

/** Dead at once, for every process; repeating it changes nothing. */
export const revokeShareLink = (place: LinkPlace, id: string): Promise<void> => removeTags(place, [{ id }])

async function removeTags(place: LinkPlace, links: { id: string }[]) {
  await place.clients.apiGateway.send(
    new UntagResourceCommand({
      resourceArn: arnOf(place),
      tagKeys: links.map((link) => `${shareTagPrefix}${link.id}`),
    }),
  )
}
