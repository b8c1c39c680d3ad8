/** Two alarms through the engine: planned, deployed, compared with what somebody changed by hand, and removed. */

import { DescribeAlarmsCommand, ListTagsForResourceCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import { defaultSpec } from '../../../spec/defaults'
import type { FlatSpec } from '../../../spec/flat-spec'
import { endpointTag, managedTag } from '../../../spec/names'
import type { WiringSpec } from '../../../spec/spec'
import { withFields } from '../../../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from '../../engine'
import { readWiring } from '../../read/current'
import { testContext, unwrap } from '../../testing'
import { percentOf } from './plan'

const endpointName = 'iris-xgboost'
const errors = 'portico-iris-xgboost-5xx'
const latency = 'portico-iris-xgboost-latency'
const topicIn = (region: string) => `arn:aws:sns:${region}:111122223333:on-call`

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const specWith = (alarms: WiringSpec['alarms'], change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), { alarms, ...change })
const alarms = { errorPercent: 5, latencyMs: 2_500 }
const changes = async (spec: WiringSpec) =>
  unwrap(await planDeploy(testContext(account), spec))
    .items.filter(({ change, type }) => change !== 'none' && type === 'alarm')
    .map(({ change, name, fields }) => [change, name, ...fields.map(({ field }) => field)].join(' '))
const deploy = async (spec: WiringSpec) => unwrap(await runDeploy(testContext(account), spec, () => {}))
const there = async () => (await account.cloudWatch.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? []

describe('two alarms', () => {
  it('are born with their tags, and the next deploy makes no write', async () => {
    const spec = specWith({ ...alarms, topicArn: topicIn(account.region) })
    expect(await changes(spec)).toEqual([`create ${errors}`, `create ${latency}`])
    await deploy(spec)
    const common = {
      Namespace: 'AWS/ApiGateway',
      Dimensions: [
        { Name: 'ApiName', Value: spec.apiName },
        { Name: 'Stage', Value: spec.stage },
      ],
      Period: 60,
      TreatMissingData: 'notBreaching',
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [topicIn(account.region)],
    }
    const found = await there()
    expect(found).toMatchObject([
      { ...common, AlarmName: errors, MetricName: '5XXError', Statistic: 'Average', Threshold: 0.05 },
      { ...common, AlarmName: latency, MetricName: 'Latency', ExtendedStatistic: 'p99', Threshold: 2_500 },
    ])
    const { Tags } = await account.cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: found[0]?.AlarmArn }))
    expect(Tags).toEqual(
      expect.arrayContaining([
        { Key: managedTag, Value: 'true' },
        { Key: endpointTag, Value: endpointName },
      ]),
    )
    expect((await deploy(spec)).writes).toBe(0)
    const { state, resources } = await readWiring(testContext(account), endpointName)
    expect([state, ...resources.filter(({ health }) => health !== 'healthy')]).toEqual(['live'])
  })

  it('that somebody changed by hand are seen and repaired', async () => {
    const spec = specWith(alarms)
    await deploy(spec)
    const [first] = await there()
    await account.cloudWatch.send(
      new PutMetricAlarmCommand({
        ...first,
        AlarmName: errors,
        Threshold: 0.5,
        ActionsEnabled: false,
        OKActions: [topicIn(account.region)],
      }),
    )
    const drifted = [`update ${errors} Threshold ActionsEnabled OKActions and InsufficientDataActions`]
    expect(await changes(spec)).toEqual(drifted)
    const { resources } = await readWiring(testContext(account), endpointName)
    expect(resources.filter(({ health }) => health !== 'healthy').map(({ name }) => name)).toEqual([errors])
    await deploy(spec)
    expect(await changes(spec)).toEqual([])
    expect((await there())[0]).toMatchObject({ Threshold: 0.05, ActionsEnabled: true, OKActions: [] })
  })

  it('follow the stage, and go with the option', async () => {
    await deploy(specWith(alarms, { stage: 'v2' }))
    expect((await there()).map(({ Dimensions }) => Dimensions?.find(({ Name }) => Name === 'Stage')?.Value)).toEqual([
      'v2',
      'v2',
    ])
    const without = specWith(undefined, { stage: 'v2' })
    expect(await changes(without)).toEqual([`delete ${errors}`, `delete ${latency}`])
    await deploy(without)
    expect(await there()).toEqual([])
  })

  it('are removed with the public API', async () => {
    await deploy(specWith(alarms))
    const plan = unwrap(await planRemove(testContext(account), endpointName))
    expect(plan.items.filter(({ type }) => type === 'alarm').map(({ change, name }) => `${change} ${name}`)).toEqual([
      `delete ${errors}`,
      `delete ${latency}`,
    ])
    unwrap(await runRemove(testContext(account), endpointName, () => {}))
    expect(await there()).toEqual([])
  })
})

describe('what is settled first', () => {
  it('a topic of another region', async () => {
    const plan = unwrap(await planDeploy(testContext(account), specWith({ ...alarms, topicArn: topicIn('eu-west-3') })))
    expect(plan.blockers.map(({ message }) => message)).toEqual([
      `The topic is in eu-west-3, and the alarms are in ${account.region}.`,
    ])
  })

  it('an alarm of that name that is somebody else’s', async () => {
    const own = await createTestAccount()
    const put = { AlarmName: latency, Namespace: 'A', MetricName: 'B', Statistic: 'Sum', Period: 60 } as const
    await own.cloudWatch.send(
      new PutMetricAlarmCommand({
        ...put,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    )
    const plan = unwrap(await planDeploy(testContext(own), specWith(alarms)))
    expect(plan.blockers.map(({ resource }) => resource)).toEqual([`Alarm ${latency}`])
    own.close()
  })

  it('that alarms can be read, if there are some or the spec has some', async () => {
    const own = await createTestAccount()
    const { keys } = await own.restrictedKeys(['cloudwatch:DescribeAlarms'])
    const context = testContext({ ...own, credentials: keys })
    const blockers = async (spec: WiringSpec) =>
      unwrap(await planDeploy(context, spec)).blockers.map(({ remedy }) => remedy)
    const remedy = 'Allow cloudwatch:DescribeAlarms and cloudwatch:ListTagsForResource'
    expect(await blockers(specWith(alarms))).toEqual([`${remedy}, or deploy without alarms.`])
    expect(await blockers(specWith(undefined))).toEqual([])
    unwrap(await runDeploy(testContext(own), specWith(alarms), () => {}))
    // A deploy without alarms could not take them away.
    expect(await blockers(specWith(undefined))).toEqual([`${remedy}.`])
    const said: string[] = []
    unwrap(await runRemove(context, endpointName, ({ id, detail }) => said.push(`${id} ${detail}`)))
    const unread = `alarms are not checked, because the console is not allowed to call cloudwatch:DescribeAlarms on arn:aws:cloudwatch:${own.region}:${own.accountId}:alarm:*`
    expect(said).toContain(`alarms ${unread}`)
    expect(said).toContain(`verify Nothing else is left; ${unread}`)
    own.close()
  })
})

it.each([7, 14, 29, 57, 0.1])('%d percent stay themselves', (percent) => {
  expect(percentOf(percent / 100)).toBe(percent)
})
