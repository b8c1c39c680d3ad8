/**
 * What a tag can be that every service takes; API Gateway's characters are the fewest.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html
 */
import { z } from 'zod'

const plain = /^[A-Za-z0-9+\-=._:/]+$/
const characters = 'Letters, digits and + - = . _ : / only, which API Gateway takes in a tag'
/** AWS keeps `aws:` for itself, and by `portico:` Portico finds what it made. */
const reserved = /^(aws|portico):/i

/** Says whether nobody can choose a tag key: it begins with `aws:` or `portico:`, in any case. */
export const isReserved = (key: string): boolean => reserved.test(key)

/** Says whether no two keys differ by case alone. */
export const isDistinct = (keys: string[]): boolean =>
  new Set(keys.map((key) => key.toLowerCase())).size === keys.length

/** Checks a tag key by AWS's rules; its messages say what to change. */
export const tagKeySchema = z
  .string()
  .max(128, 'At most 128 characters')
  .regex(plain, characters)
  .refine((key) => !isReserved(key), 'A name that does not begin with aws: or portico:')

/** Checks a tag value by the same rules; an empty one is refused. */
export const tagValueSchema = z.string().max(256, 'At most 256 characters').regex(plain, characters)

/** An API can have 50 tags; Portico's own and those of share links need their place. */
export const mostTags = 10
