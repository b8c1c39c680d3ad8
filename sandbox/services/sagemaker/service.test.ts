/** SageMaker's control plane through the real SDK: what AWS documents, error cases included. */
import {
  AddTagsCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DeleteTagsCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListTagsCommand,
  paginateListEndpoints,
  UpdateEndpointCommand,
  waitUntilEndpointDeleted,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { executionRole } from '../../testing/endpoints'
import { until } from '../../testing/wait'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'
const irisArtifact = 's3://sandbox-models/iris-xgboost/model.tar.gz'
const createModel = (ModelName: string, ModelDataUrl = irisArtifact) =>
  account.sagemaker.send(
    new CreateModelCommand({
      ModelName,
      ExecutionRoleArn: executionRole(account),
      PrimaryContainer: { Image: image, ModelDataUrl },
    }),
  )
const createConfig = (EndpointConfigName: string, ModelName: string, more: object = {}) =>
  account.sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName,
      ProductionVariants: [
        { VariantName: 'AllTraffic', ModelName, InstanceType: 'ml.m5.large', InitialInstanceCount: 1, ...more },
      ],
    }),
  )
const describeEndpoint = (EndpointName: string) => account.sagemaker.send(new DescribeEndpointCommand({ EndpointName }))
const waiting = { maxWaitTime: 180, minDelay: 1, maxDelay: 1 }
const invalid = (message: RegExp | string) => ({
  name: 'ValidationException',
  message: typeof message === 'string' ? message : expect.stringMatching(message),
  $metadata: { httpStatusCode: 400 },
})

describe('the endpoints that are there', () => {
  it('are of each kind, one Failed with its reason, one Creating', async () => {
    const { Endpoints } = await account.sagemaker.send(
      new ListEndpointsCommand({ SortBy: 'Name', SortOrder: 'Ascending', MaxResults: 100 }),
    )
    expect(Endpoints?.map((one) => [one.EndpointName, one.EndpointStatus])).toEqual([
      ['auto-mpg-clarify', 'InService'],
      ['auto-mpg-forest', 'InService'],
      ['car-figures-forest', 'InService'],
      ['co2-deepar', 'InService'],
      ['declaration-chat', 'InService'],
      ['digit-boxes-ssd', 'InService'],
      ['digits-mxnet', 'InService'],
      ['fraud-autogluon-eu', 'Creating'],
      ['house-prices-catboost', 'Failed'],
      ['iris-serverless', 'InService'],
      ['iris-xgboost', 'InService'],
      ['language-id-hf', 'InService'],
      ['paragraphs-tei', 'InService'],
      ['penguin-species-ll', 'InService'],
      ['sagemaker-chat-lmi', 'InService'],
      ['seattle-weather-rcf', 'InService'],
    ])
    expect((await describeEndpoint('house-prices-catboost')).FailureReason).toContain(
      'did not pass the ping health check',
    )
    const serverless = await describeEndpoint('iris-serverless')
    expect(serverless.ProductionVariants?.[0]?.CurrentServerlessConfig).toEqual({
      MemorySizeInMB: 2048,
      MaxConcurrency: 10,
    })
  })

  it.each([
    [{ StatusEquals: 'Failed' as const }, ['house-prices-catboost']],
    [
      { NameContains: 'IRIS', SortBy: 'Name' as const, SortOrder: 'Ascending' as const },
      ['iris-serverless', 'iris-xgboost'],
    ],
    [
      {
        CreationTimeAfter: new Date(Date.now() - 5 * 3_600_000),
        SortBy: 'CreationTime' as const,
        SortOrder: 'Ascending' as const,
      },
      ['iris-serverless', 'fraud-autogluon-eu'],
    ],
    [{ CreationTimeBefore: new Date(Date.now() - 30 * 86_400_000) }, ['auto-mpg-forest']],
    [{ LastModifiedTimeBefore: new Date(Date.now() - 30 * 86_400_000) }, ['auto-mpg-forest']],
    [{ SortBy: 'CreationTime' as const, MaxResults: 1 }, ['fraud-autogluon-eu']],
  ])('are filtered and sorted: %j', async (input, names) => {
    const { Endpoints } = await account.sagemaker.send(new ListEndpointsCommand(input))
    expect(Endpoints?.map((one) => one.EndpointName)).toEqual(names)
  })

  it.each([
    [{ MaxResults: 101 }, /less than or equal to 100/],
    [{ NameContains: 'a b' }, /regular expression pattern/],
    [{ NextToken: 'bm9uZQ==' }, /pagination token/],
    [{ StatusEquals: 'Ready' as never }, /enum value set/],
  ])('are refused for %j', async (input, message) => {
    await expect(account.sagemaker.send(new ListEndpointsCommand(input))).rejects.toMatchObject(invalid(message))
  })
})

describe('a life', () => {
  it('model, config, endpoint Creating → InService, updated, deleted', async () => {
    const { ModelArn } = await createModel('life-model')
    await createConfig('life-config', 'life-model')
    const { EndpointArn } = await account.sagemaker.send(
      new CreateEndpointCommand({
        EndpointName: 'Life-Endpoint',
        EndpointConfigName: 'life-config',
        Tags: [{ Key: 'team', Value: 'ml' }],
      }),
    )
    expect(EndpointArn).toBe(`arn:aws:sagemaker:us-east-1:${account.accountId}:endpoint/life-endpoint`)
    expect((await describeEndpoint('life-endpoint')).EndpointStatus).toBe('Creating')
    const update = (EndpointConfigName: string) =>
      account.sagemaker.send(new UpdateEndpointCommand({ EndpointName: 'Life-Endpoint', EndpointConfigName }))
    await expect(update('life-config')).rejects.toMatchObject(
      invalid(`Cannot update in-progress endpoint "${EndpointArn}".`),
    )
    await expect(
      account.sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'Life-Endpoint' })),
    ).rejects.toMatchObject(invalid(/in-progress/))
    await waitUntilEndpointInService({ client: account.sagemaker, ...waiting }, { EndpointName: 'Life-Endpoint' })
    const served = await describeEndpoint('Life-Endpoint')
    expect(served).toMatchObject({
      EndpointName: 'Life-Endpoint',
      EndpointConfigName: 'life-config',
      ProductionVariants: [
        { VariantName: 'AllTraffic', CurrentInstanceCount: 1, DeployedImages: [{ SpecifiedImage: image }] },
      ],
    })
    await createConfig('life-config-2', 'life-model', { InitialInstanceCount: 2 })
    await update('life-config-2')
    expect((await describeEndpoint('Life-Endpoint')).EndpointStatus).toBe('Updating')
    const updated = await until(
      () => describeEndpoint('Life-Endpoint'),
      (one) => one.EndpointStatus === 'InService',
    )
    expect(updated.EndpointConfigName).toBe('life-config-2')
    await account.sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'Life-Endpoint' }))
    await waitUntilEndpointDeleted({ client: account.sagemaker, ...waiting }, { EndpointName: 'Life-Endpoint' })
    for (const EndpointConfigName of ['life-config', 'life-config-2'])
      await account.sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName }))
    await account.sagemaker.send(new DeleteModelCommand({ ModelName: 'life-model' }))
    expect(ModelArn).toContain(':model/life-model')
  })

  it('a model that no container can serve fails the ping health check', async () => {
    await createModel('broken-model', 's3://sandbox-models/nowhere/model.tar.gz')
    await createConfig('broken-config', 'broken-model')
    await account.sagemaker.send(
      new CreateEndpointCommand({ EndpointName: 'broken', EndpointConfigName: 'broken-config' }),
    )
    const failed = await until(
      () => describeEndpoint('broken'),
      (one) => one.EndpointStatus !== 'Creating',
    )
    expect(failed.EndpointStatus).toBe('Failed')
    expect(failed.FailureReason).toContain('ping health check')
  })
})

describe('models and configs', () => {
  it('are described and listed', async () => {
    const model = await account.sagemaker.send(new DescribeModelCommand({ ModelName: 'iris-xgboost-model' }))
    expect(model.PrimaryContainer?.Image).toBe(image)
    const { Models } = await account.sagemaker.send(new ListModelsCommand({ NameContains: 'iris' }))
    expect(Models).toHaveLength(2)
    const config = await account.sagemaker.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: 'iris-xgboost-config' }),
    )
    expect(config.ProductionVariants?.[0]).toMatchObject({ ModelName: 'iris-xgboost-model', InitialVariantWeight: 1 })
    const { EndpointConfigs } = await account.sagemaker.send(new ListEndpointConfigsCommand({ NameContains: 'iris' }))
    expect(EndpointConfigs).toHaveLength(2)
  })

  it('are refused as AWS refuses them', async () => {
    const arn = (type: string, name: string) => `arn:aws:sagemaker:us-east-1:${account.accountId}:${type}/${name}`
    await expect(createModel('iris-xgboost-model')).rejects.toMatchObject(
      invalid(`Cannot create already existing model "${arn('model', 'iris-xgboost-model')}".`),
    )
    await expect(createModel('a_b')).rejects.toMatchObject(invalid(/regular expression pattern/))
    await expect(createConfig('iris-xgboost-config', 'iris-xgboost-model')).rejects.toMatchObject(
      invalid(
        `Cannot create already existing endpoint configuration "${arn('endpoint-config', 'iris-xgboost-config')}".`,
      ),
    )
    await expect(createConfig('new', 'absent')).rejects.toMatchObject(
      invalid(`Could not find model "${arn('model', 'absent')}".`),
    )
    await expect(createConfig('new', 'iris-xgboost-model', { InstanceType: 'big' })).rejects.toMatchObject(
      invalid(/instanceType/),
    )
    const { sagemaker } = account
    await expect(sagemaker.send(new DescribeModelCommand({ ModelName: 'absent' }))).rejects.toMatchObject(
      invalid(/Could not find model/),
    )
    await expect(sagemaker.send(new DeleteModelCommand({ ModelName: 'absent' }))).rejects.toMatchObject(
      invalid(/Could not find model/),
    )
    const EndpointConfigName = 'absent'
    for (const command of [
      new DescribeEndpointConfigCommand({ EndpointConfigName }),
      new DeleteEndpointConfigCommand({ EndpointConfigName }),
    ])
      await expect(sagemaker.send(command as DescribeEndpointConfigCommand)).rejects.toMatchObject(
        invalid(`Could not find endpoint configuration "${arn('endpoint-config', 'absent')}".`),
      )
    await expect(
      sagemaker.send(
        new CreateEndpointCommand({ EndpointName: 'IRIS-xgboost', EndpointConfigName: 'iris-xgboost-config' }),
      ),
    ).rejects.toMatchObject(invalid(`Cannot create already existing endpoint "${arn('endpoint', 'iris-xgboost')}".`))
    await expect(describeEndpoint('absent')).rejects.toMatchObject(
      invalid(`Could not find endpoint "${arn('endpoint', 'absent')}".`),
    )
    await expect(sagemaker.send(new ListModelsCommand({ MaxResults: 0 }))).rejects.toMatchObject(
      invalid(/greater than/),
    )
    await expect(sagemaker.send(new ListEndpointConfigsCommand({ MaxResults: 0 }))).rejects.toMatchObject(
      invalid(/greater than/),
    )
  })
})

it('tags are added, listed and taken away', async () => {
  const ResourceArn = `arn:aws:sagemaker:us-east-1:${account.accountId}:endpoint/iris-xgboost`
  await account.sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'stage', Value: 'prod' }] }))
  await account.sagemaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['team'] }))
  const { Tags } = await account.sagemaker.send(new ListTagsCommand({ ResourceArn }))
  expect(Tags).toEqual([{ Key: 'stage', Value: 'prod' }])
  const absent = { ResourceArn: `${ResourceArn}-absent` }
  for (const command of [
    new AddTagsCommand({ ...absent, Tags: [] }),
    new ListTagsCommand(absent),
    new DeleteTagsCommand({ ...absent, TagKeys: ['team'] }),
  ])
    await expect(account.sagemaker.send(command as ListTagsCommand)).rejects.toMatchObject(invalid(/Could not find/))
})

it('lists 100 a page, and every endpoint once', async () => {
  await createModel('many-model')
  await createConfig('many-config', 'many-model')
  const names = Array.from({ length: 120 }, (_, index) => `many-${String(index).padStart(3, '0')}`)
  await Promise.all(
    names.map((EndpointName) =>
      account.sagemaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: 'many-config' })),
    ),
  )
  const seen: (string | undefined)[] = []
  const sizes: (number | undefined)[] = []
  const paging = { client: account.sagemaker, pageSize: 100 }
  for await (const page of paginateListEndpoints(paging, { NameContains: 'many', SortBy: 'Name' })) {
    sizes.push(page.Endpoints?.length)
    seen.push(...(page.Endpoints ?? []).map((one) => one.EndpointName))
  }
  expect(sizes).toEqual([100, 20])
  expect(seen.sort()).toEqual(names)
})

it('a user who cannot list learns which action', async () => {
  const { sagemaker } = await account.restricted(['sagemaker:ListEndpoints'])
  await expect(sagemaker.send(new ListEndpointsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('is not authorized to perform: sagemaker:ListEndpoints'),
  })
})
