/** What S3 answers about lists, ranges and names of objects, as recorded from AWS (docs/aws-facts-compared.md). */
import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe } from 'vitest'
import type { TestAccount } from '../testing/account'
import { countFacts, itRefuses, itResponds, type RecordedCase, recordedAccount, some } from '../testing/recorded'

const buckets = {
  delimited: 'recorded-delimited',
  folders: 'recorded-folders',
  names: 'recorded-names',
  slashes: 'recorded-slashes',
}
const encoded = 'recorded-encoded'
let account: TestAccount
const tokens: string[] = []
beforeAll(async () => {
  account = await recordedAccount()
  const content: [string, string, string[]][] = [
    [buckets.delimited, 'content 123', ['test/foo/bar/123', 'test/foo/bar/456', 'test/bar/foo/123']],
    [
      buckets.folders,
      'content 123',
      ['folder/aSubfolder/subFile1', 'folder/aSubfolder/subFile2', 'folder/file1', 'folder/file2'],
    ],
    [
      buckets.names,
      '',
      [
        ...['file%2Fname', 'test@key/', 'test%123', 'test%percent', 'test key/', 'test key//', 'test%123/'],
        ...['a/%F0%9F%98%80/', 'date=2026-01-01/', 'date=2026-02-01/', 'date=2026-03-01/', 'date=2026-05-01/'],
      ],
    ],
    [buckets.slashes, 'test', ['/bar/foo/', '/foo', 'bar']],
    [encoded, 'test', ['test@key/', 'test%40key', 'test%40key/']],
  ]
  for (const [Bucket, Body, keys] of content) {
    await account.s3.send(new s3.CreateBucketCommand({ Bucket }))
    for (const Key of keys) await account.s3.send(new s3.PutObjectCommand({ Bucket, Key, Body }))
  }
  await account.s3.send(new s3.PutObjectCommand({ ...ranged, Body: Buffer.alloc(2048, 'a') }))
  await account.s3.send(new s3.PutObjectCommand({ ...cased, Body: 'something' }))
})
afterAll(() => account.close())

const ranged = { Bucket: buckets.slashes, Key: 'ranged' }
const cased = { Bucket: buckets.slashes, Key: 'CamelCaseKey' }
const list =
  (Bucket: string, more: () => Partial<s3.ListObjectsV2CommandInput> = () => ({})) =>
  async () => {
    const response = await account.s3.send(new s3.ListObjectsV2Command({ Bucket, ...more() }))
    if (response.NextContinuationToken) tokens.push(response.NextContinuationToken)
    return response
  }
const token = () => ({ ContinuationToken: tokens.at(-1) })
const object = (Key: string, Size: number, ETag: string) => ({
  ChecksumAlgorithm: ['CRC32'],
  ChecksumType: 'FULL_OBJECT',
  ETag: `"${ETag}"`,
  Key,
  LastModified: some.date,
  Size,
  StorageClass: 'STANDARD',
})
const files = (...keys: string[]) => keys.map((key) => object(key, 11, '0d9fa06a66933b40f615f530e59edd6b'))
const empty = (...keys: string[]) => keys.map((key) => object(key, 0, 'd41d8cd98f00b204e9800998ecf8427e'))
const tests = (...keys: string[]) => keys.map((key) => object(key, 4, '098f6bcd4621d373cade4e832627b4f6'))
const listed = (Name: string, more: { Contents?: object[]; CommonPrefixes?: object[]; [member: string]: unknown }) => ({
  IsTruncated: false,
  KeyCount: (more.Contents?.length ?? 0) + (more.CommonPrefixes?.length ?? 0),
  MaxKeys: 1000,
  Name,
  Prefix: '',
  ...more,
})
const prefixes = (...all: string[]) => all.map((Prefix) => ({ Prefix }))
const truncated = { IsTruncated: true, NextContinuationToken: some.text }

describe('lists', () => {
  const slash = { Delimiter: '/' }
  const url = { EncodingType: 'url' as const }
  const delimited = 'test_list_objects_v2_with_prefix_and_delimiter list-objects-v2-'
  const common = 'test_list_objects_v2_continuation_common_prefixes list-objects-v2-'
  const safe = 'test_list_objects_v2_continuation_token_safe_chars list-objects-'
  const ofTest = (record: string, Prefix: string, ...all: string[]): RecordedCase => [
    `${delimited}${record}`,
    list(buckets.delimited, () => ({ Prefix, ...url, ...slash })),
    200,
    () => listed(buckets.delimited, { ...slash, ...url, Prefix, CommonPrefixes: prefixes(...all) }),
  ]
  const folder = { Prefix: 'folder/', MaxKeys: 1, ...slash }
  itResponds([
    ofTest('1', 'test/', 'test/bar/', 'test/foo/'),
    [
      `${delimited}1-with-max-keys`,
      list(buckets.delimited, () => ({ Prefix: 'test/', MaxKeys: 1, ...url, ...slash })),
      200,
      () =>
        listed(buckets.delimited, {
          ...slash,
          ...url,
          ...truncated,
          MaxKeys: 1,
          Prefix: 'test/',
          CommonPrefixes: prefixes('test/bar/'),
        }),
    ],
    ofTest('2', 'test/foo', 'test/foo/'),
    ofTest('3', 'test/foo/bar', 'test/foo/bar/'),
    [
      `${common}all-keys`,
      list(buckets.folders),
      200,
      () =>
        listed(buckets.folders, {
          Contents: files('folder/aSubfolder/subFile1', 'folder/aSubfolder/subFile2', 'folder/file1', 'folder/file2'),
        }),
    ],
    [
      `${common}start`,
      list(buckets.folders, () => folder),
      200,
      () => listed(buckets.folders, { ...folder, ...truncated, CommonPrefixes: prefixes('folder/aSubfolder/') }),
    ],
    [
      `${common}next-1`,
      list(buckets.folders, () => ({ ...folder, ...token() })),
      200,
      () =>
        listed(buckets.folders, {
          ...folder,
          ...truncated,
          ContinuationToken: some.text,
          Contents: files('folder/file1'),
        }),
    ],
    [
      `${common}end`,
      list(buckets.folders, () => ({ ...folder, ...token() })),
      200,
      () => listed(buckets.folders, { ...folder, ContinuationToken: some.text, Contents: files('folder/file2') }),
    ],
    [
      `${safe}v2-max-5`,
      list(buckets.names, () => ({ MaxKeys: 5 })),
      200,
      () =>
        listed(buckets.names, {
          ...truncated,
          MaxKeys: 5,
          Contents: empty(
            'a/%F0%9F%98%80/',
            'date=2026-01-01/',
            'date=2026-02-01/',
            'date=2026-03-01/',
            'date=2026-05-01/',
          ),
        }),
    ],
    [
      `${safe}v2-rest`,
      list(buckets.names, token),
      200,
      () =>
        listed(buckets.names, {
          ContinuationToken: some.text,
          Contents: empty(
            'file%2Fname',
            'test key/',
            'test key//',
            'test%123',
            'test%123/',
            'test%percent',
            'test@key/',
          ),
        }),
    ],
    [
      'test_object_with_slashes_in_key list-objects-slashes',
      list(buckets.slashes, () => ({ MaxKeys: 2 })),
      200,
      () => listed(buckets.slashes, { ...truncated, MaxKeys: 2, Contents: tests('/bar/foo/', '/foo') }),
    ],
    [
      'test_url_encoded_key list-object-encoded-char',
      list(encoded),
      200,
      () => listed(encoded, { Contents: tests('test%40key', 'test%40key/', 'test@key/') }),
    ],
  ])
})

describe('names of objects', () => {
  const names = [
    'file%2Fname',
    'test@key/',
    'test%123',
    'test%percent',
    'test key/',
    'test key//',
    'test%123/',
    'a/%F0%9F%98%80/',
  ]
  const Bucket = buckets.slashes
  itResponds(
    names.map(
      (Key): RecordedCase => [
        `test_put_get_object_special_character[${Key}]`,
        async () => {
          await account.s3.send(new s3.PutObjectCommand({ Bucket, Key, Body: 'test' }))
          const { Body } = await account.s3.send(new s3.GetObjectCommand({ Bucket, Key }))
          const { Contents = [] } = await account.s3.send(new s3.ListObjectsV2Command({ Bucket, Prefix: Key }))
          const { $metadata } = await account.s3.send(new s3.DeleteObjectCommand({ Bucket, Key }))
          return {
            $metadata,
            body: await Body?.transformToString(),
            listed: Contents.map((one) => one.Key).includes(Key),
          }
        },
        204,
        () => ({ body: 'test', listed: true }),
      ],
    ),
  )
})

describe('objects', () => {
  const read = (more: object) => async () => {
    // The SDK sends a content type of its own, and the records have the one that S3 gives by itself.
    const {
      Body,
      ETag: _tag,
      LastModified: _at,
      ContentType: _type,
      ...response
    } = await account.s3.send(new s3.GetObjectCommand({ ...ranged, ...more }))
    return { ...response, Body: (await Body?.transformToString())?.length }
  }
  const common = {
    AcceptRanges: 'bytes',
    Metadata: {},
    ServerSideEncryption: 'AES256',
  }
  const part = (range: string) => ({ ...common, Body: 1024, ContentLength: 1024, ContentRange: `bytes ${range}/2048` })
  itResponds([
    ['test_range_header_body_length get-object', read({ Range: 'bytes=0-1023' }), 206, () => part('0-1023')],
    ['test_range_header_body_length get-object-2', read({ Range: 'bytes=1024-2047' }), 206, () => part('1024-2047')],
    [
      'test_s3_uppercase_key_names response',
      read(cased),
      200,
      () => ({ ...common, Body: 9, ContentLength: 9, ChecksumCRC32: 'Cdox+w==', ChecksumType: 'FULL_OBJECT' }),
    ],
    [
      'test_put_and_get_object_with_hash_prefix get-object',
      async () => {
        await account.s3.send(new s3.PutObjectCommand({ ...ranged, Key: '#key-with-hash-prefix', Body: 'test 123' }))
        return read({ Key: '#key-with-hash-prefix' })()
      },
      200,
      () => ({ ...common, Body: 8, ContentLength: 8, ChecksumCRC32: some.text, ChecksumType: 'FULL_OBJECT' }),
    ],
    [
      'test_put_get_object_single_character_trailing_slash get-object-single-char-a/',
      async () => {
        await account.s3.send(new s3.PutObjectCommand({ ...ranged, Key: 'a/', Body: 'test' }))
        return read({ Key: 'a/' })()
      },
      200,
      () => ({ ...common, Body: 4, ContentLength: 4, ChecksumCRC32: '2H9+DA==', ChecksumType: 'FULL_OBJECT' }),
    ],
  ])
  itRefuses([
    [
      'test_s3_uppercase_key_names wrong-case-key',
      read({ Key: 'camelcasekey' }),
      'NoSuchKey',
      404,
      () => 'The specified key does not exist.',
    ],
    [
      'test_invalid_range_error exc',
      read({ Range: 'bytes=4096-8192' }),
      'InvalidRange',
      416,
      () => 'The requested range is not satisfiable',
    ],
  ])
})

countFacts()
