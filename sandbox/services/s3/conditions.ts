/**
 * Requests that hold only under a condition, and the digest of what was sent.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 */
import { createHash } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import type { Call } from '../../kernel/types'
import type { StoredObject } from './state'

interface Conditions {
  IfMatch?: string
  IfNoneMatch?: string
  IfModifiedSince?: string
  IfUnmodifiedSince?: string
}

const failed = (condition: string) =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  })

const names = (tags: string, etag: string) =>
  tags === '*' || tags.split(',').some((one) => one.trim().replaceAll('"', '') === etag.replaceAll('"', ''))

/** Seconds, as HTTP's dates have them; a date that is none is ignored, as RFC 9110 wants it. */
const secondsOf = (date: string | undefined) => Math.floor(Date.parse(date ?? '') / 1000)

/** Reads two conditions as one: that with a tag counts. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function checkRead(input: Conditions, { etag, modifiedAt }: StoredObject): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = input
  const at = Math.floor(modifiedAt / 1000)
  if (IfMatch !== undefined && !names(IfMatch, etag)) throw failed('If-Match')
  if (IfMatch === undefined && secondsOf(IfUnmodifiedSince) < at) throw failed('If-Unmodified-Since')
  const same = IfNoneMatch === undefined ? secondsOf(IfModifiedSince) >= at : names(IfNoneMatch, etag)
  if (same) throw new AwsError('NotModified', 'Not Modified', 304, {}, { etag })
}

const notImplemented = (Header: string) =>
  new AwsError('NotImplemented', 'A header you provided implies functionality that is not implemented', 501, { Header })

/**
 * localstack's AWS-recorded `test_put_object_if_none_match`, `test_put_object_if_match` and
 * `test_put_object_if_match_and_if_none_match_validation`.
 * @param found what is there under the key
 */
export function checkWrite({ IfMatch, IfNoneMatch }: Conditions, found: StoredObject | undefined, key: string): void {
  if (IfMatch !== undefined && IfNoneMatch !== undefined) throw notImplemented('If-Match,If-None-Match')
  if ((IfNoneMatch !== undefined && IfNoneMatch !== '*') || IfMatch === '*')
    throw notImplemented(IfMatch === '*' ? 'If-Match' : 'If-None-Match')
  if (IfNoneMatch === '*' && found) throw failed('If-None-Match')
  if (IfMatch === undefined) return
  if (!found) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })
  if (!names(IfMatch, found.etag)) throw failed('If-Match')
}

/**
 * A delete can be of one content alone; its other conditions are those of directory buckets.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html; localstack's AWS-recorded
 * `test_delete_object_if_match_non_express`, `test_delete_object_if_match_size_non_express`.
 */
export function checkDelete(headers: Record<string, string>, found: StoredObject | undefined, key: string): void {
  for (const name of ['x-amz-if-match-last-modified-time', 'x-amz-if-match-size'])
    if (headers[name] !== undefined) throw notImplemented(name)
  const tags = headers['if-match']
  if (tags === undefined) return
  if (!found) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })
  if (!names(tags, found.etag)) throw failed('If-Match')
}

/** localstack's AWS-recorded `test_get_bucket_policy` and `test_get_bucket_policy_invalid_account_id`. */
export function checkOwner({ headers, accountId }: Pick<Call, 'headers' | 'accountId'>): void {
  const owner = headers['x-amz-expected-bucket-owner']
  if (owner === undefined || owner === accountId) return
  if (!/^\d{12}$/.test(owner))
    throw new AwsError(
      'InvalidBucketOwnerAWSAccountID',
      `The value of the expected bucket owner parameter must be an AWS Account ID... [${owner}]`,
    )
  throw new AwsError('AccessDenied', 'Access Denied', 403)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
export function checkDigest(given: string | undefined, body: Buffer): void {
  if (given === undefined) return
  if (Buffer.from(given, 'base64').length !== 16)
    throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, { 'Content-MD5': given })
  const calculated = createHash('md5').update(body).digest('base64')
  if (calculated !== given)
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400, {
      ExpectedDigest: given,
      CalculatedDigest: calculated,
    })
}

/** Whoever sends an object says how long it is: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function checkLength(headers: Record<string, string>): void {
  if (headers['content-length'] === undefined && headers['x-amz-decoded-content-length'] === undefined)
    throw new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411)
}

/** No bucket here has Object Lock. localstack's AWS-recorded `test_s3_put_object_retention` has the words. */
export function checkUnlocked(headers: Record<string, string>): void {
  if (Object.keys(headers).some((name) => name.startsWith('x-amz-object-lock-')))
    throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration', 400)
}
