/** Metrics of what really happened here, through the real SDK. */
import {
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { until } from '../../testing/wait'

const name = 'iris-xgboost'
let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
  const invoke = (Body: string) =>
    account.runtime.send(new InvokeEndpointCommand({ EndpointName: name, ContentType: 'text/csv', Body }))
  for (let call = 0; call < 4; call++) await invoke('5.1,3.5,1.4,0.2')
  await expect(invoke('1,2')).rejects.toMatchObject({ OriginalStatusCode: 400 })
})
afterAll(() => account.close())

const query = (Id: string, MetricName: string, Stat: string, more: Partial<MetricDataQuery['MetricStat']> = {}) => ({
  Id,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/SageMaker',
      MetricName,
      Dimensions: [
        { Name: 'VariantName', Value: 'AllTraffic' },
        { Name: 'EndpointName', Value: name },
      ],
    },
    Period: 60,
    Stat,
    ...more,
  },
})
const hour = () => ({ StartTime: new Date(Date.now() - 3_600_000), EndTime: new Date(Date.now() + 60_000) })
const data = (MetricDataQueries: MetricDataQuery[], more: object = {}) =>
  account.cloudWatch.send(new GetMetricDataCommand({ MetricDataQueries, ...hour(), ...more }))
const sum = (values: number[] = []) => values.reduce((total, value) => total + value, 0)

describe('GetMetricData', () => {
  it('counts the calls of an endpoint, its refusals, and how long they took in microseconds', async () => {
    const { MetricDataResults = [] } = await data([
      query('calls', 'Invocations', 'Sum'),
      query('refused', 'Invocation4XXErrors', 'Sum'),
      query('failed', 'Invocation5XXErrors', 'Sum'),
      query('p50', 'ModelLatency', 'p50'),
      query('most', 'ModelLatency', 'Maximum'),
      query('counted', 'ModelLatency', 'SampleCount'),
    ])
    const of = (id: string) => MetricDataResults.find((one) => one.Id === id)?.Values ?? []
    expect([sum(of('calls')), sum(of('refused')), sum(of('failed')), sum(of('counted'))]).toEqual([5, 1, 0, 5])
    expect(Math.max(...of('most'))).toBeGreaterThanOrEqual(Math.max(...of('p50')))
    expect(Math.min(...of('p50'))).toBeGreaterThan(1)
    expect(MetricDataResults.every(({ StatusCode }) => StatusCode === 'Complete')).toBe(true)
  })

  it('gives the newest first unless requested, and an empty series where nothing was', async () => {
    const cpu = query('cpu', 'CPUUtilization', 'Average')
    cpu.MetricStat.Metric.Namespace = '/aws/sagemaker/Endpoints'
    const given = async (ScanBy?: string) => (await data([cpu], { ScanBy })).MetricDataResults?.[0]?.Timestamps ?? []
    const newestFirst = await given()
    expect(newestFirst.length).toBeGreaterThan(0)
    expect([...newestFirst].reverse()).toEqual(await given('TimestampAscending'))
    const none = query('none', 'Invocations', 'Sum')
    none.MetricStat.Metric.Dimensions = [{ Name: 'EndpointName', Value: 'IRIS' }]
    expect((await data([none])).MetricDataResults).toMatchObject([{ Id: 'none', Values: [], Label: 'Invocations' }])
  })

  it('reports a GPU if the instance has one', async () => {
    const gpuOf = async (EndpointName: string) => {
      const gpu = query('gpu', 'GPUUtilization', 'Average')
      gpu.MetricStat.Metric.Namespace = '/aws/sagemaker/Endpoints'
      gpu.MetricStat.Metric.Dimensions = [
        { Name: 'EndpointName', Value: EndpointName },
        { Name: 'VariantName', Value: 'AllTraffic' },
      ]
      return (await data([gpu])).MetricDataResults?.[0]?.Values ?? []
    }
    expect((await gpuOf('declaration-chat')).length).toBeGreaterThan(50)
    expect(await gpuOf('iris-xgboost')).toEqual([])
  })

  it('is paged by datapoints', async () => {
    const cpu = query('memory', 'MemoryUtilization', 'Average')
    cpu.MetricStat.Metric.Namespace = '/aws/sagemaker/Endpoints'
    const queries = [cpu, query('calls', 'Invocations', 'Sum')]
    const whole = (await data(queries)).MetricDataResults?.map(({ Values }) => Values)
    const pages: number[][] = [[], []]
    let NextToken: string | undefined
    do {
      const page = await data(queries, { MaxDatapoints: 7, NextToken })
      const count = sum(page.MetricDataResults?.map(({ Values = [] }) => Values.length))
      expect(count).toBeLessThanOrEqual(7)
      for (const [index, { Values = [] }] of (page.MetricDataResults ?? []).entries()) pages[index]?.push(...Values)
      NextToken = page.NextToken
    } while (NextToken)
    expect(pages.map((one) => one.length)).toEqual(whole?.map((one) => one?.length))
  })

  it.each([
    ['an id that begins with a capital', [query('Calls', 'Invocations', 'Sum')], {}, /lower case/],
    ['an id twice', [query('a', 'Invocations', 'Sum'), query('a', 'Invocations', 'Sum')], {}, /unique/],
    ['a period that is none', [query('a', 'Invocations', 'Sum', { Period: 90 })], {}, /Period/],
    ['a statistic that is none', [query('a', 'Invocations', 'Median')], {}, /Stat/],
    ['metric math', [{ Id: 'a', Expression: 'SUM(METRICS())' }], {}, /metric math/],
    ['an end before its start', [query('a', 'Invocations', 'Sum')], { EndTime: new Date(0) }, /StartTime/],
    ['a token of somebody else', [query('a', 'Invocations', 'Sum')], { NextToken: 'x' }, /token/],
  ])('refuses %s', async (_, queries, more, message) => {
    await expect(data(queries as MetricDataQuery[], more)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode: 400 },
    })
  })

  it('refuses who cannot', async () => {
    const { cloudWatch } = await account.restricted(['cloudwatch:GetMetricData'])
    await expect(
      cloudWatch.send(new GetMetricDataCommand({ MetricDataQueries: [query('a', 'Invocations', 'Sum')], ...hour() })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } })
  })
})

describe('PutMetricData', () => {
  const put = (datum: Partial<MetricDatum>, Namespace = 'Ours') =>
    account.cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'Calls', ...datum }] }))
  const published = async (Stat: string, EndpointName: string) => {
    const metricQuery = query('own', 'Calls', Stat)
    metricQuery.MetricStat.Metric = {
      Namespace: 'Ours',
      MetricName: 'Calls',
      Dimensions: [{ Name: 'EndpointName', Value: EndpointName }],
    }
    return (await data([metricQuery])).MetricDataResults?.[0]?.Values ?? []
  }

  it('adds to a metric of its own, by minute and dimensions', async () => {
    const Dimensions = [{ Name: 'EndpointName', Value: 'published' }]
    await put({ Dimensions, Value: 2, Unit: 'Count' })
    await put({ Dimensions, Values: [3, 5], Counts: [2, 1], Timestamp: new Date(Date.now() - 600_000) })
    await until(
      () => published('Sum', 'published'),
      (values) => values.length === 2,
    )
    expect(await published('Sum', 'published')).toEqual([2, 11])
    expect(await published('SampleCount', 'published')).toEqual([1, 3])
    expect(await published('Sum', 'another')).toEqual([])
  })

  it.each<[string, Partial<MetricDatum>, RegExp, string?]>([
    ['a namespace of AWS', { Value: 1 }, /Namespace is invalid/, 'AWS/Lambda'],
    ['no namespace', { Value: 1 }, /Namespace is required/, ''],
    ['no name', { MetricName: '', Value: 1 }, /MetricName is required/],
    [
      'a long name',
      { MetricName: 'x'.repeat(256), Value: 1 },
      /'metricData.1.member.metricName' .* length less than or equal to 255$/,
    ],
    ['no value', {}, /Value is required/],
    ['a value and values', { Value: 1, Values: [1] }, /mutually exclusive/],
    ['counts of fewer values', { Values: [1, 2], Counts: [1] }, /must be of the same size/],
    ['more than 150 values', { Values: Array<number>(151).fill(1) }, /greater than 150/],
    ['a value that is too large', { Value: 2 ** 361 }, /Value is invalid/],
    ['a value of weeks ago', { Value: 1, Timestamp: new Date(Date.now() - 15 * 86_400_000) }, /two weeks in the past/],
    ['a value of tomorrow', { Value: 1, Timestamp: new Date(Date.now() + 86_400_000) }, /two hours in the future/],
    [
      'more than 30 dimensions',
      { Value: 1, Dimensions: Array.from({ length: 31 }, (_, index) => ({ Name: `d${index}`, Value: 'x' })) },
      /greater than 30/,
    ],
    ['a dimension without a value', { Value: 1, Dimensions: [{ Name: 'a', Value: '' }] }, /Value is required/],
    ['another resolution', { Value: 1, StorageResolution: 30 }, /StorageResolution is invalid/],
  ])('refuses %s', async (_, datum, message, namespace) => {
    await expect(put(datum, namespace)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode: 400 },
    })
  })

  it('refuses who cannot', async () => {
    const { cloudWatch } = await account.restricted(['cloudwatch:PutMetricData'])
    const MetricData = [{ MetricName: 'Calls', Value: 1 }]
    await expect(cloudWatch.send(new PutMetricDataCommand({ Namespace: 'Ours', MetricData }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    })
  })
})
