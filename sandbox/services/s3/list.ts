/** ListObjectsV2. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
import { AwsError } from '../../kernel/errors'
import { readToken, writeToken } from '../../kernel/page-token'
import { toXml } from '../../kernel/query'
import type { Bucket } from './state'

interface ListInput {
  Prefix?: string
  Delimiter?: string
  MaxKeys?: number
  StartAfter?: string
  ContinuationToken?: string
  EncodingType?: string
}

interface Entry {
  /** What the list is ordered by: a key, or a prefix that stands for all below it. */
  name: string
  xml: string
}

export function listObjects(bucket: Bucket, input: ListInput): string {
  const { Prefix = '', Delimiter, MaxKeys = 1000, EncodingType } = input
  const written = (text: string) => (EncodingType === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text)
  const list = `ListObjectsV2 ${bucket.name}`
  const after = input.ContinuationToken ? nameAfter(list, input.ContinuationToken) : (input.StartAfter ?? '')
  const entries = entriesOf(bucket, Prefix, Delimiter, written).filter(({ name }) => byBytes(name, after) > 0)
  const page = entries.slice(0, Math.min(MaxKeys, 1000))
  const truncated = page.length < entries.length && page.length > 0
  const token = writeToken(list, page.at(-1)?.name ?? '')
  return [
    toXml('Name', bucket.name),
    toXml('Prefix', written(Prefix)),
    input.StartAfter ? toXml('StartAfter', written(input.StartAfter)) : '',
    input.ContinuationToken ? toXml('ContinuationToken', input.ContinuationToken) : '',
    truncated ? toXml('NextContinuationToken', token) : '',
    toXml('KeyCount', page.length),
    toXml('MaxKeys', MaxKeys),
    Delimiter ? toXml('Delimiter', written(Delimiter)) : '',
    EncodingType ? toXml('EncodingType', EncodingType) : '',
    toXml('IsTruncated', truncated),
    ...page.map((entry) => entry.xml),
  ].join('')
}

function entriesOf(bucket: Bucket, prefix: string, delimiter: string | undefined, written: (text: string) => string) {
  const entries = new Map<string, Entry>()
  for (const [key, { modifiedAt, etag, body, checksum }] of bucket.objects) {
    if (!key.startsWith(prefix)) continue
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1
    const name = end < 0 ? key : key.slice(0, end + (delimiter?.length ?? 0))
    const xml =
      end < 0
        ? toXml('Contents', {
            Key: written(key),
            LastModified: new Date(modifiedAt),
            ETag: etag,
            ...(checksum ? { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } : {}),
            Size: body.length,
            StorageClass: 'STANDARD',
          })
        : toXml('CommonPrefixes', { Prefix: written(name) })
    entries.set(name, { name, xml })
  }
  return [...entries.values()].sort((a, b) => byBytes(a.name, b.name))
}

/** S3 orders by the bytes of UTF-8, which is another order than that of JavaScript's strings. */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Returns the name that a page starts after: localstack's AWS-recorded `test_s3_list_operations` refuses other texts. */
export function nameAfter(list: string, token: string): string {
  const name = readToken(list, token)
  if (typeof name === 'string') return name
  throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect', 400, {
    ArgumentName: 'continuation-token',
  })
}
