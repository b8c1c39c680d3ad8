/** Variants, models of a multi-model endpoint, inference components and asynchronous endpoints, through the SDK. */
import { CreateRoleCommand, PutRolePolicyCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import {
  CreateEndpointConfigCommand,
  CreateInferenceComponentCommand,
  CreateModelCommand,
  DeleteInferenceComponentCommand,
  DescribeInferenceComponentCommand,
  ListInferenceComponentsCommand,
} from '@aws-sdk/client-sagemaker'
import {
  InvokeEndpointAsyncCommand,
  type InvokeEndpointAsyncCommandInput,
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
} from '@aws-sdk/client-sagemaker-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { createComponent, createEndpoint, createModel, executionRole, variantOf } from '../../testing/endpoints'
import { until } from '../../testing/wait'

const iris = '5.1,3.5,1.4,0.2'
let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
  await Promise.all([
    createModel(account, 'a', 'iris-xgboost'),
    createModel(account, 'b', 'iris-forest'),
    createModel(account, 'zoo', '', true),
    account.s3.send(new CreateBucketCommand({ Bucket: 'async-bucket' })),
  ])
  const OutputConfig = { S3OutputPath: 's3://async-bucket/out', S3FailurePath: 's3://async-bucket/failed' }
  await Promise.all([
    createEndpoint(account, 'two', [variantOf('A', 'a'), variantOf('B', 'b', 0)]),
    createEndpoint(account, 'many', [variantOf('AllTraffic', 'zoo')]),
    createEndpoint(account, 'parts', [variantOf('AllTraffic')]),
    createEndpoint(account, 'later', [variantOf('AllTraffic', 'a')], { OutputConfig }),
  ])
  await createComponent(account, 'part-a', 'parts', 'a')
})
afterAll(() => account.close())

async function invoke(EndpointName: string, more: Partial<InvokeEndpointCommandInput> = {}) {
  const response = await account.runtime.send(
    new InvokeEndpointCommand({ EndpointName, Body: iris, ContentType: 'text/csv', ...more }),
  )
  return { text: new TextDecoder().decode(response.Body).trim(), variant: response.InvokedProductionVariant }
}

const probabilities = /^0\.\d+(e-\d+)?(,[\d.e-]+){2}$/

describe('InvokeEndpoint', () => {
  it.each([
    ['the weights', 'two', {}, probabilities],
    ['a variant that has no weight', 'two', { TargetVariant: 'B' }, /^\[0\]$/],
    ['a model', 'many', { TargetModel: 'iris-xgboost/model.tar.gz' }, probabilities],
    ['another model', 'many', { TargetModel: 'iris-forest/model.tar.gz' }, /^\[0\]$/],
    ['a component', 'parts', { InferenceComponentName: 'part-a' }, probabilities],
  ])('calls %s', async (_, name, more, response) => {
    expect((await invoke(name, more)).text).toMatch(response)
  })
  it.each([
    ['two', { TargetVariant: 'C' }, /^Variant C not found for Endpoint two/],
    [
      'two',
      { TargetModel: 'x.tar.gz' },
      /^Endpoint two is not a multi-model endpoint and does not support target model/,
    ],
    ['two', { InferenceComponentName: 'part-a' }, /^Inference Component Name header is not allowed/],
    ['many', {}, /^Request \S+ is missing a target model header\.$/],
    ['many', { TargetModel: 'no/model.tar.gz' }, /^Failed to download model data\(bucket: sandbox-models, key: no\//],
    ['parts', {}, /^Inference Component Name header is required/],
    ['parts', { InferenceComponentName: 'none' }, /^Inference component none of account \d+ not found/],
    ['later', {}, /asynchronous endpoint/],
  ])('%s refuses %j', async (name, more, message) => {
    await expect(invoke(name, more)).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(message),
    })
  })
})

describe('a condition on the target model', () => {
  it('holds for a simulated call with that key, and for no other', async () => {
    const { Role } = await account.iam.send(
      new CreateRoleCommand({
        RoleName: 'conditional',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        }),
      }),
    )
    const statement = (Effect: string, models: string[]) => ({
      Effect,
      Action: 'sagemaker:InvokeEndpoint',
      Resource: '*',
      Condition: { [Effect === 'Allow' ? 'StringLike' : 'StringEquals']: { 'sagemaker:TargetModel': models } },
    })
    await account.iam.send(
      new PutRolePolicyCommand({
        RoleName: 'conditional',
        PolicyName: 'models',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [statement('Allow', ['eu/*']), statement('Deny', ['eu/secret'])],
        }),
      }),
    )
    const decide = async (model?: string) => {
      const { EvaluationResults } = await account.iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: Role?.Arn,
          ActionNames: ['sagemaker:InvokeEndpoint'],
          ResourceArns: ['arn:aws:sagemaker:us-east-1:123456789012:endpoint/many'],
          ContextEntries: model
            ? [{ ContextKeyName: 'sagemaker:TargetModel', ContextKeyValues: [model], ContextKeyType: 'string' }]
            : undefined,
        }),
      )
      return EvaluationResults?.[0]?.EvalDecision
    }
    expect(await Promise.all(['eu/a', 'us/a', 'eu/secret', undefined].map(decide))).toEqual([
      'allowed',
      'implicitDeny',
      'explicitDeny',
      'implicitDeny',
    ])
  })
})

describe('InvokeEndpointAsync', () => {
  const invoke = async (more: Partial<InvokeEndpointAsyncCommandInput>) =>
    account.runtime.send(new InvokeEndpointAsyncCommand({ EndpointName: 'later', ContentType: 'text/csv', ...more }))
  const put = async (Key: string, Body: string) => {
    await account.s3.send(new PutObjectCommand({ Bucket: 'async-bucket', Key, Body }))
    return `s3://async-bucket/${Key}`
  }
  const object = async (uri = '') => {
    const Key = uri.replace('s3://async-bucket/', '')
    const read = () =>
      account.s3.send(new GetObjectCommand({ Bucket: 'async-bucket', Key })).catch((error: Error) => error)
    const found = await until(read, (response) => !(response instanceof Error))
    return 'Body' in found ? ((await found.Body?.transformToString()) ?? '').trim() : ''
  }

  it('writes the answer where it says, after a time', async () => {
    const { OutputLocation, FailureLocation, InferenceId } = await invoke({
      InputLocation: await put('in/1', iris),
      InferenceId: 'mine',
    })
    expect([OutputLocation, FailureLocation, InferenceId]).toEqual([
      expect.stringMatching(/^s3:\/\/async-bucket\/out\/[0-9a-f-]{36}\.out$/),
      expect.stringMatching(/^s3:\/\/async-bucket\/failed\/[0-9a-f-]{36}-error\.out$/),
      'mine',
    ])
    const Key = (OutputLocation ?? '').replace('s3://async-bucket/', '')
    await expect(account.s3.send(new GetObjectCommand({ Bucket: 'async-bucket', Key }))).rejects.toThrow(/key/)
    expect(await object(OutputLocation)).toMatch(probabilities)
  })
  it('takes a small request as its body', async () => {
    const { OutputLocation } = await invoke({ Body: new TextEncoder().encode(iris) })
    expect(await object(OutputLocation)).toMatch(probabilities)
  })
  it.each([
    ['what the model refuses', 'a,b', /^Received client error \(415\) from primary/],
    ['an input that is not there', undefined, /^Failed to download the input/],
  ])('writes a failure for %s', async (_, body, message) => {
    const InputLocation = body === undefined ? 's3://async-bucket/in/none' : await put('in/2', body)
    const { FailureLocation } = await invoke({ InputLocation })
    expect(await object(FailureLocation)).toMatch(message)
  })
  it.each([
    [{}, /exactly one of Body and InputLocation/],
    [{ InputLocation: 's3://a/b', Body: new Uint8Array([1]) }, /exactly one/],
    [{ Body: new Uint8Array(128_001) }, /less than or equal to 128000/],
    [{ InputLocation: 'file://x' }, /regular expression pattern/],
    [{ InputLocation: 's3://a/b', InvocationTimeoutSeconds: 3601 }, /value less than or equal to 3600$/],
    [{ InputLocation: 's3://a/b', RequestTTLSeconds: 5 }, /value greater than or equal to 60$/],
    [{ InputLocation: 's3://a/b', EndpointName: 'two' }, /not an asynchronous endpoint/],
    [{ InputLocation: 's3://a/b', EndpointName: 'none' }, /not found/],
  ])('refuses %j', async (more, message) => {
    await expect(invoke(more)).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(message),
    })
  })
  it('says nothing of an absent key to who cannot list the bucket', async () => {
    const { s3 } = await account.restricted(['s3:ListBucket'])
    const read = (Key: string) => s3.send(new GetObjectCommand({ Bucket: 'async-bucket', Key }))
    await put('there', 'x')
    expect(await (await read('there')).Body?.transformToString()).toBe('x')
    await expect(read('absent')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('not authorized to perform: s3:ListBucket'),
      $metadata: { httpStatusCode: 403 },
    })
  })
})

describe('the control plane', () => {
  it('describes, lists and deletes components', async () => {
    await createComponent(account, 'part-b', 'parts', 'b')
    const names = async (EndpointNameEquals: string) => {
      const { InferenceComponents } = await account.sagemaker.send(
        new ListInferenceComponentsCommand({ EndpointNameEquals, SortBy: 'Name' }),
      )
      return InferenceComponents?.map((one) => `${one.InferenceComponentName} ${one.InferenceComponentStatus}`)
    }
    expect(await names('parts')).toEqual(['part-b InService', 'part-a InService'])
    expect(await names('two')).toEqual([])
    const one = { InferenceComponentName: 'part-b' }
    expect(await account.sagemaker.send(new DescribeInferenceComponentCommand(one))).toMatchObject({
      InferenceComponentArn: expect.stringMatching(/:inference-component\/part-b$/),
      EndpointName: 'parts',
      Specification: { ModelName: 'b' },
    })
    await account.sagemaker.send(new DeleteInferenceComponentCommand(one))
    for (const command of [new DescribeInferenceComponentCommand(one), new DeleteInferenceComponentCommand(one)])
      await expect(account.sagemaker.send(command as DescribeInferenceComponentCommand)).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining('Could not find inference component'),
      })
  })
  const component = (more: object) => ({
    InferenceComponentName: 'new',
    EndpointName: 'parts',
    VariantName: 'AllTraffic',
    Specification: { ModelName: 'a', ComputeResourceRequirements: { MinMemoryRequiredInMb: 512 } },
    ...more,
  })
  it.each([
    [{ InferenceComponentName: 'part-a' }, /already existing inference component/],
    [{ EndpointName: 'two', VariantName: 'A' }, /has a model of its own/],
    [{ EndpointName: 'none' }, /Could not find endpoint/],
    [{ VariantName: 'C' }, /Could not find variant "C"/],
    [{ Specification: { ModelName: 'none' } }, /Could not find model/],
    [{ Specification: { ModelName: 'a' } }, /ComputeResourceRequirements/],
  ])('makes no component of %j', async (more, message) => {
    await expect(account.sagemaker.send(new CreateInferenceComponentCommand(component(more)))).rejects.toThrow(message)
  })
  it('lists no components of an unknown status', async () => {
    await expect(
      account.sagemaker.send(new ListInferenceComponentsCommand({ StatusEquals: 'Odd' as 'InService' })),
    ).rejects.toThrow(/enum value set/)
  })
  it.each([
    ['a variant without model and role', { ProductionVariants: [variantOf('A')] }, /ExecutionRoleArn is required/],
    [
      'an output path that is none',
      {
        ProductionVariants: [variantOf('A', 'a')],
        AsyncInferenceConfig: { OutputConfig: { S3OutputPath: 'bucket/out' } },
      },
      /s3OutputPath/,
    ],
    [
      'a serverless variant that is asynchronous',
      {
        ProductionVariants: [
          { VariantName: 'A', ModelName: 'a', ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } },
        ],
        AsyncInferenceConfig: { OutputConfig: {} },
      },
      /not supported for serverless/,
    ],
  ])('takes no configuration with %s', async (_, config, message) => {
    await expect(
      account.sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: 'new', ...config })),
    ).rejects.toThrow(message)
  })
  it('takes no multi-model container whose models lie nowhere', async () => {
    const PrimaryContainer = { Image: 'x', Mode: 'MultiModel' as const, ModelDataUrl: 's3://a/model.tar.gz' }
    const ExecutionRoleArn = executionRole(account)
    await expect(
      account.sagemaker.send(new CreateModelCommand({ ModelName: 'new', PrimaryContainer, ExecutionRoleArn })),
    ).rejects.toThrow(/prefix/)
  })
})
