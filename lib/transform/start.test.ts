import { CreateBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { type AwsClients, createClients } from '../aws/client/create-clients'
import { listJobs } from './jobs'
import { defaultBucket } from './names'
import { readJobObject } from './read-job'
import { abandonJob, beginJob, type JobPlace, placeOf, startJob } from './start'
import { partBytes, rangeBytes } from './types'
import { openUpload, sendPart } from './upload'

const endpointName = 'iris-xgboost'
let account: TestAccount
let clients: AwsClients
let target: { accountId: string; region: string; partition: string }
let bucket: string
beforeAll(async () => {
  account = await createTestAccount()
  const { region, url: endpointUrl, credentials, accountId } = account
  clients = createClients({ region, endpointUrl, credentials })
  target = { accountId, region, partition: 'aws' }
  bucket = defaultBucket(region, accountId)
})
afterAll(() => account.close())

const row = '5.1,3.5,1.4,0.2\n'
/** Two parts, as S3 takes no smaller one but the last. */
const rows = row.repeat(Math.ceil(partBytes / row.length) + 1)

async function uploaded(place: JobPlace, object: 'rows' | 'source', uploadId: string, text: string) {
  const all = Buffer.from(text)
  const etags: string[] = []
  for (let from = 0; from < all.length; from += partBytes) {
    const part = { uploadId, number: etags.length + 1, bytes: all.subarray(from, from + partBytes) }
    etags.push(await sendPart(clients.s3, placeOf(place, object), part))
  }
  return { id: uploadId, etags }
}

async function written(text: string) {
  const { jobName, uploads } = await beginJob(clients, target, { endpointName, bucket })
  const place = { endpointName, jobName, bucket }
  return {
    ...place,
    uploads: {
      rows: await uploaded(place, 'rows', uploads.rows, text),
      source: await uploaded(place, 'source', uploads.source, text),
    },
    manifest: { fileName: 'f.csv', rows: 1, sent: 1 },
    instanceType: 'ml.m5.large',
    instanceCount: 1,
    oneRowAtATime: false,
  }
}

const keysBelow = async (jobName: string) => {
  const Prefix = `portico/${endpointName}/${jobName}/`
  const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }))
  return Contents.map(({ Key = '' }) => Key.slice(Prefix.length))
}

describe('a transform job from rows in the browser', () => {
  it('is uploaded in parts, runs, and is read back in stretches', async () => {
    const start = await written(rows)
    expect(start.uploads.rows.etags).toHaveLength(2)
    await startJob(clients, target, start, 'dana@demo.portico')
    const { jobName } = start
    expect(await keysBelow(jobName)).toEqual(['input/rows.csv', 'manifest.json', 'source.csv'])
    await until(
      () => listJobs(clients.sagemaker, endpointName),
      ([job]) => job?.status === 'Completed',
    )
    const read = (object: 'source' | 'manifest' | 'output', offset = 0) =>
      readJobObject(clients, { endpointName, jobName, object, offset })
    const first = await read('source')
    expect(first).toMatchObject({ size: rows.length, bytes: { length: rangeBytes } })
    expect((await read('source', rangeBytes)).bytes).toHaveLength(rows.length - rangeBytes)
    expect(JSON.parse(Buffer.from((await read('manifest')).bytes).toString())).toEqual(start.manifest)
    const responses = Buffer.from((await read('output')).bytes).toString()
    expect(responses.split('\n')[0]).toMatch(/\d/)
  })
  it('leaves nothing where AWS refuses it', async () => {
    const start = { ...(await written(row)), instanceType: 'ml.p3.2xlarge' }
    await expect(startJob(clients, target, start, 'dana@demo.portico')).rejects.toMatchObject({
      name: 'ResourceLimitExceeded',
    })
    expect(await keysBelow(start.jobName)).toEqual([])
  })
  it('never takes the place of one of the same second', async () => {
    const start = await written(row)
    await startJob(clients, target, start, 'dana@demo.portico')
    const { rows, source } = { rows: placeOf(start, 'rows'), source: placeOf(start, 'source') }
    const uploads = { rows: await openUpload(clients.s3, rows), source: await openUpload(clients.s3, source) }
    const second = {
      ...start,
      uploads: {
        rows: await uploaded(start, 'rows', uploads.rows, row),
        source: await uploaded(start, 'source', uploads.source, row),
      },
    }
    await expect(startJob(clients, target, second, 'ada@demo.portico')).rejects.toMatchObject({
      failure: { code: 'conflict' },
    })
    expect(await keysBelow(start.jobName)).toEqual(expect.arrayContaining(['input/rows.csv', 'manifest.json']))
    await abandonJob(clients, start, uploads)
  })
  it('is given up, once or twice', async () => {
    const { jobName, uploads } = await beginJob(clients, target, { endpointName, bucket })
    const place = { endpointName, jobName, bucket }
    await abandonJob(clients, place, uploads)
    await abandonJob(clients, place, uploads)
    await expect(uploaded(place, 'rows', uploads.rows, row)).rejects.toMatchObject({ name: 'NoSuchUpload' })
  })
})

describe('a bucket', () => {
  const begin = (name: string, by = clients) => beginJob(by, target, { endpointName, bucket: name })
  it('has to be there', () =>
    expect(begin('no-such-bucket-of-ours')).rejects.toMatchObject({ failure: { code: 'no-such-bucket' } }))
  it('has to be in the region of the job', async () => {
    const { url: endpointUrl, credentials } = account
    const elsewhere = createClients({ region: 'eu-central-1', endpointUrl, credentials })
    const Bucket = `sagemaker-far-${account.accountId}`
    await elsewhere.s3.send(new CreateBucketCommand({ Bucket }))
    await expect(begin(Bucket)).rejects.toMatchObject({
      failure: { code: 'bucket-elsewhere', message: expect.stringContaining('eu-central-1') },
    })
  })
  it.each([
    ['s3:ListBucket', { failure: { code: 'bucket-denied' } }],
    ['s3:PutObject', { name: 'AccessDenied', message: expect.stringContaining('s3:PutObject') }],
  ])('is refused without %s', async (denied, refusal) => {
    const { keys } = await account.restrictedKeys([denied])
    const { region, url: endpointUrl } = account
    await expect(begin(bucket, createClients({ region, endpointUrl, credentials: keys }))).rejects.toMatchObject(
      refusal,
    )
  })
})
