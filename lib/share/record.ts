/**
 * What a share link is, as tags of the REST API: `portico:share:{id}` = `{end}/{title}` for people who look at AWS, and
 * `portico:share:{id}:{n}` with the whole record, as a tag value has 256 characters of few kinds. So a link lives where
 * its API lives, goes with it, and needs no store of ours.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { Example } from '../model/contract/contract'
import { exampleSchema } from '../model/contract/contract-schema'
import { shareTagPrefix } from '../spec/names'
import { textFromTag, textToTag } from '../spec/tag-text'

export interface LinkRecord {
  id: string
  title: string
  expiresAt: Date
  description?: string
  /** To try; the contract's own unless given. */
  examples?: Example[]
  /** The page keeps values in the contract's ranges. */
  bounded: boolean
  embedOrigins: string[]
  /** Its own API key, where the URL requested keys when it was made. */
  key?: { id: string; dailyCap: number }
}

/** Parts of 256 characters. */
const mostParts = 6
const partLength = 256

const detailsSchema = z.object({
  title: z.string(),
  description: z.string().optional(),
  examples: z.array(exampleSchema).optional(),
  bounded: z.boolean(),
  embedOrigins: z.array(z.string()),
  key: z.object({ id: z.string(), dailyCap: z.number() }).optional(),
})

/** Beside the end's 24 characters and the slash. */
const titleLength = 230

/** Undefined where it does not fit. */
export function tagsOf({ id, expiresAt, ...details }: LinkRecord): Record<string, string> | undefined {
  const text = deflateRawSync(JSON.stringify(details), { level: 9 }).toString('base64url')
  const count = Math.ceil(text.length / partLength)
  const parts = Array.from({ length: count }, (_, index) => text.slice(index * partLength, (index + 1) * partLength))
  if (parts.length > mostParts) return undefined
  const key = `${shareTagPrefix}${id}`
  return {
    [key]: `${expiresAt.toISOString()}/${textToTag(details.title.trim(), titleLength)}`,
    ...Object.fromEntries(parts.map((part, index) => [`${key}:${index + 1}`, part])),
  }
}

/** Every link, expired ones too, the one that ends first at the head. */
export function readLinks(tags: Record<string, string>): LinkRecord[] {
  return Object.entries(tags)
    .filter(([key]) => key.startsWith(shareTagPrefix) && !key.slice(shareTagPrefix.length).includes(':'))
    .flatMap(([key, value]) => {
      // A blank stood between them once, and the title as it was typed.
      const [, expiry = '', title = ''] = value.match(/^([^ /]*)(?:[ /](.*))?$/s) ?? []
      const expiresAt = new Date(expiry)
      if (Number.isNaN(expiresAt.getTime())) return []
      const details = detailsIn(tags, key) ?? { title: textFromTag(title), bounded: true, embedOrigins: [] }
      return [{ ...details, id: key.slice(shareTagPrefix.length), expiresAt }]
    })
    .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
}

/** Undefined where somebody changed them by hand. */
function detailsIn(tags: Record<string, string>, key: string) {
  const parts: string[] = []
  for (let part = tags[`${key}:1`]; part !== undefined; part = tags[`${key}:${parts.length + 1}`]) parts.push(part)
  if (parts.length === 0) return undefined
  try {
    const text = inflateRawSync(Buffer.from(parts.join(''), 'base64url'), { maxOutputLength: 100_000 }).toString()
    return detailsSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** All that a link left on the API. */
export const tagKeysOf = (tags: Record<string, string>, id: string): string[] =>
  Object.keys(tags).filter((key) => key === `${shareTagPrefix}${id}` || key.startsWith(`${shareTagPrefix}${id}:`))
