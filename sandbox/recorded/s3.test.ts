/** What S3 answers, as recorded from AWS (docs/aws-facts-compared.md). */
import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { TestAccount } from '../testing/account'
import {
  countFacts,
  itRefuses,
  itResponds,
  type RecordedCase,
  type Refused,
  recordedAccount,
  some,
} from '../testing/recorded'

const Bucket = 'recorded-answers'
const at = { Bucket, Key: 'digits' }
const partial = { Bucket, Key: 'in-parts' }

let account: TestAccount
let UploadId = ''
beforeAll(async () => {
  account = await recordedAccount()
})
afterAll(() => account.close())

const send = (command: object) => account.s3.send(command as s3.HeadBucketCommand) as Promise<object>
const simply = (command: object) => () => send(command)
/** With its body as text. */
const read = (Range?: string) => async () => {
  const { Body, ...rest } = await account.s3.send(new s3.GetObjectCommand({ ...at, Range }))
  return { ...rest, Body: await Body?.transformToString() }
}

const encrypted = { ServerSideEncryption: 'AES256' }
const crc = { ChecksumCRC32: 'poTHxg==', ChecksumType: 'FULL_OBJECT' }
const ETag = '"781e5e245d69b566979b86e28d23f2c7"'
const object = (Body: string, more: object) => ({
  AcceptRanges: 'bytes',
  Body,
  ContentLength: Body.length,
  ContentType: 'binary/octet-stream',
  ETag,
  LastModified: some.date,
  Metadata: {},
  ...encrypted,
  ...more,
})
const whole = (range: string): RecordedCase => [
  `test_get_object_range ${range} is ignored`,
  read(range),
  200,
  () => object('0123456789', crc),
]
const part = (range: string, body: string, from: number, to: number): RecordedCase => [
  `test_get_object_range ${range}`,
  read(range),
  206,
  () => object(body, { ContentRange: `bytes ${from}-${to}/10`, ...(body.length === 10 ? crc : {}) }),
]
const uploadPart = (PartNumber: number, Body: string) => () =>
  send(new s3.UploadPartCommand({ ...partial, UploadId, PartNumber, Body }))
const complete = (Parts: s3.CompletedPart[]) => () =>
  send(new s3.CompleteMultipartUploadCommand({ ...partial, UploadId, MultipartUpload: { Parts } }))
const ofAAAA = '"8d777f385d3dfec8815d20f7496026dc"'

describe('answers', () => {
  const facts: RecordedCase[] = [
    [
      'test_create_bucket_head_bucket create_bucket',
      simply(new s3.CreateBucketCommand({ Bucket })),
      200,
      () => ({ BucketArn: `arn:aws:s3:::${Bucket}`, Location: `/${Bucket}` }),
    ],
    [
      'test_create_bucket_head_bucket head_bucket',
      simply(new s3.HeadBucketCommand({ Bucket })),
      200,
      () => ({ AccessPointAlias: false, BucketArn: `arn:aws:s3:::${Bucket}`, BucketRegion: account.region }),
    ],
    [
      'test_put_and_get_object_with_utf8_key put-object',
      simply(new s3.PutObjectCommand({ ...at, Body: '0123456789', ContentType: 'binary/octet-stream' })),
      200,
      () => ({ ...crc, ETag, ...encrypted }),
    ],
    ['test_put_and_get_object_with_utf8_key get-object', read(), 200, () => object('0123456789', crc)],
    part('bytes=0-8', '012345678', 0, 8),
    part('bytes=1-1', '1', 1, 1),
    part('bytes=1-', '123456789', 1, 9),
    part('bytes=-2', '89', 8, 9),
    part('bytes=-9', '123456789', 1, 9),
    part('bytes=-15', '0123456789', 0, 9),
    part('bytes=0-100', '0123456789', 0, 9),
    part('bytes=0-0', '0', 0, 0),
    ...['bytes=1-0', 'bytes=-1-', 'bytes=0--1', 'bytes=0-1,3-4,7-9', '0-1', 'bytes=-'].map(whole),
    [
      'test_list_objects_v2_with_prefix list-objects-v2-1',
      simply(new s3.ListObjectsV2Command({ Bucket, Prefix: 'dig', EncodingType: 'url' })),
      200,
      () => ({
        Contents: [
          {
            ChecksumAlgorithm: ['CRC32'],
            ChecksumType: 'FULL_OBJECT',
            ETag,
            Key: 'digits',
            LastModified: some.date,
            Size: 10,
            StorageClass: 'STANDARD',
          },
        ],
        EncodingType: 'url',
        IsTruncated: false,
        KeyCount: 1,
        MaxKeys: 1000,
        Name: Bucket,
        Prefix: 'dig',
      }),
    ],
    [
      'test_multipart_and_list_parts create-multipart',
      async () => {
        const response = await account.s3.send(new s3.CreateMultipartUploadCommand(partial))
        UploadId = response.UploadId ?? ''
        return response
      },
      200,
      () => ({ ...partial, ...encrypted, UploadId: some.text }),
    ],
    [
      'test_multipart_complete_multipart_too_small upload-part1',
      uploadPart(1, 'aaaa'),
      200,
      () => ({ ChecksumCRC32: some.text, ETag: some.text, ...encrypted }),
    ],
    [
      'test_multipart_complete_multipart_too_small upload-part2',
      uploadPart(2, 'aaaa'),
      200,
      () => ({ ChecksumCRC32: some.text, ETag: some.text, ...encrypted }),
    ],
    [
      'test_multipart_and_list_parts complete-multipart, but for its CRC64NVME',
      async () => {
        const { ETag: etag } = (await uploadPart(3, 'bbbb')()) as { ETag: string }
        return complete([{ PartNumber: 3, ETag: etag }])()
      },
      200,
      () => ({ ...partial, ETag: expect.stringMatching(/^"[0-9a-f]{32}-1"$/), Location: some.text, ...encrypted }),
    ],
    ['test_delete_object delete-object', simply(new s3.DeleteObjectCommand(at)), 204, () => ({})],
    ['test_delete_object delete-nonexistent-object', simply(new s3.DeleteObjectCommand(at)), 204, () => ({})],
    [
      'test_put_object_if_none_match put-obj',
      simply(new s3.PutObjectCommand({ ...at, Body: '', ContentLength: 0, IfNoneMatch: '*' })),
      200,
      () => ({
        ChecksumCRC32: 'AAAAAA==',
        ChecksumType: 'FULL_OBJECT',
        ETag: '"d41d8cd98f00b204e9800998ecf8427e"',
        ...encrypted,
      }),
    ],
  ]
  itResponds(facts)
})

describe('refusals', () => {
  const wrongPart =
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."
  const put = (more: object) => simply(new s3.PutObjectCommand({ ...at, Body: '0123456789', ...more }))
  const facts: Refused[] = [
    [
      'test_create_bucket_head_bucket head_bucket_not_exist',
      simply(new s3.HeadBucketCommand({ Bucket: 'does-not-exist-here' })),
      'NotFound',
      404,
      () => /./,
    ],
    ...['bytes=-0', 'bytes=100-200'].map(
      (range): Refused => [
        `test_get_object_range ${range}`,
        async () => {
          await put({})()
          return read(range)()
        },
        'InvalidRange',
        416,
        () => 'The requested range is not satisfiable',
      ],
    ),
    [
      'test_range_key_not_exists',
      simply(new s3.GetObjectCommand({ Bucket, Key: 'my-key', Range: 'bytes=1024-4096' })),
      'NoSuchKey',
      404,
      () => 'The specified key does not exist.',
    ],
    [
      'test_put_object_checksum put-wrong-checksum-no-b64',
      put({ ChecksumCRC32: 'test' }),
      'InvalidRequest',
      400,
      () => 'Value for x-amz-checksum-crc32 header is invalid.',
    ],
    [
      'test_put_object_checksum put-wrong-checksum-value',
      put({ ChecksumCRC32: 'AAAAAA==' }),
      'BadDigest',
      400,
      () => 'The CRC32 you specified did not match the calculated checksum.',
    ],
    [
      'test_put_object_if_none_match put-obj-if-none-match',
      put({ IfNoneMatch: '*' }),
      'PreconditionFailed',
      412,
      () => 'At least one of the pre-conditions you specified did not hold',
    ],
    [
      'test_complete_multipart_parts_order upload-part-negative-part-number',
      uploadPart(-1, 'x'),
      'InvalidArgument',
      400,
      () => 'Part number must be an integer between 1 and 10000, inclusive',
    ],
    [
      'test_multipart_complete_multipart_too_small complete-exc-no-parts',
      async () => {
        UploadId = (await account.s3.send(new s3.CreateMultipartUploadCommand(partial))).UploadId ?? ''
        return complete([])()
      },
      'InvalidRequest',
      400,
      () => 'You must specify at least one part',
    ],
    [
      'test_multipart_complete_multipart_too_small complete-exc-too-small',
      async () => {
        const etags = await Promise.all([uploadPart(1, 'x')(), uploadPart(2, 'y')()])
        return complete(etags.map((etag, place) => ({ ...etag, PartNumber: place + 1 })))()
      },
      'EntityTooSmall',
      400,
      () => 'Your proposed upload is smaller than the minimum allowed size',
    ],
    [
      'test_multipart_complete_multipart_wrong_part complete-exc-wrong-part-number',
      complete([{ PartNumber: 9, ETag: ofAAAA }]),
      'InvalidPart',
      400,
      () => wrongPart,
    ],
    [
      'test_multipart_complete_multipart_wrong_part complete-exc-wrong-etag',
      complete([{ PartNumber: 1, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' }]),
      'InvalidPart',
      400,
      () => wrongPart,
    ],
    [
      'test_complete_multipart_parts_order complete-multipart-unordered',
      complete([
        { PartNumber: 2, ETag: ofAAAA },
        { PartNumber: 1, ETag: ofAAAA },
      ]),
      'InvalidPartOrder',
      400,
      () => 'The list of parts was not in ascending order. Parts must be ordered by part number.',
    ],
  ]
  itRefuses(facts)
})

countFacts()
