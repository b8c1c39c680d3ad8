import { CreateRestApiCommand, GetRestApiCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { CreateLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { ListEndpointsCommand } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../testing/account'
import { type Fault, faultsSchema } from './faults'

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

let account: TestAccount

beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

async function order(...faults: (Pick<Fault, 'operation' | 'kind'> & Partial<Fault>)[]) {
  const url = `${account.url}/_sandbox/accounts/${account.accountId}/faults`
  const response = await fetch(url, { method: 'PUT', body: JSON.stringify(faults) })
  expect(response.status).toBe(200)
}

const nameOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: Error) => error.name,
  )
const listEndpoints = () => account.sagemaker.send(new ListEndpointsCommand({}))
const listApis = () => account.apiGateway.send(new GetRestApisCommand({}))
const createRole = (RoleName: string) =>
  account.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))

describe('faults on order', () => {
  it('throttle and fail with each service’s own names', async () => {
    const calls = () => [
      nameOf(listEndpoints()),
      nameOf(listApis()),
      nameOf(account.lambda.send(new ListFunctionsCommand({}))),
      nameOf(account.iam.send(new GetRoleCommand({ RoleName: 'none' }))),
      nameOf(account.logs.send(new DescribeLogGroupsCommand({}))),
    ]
    await order({ operation: '*', kind: 'throttle', times: 99 })
    expect(await Promise.all(calls())).toEqual([
      'ThrottlingException',
      'TooManyRequestsException',
      'TooManyRequestsException',
      expect.stringMatching(/^Throttling/),
      'ThrottlingException',
    ])
    await order({ operation: '*', kind: '500', times: 99 })
    expect(await Promise.all(calls())).toEqual([
      'InternalFailure',
      'InternalFailure',
      'ServiceException',
      'InternalFailure',
      'InternalFailure',
    ])
  })

  it('strike the nth call and those after it, as many as ordered', async () => {
    await order({ operation: 'ListEndpoints', kind: 'denied', nth: 2, times: 2 })
    const names: string[] = []
    for (let call = 0; call < 4; call++) names.push(await nameOf(listEndpoints()))
    expect(names).toEqual(['answered', 'AccessDeniedException', 'AccessDeniedException', 'answered'])
    expect(await nameOf(listApis())).toBe('answered')
  })

  it('break the connection before anything is done', async () => {
    await order({ operation: 'CreateRestApi', kind: 'reset' })
    const before = (await listApis()).items?.length ?? 0
    const create = account.apiGateway.send(new CreateRestApiCommand({ name: 'never' }))
    await expect(create).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect((await listApis()).items?.length ?? 0).toBe(before)
  })

  it('never answer: after the write took effect, or without any', async () => {
    await order({ operation: 'CreateRole', kind: 'timeout' }, { operation: 'CreateLogGroup', kind: 'hang' })
    const signal = () => ({ abortSignal: AbortSignal.timeout(400) })
    const RoleName = 'lost-answer'
    const role = new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust })
    const group = new CreateLogGroupCommand({ logGroupName: '/lost' })
    await expect(account.iam.send(role, signal())).rejects.toThrow()
    await expect(account.logs.send(group, signal())).rejects.toThrow()
    expect((await account.iam.send(new GetRoleCommand({ RoleName }))).Role?.RoleName).toBe(RoleName)
    expect((await account.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/lost' }))).logGroups).toEqual(
      [],
    )
  })

  it('answer reads as they were: a list without the new one, a new thing as if not there', async () => {
    await order(
      { operation: 'GetRestApis', kind: 'stale', nth: 2 },
      { operation: 'GetRestApi', kind: 'stale' },
      { operation: 'GetRole', kind: 'stale' },
    )
    const before = (await listApis()).items?.map((api) => api.id)
    const { id: restApiId } = await account.apiGateway.send(new CreateRestApiCommand({ name: 'new' }))
    expect((await listApis()).items?.map((api) => api.id)).toEqual(before)
    expect((await listApis()).items?.map((api) => api.id)).toContain(restApiId)
    expect(await nameOf(account.apiGateway.send(new GetRestApiCommand({ restApiId })))).toBe('NotFoundException')
    expect(await nameOf(account.apiGateway.send(new GetRestApiCommand({ restApiId })))).toBe('answered')
    await createRole('fresh')
    expect(await nameOf(account.iam.send(new GetRoleCommand({ RoleName: 'fresh' })))).toMatch(/^NoSuchEntity/)
    expect(await nameOf(account.iam.send(new GetRoleCommand({ RoleName: 'fresh' })))).toBe('answered')
  })

  it('count the calls of a client’s timer by themselves', async () => {
    await order(
      { operation: 'GetRole', kind: 'denied' },
      { operation: 'GetRole', kind: 'throttle', timed: true, nth: 2 },
    )
    const { url: endpoint, region, credentials } = account
    const timer = new IAMClient({ endpoint, region, credentials, maxAttempts: 1, customUserAgent: [['md/watch']] })
    const command = new GetRoleCommand({ RoleName: 'lost-answer' })
    const names = [
      await nameOf(timer.send(command)),
      await nameOf(account.iam.send(command)),
      await nameOf(timer.send(command)),
    ]
    timer.destroy()
    expect(names).toEqual(['answered', 'AccessDenied', 'Throttling'])
  })

  it('are checked: an unknown kind is refused by name', () => {
    const parsed = faultsSchema.safeParse([{ operation: 'GetRole', kind: 'explode' }])
    expect(parsed.error?.issues[0]?.path).toEqual([0, 'kind'])
  })
})
