import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { CreateTransformJobCommand } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { createJob, listJobs, stopJob, type TransformOrder } from './jobs'
import { defaultBucket, jobNameAt, placesOf } from './names'

const endpointName = 'iris-xgboost'
let account: TestAccount
let order: TransformOrder
const named = (second: number) => jobNameAt(endpointName, new Date(Date.UTC(2026, 10, 25, 3, 0, second)))
beforeAll(async () => {
  account = await createTestAccount()
  order = {
    endpointName,
    jobName: named(0),
    modelName: 'iris-xgboost-model',
    bucket: defaultBucket(account.region, account.accountId),
    folder: 'portico',
    instanceType: 'ml.m5.large',
    instanceCount: 1,
    oneRowAtATime: false,
  }
})
afterAll(() => account.close())

const put = async (jobName: string) => {
  const { inputKey } = placesOf(order.bucket, order.folder, jobName)
  await account.s3.send(
    new PutObjectCommand({ Bucket: order.bucket, Key: inputKey, Body: '5.1,3.5,1.4,0.2\n7.9,4.4,6.9,2.5\n' }),
  )
}

describe('transform jobs of an endpoint', () => {
  it('run, are found again, and leave a row for a row', async () => {
    await put(order.jobName)
    await createJob(account.sagemaker, order, 'dana@demo.portico')
    const [job] = await until(
      () => listJobs(account.sagemaker, endpointName),
      ([first]) => first?.status === 'Completed',
    )
    expect(job).toMatchObject({ name: order.jobName, endedAt: expect.any(String) })
    const { outputUri } = placesOf(order.bucket, order.folder, order.jobName)
    const Key = `${outputUri.replace(`s3://${order.bucket}/`, '')}/rows.csv.out`
    const out = await account.s3.send(new GetObjectCommand({ Bucket: order.bucket, Key }))
    expect((await out.Body?.transformToString())?.trimEnd().split('\n')).toHaveLength(2)
    expect(await listJobs(account.sagemaker, 'iris')).toEqual([])
  })
  it('stop, where they are ours', async () => {
    await createJob(account.sagemaker, { ...order, jobName: named(1) }, 'dana@demo.portico')
    await stopJob(account.sagemaker, endpointName, named(1))
    const foreign = named(2)
    await account.sagemaker.send(
      new CreateTransformJobCommand({
        TransformJobName: foreign,
        ModelName: order.modelName,
        TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${order.bucket}/x` } } },
        TransformOutput: { S3OutputPath: `s3://${order.bucket}/y` },
        TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
      }),
    )
    await expect(stopJob(account.sagemaker, endpointName, foreign)).rejects.toMatchObject({
      failure: { code: 'foreign' },
    })
  })
  it('are refused beyond the quota, in words of AWS', async () => {
    const large = { ...order, jobName: named(3), instanceType: 'ml.p3.2xlarge' }
    await expect(createJob(account.sagemaker, large, 'dana@demo.portico')).rejects.toMatchObject({
      name: 'ResourceLimitExceeded',
    })
  })
})
