/** Buckets and uploads in parts, through the real SDK. */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'

const Bucket = 'transform-data'
const Elsewhere = 'transform-data-eu'
let account: TestAccount
let abroad: S3Client
const clientIn = (region: string) =>
  new S3Client({
    region,
    endpoint: account.url,
    credentials: account.credentials,
    maxAttempts: 1,
    followRegionRedirects: true,
  })
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  abroad = clientIn('eu-west-1')
  await account.s3.send(new CreateBucketCommand({ Bucket }))
  await abroad.send(new CreateBucketCommand({ Bucket: Elsewhere }))
})
afterAll(() => {
  account.close()
  abroad.destroy()
})

describe('buckets', () => {
  it('are listed, of one region where that is requested, page by page', async () => {
    const all = await account.s3.send(new ListBucketsCommand({}))
    expect(all.Buckets?.map((one) => [one.Name, one.BucketRegion])).toEqual([
      [Bucket, 'us-east-1'],
      [Elsewhere, 'eu-west-1'],
    ])
    const near = await account.s3.send(new ListBucketsCommand({ BucketRegion: 'us-east-1' }))
    expect(near.Buckets?.map((one) => one.Name)).toEqual([Bucket])
    const first = await account.s3.send(new ListBucketsCommand({ MaxBuckets: 1 }))
    const { ContinuationToken } = first
    const second = await account.s3.send(new ListBucketsCommand({ MaxBuckets: 1, ContinuationToken }))
    expect([...(first.Buckets ?? []), ...(second.Buckets ?? [])].map((one) => one.Name)).toEqual([Bucket, Elsewhere])
  })
  it('are not listed for those who cannot, nor with a size that is none', async () => {
    const { s3 } = await account.restricted(['s3:ListAllMyBuckets'])
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(account.s3.send(new ListBucketsCommand({ MaxBuckets: 20_000 }))).rejects.toMatchObject({
      name: 'InvalidArgument',
    })
  })
  it('say their region, and redirect callers of another', async () => {
    expect(await account.s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'us-east-1' })
    await expect(account.s3.send(new HeadBucketCommand({ Bucket: Elsewhere }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 301 },
    })
    const following = clientIn('us-east-1')
    expect(await following.send(new HeadBucketCommand({ Bucket: Elsewhere }))).toMatchObject({
      BucketRegion: 'eu-west-1',
    })
    following.destroy()
  })
  it('that are not there are NotFound', async () => {
    await expect(account.s3.send(new HeadBucketCommand({ Bucket: 'nobody' }))).rejects.toMatchObject({
      name: 'NotFound',
    })
  })
})

const begin = async (Key: string) => {
  const { UploadId } = await account.s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'text/csv' }))
  return { Bucket, Key, UploadId }
}
const large = Buffer.alloc(5 * 1024 * 1024, 'x')

describe('an upload in parts', () => {
  it('is an object once it is completed', async () => {
    const upload = await begin('folder/rows.csv')
    await expect(account.s3.send(new GetObjectCommand({ Bucket, Key: upload.Key }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    })
    const etags = await Promise.all(
      [large, Buffer.from('end')].map(async (Body, at) => {
        const { ETag } = await account.s3.send(new UploadPartCommand({ ...upload, PartNumber: at + 1, Body }))
        return { ETag, PartNumber: at + 1 }
      }),
    )
    const done = await account.s3.send(
      new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: etags } }),
    )
    expect(done).toMatchObject({ Bucket, Key: upload.Key, ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/) })
    const read = await account.s3.send(new GetObjectCommand({ Bucket, Key: upload.Key }))
    expect(read).toMatchObject({ ContentLength: large.length + 3, ContentType: 'text/csv' })
    expect((await read.Body?.transformToString())?.endsWith('xend')).toBe(true)
  })
  it('that was given up is gone', async () => {
    const upload = await begin('given-up')
    await account.s3.send(new AbortMultipartUploadCommand(upload))
    const gone = { name: 'NoSuchUpload' }
    await expect(account.s3.send(new AbortMultipartUploadCommand(upload))).rejects.toMatchObject(gone)
    await expect(account.s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' }))).rejects.toMatchObject(
      gone,
    )
  })
  it.each([
    ['a part that is too small and not the last', [1, 2], 'EntityTooSmall'],
    ['parts out of order', [2, 1], 'InvalidPartOrder'],
    ['a part that was not sent', [1, 3], 'InvalidPart'],
    ['no parts', [], 'InvalidRequest'],
  ])('is refused for %s', async (_, numbers, name) => {
    const upload = await begin(`refused-${name}`)
    const sent = new Map<number, string | undefined>()
    for (const PartNumber of [1, 2]) {
      const { ETag } = await account.s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: 'small' }))
      sent.set(PartNumber, ETag)
    }
    const Parts = numbers.map((PartNumber) => ({ PartNumber, ETag: sent.get(PartNumber) ?? '"0"' }))
    await expect(
      account.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })),
    ).rejects.toMatchObject({ name })
  })
  it('is denied with the permission to put, and takes part numbers from 1 to 10,000', async () => {
    const { s3 } = await account.restricted(['s3:PutObject'])
    await expect(s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:PutObject'),
    })
    const upload = await begin('numbers')
    await expect(
      account.s3.send(new UploadPartCommand({ ...upload, PartNumber: 10_001, Body: 'x' })),
    ).rejects.toMatchObject({ name: 'InvalidArgument' })
  })
})
