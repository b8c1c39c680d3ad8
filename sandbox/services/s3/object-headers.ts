/** Headers that describe an object and that S3 refuses if they do not fit. */
import { AwsError } from '../../kernel/errors'
import type { ObjectTag } from './state'

const invalidTag = (message: string, TagKey: string) => new AwsError('InvalidTag', message, 400, { TagKey })

/** The words of too many are documented nowhere: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
const mostTags = 10
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/**
 * Tags as a query: `team=ml&stage=test`.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export const tagsIn = (header: string | undefined): ObjectTag[] => checkTags([...new URLSearchParams(header ?? '')])

/** localstack's AWS-recorded `test_tagging_validation` has the words. */
export function checkTags(tags: ObjectTag[]): ObjectTag[] {
  const keys = tags.map(([key]) => key)
  if (tags.length > mostTags) throw new AwsError('BadRequest', `Object tags cannot be greater than ${mostTags}`, 400)
  for (const [key, value] of tags) {
    if (keys.indexOf(key) !== keys.lastIndexOf(key))
      throw invalidTag('Cannot provide multiple Tags with the same key', key)
    if (key.toLowerCase().startsWith('aws:')) throw invalidTag('Your TagKey cannot be prefixed with aws:', key)
    if (key.length < 1 || key.length > 128 || !tagText.test(key))
      throw invalidTag('The TagKey you have provided is invalid', key)
    if (value.length > 256 || !tagText.test(value)) throw invalidTag('The TagValue you have provided is invalid', key)
  }
  return tags
}

/** Metadata of the system that a client sets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const systemHeaders = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires']

/** Returns the headers that come back with the object. */
export function describedIn(headers: Record<string, string>): Record<string, string> {
  checkMetadata(headers)
  const kept = Object.entries(headers).flatMap(([name, value]): ObjectTag[] => {
    if (name.startsWith('x-amz-meta-')) return [[name, value]]
    if (!systemHeaders.includes(name)) return []
    // That says how the body came, and is no part of what is kept.
    const own = value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== 'aws-chunked')
    return own.length > 0 ? [[name, name === 'content-encoding' ? own.join(',') : value]] : []
  })
  return Object.fromEntries(kept)
}

/** 2 KB of names and values: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const mostMetadataBytes = 2048

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
function checkMetadata(headers: Record<string, string>): void {
  const size = Object.entries(headers)
    .filter(([name]) => name.startsWith('x-amz-meta-'))
    .reduce(
      (sum, [name, value]) => sum + Buffer.byteLength(name.slice('x-amz-meta-'.length)) + Buffer.byteLength(value),
      0,
    )
  if (size <= mostMetadataBytes) return
  throw new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400, {
    Size: size,
    MaxSizeAllowed: mostMetadataBytes,
  })
}
