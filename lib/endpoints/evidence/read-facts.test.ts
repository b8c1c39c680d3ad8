import { PutObjectCommand } from '@aws-sdk/client-s3'
import { CreateModelPackageCommand, type CreateModelPackageCommandInput } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { type AwsClients, createClients } from '../../aws/client/create-clients'
import { samplePicture } from '../../model/requests/sample-picture'
import { describeEndpoint } from '../describe'
import { detectModel } from '../probe/detect-model'
import { readFacts, withData } from './read-facts'

let account: TestAccount
let clients: AwsClients
beforeAll(async () => {
  account = await createTestAccount()
  clients = createClients({ region: account.region, endpointUrl: account.url, credentials: account.credentials })
})
afterAll(() => account.close())

const own = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/churn:v7'

/** An endpoint whose model has nothing but the name of its package, as AWS shows it. */
async function endpointOf(
  name: string,
  container: object,
  more: Partial<CreateModelPackageCommandInput> = {},
): Promise<Awaited<ReturnType<typeof describeEndpoint>>> {
  const { ModelPackageArn } = await account.sagemaker.send(
    new CreateModelPackageCommand({
      ModelPackageName: name,
      InferenceSpecification: { Containers: [{ Image: own, ...container }] },
      ...more,
    }),
  )
  const endpoint = await describeEndpoint(clients, 'iris-xgboost')
  const [variant] = endpoint.variants
  if (!variant) throw new Error('no variant')
  const bare = { ...variant, image: undefined, settings: undefined, modelData: undefined }
  return { ...endpoint, variants: [{ ...bare, packageName: ModelPackageArn }] }
}

it('knows a model whose image, settings and files are its package’s alone', async () => {
  const endpoint = await endpointOf('sentiment', {
    Image:
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-inference:2.6.0-transformers4.49.0-cpu-py312',
    ModelDataUrl: 's3://models/sentiment/model.tar.gz',
    Environment: { HF_TASK: 'text-classification', HF_TOKEN: 'hf_secret' },
  })
  const { facts, refused } = await readFacts(clients, endpoint, undefined)
  expect(refused).toEqual([])
  expect(facts).toMatchObject({
    environment: { HF_TASK: 'text-classification' },
    modelData: expect.stringMatching(/^s3/),
  })
  expect(JSON.stringify(facts)).not.toMatch(/hf_secret/)
  const { line } = await detectModel(clients, endpoint, undefined, 'never')
  expect(line).toBe('Text · detected from HF_TASK=text-classification')
})

it('reads the fields of a package: domain, task, framework, the nearest model and the shapes of inputs', async () => {
  const endpoint = await endpointOf(
    'boston',
    {
      Framework: 'PYTORCH',
      FrameworkVersion: '2.6',
      NearestModelName: 'unet',
      ModelInput: { DataInputConfig: '[[1, 13]]' },
    },
    { Domain: 'MACHINE_LEARNING', Task: 'REGRESSION' },
  )
  const { facts } = await readFacts(clients, endpoint, undefined)
  expect(facts.modelPackage).toMatchObject({
    domain: 'MACHINE_LEARNING',
    task: 'REGRESSION',
    framework: 'PYTORCH',
    nearest: 'unet',
    shapes: '[[1, 13]]',
  })
  const { line } = await detectModel(clients, endpoint, undefined, 'never')
  expect(line).toBe('Rows of features, 13 values each · detected from the model package’s task REGRESSION')
})

it('knows a model of pictures by the sample payload of its package', async () => {
  const Bucket = `sagemaker-${account.region}-${account.accountId}`
  await account.s3.send(new PutObjectCommand({ Bucket, Key: 'samples/digit.png', Body: samplePicture() }))
  const endpoint = await endpointOf('digits', {}, { SamplePayloadUrl: `s3://${Bucket}/samples/digit.png` })
  const read = await readFacts(clients, endpoint, undefined)
  const { refused } = await withData(clients, endpoint.name, read)
  expect(refused).toEqual([])
  const { line, profile } = await detectModel(clients, endpoint, undefined, 'never')
  expect(line).toBe('Image · detected from sample payload')
  expect(profile.readings[0]?.contentType).toBe('image/png')
})

it('reads the container of the variant that answers', async () => {
  const endpoint = await describeEndpoint(clients, 'iris-xgboost')
  const [variant] = endpoint.variants
  if (!variant) throw new Error('no variant')
  const variants = [variant, { ...variant, name: 'other', image: own }]
  const imageOf = async (name: string) =>
    (await readFacts(clients, { ...endpoint, variants }, { kind: 'variant', variant: name })).facts.image
  expect(await imageOf('other')).toBe(own)
  expect(await imageOf(variant.name)).toBe(variant.image)
})
