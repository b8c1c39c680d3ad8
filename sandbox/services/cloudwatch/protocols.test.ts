/**
 * CloudWatch takes three protocols: JSON, CBOR, and the query protocol of older SDKs. Each client here speaks another one.
 * https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html, https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
import * as cloudWatch from '@aws-sdk/client-cloudwatch'
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor'
import CloudWatchV2 from 'aws-sdk/clients/cloudwatch'
import { AwsClient } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

interface Clients {
  call: (operation: keyof typeof commands, input: object) => Promise<Record<string, unknown>>
  /** Returns the error's code as this protocol has it. */
  code: (shape: string) => string
}

const commands = {
  putMetricData: cloudWatch.PutMetricDataCommand,
  listMetrics: cloudWatch.ListMetricsCommand,
  getMetricStatistics: cloudWatch.GetMetricStatisticsCommand,
  getMetricData: cloudWatch.GetMetricDataCommand,
  putMetricAlarm: cloudWatch.PutMetricAlarmCommand,
  describeAlarms: cloudWatch.DescribeAlarmsCommand,
  listTagsForResource: cloudWatch.ListTagsForResourceCommand,
}

const options = () => ({
  region: account.region,
  endpoint: account.url,
  credentials: account.credentials,
  maxAttempts: 1,
})

function newer(protocol?: typeof SmithyRpcV2CborProtocol): Clients {
  const client = new cloudWatch.CloudWatchClient({ ...options(), ...(protocol ? { protocol } : {}) })
  return {
    call: async (operation, input) => {
      const Command = commands[operation] as new (input: object) => object
      const { $metadata, ...output } = await client.send(new Command(input) as cloudWatch.ListMetricsCommand)
      return output
    },
    code: (shape) => shape,
  }
}

function older(): Clients {
  const { maxAttempts, ...rest } = options()
  const client = new CloudWatchV2({ ...rest, maxRetries: 0 })
  return {
    call: async (operation, input) => {
      const send = client[operation].bind(client) as (sent: object) => { promise: () => Promise<object> }
      return { ...(await send(input).promise()) }
    },
    code: (shape) => shape.replace(/Exception$/, ''),
  }
}

describe.each([
  ['JSON', () => newer()],
  ['CBOR', () => newer(SmithyRpcV2CborProtocol)],
  ['the query protocol', older],
])('by %s', (protocol, make) => {
  const Namespace = `Ours/${protocol}`
  const metric = { Namespace, MetricName: 'Calls' }
  const Dimensions = [{ Name: 'Api', Value: 'a & b' }]

  it('numbers, times and lists are kept and given back', async () => {
    const { call } = make()
    const now = Math.floor(Date.now() / 60_000) * 60_000
    const Timestamp = new Date(now - 120_000)
    await call('putMetricData', {
      Namespace,
      MetricData: [{ MetricName: 'Calls', Dimensions, Timestamp, Values: [1.5, 4], Counts: [2, 1], Unit: 'Count' }],
    })
    // A metric is listed after a while.
    await account.pass(16 * 60_000)
    const { Metrics } = await call('listMetrics', metric)
    expect(Metrics).toEqual([{ ...metric, Dimensions }])
    const span = { StartTime: new Date(now - 3_600_000), EndTime: new Date(now + 60_000) }
    const { Label, Datapoints } = await call('getMetricStatistics', {
      ...{ ...metric, Dimensions, ...span, Period: 60 },
      Statistics: ['Sum', 'SampleCount'],
    })
    expect(Label).toBe('Calls')
    expect(Datapoints).toEqual([expect.objectContaining({ Timestamp, Sum: 7, SampleCount: 3 })])
    const percentiles = await call('getMetricStatistics', {
      ...{ ...metric, Dimensions, ...span, Period: 60 },
      ExtendedStatistics: ['p100'],
    })
    expect(percentiles.Datapoints).toEqual([expect.objectContaining({ ExtendedStatistics: { p100: 4 } })])
    const MetricStat = { Metric: { ...metric, Dimensions }, Period: 60, Stat: 'Maximum' }
    const { MetricDataResults } = await call('getMetricData', { ...span, MetricDataQueries: [{ Id: 'a', MetricStat }] })
    expect(MetricDataResults).toEqual([expect.objectContaining({ Id: 'a', Values: [4], Timestamps: [Timestamp] })])
  })

  it('booleans too', async () => {
    const { call } = make()
    const AlarmName = `alarm ${protocol}`
    await call('putMetricAlarm', {
      ...{ ...metric, AlarmName, ActionsEnabled: false, Period: 60, EvaluationPeriods: 2, Threshold: 0.5 },
      ...{ Statistic: 'Sum', ComparisonOperator: 'GreaterThanThreshold' },
    })
    const { MetricAlarms } = await call('describeAlarms', { AlarmNames: [AlarmName] })
    expect(MetricAlarms).toEqual([
      expect.objectContaining({ AlarmName, ActionsEnabled: false, EvaluationPeriods: 2, Threshold: 0.5 }),
    ])
  })

  it('refusals have the code that the protocol has', async () => {
    const { call, code } = make()
    const codeOf = (sent: Promise<unknown>) =>
      sent.then(
        () => 'not refused',
        (error: Error & { code?: string }) => [error.code ?? error.name, error.message],
      )
    const EndTime = new Date('2026-11-24T10:00:00Z')
    const StartTime = new Date('2026-11-24T11:00:00Z')
    const wrong = call('getMetricStatistics', { ...metric, StartTime, EndTime, Period: 60, Statistics: ['Sum'] })
    expect(await codeOf(wrong)).toEqual([
      code('InvalidParameterValueException'),
      'The parameter StartTime must be less than the parameter EndTime.',
    ])
    const gone = `arn:aws:cloudwatch:${account.region}:${account.accountId}:alarm:gone`
    expect(await codeOf(call('listTagsForResource', { ResourceARN: gone }))).toEqual([
      'ResourceNotFoundException',
      expect.any(String),
    ])
  })
})

it('a form with another type, or an action that is none, is refused in the form’s own words', async () => {
  const signer = new AwsClient({ ...account.credentials, service: 'monitoring', region: account.region, retries: 0 })
  const send = async (form: Record<string, string>) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ Version: '2010-08-01', ...form }).toString()
    const response = await signer.fetch(account.url, { method: 'POST', headers, body })
    return [response.status, (await response.text()).match(/<Code>(.*?)<\/Code>/)?.[1]]
  }
  expect(await send({ Action: 'Nothing' })).toEqual([400, 'InvalidAction'])
  expect(await send({ Action: 'DescribeAlarms', MaxRecords: 'many' })).toEqual([400, 'MalformedInput'])
  expect(await send({ Action: 'DescribeAlarms', MaxRecords: '1000' })).toEqual([400, 'ValidationError'])
})
