/** Transform jobs through the real SDK: their life, their files, what AWS refuses. */
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import {
  CreateModelCommand,
  CreateTransformJobCommand,
  type CreateTransformJobRequest,
  DescribeTransformJobCommand,
  ListTagsCommand,
  ListTransformJobsCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { retried, until } from '../../testing/wait'

let account: TestAccount
let Bucket = ''
const put = (Key: string, Body: string, bucket = Bucket) =>
  account.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))
beforeAll(async () => {
  account = await createTestAccount()
  Bucket = `sagemaker-${account.region}-${account.accountId}`
  await put('in/a/rows.csv', '5.1,3.5,1.4,0.2\n7.9,4.4,6.9,2.5\n')
  await put('in/b/more.csv', '4.3,2.0,1.0,0.1\n')
  await put('ids/rows.csv', 'f1,5.1,3.5,1.4,0.2\nf2,7.9,4.4,6.9,2.5\n')
  await put('bad/rows.csv', '5.1,3.5\n')
})
afterAll(() => account.close())

const requestOf = (more: Partial<CreateTransformJobRequest> = {}): CreateTransformJobRequest => ({
  TransformJobName: 'job',
  ModelName: 'iris-xgboost-model',
  BatchStrategy: 'MultiRecord',
  TransformInput: {
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${Bucket}/in/` } },
    ContentType: 'text/csv',
    SplitType: 'Line',
  },
  TransformOutput: { S3OutputPath: `s3://${Bucket}/out/`, AssembleWith: 'Line' },
  TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
  ...more,
})
const from = (uri: string) => ({
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: uri } },
  ContentType: 'text/csv',
  SplitType: 'Line' as const,
})
const create = (TransformJobName: string, more: Partial<CreateTransformJobRequest> = {}) =>
  account.sagemaker.send(new CreateTransformJobCommand(requestOf({ TransformJobName, ...more })))
const describeJob = (TransformJobName: string) =>
  account.sagemaker.send(new DescribeTransformJobCommand({ TransformJobName }))
const ended = (name: string) =>
  until(
    () => describeJob(name),
    (job) => !['InProgress', 'Stopping'].includes(job.TransformJobStatus ?? ''),
  )
const read = async (Key: string) =>
  (await account.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()

describe('a transform job', () => {
  it('runs the model over every object below the prefix, and has its tags', async () => {
    const { TransformJobArn } = await create('whole', { Tags: [{ Key: 'team', Value: 'botany' }] })
    expect(await describeJob('whole')).toMatchObject({ TransformJobStatus: 'InProgress', TransformJobArn })
    const job = await ended('whole')
    expect(job).toMatchObject({ TransformJobStatus: 'Completed', ModelName: 'iris-xgboost-model' })
    expect(job.TransformEndTime?.getTime()).toBeGreaterThanOrEqual(job.TransformStartTime?.getTime() ?? 0)
    const rows = (await read('out/a/rows.csv.out'))?.trimEnd().split('\n') ?? []
    expect(rows).toHaveLength(2)
    expect(rows.map((row) => row.split(',').length)).toEqual([3, 3])
    expect((await read('out/b/more.csv.out'))?.trimEnd().split('\n')).toHaveLength(1)
    const { Tags } = await account.sagemaker.send(new ListTagsCommand({ ResourceArn: TransformJobArn }))
    expect(Tags).toEqual([{ Key: 'team', Value: 'botany' }])
  })
  it('takes one object, a record a request, and joins what it filtered out', async () => {
    await create('joined', {
      BatchStrategy: 'SingleRecord',
      TransformInput: from(`s3://${Bucket}/ids/rows.csv`),
      TransformOutput: { S3OutputPath: `s3://${Bucket}/joined`, AssembleWith: 'Line', Accept: 'text/csv' },
      DataProcessing: { InputFilter: '$[1:]', JoinSource: 'Input', OutputFilter: '$[0,-1]' },
    })
    expect(await ended('joined')).toMatchObject({ TransformJobStatus: 'Completed' })
    const rows = (await read('joined/rows.csv.out'))?.trimEnd().split('\n') ?? []
    expect(rows.map((row) => row.split(',')[0])).toEqual(['f1', 'f2'])
    expect(rows.map((row) => row.split(',').length)).toEqual([2, 2])
  })
  it('fails where the model refuses a record, which its log shows', async () => {
    await create('bad', { TransformInput: from(`s3://${Bucket}/bad/`) })
    expect(await ended('bad')).toMatchObject({
      TransformJobStatus: 'Failed',
      FailureReason: expect.stringMatching(/^ClientError: .+See job logs/),
    })
    const logGroupName = '/aws/sagemaker/TransformJobs'
    const { logStreams = [] } = await account.logs.send(
      new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: 'bad/' }),
    )
    const logStreamName = logStreams[0]?.logStreamName
    expect(logStreamName).toMatch(/\/data-log$/)
    const { events = [] } = await account.logs.send(new GetLogEventsCommand({ logGroupName, logStreamName }))
    expect(events.map((event) => event.message).join()).toMatch(
      /bad\/rows.csv: ClientError: 400.*Feature shape mismatch/s,
    )
  })
  it('fails where there is nothing, in a bucket of another region, and where the role cannot write', async () => {
    const eu = new S3Client({ region: 'eu-west-1', endpoint: account.url, credentials: account.credentials })
    await eu.send(new CreateBucketCommand({ Bucket: 'sagemaker-eu' }))
    eu.destroy()
    await account.s3.send(new CreateBucketCommand({ Bucket: 'plain' }))
    await create('nothing', { TransformInput: from(`s3://${Bucket}/nowhere/`) })
    await create('abroad', { TransformInput: from('s3://sagemaker-eu/in/') })
    await create('no-write', { TransformOutput: { S3OutputPath: 's3://plain/out' } })
    const reasons = await Promise.all(
      ['nothing', 'abroad', 'no-write'].map(async (name) => (await ended(name)).FailureReason),
    )
    expect(reasons[0]).toMatch(/No S3 objects found under S3 URL/)
    expect(reasons[1]).toMatch(/bucket exists in the selected region \(us-east-1\)/)
    expect(reasons[2]).toMatch(/"s3:PutObject" permissions/)
  })
  it('stops on request, and only then', async () => {
    await create('stopped')
    await account.sagemaker.send(new StopTransformJobCommand({ TransformJobName: 'stopped' }))
    expect(await describeJob('stopped')).toMatchObject({ TransformJobStatus: 'Stopping' })
    expect(await ended('stopped')).toMatchObject({ TransformJobStatus: 'Stopped' })
    await expect(
      account.sagemaker.send(new StopTransformJobCommand({ TransformJobName: 'stopped' })),
    ).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringMatching(/in status Stopped/) })
  })
  it('is listed by name and state', async () => {
    await create('listed-1')
    await create('listed-2')
    await ended('listed-2')
    const { TransformJobSummaries = [] } = await account.sagemaker.send(
      new ListTransformJobsCommand({ NameContains: 'listed-', SortBy: 'CreationTime', SortOrder: 'Descending' }),
    )
    expect(TransformJobSummaries.map((job) => job.TransformJobName)).toEqual(['listed-2', 'listed-1'])
    const failed = await account.sagemaker.send(
      new ListTransformJobsCommand({ StatusEquals: 'Failed', MaxResults: 100 }),
    )
    expect(failed.TransformJobSummaries?.every((job) => job.FailureReason)).toBe(true)
  })
})

describe('a transform job is refused', () => {
  it.each([
    ['a name that is none', { TransformJobName: 'under_score' }, 'ValidationException', /transformJobName/],
    ['a model that is not there', { ModelName: 'never-was' }, 'ValidationException', /Could not find model/],
    [
      'an instance type that runs no jobs',
      { TransformResources: { InstanceType: 'ml.t2.medium' as never, InstanceCount: 1 } },
      'ValidationException',
      /instanceType/,
    ],
    [
      'no instances',
      { TransformResources: { InstanceType: 'ml.m5.large' as const, InstanceCount: 0 } },
      'ValidationException',
      /instanceCount/,
    ],
    [
      'more than the account can use',
      { TransformResources: { InstanceType: 'ml.p3.2xlarge' as const, InstanceCount: 1 } },
      'ResourceLimitExceeded',
      /'ml.p3.2xlarge for transform job usage' is 0 Instances/,
    ],
    [
      'payloads that are too large',
      { MaxPayloadInMB: 60, MaxConcurrentTransforms: 2 },
      'ValidationException',
      /100 MB/,
    ],
    ['a filter that is none', { DataProcessing: { InputFilter: '$..x' } }, 'ValidationException', /JSONPath/],
    ['a place outside of S3', { TransformOutput: { S3OutputPath: '/tmp' } }, 'ValidationException', /s3OutputPath/],
  ])('%s', async (_, more, name, message) => {
    await expect(create('refused', more)).rejects.toMatchObject({ name, message: expect.stringMatching(message) })
  })
  it('a name that was used, ever', async () => {
    await create('once')
    await expect(create('Once')).rejects.toMatchObject({ name: 'ResourceInUse' })
  })
  it('a role that SageMaker cannot assume, until it can', async () => {
    const RoleName = 'transform-role'
    const trust = (Service: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
      })
    const ModelName = 'of-a-role'
    const model = (ExecutionRoleArn: string) =>
      account.sagemaker.send(
        new CreateModelCommand({
          ModelName,
          ExecutionRoleArn,
          PrimaryContainer: {
            Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1',
            ModelDataUrl: 's3://sandbox-models/iris-xgboost/model.tar.gz',
          },
        }),
      )
    await account.iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust('sagemaker.amazonaws.com') }),
    )
    // SageMaker hears of a new role after a while; until then no model has it.
    await retried(() => model(`arn:aws:iam::${account.accountId}:role/${RoleName}`), /execution role ARN .* is invalid/)
    const rewrite = (Service: string) =>
      account.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust(Service) }))
    await rewrite('lambda.amazonaws.com')
    await account.pass(60_000)
    await expect(create('roleless', { ModelName })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(/^Could not assume role/),
    })
    await rewrite('sagemaker.amazonaws.com')
    await account.iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: 's3',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
        }),
      }),
    )
    await retried(() => create('with-a-role', { ModelName }), /Could not assume role/)
    expect(await ended('with-a-role')).toMatchObject({ TransformJobStatus: 'Completed' })
  })
  it('a job that is not there, a list with a state that is none, a denied caller', async () => {
    const TransformJobName = 'nobody'
    await expect(describeJob(TransformJobName)).rejects.toMatchObject({ name: 'ResourceNotFound' })
    await expect(account.sagemaker.send(new StopTransformJobCommand({ TransformJobName }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
    })
    await expect(
      account.sagemaker.send(new ListTransformJobsCommand({ StatusEquals: 'Running' as never })),
    ).rejects.toMatchObject({ name: 'ValidationException' })
    const { sagemaker } = await account.restricted(['sagemaker:CreateTransformJob'])
    await expect(
      sagemaker.send(new CreateTransformJobCommand(requestOf({ TransformJobName: 'denied' }))),
    ).rejects.toMatchObject({ name: 'AccessDeniedException', message: expect.stringMatching(/transform-job\/denied/) })
  })
})
