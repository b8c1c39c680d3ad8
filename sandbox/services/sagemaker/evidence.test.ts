/** Evidence of an endpoint's data, through the real SDK: capture, model packages, monitors. */
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import {
  CreateDataQualityJobDefinitionCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateModelPackageCommand,
  CreateMonitoringScheduleCommand,
  DescribeDataQualityJobDefinitionCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  DescribeMonitoringScheduleCommand,
  ListMonitoringSchedulesCommand,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { executionRole } from '../../testing/endpoints'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const Image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'
const ModelDataUrl = 's3://sandbox-models/iris-xgboost/model.tar.gz'

describe('data capture', () => {
  const EndpointConfigName = 'captured-config'
  const variant = { VariantName: 'blue', ModelName: 'iris-xgboost-model', InstanceType: 'ml.m5.large' as const }
  const create = (capture: object) =>
    account.sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: [{ ...variant, InitialInstanceCount: 1 }],
        DataCaptureConfig: {
          EnableCapture: true,
          InitialSamplingPercentage: 100,
          DestinationS3Uri: 's3://captured/of/mine',
          CaptureOptions: [{ CaptureMode: 'InputAndOutput' }],
          ...capture,
        },
      }),
    )
  it.each([
    ['a share above 100', { InitialSamplingPercentage: 101 }, /initialSamplingPercentage/],
    ['a place that is not in S3', { DestinationS3Uri: '/tmp' }, /destinationS3Uri/],
    ['nothing to capture', { CaptureOptions: [] }, /captureOptions/],
  ])('is refused with %s', async (_, capture, message) => {
    await expect(create(capture)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    })
  })
  it('keeps requests and answers, a line a call, in the folder of the hour', async () => {
    await create({})
    await account.sagemaker.send(new CreateEndpointCommand({ EndpointName: 'captured', EndpointConfigName }))
    await waitUntilEndpointInService(
      { client: account.sagemaker, maxWaitTime: 180, minDelay: 1, maxDelay: 1 },
      { EndpointName: 'captured' },
    )
    const config = await account.sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }))
    expect(config.DataCaptureConfig?.DestinationS3Uri).toBe('s3://captured/of/mine')
    const endpoint = await account.sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'captured' }))
    expect(endpoint.DataCaptureConfig).toMatchObject({ CaptureStatus: 'Started', CurrentSamplingPercentage: 100 })

    for (const Body of ['5.1,3.5,1.4,0.2', '6.2,2.9,4.3,1.3'])
      await account.runtime.send(new InvokeEndpointCommand({ EndpointName: 'captured', ContentType: 'text/csv', Body }))
    const { Contents = [] } = await account.s3.send(
      new ListObjectsV2Command({ Bucket: 'captured', Prefix: 'of/mine/captured/blue/' }),
    )
    expect(Contents[0]?.Key).toMatch(/^of\/mine\/captured\/blue\/\d{4}\/\d\d\/\d\d\/\d\d\/.+\.jsonl$/)
    const texts = await Promise.all(
      Contents.map(async ({ Key }) => {
        const { Body } = await account.s3.send(new GetObjectCommand({ Bucket: 'captured', Key }))
        return Body?.transformToString()
      }),
    )
    const lines = texts
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatchObject({
      captureData: {
        endpointInput: { observedContentType: 'text/csv', mode: 'INPUT', data: '5.1,3.5,1.4,0.2', encoding: 'CSV' },
        endpointOutput: { mode: 'OUTPUT', encoding: 'CSV' },
      },
      eventVersion: '0',
    })
  })
})

describe('model packages', () => {
  it('are described as they were created, and a model is made of one', async () => {
    const create = new CreateModelPackageCommand({
      ModelPackageName: 'iris',
      InferenceSpecification: {
        Containers: [{ Image, ModelDataUrl }],
        SupportedContentTypes: ['text/csv'],
        SupportedResponseMIMETypes: ['text/csv'],
      },
      SamplePayloadUrl: 's3://samples/iris.tar.gz',
    })
    const { ModelPackageArn } = await account.sagemaker.send(create)
    await expect(account.sagemaker.send(create)).rejects.toMatchObject({ name: 'ValidationException' })
    const found = await account.sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: 'iris' }))
    expect(found).toMatchObject({ ModelPackageArn, SamplePayloadUrl: 's3://samples/iris.tar.gz' })
    await account.sagemaker.send(
      new CreateModelCommand({
        ModelName: 'of-package',
        ExecutionRoleArn: executionRole(account),
        PrimaryContainer: { ModelPackageName: ModelPackageArn },
      }),
    )
    const model = await account.sagemaker.send(new DescribeModelCommand({ ModelName: 'of-package' }))
    expect(model.PrimaryContainer?.ModelPackageName).toBe(ModelPackageArn)
  })
  it('that do not exist are refused', async () => {
    const ModelPackageName = `arn:aws:sagemaker:us-east-1:${account.accountId}:model-package/nobody`
    await expect(account.sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName }))).rejects.toMatchObject({
      name: 'ValidationException',
    })
    await expect(
      account.sagemaker.send(
        new CreateModelCommand({
          ModelName: 'of-nobody',
          ExecutionRoleArn: executionRole(account),
          PrimaryContainer: { ModelPackageName },
        }),
      ),
    ).rejects.toThrow(/Could not find model package/)
  })
})

describe('monitors', () => {
  const JobDefinitionName = 'iris-quality'
  const define = () =>
    account.sagemaker.send(
      new CreateDataQualityJobDefinitionCommand({
        JobDefinitionName,
        DataQualityBaselineConfig: { StatisticsResource: { S3Uri: 's3://baselines/statistics.json' } },
        DataQualityAppSpecification: { ImageUri: Image },
        DataQualityJobInput: {
          EndpointInput: { EndpointName: 'iris-xgboost', LocalPath: '/opt/ml/processing/input' },
        },
        DataQualityJobOutputConfig: {
          MonitoringOutputs: [{ S3Output: { S3Uri: 's3://reports', LocalPath: '/opt/ml/processing/output' } }],
        },
        JobResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 20 } },
        RoleArn: executionRole(account),
      }),
    )
  const schedule = (MonitoringScheduleName: string, definition?: string) =>
    account.sagemaker.send(
      new CreateMonitoringScheduleCommand({
        MonitoringScheduleName,
        MonitoringScheduleConfig: { MonitoringJobDefinitionName: definition, MonitoringType: 'DataQuality' },
      }),
    )
  it('are found by their endpoint, with the baseline of their definition', async () => {
    await define()
    await expect(define()).rejects.toMatchObject({ name: 'ResourceInUse' })
    const made = await schedule('iris-hourly', JobDefinitionName)
    const { MonitoringScheduleSummaries } = await account.sagemaker.send(
      new ListMonitoringSchedulesCommand({ EndpointName: 'iris-xgboost' }),
    )
    expect(MonitoringScheduleSummaries?.map((one) => one.MonitoringScheduleArn)).toEqual([made.MonitoringScheduleArn])
    const found = await account.sagemaker.send(
      new DescribeMonitoringScheduleCommand({ MonitoringScheduleName: 'iris-hourly' }),
    )
    expect(found.MonitoringScheduleConfig?.MonitoringJobDefinitionName).toBe(JobDefinitionName)
    const definition = await account.sagemaker.send(new DescribeDataQualityJobDefinitionCommand({ JobDefinitionName }))
    expect(definition.DataQualityBaselineConfig?.StatisticsResource?.S3Uri).toBe('s3://baselines/statistics.json')
    await expect(schedule('iris-hourly', JobDefinitionName)).rejects.toMatchObject({ name: 'ResourceInUse' })
  })
  it('that do not fit or do not exist are refused', async () => {
    await expect(schedule('without')).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(schedule('without', 'nobody')).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(
      account.sagemaker.send(new DescribeMonitoringScheduleCommand({ MonitoringScheduleName: 'nobody' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' })
    await expect(
      account.sagemaker.send(new DescribeDataQualityJobDefinitionCommand({ JobDefinitionName: 'nobody' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' })
  })
})
