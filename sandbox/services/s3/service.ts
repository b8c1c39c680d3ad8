/** S3, as far as evidence of a model's features and transform jobs need it. https://docs.aws.amazon.com/AmazonS3/latest/API/ */
import { AwsError } from '../../kernel/errors'
import { isRegion } from '../../kernel/partition'
import { type Call, type Operation, RawResponse, type Service } from '../../kernel/types'
import { authorize } from '../iam/authorize'
import { bodyOf, checkedSum, checkSums, encrypted, summed } from './body'
import { bucketOf, headBucket, listBuckets } from './buckets'
import { checkDelete, checkDigest, checkLength, checkRead, checkUnlocked, checkWrite } from './conditions'
import { lacksOperation } from './lacking'
import { listObjects } from './list'
import { uploadOperations, uploadRoutes } from './multipart'
import { describedIn, tagsIn } from './object-headers'
import { type StoredObject, s3State } from './state'
import { bucketNamed, putObject } from './store'
import { tagCount, taggingOperations, taggingRoutes, tagNeeds } from './tagging'
import { document } from './xml'

function objectOf(input: { Bucket?: string; Key?: string }, call: Call): StoredObject {
  const key = String(input.Key)
  const found = bucketOf(input, call).objects.get(key)
  // Who cannot list learns not even whether a key is there: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
  if (!found)
    authorize(call, { action: 's3:ListBucket', resource: `"arn:${call.partition}:s3:::${input.Bucket}"` }, 'rest-xml')
  if (!found) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })
  return found
}

function textOf(xml: string, element: string): string | undefined {
  const start = xml.indexOf('>', xml.indexOf(`<${element}`)) + 1
  const text = xml.includes(`<${element}`) ? xml.slice(start).split('<', 1)[0] : undefined
  return text || undefined
}

/** Outside of us-east-1 a bucket's region is named. localstack's AWS-recorded `test_different_location_constraint`. */
function checkLocation(body: Buffer, region: string): void {
  const constraint = textOf(body.toString('utf8'), 'LocationConstraint')
  if (region === 'us-east-1') {
    if (constraint !== undefined && (constraint === region || !isRegion(constraint)))
      throw new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, {
        LocationConstraint: constraint,
      })
  } else if (constraint !== region)
    throw new AwsError(
      'IllegalLocationConstraintException',
      `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    )
}

const createBucket: Operation = (input, call) => {
  const name = String(input.Bucket)
  if (!/^(?!xn--)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: name })
  checkLocation(call.rawBody, call.region)
  // For one's own bucket us-east-1 answers 200 once more, as documented.
  const known = s3State(call.world, call.accountId).has(name)
  if (known && call.region !== 'us-east-1')
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
      { BucketName: name },
    )
  if (!known) bucketNamed(call.world, call.accountId, name, call.region)
  const arn = `arn:${call.partition}:s3:::${name}`
  return new RawResponse(200, { location: `/${name}`, 'x-amz-bucket-arn': arn }, '')
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html; localstack's AWS-recorded `test_delete_bucket_with_objects`. */
const deleteBucket: Operation = (input, call) => {
  const bucket = bucketOf(input, call)
  if (bucket.objects.size > 0)
    throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, {
      BucketName: bucket.name,
    })
  s3State(call.world, call.accountId).delete(bucket.name)
  return new RawResponse(204, {}, '')
}

const put: Operation = (input, call) => {
  const key = String(input.Key)
  if (Buffer.byteLength(key) > 1024) throw new AwsError('KeyTooLongError', 'Your key is too long', 400)
  const bucket = bucketOf(input, call)
  checkUnlocked(call.headers)
  checkLength(call.headers)
  checkWrite(input, bucket.objects.get(key), key)
  const body = bodyOf(input)
  checkDigest(input.ContentMD5, body)
  const [tags, described] = [tagsIn(call.headers['x-amz-tagging']), describedIn(call.headers)]
  checkSums(call.headers, body)
  const checksum = checkedSum(input, body)
  const stored = putObject(bucket, key, body, input.ContentType)
  Object.assign(stored, { checksum, tags, described })
  return new RawResponse(200, { etag: stored.etag, ...encrypted, ...summed(checksum) }, '')
}

const arnOf = (input: { Bucket?: unknown; Key?: unknown }, { partition }: Call) =>
  `"arn:${partition}:s3:::${input.Bucket ?? '*'}${input.Key === undefined ? '' : `/${input.Key}`}"`

const headersOf = ({ contentType, modifiedAt, etag, described }: StoredObject) => ({
  ...described,
  'content-type': contentType,
  'last-modified': new Date(modifiedAt).toUTCString(),
  'accept-ranges': 'bytes',
  etag,
  ...encrypted,
})

/** `bytes=0-99`, `bytes=100-`, `bytes=-50`; what is no such range is ignored, as RFC 9110 wants it. */
function rangeOf(range: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, from = '', to = ''] = range?.match(/^bytes=(\d*)-(\d*)$/) ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to))
  if (from !== '' && to !== '' && Number(to) < start) return undefined
  if (start > end || start >= size)
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416, {
      ActualObjectSize: size,
      RangeRequested: range,
    })
  return { start, end }
}

const get: Operation = (input, call) => {
  const found = objectOf(input, call)
  checkRead(input, found)
  const headers = { ...headersOf(found), ...tagCount(found, call, arnOf(input, call)) }
  const size = found.body.length
  const range = rangeOf(input.Range, size)
  const sum = input.ChecksumMode === 'ENABLED' ? summed(found.checksum) : {}
  if (!range) return new RawResponse(200, { ...headers, ...sum, 'content-length': String(size) }, found.body)
  const { start, end } = range
  // For a part of it the checksum would be wrong.
  const whole = start === 0 && end === size - 1 ? sum : {}
  const length = { 'content-length': String(end - start + 1) }
  return new RawResponse(
    206,
    { ...headers, ...whole, ...length, 'content-range': `bytes ${start}-${end}/${size}` },
    found.body.subarray(start, end + 1),
  )
}

/** Without a body, so what is not there is `NotFound` by its status alone. */
const head: Operation = (input, call) => {
  const found = bucketOf(input, call).objects.get(String(input.Key))
  if (!found) throw new AwsError('NotFound', 'Not Found', 404)
  checkRead(input, found)
  const headers = { ...headersOf(found), ...tagCount(found, call, arnOf(input, call)) }
  return new RawResponse(200, { ...headers, 'content-length': String(found.body.length) }, '')
}

const conditions = {
  'if-match': 'IfMatch',
  'if-none-match': 'IfNoneMatch',
  'if-modified-since': 'IfModifiedSince',
  'if-unmodified-since': 'IfUnmodifiedSince',
}

export const s3Service: Service = {
  signingName: 's3',
  protocol: 'rest-xml',
  lacks: lacksOperation,
  operations: {
    CreateBucket: createBucket,
    DeleteBucket: deleteBucket,
    PutObject: put,
    GetObject: get,
    HeadObject: head,
    DeleteObject: (input, call) => {
      const { objects } = bucketOf(input, call)
      const key = String(input.Key)
      checkDelete(call.headers, objects.get(key), key)
      objects.delete(key)
      return new RawResponse(204, {}, '')
    },
    ListObjectsV2: (input, call) => document('ListBucketResult', listObjects(bucketOf(input, call), input)),
    ListBuckets: listBuckets,
    HeadBucket: headBucket,
    ...uploadOperations,
    ...taggingOperations,
  },
  routes: [
    {
      operation: 'ListBuckets',
      method: 'GET',
      path: '/',
      rawBody: 'Body',
      action: 's3:ListAllMyBuckets',
      query: {
        prefix: { member: 'Prefix' },
        'bucket-region': { member: 'BucketRegion' },
        'max-buckets': { member: 'MaxBuckets', type: 'integer' },
        'continuation-token': { member: 'ContinuationToken' },
      },
    },
    { operation: 'HeadBucket', method: 'HEAD', path: '/{Bucket}', rawBody: 'Body', action: 's3:ListBucket' },
    { operation: 'DeleteBucket', method: 'DELETE', path: '/{Bucket}', rawBody: 'Body' },
    { operation: 'CreateBucket', method: 'PUT', path: '/{Bucket}', rawBody: 'Configuration' },
    {
      operation: 'ListObjectsV2',
      method: 'GET',
      path: '/{Bucket}',
      rawBody: 'Body',
      marker: 'list-type=2',
      action: 's3:ListBucket',
      query: {
        prefix: { member: 'Prefix' },
        delimiter: { member: 'Delimiter' },
        'max-keys': { member: 'MaxKeys', type: 'integer' },
        'start-after': { member: 'StartAfter' },
        'continuation-token': { member: 'ContinuationToken' },
        'encoding-type': { member: 'EncodingType' },
      },
    },
    {
      operation: 'PutObject',
      method: 'PUT',
      path: '/{Bucket}/{Key+}',
      rawBody: 'Body',
      header: {
        'content-type': 'ContentType',
        'content-encoding': 'ContentEncoding',
        'content-md5': 'ContentMD5',
        'if-match': 'IfMatch',
        'if-none-match': 'IfNoneMatch',
        'x-amz-checksum-crc32': 'ChecksumCRC32',
      },
    },
    {
      operation: 'GetObject',
      method: 'GET',
      path: '/{Bucket}/{Key+}',
      rawBody: 'Body',
      header: { ...conditions, range: 'Range', 'x-amz-checksum-mode': 'ChecksumMode' },
    },
    {
      operation: 'HeadObject',
      method: 'HEAD',
      path: '/{Bucket}/{Key+}',
      rawBody: 'Body',
      header: conditions,
      action: 's3:GetObject',
    },
    { operation: 'DeleteObject', method: 'DELETE', path: '/{Bucket}/{Key+}', rawBody: 'Body' },
    ...uploadRoutes,
    ...taggingRoutes,
  ],
  resourceArn: (_, input, call) => arnOf(input, call),
  alsoNeeds: (operation, input, call) => tagNeeds(operation, call, arnOf(input, call)),
}
