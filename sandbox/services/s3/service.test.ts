import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetBucketAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'

const Bucket = 'ml-platform-data'
let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  await account.s3.send(new CreateBucketCommand({ Bucket }))
  for (const Key of ['capture/a/01.jsonl', 'capture/a/02.jsonl', 'capture/b/01.jsonl', 'top.txt', 'a b+c/ü&<.txt'])
    await account.s3.send(new PutObjectCommand({ Bucket, Key, Body: `body of ${Key}`, ContentType: 'text/plain' }))
})
afterAll(() => account.close())

describe('objects', () => {
  it('are read back with their type, whole, by range, and by head', async () => {
    const whole = await account.s3.send(new GetObjectCommand({ Bucket, Key: 'a b+c/ü&<.txt' }))
    expect(await whole.Body?.transformToString()).toBe('body of a b+c/ü&<.txt')
    expect(whole).toMatchObject({ ContentType: 'text/plain', ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/) })
    const part = await account.s3.send(new GetObjectCommand({ Bucket, Key: 'top.txt', Range: 'bytes=0-3' }))
    expect(await part.Body?.transformToString()).toBe('body')
    expect(part.ContentRange).toBe('bytes 0-3/15')
    const end = await account.s3.send(new GetObjectCommand({ Bucket, Key: 'top.txt', Range: 'bytes=-3' }))
    expect(await end.Body?.transformToString()).toBe('txt')
    const head = await account.s3.send(new HeadObjectCommand({ Bucket, Key: 'top.txt' }))
    expect(head.ContentLength).toBe(15)
  })
  it('come back with what was said of them', async () => {
    const Metadata = { team: 'ml', note: 'a  b' }
    const said = { Metadata, CacheControl: 'max-age=60', ContentLanguage: 'de', ContentDisposition: 'inline' }
    const Key = 'described'
    await account.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', Tagging: 'team=ml&stage=a%20b', ...said }))
    for (const command of [new GetObjectCommand({ Bucket, Key }), new HeadObjectCommand({ Bucket, Key })])
      expect(await account.s3.send(command as GetObjectCommand)).toMatchObject({ ...said, TagCount: 2 })
    // Written again, it is another object.
    await account.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'y' }))
    const next = await account.s3.send(new HeadObjectCommand({ Bucket, Key }))
    expect([next.Metadata, next.CacheControl, next.TagCount]).toEqual([{}, undefined, undefined])
  })
  it('have tags', async () => {
    const Key = 'tagged'
    const tags = async () => (await account.s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet
    await account.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', Tagging: 'team=ml' }))
    expect(await tags()).toEqual([{ Key: 'team', Value: 'ml' }])
    const TagSet = [
      { Key: 'owner', Value: 'ann' },
      { Key: 'größe+1', Value: '' },
    ]
    await account.s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }))
    expect(await tags()).toEqual(TagSet)
    await account.s3.send(new DeleteObjectTaggingCommand({ Bucket, Key }))
    expect(await tags()).toEqual([])
    const { s3 } = await account.restricted(['s3:PutObjectTagging'])
    await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: 'y', Tagging: 'team=ml' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(/perform: s3:PutObjectTagging/),
    })
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'y' }))
  })
  it('are gone once deleted, and deleting twice is no error', async () => {
    await account.s3.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }))
    await account.s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }))
    await account.s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }))
    await expect(account.s3.send(new GetObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    })
    await expect(account.s3.send(new HeadObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({
      name: 'NotFound',
    })
  })
})

describe('lists', () => {
  it('fold what lies below a delimiter, in the order of keys', async () => {
    const top = await account.s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }))
    expect(top.CommonPrefixes?.map((one) => one.Prefix)).toEqual(['a b+c/', 'capture/'])
    expect(top.Contents?.map((one) => [one.Key, one.Size])).toEqual([
      ['described', 1],
      ['tagged', 1],
      ['top.txt', 15],
    ])
    const below = await account.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'capture/', Delimiter: '/' }))
    expect(below.CommonPrefixes?.map((one) => one.Prefix)).toEqual(['capture/a/', 'capture/b/'])
  })
  it('go on from page to page', async () => {
    const first = await account.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'capture/', MaxKeys: 2 }))
    expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2 })
    const { NextContinuationToken: ContinuationToken } = first
    const second = await account.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'capture/', ContinuationToken }))
    expect(second.Contents?.map((one) => one.Key)).toEqual(['capture/b/01.jsonl'])
    expect(second.IsTruncated).toBe(false)
  })
})

describe('refusals', () => {
  it.each([
    ['a bucket that is not there', () => new GetObjectCommand({ Bucket: 'nobody', Key: 'x' }), 'NoSuchBucket'],
    [
      'a range beyond the end',
      () => new GetObjectCommand({ Bucket, Key: 'top.txt', Range: 'bytes=99-' }),
      'InvalidRange',
    ],
  ])('%s', async (_, command, name) => {
    await expect(account.s3.send(command())).rejects.toMatchObject({ name })
  })
  it('a write, a removal and a list in a bucket that is not there', async () => {
    const missing = { name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } }
    const place = { Bucket: 'nobody', Key: 'x' }
    await expect(account.s3.send(new PutObjectCommand({ ...place, Body: 'x' }))).rejects.toMatchObject(missing)
    await expect(account.s3.send(new DeleteObjectCommand(place))).rejects.toMatchObject(missing)
    await expect(account.s3.send(new ListObjectsV2Command({ Bucket: 'nobody' }))).rejects.toMatchObject(missing)
  })
  it('a name that is none', async () => {
    await expect(account.s3.send(new CreateBucketCommand({ Bucket: 'Upper' }))).rejects.toMatchObject({
      name: 'InvalidBucketName',
    })
  })
  it('an operation that is not implemented', async () => {
    await expect(account.s3.send(new GetBucketAclCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotImplemented' })
  })
  it('a denied action, named with its resource in quotes', async () => {
    const { s3 } = await account.restricted(['s3:GetObject'])
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'top.txt' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`s3:GetObject on resource: "arn:aws:s3:::${Bucket}/top.txt"`),
    })
  })
})

it('a bucket is found in the host too', async () => {
  const { port } = new URL(account.url)
  const s3 = new S3Client({
    region: account.region,
    endpoint: `http://localhost:${port}`,
    credentials: account.credentials,
    maxAttempts: 1,
    requestHandler: {
      httpAgent: {
        lookup: (_: string, options: { all?: boolean }, done: (error: null, ...rest: unknown[]) => void) =>
          options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
      },
    },
  })
  const found = await s3.send(new GetObjectCommand({ Bucket, Key: 'top.txt' }))
  expect(await found.Body?.transformToString()).toBe('body of top.txt')
  s3.destroy()
})
