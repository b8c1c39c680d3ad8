/** What the deploy form offers for each kind of endpoint, read from the sandbox through the real SDK. */
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { createComponent, createEndpoint, createModel, variantOf } from '../../sandbox/testing/endpoints'
import { type AwsClients, createClients } from '../aws/client/create-clients'
import { describeEndpoint } from './describe'
import { readTargets } from './read-targets'

let account: TestAccount
let clients: AwsClients
beforeAll(async () => {
  account = await createTestAccount()
  const { region, url, credentials } = account
  clients = createClients({ region, endpointUrl: url, credentials })
  const Bucket = 'sandbox-models'
  await account.s3.send(new CreateBucketCommand({ Bucket }))
  for (const name of ['iris-xgboost', 'iris-forest'])
    await account.s3.send(new PutObjectCommand({ Bucket, Key: `${name}/model.tar.gz`, Body: 'archive' }))
  await Promise.all([
    createModel(account, 'a', 'iris-xgboost'),
    createModel(account, 'zoo', '', true),
    createModel(account, 'far', 'none/', true),
  ])
  const OutputConfig = { S3OutputPath: 's3://async-bucket/out' }
  await Promise.all([
    createEndpoint(account, 'two', [variantOf('A', 'a', 3), variantOf('B', 'a', 0)]),
    createEndpoint(account, 'many', [variantOf('AllTraffic', 'zoo')]),
    createEndpoint(account, 'empty', [variantOf('AllTraffic', 'far')]),
    createEndpoint(account, 'parts', [variantOf('AllTraffic')]),
    createEndpoint(account, 'later', [variantOf('AllTraffic', 'a')], { OutputConfig }),
  ])
  await createComponent(account, 'part-a', 'parts', 'a')
})
afterAll(() => account.close())

const variants = [{ name: 'AllTraffic', weight: 1 }]
const read = async (name: string, using = clients) => readTargets(using, await describeEndpoint(using, name))

it.each([
  [
    'two',
    {
      kind: 'Real-time',
      variants: [
        { name: 'A', weight: 3 },
        { name: 'B', weight: 0 },
      ],
    },
  ],
  [
    'many',
    {
      kind: 'Real-time',
      variants,
      multiModel: {
        prefix: 's3://sandbox-models/',
        models: ['iris-forest/model.tar.gz', 'iris-xgboost/model.tar.gz'],
        more: false,
      },
    },
  ],
  [
    'empty',
    { kind: 'Real-time', variants, multiModel: { prefix: 's3://sandbox-models/none/', models: [], more: false } },
  ],
  ['parts', { kind: 'Real-time', variants, components: { names: [{ name: 'part-a', status: 'InService' }] } }],
  ['later', { kind: 'Async', variants, asynchronous: { output: 's3://async-bucket/out', failure: undefined } }],
  ['iris-serverless', { kind: 'Serverless', variants }],
])('%s', async (name, expected) => expect(await read(name)).toEqual(expected))

it('says what AWS does not let it list', async () => {
  const denied = await account.restricted(['s3:ListBucket', 'sagemaker:ListInferenceComponents'])
  const using = { ...clients, s3: denied.s3, sagemaker: denied.sagemaker }
  expect((await read('many', using)).multiModel).toMatchObject({ models: [], unread: expect.stringMatching(/\w/) })
  expect((await read('parts', using)).components).toMatchObject({ names: [], unread: expect.stringMatching(/\w/) })
})
