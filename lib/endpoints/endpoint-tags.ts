/**
 * Tags that people write on endpoints, checked as AWS checks them. Pure.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Tag.html
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
import type { Failure } from '../result'

const mostTagsOfEndpoint = 50
export const mostTagsAtOnce = 5

const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** Why AWS, or the console, would refuse the key; undefined if neither does. */
export function keyProblem(key: string): string | undefined {
  if (key.trim() === '') return 'Type a key.'
  if (key.length > 128) return 'A key has at most 128 characters.'
  if (/^aws:/i.test(key)) return 'Keys that begin with aws: are reserved for AWS. Choose another key.'
  if (/^portico:/i.test(key)) return 'Keys that begin with portico: are the console’s own. Choose another key.'
  return allowed.test(key) ? undefined : characters
}

export function valueProblem(value: string): string | undefined {
  if (value.length > 256) return 'A value has at most 256 characters.'
  return allowed.test(value) ? undefined : characters
}

const characters = 'Use letters, digits, spaces and _ . : / = + - @ only.'

export interface EndpointTag {
  key: string
  value: string
}

export interface TagChange {
  key: string
  /** Absent for a new tag. */
  from?: string
  to: string
}

export interface TagPlanRow {
  name: string
  /** Empty if the endpoint has these tags already. */
  changes: TagChange[]
  /** Why its tags cannot be written. */
  failure?: Failure
}

/** The tags that differ from those that the endpoint has. */
export const tagChanges = (had: Record<string, string>, tags: EndpointTag[]): TagChange[] =>
  tags.flatMap(({ key, value }) => {
    const from = Object.hasOwn(had, key) ? had[key] : undefined
    return from === value ? [] : [{ key, ...(from === undefined ? {} : { from }), to: value }]
  })

/** Why all of them do not fit on the endpoint; AWS's own tags do not count. */
export function tooMany(had: Record<string, string>, changes: TagChange[]): string | undefined {
  const own = Object.keys(had).filter((key) => !key.startsWith('aws:')).length
  const added = changes.filter(({ from }) => from === undefined).length
  return own + added > mostTagsOfEndpoint
    ? `It has ${own} tags, and AWS allows ${mostTagsOfEndpoint} on an endpoint. Remove some first.`
    : undefined
}
