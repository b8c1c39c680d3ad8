/** Reads that several viewers of one role share, counted by what reaches AWS. */
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { DescribeEndpointCommand, paginateListEndpoints } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { until } from '../../../sandbox/testing/wait'
import { testContext } from '../../wiring/testing'
import { behindGate } from './behind-gate'
import type { AwsClients } from './create-clients'
import { dropOnWrite, dropSharedReads, type SharedScope, sharing, unshared } from './shared-reads'

let account: TestAccount
const scope = (more: Partial<SharedScope> = {}): SharedScope => ({
  accountId: account.accountId,
  region: account.region,
  ...more,
})
const readEndpoint = ({ sagemaker }: AwsClients, EndpointName = 'iris-xgboost') =>
  sagemaker.send(new DescribeEndpointCommand({ EndpointName }))
const viewer = (more?: Partial<SharedScope>) => sharing(testContext(account).clients, scope(more))

beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())
beforeEach(async () => {
  dropSharedReads(account.accountId)
  await account.orderFaults([])
})

it('is one call for everybody who looks at the same at once, and for who comes soon after', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => readEndpoint(viewer())))
  all.push(await readEndpoint(viewer()))
  expect(new Set(all.map(({ EndpointArn }) => EndpointArn)).size).toBe(1)
  expect(await account.callsMade()).toEqual(['DescribeEndpoint'])
  const pages = async () => {
    let count = 0
    for await (const page of paginateListEndpoints({ client: viewer().sagemaker, pageSize: 100 }, {}))
      count += page.Endpoints?.length ?? 0
    return count
  }
  expect(new Set(await Promise.all([pages(), pages()])).size).toBe(1)
  expect(await account.callsMade()).toEqual(['DescribeEndpoint', 'ListEndpoints'])
})

it('gives all of them one response that nobody can change for the others', async () => {
  const response = await readEndpoint(viewer())
  expect(() => response.ProductionVariants?.pop()).toThrow(TypeError)
  expect((await readEndpoint(viewer())).CreationTime).toBeInstanceOf(Date)
})

it.each<[string, Partial<SharedScope>]>([
  ['another role', { roleArn: 'arn:aws:iam::123456789012:role/other' }],
  ['another region', { region: 'eu-west-1' }],
  ['another account', { accountId: '999999999999' }],
])('is never shared with %s', async (_, other) => {
  await Promise.all([readEndpoint(viewer()), readEndpoint(viewer(other))])
  expect(await account.callsMade()).toHaveLength(2)
})

it('is never shared with other arguments', async () => {
  const [iris, cars] = await Promise.all([readEndpoint(viewer()), readEndpoint(viewer(), 'auto-mpg-forest')])
  expect(iris.EndpointName).not.toBe(cars.EndpointName)
})

it('shares no refusal: whoever waited for it calls by themselves', async () => {
  await account.orderFaults([{ operation: 'DescribeEndpoint', kind: 'denied', times: 1 }])
  const results = await Promise.allSettled([readEndpoint(viewer()), readEndpoint(viewer())])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  await readEndpoint(viewer())
  expect((await account.callsMade()).length).toBe(3)
})

it('leaves the others their response if the first of them aborts', async () => {
  await account.orderFaults([{ operation: 'DescribeEndpoint', kind: 'hang', times: 1 }])
  const abort = new AbortController()
  const first = viewer().sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'iris-xgboost' }), {
    abortSignal: abort.signal,
  })
  const second = readEndpoint(viewer())
  await until(account.callsMade, (made) => made.length === 1)
  abort.abort()
  await expect(first).rejects.toThrow(/abort/i)
  expect((await second).EndpointName).toBe('iris-xgboost')
})

it('is dropped by a write of the same account, whichever client makes it', async () => {
  const own = testContext(account).clients
  dropOnWrite(own, account.accountId)
  const RoleName = 'shared-reads'
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  })
  const read = () => viewer().iam.send(new GetRoleCommand({ RoleName }))
  await own.once.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  expect((await read()).Role?.RoleName).toBe(RoleName)
  await own.iam.send(new GetRoleCommand({ RoleName }))
  await own.once.iam.send(new DeleteRoleCommand({ RoleName }))
  await expect(read()).rejects.toThrow(/cannot be found/)
})

it('is read again for whoever reloads, and serves those who do not', async () => {
  await readEndpoint(viewer())
  await readEndpoint(viewer({ notBefore: () => Date.now() + 1 }))
  expect(await account.callsMade()).toHaveLength(2)
  await readEndpoint(viewer({ notBefore: () => 0 }))
  expect(await account.callsMade()).toHaveLength(2)
})

it('has no part in what decides a write', async () => {
  const shared = viewer()
  await readEndpoint(shared)
  await readEndpoint(unshared(shared))
  await readEndpoint(behindGate(shared, (_, call) => call()))
  expect(await account.callsMade()).toHaveLength(3)
})
