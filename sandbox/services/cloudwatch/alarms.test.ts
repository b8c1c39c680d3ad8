/** Alarms, through the real SDK: what CloudWatch refuses, and what it makes of a metric. */
import {
  type ComparisonOperator,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { retried, until } from '../../testing/wait'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

const alarm: PutMetricAlarmCommandInput = {
  AlarmName: 'slow',
  Namespace: 'Shop',
  MetricName: 'Latency',
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 1,
  Threshold: 100,
  ComparisonOperator: 'GreaterThanThreshold',
}
/** AWS takes three a second. */
const put = (change: Partial<PutMetricAlarmCommandInput> = {}) =>
  retried(() => account.cloudWatch.send(new PutMetricAlarmCommand({ ...alarm, ...change })), /Throttling/)
const read = async (...AlarmNames: string[]) =>
  (await account.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames }))).MetricAlarms ?? []
const topic = (region: string) => `arn:aws:sns:${region}:111122223333:t`

describe('PutMetricAlarm', () => {
  it.each<[string, Partial<PutMetricAlarmCommandInput>, RegExp]>([
    ['no name', { AlarmName: '' }, /'alarmName'.*length greater than or equal to 1/],
    ['no threshold', { Threshold: undefined }, /Threshold/],
    ['another comparison', { ComparisonOperator: 'Above' as ComparisonOperator }, /comparisonOperator.*enum value set/],
    ['two statistics', { ExtendedStatistic: 'p99' }, /mutually exclusive/],
    ['no statistic', { Statistic: undefined }, /Statistic/],
    ['a percentile of more than all', { Statistic: undefined, ExtendedStatistic: 'p101' }, /p101/],
    ['a period that is no minute', { Period: 90 }, /Period 90/],
    ['no period to look at', { EvaluationPeriods: 0 }, /greater than or equal to 1/],
    ['more than a day', { EvaluationPeriods: 1_441 }, /86400/],
    ['more points than periods', { DatapointsToAlarm: 4 }, /DatapointsToAlarm/],
    ['another way of missing data', { TreatMissingData: 'fine' }, /Supported values are/],
    ['what is no ARN', { AlarmActions: ['on-call'] }, /Invalid arn syntax: on-call/],
    ['another region', { AlarmActions: [topic('eu-west-3')] }, /Invalid region eu-west-3 specified/],
    [
      'another partition',
      { AlarmActions: ['arn:aws-cn:sns:cn-north-1:111122223333:t'] },
      /Invalid partition aws-cn specified/,
    ],
    ['a tag of AWS', { Tags: [{ Key: 'aws:a', Value: 'b' }] }, /aws:a/],
  ])('refuses %s', async (_, change, message) => {
    await expect(put(change)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    })
  })

  it('keeps the tags and the state of an alarm that it overwrites', async () => {
    await put({ AlarmName: 'kept', Tags: [{ Key: 'owner', Value: 'ana' }] })
    await put({ AlarmName: 'kept', Threshold: 7, Tags: [{ Key: 'owner', Value: 'ben' }] })
    const [found] = await read('kept')
    expect(found).toMatchObject({ Threshold: 7, StateValue: 'INSUFFICIENT_DATA', OKActions: [] })
    const { Tags } = await account.cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: found?.AlarmArn }))
    expect(Tags).toEqual([{ Key: 'owner', Value: 'ana' }])
    const tag = (ResourceARN = found?.AlarmArn) =>
      account.cloudWatch.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: 'owner', Value: 'ben' }] }))
    await tag()
    const after = await account.cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: found?.AlarmArn }))
    expect(after.Tags).toEqual([{ Key: 'owner', Value: 'ben' }])
    await expect(tag(`${found?.AlarmArn}-absent`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

describe('the state of an alarm', () => {
  it('follows the metric, and what a minute without data counts as', async () => {
    for (const TreatMissingData of ['missing', 'notBreaching', 'breaching'])
      await put({ AlarmName: `by ${TreatMissingData}`, MetricName: 'Nothing', TreatMissingData })
    const states = await read('by missing', 'by notBreaching', 'by breaching')
    expect(Object.fromEntries(states.map(({ AlarmName, StateValue }) => [AlarmName, StateValue]))).toEqual({
      'by missing': 'INSUFFICIENT_DATA',
      'by notBreaching': 'OK',
      'by breaching': 'ALARM',
    })
    await put()
    await account.cloudWatch.send(
      new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [{ MetricName: 'Latency', Value: 250 }] }),
    )
    await until(
      () => read('slow'),
      ([found]) => found?.StateValue === 'ALARM',
    )
    await put({ Threshold: 300 })
    expect((await read('slow'))[0]?.StateValue).toBe('OK')
  })
})

describe('DescribeAlarms and DeleteAlarms', () => {
  it('page by page, by the beginning of a name; none goes if one is not there', async () => {
    for (const name of ['one', 'two', 'three']) await put({ AlarmName: `page ${name}` })
    const first = await account.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'page', MaxRecords: 2 }))
    const { NextToken } = first
    const rest = await account.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'page', NextToken }))
    const names = [first, rest].flatMap((page) => page.MetricAlarms?.map(({ AlarmName }) => AlarmName))
    expect(names).toEqual(['page one', 'page three', 'page two'])
    await expect(account.cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 101 }))).rejects.toThrow(
      /'maxRecords' .* less than or equal to 100$/,
    )
    await expect(account.cloudWatch.send(new DescribeAlarmsCommand({ NextToken: 'x' }))).rejects.toMatchObject({
      name: 'InvalidNextToken',
    })
    const remove = (...AlarmNames: string[]) => account.cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames }))
    await expect(remove('page one', 'page four')).rejects.toMatchObject({
      name: 'ResourceNotFound',
      $metadata: { httpStatusCode: 404 },
    })
    expect(await read('page one')).toHaveLength(1)
    await remove('page one', 'page two')
    expect(await read('page one', 'page two')).toEqual([])
    const gone = `arn:aws:cloudwatch:${account.region}:${account.accountId}:alarm:page one`
    await expect(account.cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: gone }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
