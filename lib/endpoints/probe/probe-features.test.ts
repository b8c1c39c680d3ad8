import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { type AwsClients, createClients } from '../../aws/client/create-clients'
import { findEvidence } from '../evidence/find-evidence'
import { probeFeatures } from './probe-features'

let account: TestAccount
let clients: AwsClients
beforeAll(async () => {
  account = await createTestAccount()
  clients = createClients({ region: account.region, endpointUrl: account.url, credentials: account.credentials })
})
afterAll(() => account.close())

it.each([
  ['iris-xgboost', 4, { task: 'classification' }, 2],
  ['penguin-species-ll', 4, { task: 'classification' }, 1],
  ['auto-mpg-forest', 7, { task: 'regression' }, 1],
  ['iris-serverless', 4, undefined, 2],
])('%s says that it takes %i features', async (name, width, output, calls) => {
  const probed = await probeFeatures(clients, name)
  expect(probed.calls).toBe(calls)
  expect(probed.evidence?.features).toHaveLength(width)
  expect(probed.evidence?.output).toEqual(output)
})

it('marks its calls in captured data, which are no evidence of what callers send', async () => {
  const name = 'penguin-species-ll'
  const before = await findEvidence(clients, name)
  await probeFeatures(clients, name)
  const Bucket = `sagemaker-${account.region}-${account.accountId}`
  const { Contents = [] } = await account.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'data-capture/' }))
  const texts = await Promise.all(
    Contents.map(async ({ Key }) =>
      (await account.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString(),
    ),
  )
  expect(texts.join('\n')).toMatch(/"inferenceId":"portico-probe-[0-9a-f-]{36}"/)
  const [{ evidence } = { evidence: undefined }] = (await findEvidence(clients, name)).found
  expect(evidence?.features).toEqual(before.found[0]?.evidence.features)
})

it('calls an endpoint five times an hour at most', async () => {
  for (let turn = 0; turn < 5; turn += 1) expect((await probeFeatures(clients, 'declaration-chat')).calls).toBe(1)
  expect(await probeFeatures(clients, 'declaration-chat')).toMatchObject({
    calls: 0,
    learned: expect.stringMatching(/used up: 5 an hour at most/),
  })
})

it('of an endpoint that does not exist is AWS’s error', async () => {
  await expect(probeFeatures(clients, 'nobody')).rejects.toThrow(/Could not find/)
})
