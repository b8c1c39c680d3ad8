/**
 * Buckets: their list, and whether one can be used from here.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */

import { AwsError } from '../../kernel/errors'
import { writeToken } from '../../kernel/page-token'
import { dnsSuffixOf } from '../../kernel/partition'
import { toXml } from '../../kernel/query'
import { type Call, type Operation, RawResponse } from '../../kernel/types'
import { checkOwner } from './conditions'
import { nameAfter } from './list'
import { type Bucket, s3State } from './state'
import { document } from './xml'

function found(input: { Bucket?: string }, call: Call): Bucket | undefined {
  const bucket = s3State(call.world, call.accountId).get(String(input.Bucket))
  if (bucket) checkOwner(call)
  if (!bucket || bucket.region === call.region) return bucket
  throw new AwsError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    301,
    { Endpoint: `${bucket.name}.s3.${bucket.region}.${dnsSuffixOf(bucket.region)}`, Bucket: bucket.name },
    { 'x-amz-bucket-region': bucket.region },
  )
}

export function bucketOf(input: { Bucket?: string }, call: Call): Bucket {
  const bucket = found(input, call)
  if (bucket) return bucket
  const BucketName = String(input.Bucket)
  throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName })
}

/** Without a body, so what is not there is `NotFound` by its status alone. */
export const headBucket: Operation = (input, call) => {
  const bucket = found(input, call)
  if (!bucket) throw new AwsError('NotFound', 'Not Found', 404)
  return new RawResponse(
    200,
    {
      'x-amz-bucket-region': bucket.region,
      'x-amz-bucket-arn': `arn:${call.partition}:s3:::${bucket.name}`,
      'x-amz-access-point-alias': 'false',
    },
    '',
  )
}

export const listBuckets: Operation = (input, call) => {
  const { Prefix = '', BucketRegion, MaxBuckets = 10_000, ContinuationToken } = input
  const after = ContinuationToken ? nameAfter('ListBuckets', ContinuationToken) : ''
  const all = [...s3State(call.world, call.accountId).values()]
    .filter(({ name, region }) => name.startsWith(Prefix) && (!BucketRegion || region === BucketRegion))
    .filter(({ name }) => name > after)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const page = all.slice(0, MaxBuckets)
  const buckets = page.map(({ name, createdAt, region }) =>
    toXml('Bucket', { Name: name, CreationDate: new Date(createdAt), BucketRegion: region }),
  )
  return document(
    'ListAllMyBucketsResult',
    [
      `<Buckets>${buckets.join('')}</Buckets>`,
      toXml('Owner', { ID: call.accountId.padEnd(64, '0') }),
      Prefix ? toXml('Prefix', Prefix) : '',
      page.length < all.length ? toXml('ContinuationToken', writeToken('ListBuckets', page.at(-1)?.name ?? '')) : '',
    ].join(''),
  )
}
