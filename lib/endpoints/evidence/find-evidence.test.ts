import { PutObjectCommand } from '@aws-sdk/client-s3'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { createClients } from '../../aws/client/create-clients'
import { sharing } from '../../aws/client/shared-reads'
import { findEvidence } from './find-evidence'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const clientsOf = (credentials: TestAccount['credentials']) =>
  createClients({ region: account.region, endpointUrl: account.url, credentials })
const find = (name: string) => findEvidence(clientsOf(account.credentials), name)

describe('evidence in AWS', () => {
  it('of an endpoint with data capture is what was sent to it, the newest hour of it', async () => {
    const { found, refused } = await find('penguin-species-ll')
    expect(refused).toEqual([])
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      title: 'Data capture',
      evidence: { source: 'data capture', output: { task: 'classification' }, named: false },
    })
    expect(found[0]?.evidence.features.map((one) => one.type)).toEqual(['number', 'number', 'integer', 'integer'])
  })
  it('knows a call that was made just now', async () => {
    const EndpointName = 'penguin-species-ll'
    const Body = '59.6,17,230,6050'
    await account.runtime.send(new InvokeEndpointCommand({ EndpointName, ContentType: 'text/csv', Body }))
    const { found } = await find(EndpointName)
    expect(found[0]?.evidence.examples.map((one) => one.value)).toContain(Body)
    expect(Date.now() - Date.parse(found[0]?.at ?? '')).toBeLessThan(3_600_000)
  })
  it('is the same for a page, whose reads are shared', async () => {
    const shared = sharing(clientsOf(account.credentials), account)
    expect((await findEvidence(shared, 'penguin-species-ll')).found).toHaveLength(1)
  })
  it('of a model package and a monitor is the sample payload and the baseline', async () => {
    const { found, refused } = await find('auto-mpg-forest')
    expect(refused).toEqual([])
    expect(found.map((one) => [one.title, one.evidence.source, one.evidence.features.length])).toEqual([
      ['Baseline statistics', 'statistics.json', 7],
      ['Baseline constraints', 'constraints.json', 7],
      ['Sample payload', 'rows without a header', 7],
    ])
    expect(found[0]?.evidence.features[0]).toMatchObject({ name: 'cylinders', type: 'integer', min: 3, max: 8 })
  })
  it('of an endpoint without any is nothing', async () => {
    expect(await find('iris-xgboost')).toEqual({ found: [], refused: [] })
  })
  it('that is denied is shown with the action and the statement that is missing', async () => {
    const denied = await createTestAccount({ deny: ['s3:GetObject', 'sagemaker:ListMonitoringSchedules'] })
    const { found, refused } = await findEvidence(clientsOf(denied.credentials), 'auto-mpg-forest')
    denied.close()
    expect(found).toEqual([])
    expect(refused.map((one) => one.code)).toEqual(Array(refused.length).fill('access-denied'))
    expect(refused.map((one) => one.message).join()).toMatch(/sagemaker:ListMonitoringSchedules.*s3:GetObject/)
    expect(refused.at(-1)?.remedy).toContain('"Resource": "arn:aws:s3:::sagemaker-')
  })
  it('that cannot be read is shown with its place', async () => {
    const Bucket = `sagemaker-${account.region}-${account.accountId}`
    const Key = 'model-monitor/auto-mpg/baseline/constraints.json'
    await account.s3.send(new PutObjectCommand({ Bucket, Key, Body: ',,\n' }))
    const { refused } = await find('auto-mpg-forest')
    expect(refused[0]).toMatchObject({ code: 'unreadable-evidence', message: expect.stringContaining(Key) })
  })
})
