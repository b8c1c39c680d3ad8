/** Tags that a person or the account chose for everything that a public API consists of: owner, cost centre. */
import { z } from 'zod'
import { isDistinct, isReserved, mostTags, tagKeySchema, tagValueSchema } from '../../aws/tag-rules'

export const chosenTagsSchema = z
  .record(tagKeySchema, tagValueSchema)
  .refine((tags) => Object.keys(tags).length <= mostTags, `At most ${mostTags} tags`)
  // IAM takes `Owner` and `owner` for one key: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
  .refine((tags) => isDistinct(Object.keys(tags)), 'Each key once, in capital or small letters')
  // A record is compared as text, and written with its keys in order.
  .overwrite((tags) => Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))))

/** Leaves the tags that are neither Portico's nor AWS's own. */
export const chosenAmong = (tags: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !isReserved(key)))
