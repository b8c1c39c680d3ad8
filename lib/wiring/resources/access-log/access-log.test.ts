/** The gateway's access log through the engine, and its lines beside those of the other hops. */

import { GetStagesCommand, UpdateAccountCommand } from '@aws-sdk/client-api-gateway'
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import { retried } from '../../../../sandbox/testing/wait'
import { readLogs, readRequest } from '../../../logs/read-logs'
import { logSources } from '../../../logs/types'
import { defaultSpec } from '../../../spec/defaults'
import type { FlatSpec } from '../../../spec/flat-spec'
import { gatewayLogsRoleOf } from '../../../spec/names'
import type { WiringSpec } from '../../../spec/spec'
import { withFields } from '../../../spec/testing'
import { planDeploy, runDeploy, runRemove } from '../../engine'
import { readWiring } from '../../read/current'
import { testContext, unwrap } from '../../testing'
import { idsOf } from './line'

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

const endpointName = 'iris-xgboost'
const group = '/aws/apigateway/portico-iris-xgboost'
const of = { endpointName, servingEndpoint: endpointName }
const specWith = (change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), { accessLog: true, ...change })

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const changes = async (spec: WiringSpec) =>
  unwrap(await planDeploy(testContext(account), spec))
    .items.filter(({ change }) => change !== 'none')
    .map(({ change, type }) => `${change} ${type}`)
const deploy = async (spec: WiringSpec) => unwrap(await runDeploy(testContext(account), spec, () => {}))
const groups = async () =>
  (await account.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/apigateway/' }))).logGroups?.map(
    ({ logGroupName, retentionInDays }) => `${logGroupName} ${retentionInDays}`,
  )

describe('an access log', () => {
  let url = ''
  it('comes with the role that API Gateway writes with, where the account has none', async () => {
    expect(await changes(specWith())).toEqual(expect.arrayContaining(['create gateway-account', 'create access-log']))
    // The role is new.
    await account.orderFaults([{ operation: 'UpdateAccount', kind: 'unspread' }])
    const said = new Set<string>()
    const outcome = unwrap(await runDeploy(testContext(account), specWith(), ({ detail }) => said.add(detail)))
    // AWS takes one try per 20 s.
    expect([...said]).toContain('API Gateway cannot use its role yet (attempt 1), next try in 20 s')
    expect((await account.callsMade()).filter((operation) => operation === 'UpdateAccount')).toHaveLength(2)
    url = outcome.invokeUrl ?? ''
    expect(await groups()).toEqual([`${group} 14`])
    expect((await deploy(specWith())).writes).toBe(0)
    const { state, resources } = await readWiring(testContext(account), endpointName)
    expect([state, ...resources.filter(({ health }) => health !== 'healthy')]).toEqual(['live'])
  })

  it('holds a line for each call, which leads to all other lines of it', async () => {
    const since = Date.now()
    const good = await fetch(`${url}?data=5.1,3.5,1.4,0.2`)
    const strange = await fetch(url.replace(/iris$/, 'nowhere'))
    const requestId = good.headers.get('x-amzn-requestid') ?? ''
    const { entries } = await readLogs(testContext(account), { ...of, sources: ['gateway'], since })
    const lines = entries.map(({ text }) => JSON.parse(text))
    expect(lines).toMatchObject([
      { requestId, method: 'GET', status: '200', path: '/prod/iris', ip: '127.0.0.1', error: '-' },
      { status: String(strange.status), error: 'MISSING_AUTHENTICATION_TOKEN', functionRequestId: '-' },
    ])
    expect(entries.map(({ text }) => text).join()).not.toContain('5.1')
    const { functionRequestId = '' } = idsOf(entries[0]?.text ?? '')
    for (const id of [requestId, functionRequestId]) {
      const { entries: own } = await readRequest(testContext(account), of, id, { now: Date.now() })
      expect(new Set(own.map(({ source }) => source))).toEqual(new Set(logSources))
      expect(own.filter(({ source }) => source === 'gateway')).toHaveLength(1)
      expect(own.some(({ text }) => text.startsWith(`REPORT RequestId: ${functionRequestId}`))).toBe(true)
    }
    const refusedId = strange.headers.get('x-amzn-requestid') ?? ''
    const { entries: refused } = await readRequest(testContext(account), of, refusedId, { now: Date.now() })
    expect(refused.map(({ source }) => source)).toEqual(['gateway'])
  })

  it('goes with the spec, and comes back without a new role', async () => {
    const without = specWith({ accessLog: undefined })
    expect(await changes(without)).toEqual(expect.arrayContaining(['update stage', 'delete access-log']))
    const { restApiId } = await deploy(without)
    expect(await groups()).toEqual([])
    const { item } = await account.apiGateway.send(new GetStagesCommand({ restApiId }))
    expect(item?.[0]?.accessLogSettings).toBeUndefined()
    const again = specWith({ logRetentionDays: 30 })
    expect(await changes(again)).not.toContain('create gateway-account')
    await deploy(again)
    expect(await groups()).toEqual([`${group} 30`])
  })

  it('is drift where somebody switched it off, and fixed by a deploy', async () => {
    const { restApiId, stage } = await readWiring(testContext(account), endpointName)
    const { UpdateStageCommand } = await import('@aws-sdk/client-api-gateway')
    await account.apiGateway.send(
      new UpdateStageCommand({
        restApiId,
        stageName: stage,
        patchOperations: [{ op: 'remove', path: '/accessLogSettings' }],
      }),
    )
    const { resources } = await readWiring(testContext(account), endpointName)
    // The account's role was not read, so nothing is said of it.
    expect(resources.map(({ type }) => type)).not.toContain('gateway-account')
    expect(resources.find(({ type }) => type === 'stage')?.fields.map(({ field }) => field)).toContain(
      'accessLogSettings.destinationArn',
    )
    await deploy(specWith({ logRetentionDays: 30 }))
    expect(await changes(specWith({ logRetentionDays: 30 }))).toEqual([])
  })

  it('gets its role again where somebody took it from the account', async () => {
    const patchOperations = [{ op: 'remove' as const, path: '/cloudwatchRoleArn' }]
    await retried(() => account.apiGateway.send(new UpdateAccountCommand({ patchOperations })), /TooManyRequests/)
    const spec = specWith({ logRetentionDays: 30 })
    // The stage still names its log.
    expect(await changes(spec)).toEqual(['create gateway-account'])
    await deploy(spec)
    expect(await changes(spec)).toEqual([])
  })

  it('is removed with the rest; the account’s role stays', async () => {
    unwrap(await runRemove(testContext(account), endpointName, () => {}))
    expect(await groups()).toEqual([])
    expect(
      (await account.iam.send(new GetRoleCommand({ RoleName: gatewayLogsRoleOf(testContext(account).target).name })))
        .Role?.Arn,
    ).toBeTruthy()
  })

  it.each([
    ['UpdateAccount', 'access-log'],
    ['CreateRestApi', 'rest-api'],
  ])('says what AWS refused, %s, where there is no role of ours to lock', async (operation, step) => {
    const other = await createTestAccount()
    await other.orderFaults([{ operation, kind: 'denied' }])
    const spec = specWith({ integration: { kind: 'http', url: 'https://models.acme.dev/iris' } })
    const result = await runDeploy(testContext(other), spec, () => {})
    expect(result).toMatchObject({ ok: false, error: { code: 'access-denied', step } })
    other.close()
  })

  it('takes no role that somebody else named so', async () => {
    const other = await createTestAccount()
    await other.iam.send(
      new CreateRoleCommand({
        RoleName: gatewayLogsRoleOf(testContext(other).target).name,
        AssumeRolePolicyDocument: trust,
      }),
    )
    const result = await runDeploy(testContext(other), specWith(), () => {})
    expect(result).toMatchObject({ ok: false, error: { code: 'gateway-logs', step: 'access-log' } })
    await expect(
      other.apiGateway.send(
        new UpdateAccountCommand({
          patchOperations: [
            { op: 'replace', path: '/cloudwatchRoleArn', value: `arn:aws:iam::${other.accountId}:role/x` },
          ],
        }),
      ),
    ).rejects.toMatchObject({ name: 'BadRequestException' })
    other.close()
  })
})
