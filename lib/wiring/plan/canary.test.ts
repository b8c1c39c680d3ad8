/** A canary, from the plan to the public API, and both ways out of it. */

import { UpdateStageCommand } from '@aws-sdk/client-api-gateway'
import { GetRolePolicyCommand } from '@aws-sdk/client-iam'
import { GetAliasCommand, GetPolicyCommand, RemovePermissionCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda'
import {
  CreateEndpointCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  waitUntilEndpointDeleted,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { until } from '../../../sandbox/testing/wait'
import { createClients } from '../../aws/client/create-clients'
import { readLogEvents } from '../../aws/log-events'
import { defaultSpec } from '../../spec/defaults'
import { aliasName, namesOf, rolePolicyName } from '../../spec/names'
import { onlyRoute, type WiringSpec } from '../../spec/spec'
import { withFields } from '../../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from '../engine'
import { probeHeaders } from '../prove/probe'
import { readWiring } from '../read/current'
import { readDeploymentHistory } from '../read/deployment-history'
import { readSides } from '../read/read-sides'
import { repairOf } from '../repair'
import type { WiringContext } from '../run/context'
import { testContext, unwrap } from '../testing'
import { handlerLinePattern, sidesOf } from './sides'

const endpointName = 'iris-xgboost'
const other = 'iris-candidate'
const live: WiringSpec = withFields(defaultSpec(endpointName, 'Real-time'), {
  sampleRow: '5.1,3.5,1.4,0.2',
  throttle: { rateLimit: 1000, burstLimit: 1000 },
})
const candidate: WiringSpec = withFields(live, { targetEndpoint: other })

let account: TestAccount
let context: WiringContext
let invokeUrl = ''
beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account)
  const { EndpointConfigName } = await account.sagemaker.send(
    new DescribeEndpointCommand({ EndpointName: endpointName }),
  )
  await account.sagemaker.send(new CreateEndpointCommand({ EndpointName: other, EndpointConfigName }))
  await waitUntilEndpointInService(
    { client: account.sagemaker, maxWaitTime: 180, minDelay: 1, maxDelay: 1 },
    { EndpointName: other },
  )
  invokeUrl = unwrap(await runDeploy(context, live, () => {})).invokeUrl ?? ''
})
afterAll(() => account.close())

const deployCanary = async (spec: WiringSpec, canaryPercent: number) =>
  unwrap(await runDeploy(context, spec, () => {}, { canaryPercent }))
const unwell = async () =>
  (await readWiring(context, endpointName)).resources.filter(({ health }) => health !== 'healthy')
const alias = () =>
  account.lambda.send(
    new GetAliasCommand({ FunctionName: namesOf(endpointName, context.target).functionName, Name: aliasName }),
  )
const policy = async () =>
  decodeURIComponent(
    (
      await account.iam.send(
        new GetRolePolicyCommand({
          RoleName: namesOf(endpointName, context.target).roleName,
          PolicyName: rolePolicyName,
        }),
      )
    ).PolicyDocument ?? '',
  )

/** Which endpoint answers each of so many calls, five at a time: the function has few environments. */
async function callsByEndpoint(calls: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const call = async () => {
    const response = await fetch(invokeUrl, { headers: probeHeaders })
    const { endpointName: name = `HTTP ${response.status}` } = (await response.json()) as { endpointName?: string }
    counts[name] = (counts[name] ?? 0) + 1
  }
  for (let sent = 0; sent < calls; sent += 5) await Promise.all(Array.from({ length: 5 }, call))
  return counts
}

describe('a canary', () => {
  it('is planned: what the new version is, whom the alias calls, what the role is allowed to do', async () => {
    const plan = unwrap(await planDeploy(context, candidate, { canaryPercent: 25 }))
    expect(plan.blockers).toEqual([])
    const changes = plan.items.filter((item) => item.change !== 'none')
    expect(changes.map(({ type }) => type)).toEqual(['iam-role', 'lambda-function', 'lambda-alias'])
    expect(changes[1]?.fields).toContainEqual({ field: 'Environment.ENDPOINT_NAME', from: endpointName, to: other })
    expect(changes[2]?.fields).toEqual([
      { field: 'RoutingConfig', from: 'all to one version', to: '25% to version to come' },
    ])
  })

  it('answers its percentage of the calls through the same URL, and none of it is drift', async () => {
    expect(await callsByEndpoint(20)).toEqual({ [endpointName]: 20 })
    expect((await deployCanary(candidate, 50)).invokeUrl).toBe(invokeUrl)
    expect(await alias()).toMatchObject({
      FunctionVersion: '1',
      RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } },
    })
    const calls = await callsByEndpoint(60)
    // Both of 60 fair draws: all but one case of 10^17.
    expect(Object.keys(calls).sort()).toEqual([other, endpointName])
    expect(await unwell()).toEqual([])
    expect(await readWiring(context, endpointName)).toMatchObject({
      state: 'live',
      version: '1',
      spec: { routes: [{ endpointName }] },
      canary: { version: '2', percent: 50, spec: { routes: [{ targetEndpoint: other }] } },
    })
    expect(
      (await readDeploymentHistory(context, endpointName)).map(({ live, canaryPercent }) => [live, canaryPercent]),
    ).toEqual([
      [false, 50],
      [true, undefined],
    ])
  })

  it('writes nothing the second time, and only the alias if the percentage changes', async () => {
    expect((await deployCanary(candidate, 50)).writes).toBe(0)
    // The weights, and the record.
    expect((await deployCanary(candidate, 100 - 1)).writes).toBe(2)
    expect((await alias()).RoutingConfig).toEqual({ AdditionalVersionWeights: { 2: 0.99 } })
  })

  it('reads the numbers of both sides', async () => {
    await deployCanary(candidate, 50)
    const rows = ['5.1,3.5,1.4,0.2', '6.3,3.3,6.0,2.5', 'not,a,row']
    for (let round = 0; round < 12; round++)
      await Promise.all(rows.map((row) => fetch(`${invokeUrl}?data=${encodeURIComponent(row)}`)))
    const { sides, complete, own } = await readSides(context, endpointName, ['1', '2'], Date.now() - 600_000)
    expect(complete).toBe(true)
    // The deploys' own: a new metric is empty for a while, so it is read once more below.
    expect(own).toBeTypeOf('number')
    expect(sides.map(({ version }) => version)).toEqual(['1', '2'])
    const total = (field: 'calls' | 'refused' | 'failed') => sides.reduce((sum, side) => sum + side[field], 0)
    // Two sample rows of deploys came by the URL too, and one that called version 2 by its number.
    expect(total('calls')).toBeGreaterThanOrEqual(36)
    // What version 1 answered alone, before there was a canary, is no comparison.
    const whole = await readLogEvents(context.clients.logs, {
      group: namesOf(endpointName, context.target).logGroupName,
      pattern: handlerLinePattern,
      since: 0,
      most: 20_000,
    })
    const [alone] = sidesOf(whole.events, ['1'])
    expect(alone?.calls).toBeGreaterThan(sides[0]?.calls ?? 0)
    expect(total('refused')).toBe(12)
    expect(total('failed')).toBe(0)
    expect(sides.every((side) => side.calls > 0 && (side.modelMs?.p50 ?? 0) > 0)).toBe(true)
    const later = await until(
      () => readSides(context, endpointName, ['1', '2'], Date.now() - 600_000),
      (one) => (one.own ?? 0) > 0,
    )
    expect(later.own).toBeLessThan(36)
    const { keys } = await account.restrictedKeys(['cloudwatch:GetMetricData'])
    const denied = createClients({ region: account.region, endpointUrl: account.url, credentials: keys })
    expect(await readSides({ ...context, clients: denied }, endpointName, ['1'], 0)).toMatchObject({ own: undefined })
  })

  it('is refused where the change is of the API, and where nothing differs', async () => {
    const path = await runDeploy(context, withFields(candidate, { resourcePath: 'flowers' }), () => {}, {
      canaryPercent: 10,
    })
    expect(path).toMatchObject({ ok: false, error: { code: 'blocked', message: expect.stringContaining('one API') } })
    const certificateArn = `arn:aws:acm:${context.target.region}:${context.target.accountId}:certificate/one`
    const domain = { name: 'iris.acme.dev', basePath: 'v1', certificateArn }
    expect(await runDeploy(context, { ...candidate, domain }, () => {}, { canaryPercent: 10 })).toMatchObject({
      ok: false,
      error: { code: 'blocked', message: expect.stringMatching(/one API, and this changes it: domain name\./) },
    })
    const same = await runDeploy(context, live, () => {}, { canaryPercent: 10 })
    expect(same).toMatchObject({ ok: false, error: { message: 'Nothing differs from what is live.' } })
    const none = await runDeploy(context, withFields(live, { endpointName: 'penguin-species-ll' }), () => {}, {
      canaryPercent: 10,
    })
    expect(none).toMatchObject({ ok: false, error: { message: 'There is no live version to split the traffic with.' } })
  })

  it('is given up by a deploy of what is live: permissions of the other go, nothing differs', async () => {
    expect(await policy()).toContain(`endpoint/${other}`)
    unwrap(await runDeploy(context, live, () => {}))
    expect((await alias()).RoutingConfig?.AdditionalVersionWeights ?? {}).toEqual({})
    expect(await callsByEndpoint(30)).toEqual({ [endpointName]: 30 })
    expect(await policy()).not.toContain(`endpoint/${other}`)
    expect(await unwell()).toEqual([])
  })

  it('is promoted by a deploy of its spec, without a new version', async () => {
    await deployCanary(candidate, 10)
    const { version } = (await readWiring(context, endpointName)).canary ?? {}
    unwrap(await runDeploy(context, candidate, () => {}))
    expect(await callsByEndpoint(30)).toEqual({ [other]: 30 })
    expect(await readWiring(context, endpointName)).toMatchObject({ version, canary: undefined })
    expect(await policy()).not.toContain(`endpoint/${endpointName}"`)
    expect(await unwell()).toEqual([])
  })

  it('that somebody set by hand to what is no spec of ours is drift', async () => {
    const FunctionName = namesOf(endpointName, context.target).functionName
    const { FunctionVersion } = await alias()
    await account.lambda.send(
      new UpdateAliasCommand({
        FunctionName,
        Name: aliasName,
        FunctionVersion,
        RoutingConfig: { AdditionalVersionWeights: { 1: 0.2 } },
      }),
    )
    // Version 1 is a spec of ours, so its weight is a canary, but not the one on record.
    expect((await readWiring(context, endpointName)).canary).toMatchObject({ version: '1', percent: 20 })
    expect((await unwell()).map(({ type }) => type)).toContain('iam-role')
    unwrap(await runDeploy(context, candidate, () => {}))
    expect(await unwell()).toEqual([])
  })

  it('that somebody set by hand where no deploy could is drift, and hides no other', async () => {
    const FunctionName = namesOf(endpointName, context.target).functionName
    const fleeting = 'iris-serverless'
    const deployedAs = async (spec: WiringSpec) => {
      unwrap(await runDeploy(context, spec, () => {}))
      return (await readWiring(context, endpointName)).version ?? ''
    }
    const elsewhere = await deployedAs(withFields(live, { resourcePath: 'flowers' }))
    const gone = await deployedAs(withFields(live, { targetEndpoint: fleeting }))
    const now = await deployedAs(live)
    expect(now).not.toBe('1')
    await account.sagemaker.send(new DeleteEndpointCommand({ EndpointName: fleeting }))
    // Until it is gone a weight for it would be a canary.
    await waitUntilEndpointDeleted(
      { client: account.sagemaker, minDelay: 1, maxDelay: 1, maxWaitTime: 300 },
      { EndpointName: fleeting },
    )
    const about = { FunctionName, Qualifier: aliasName }
    const { Policy = '' } = await account.lambda.send(new GetPolicyCommand(about))
    const [{ Sid: StatementId = '' } = {}] = (JSON.parse(Policy) as { Statement: { Sid?: string }[] }).Statement
    await account.lambda.send(new RemovePermissionCommand({ ...about, StatementId }))
    // Version 1 was made from the very spec that is live.
    for (const version of ['1', elsewhere, gone]) {
      const RoutingConfig = { AdditionalVersionWeights: { [version]: 0.3 } }
      await account.lambda.send(new UpdateAliasCommand({ FunctionName, Name: aliasName, RoutingConfig }))
      expect((await unwell()).map(({ type }) => type).sort()).toEqual(['invoke-permission', 'lambda-alias'])
      expect(unwrap(await repairOf(context, endpointName))).toEqual({ spec: live })
    }
    unwrap(await runDeploy(context, live, () => {}))
    expect(await unwell()).toEqual([])
    expect((await alias()).RoutingConfig?.AdditionalVersionWeights ?? {}).toEqual({})
    expect((await fetch(`${invokeUrl}?data=${onlyRoute(live).sampleRow}`)).status).toBe(200)
  })

  it('is not ended by a repair, of a throttle that somebody took away neither', async () => {
    await deployCanary(candidate, 40)
    const { RoutingConfig } = await alias()
    const { restApiId = '', stage: stageName = '' } = await readWiring(context, endpointName)
    const patchOperations = ['rateLimit', 'burstLimit'].map((limit) => ({
      op: 'replace' as const,
      path: `/*/*/throttling/${limit}`,
      value: '-1',
    }))
    await account.apiGateway.send(new UpdateStageCommand({ restApiId, stageName, patchOperations }))
    const { spec, canaryPercent = 0 } = unwrap(await repairOf(context, endpointName))
    expect({ spec, canaryPercent }).toMatchObject({ canaryPercent: 40, spec: { routes: [{ targetEndpoint: other }] } })
    await deployCanary(spec, canaryPercent)
    expect((await alias()).RoutingConfig).toEqual(RoutingConfig)
    expect(await unwell()).toEqual([])
  })

  it('is removed with the rest', async () => {
    unwrap(await runRemove(context, endpointName, () => {}))
    expect(unwrap(await planRemove(context, endpointName)).changeCount).toBe(0)
  })
})
