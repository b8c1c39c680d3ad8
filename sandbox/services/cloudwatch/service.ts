/**
 * CloudWatch: metrics as they can be queried, those that somebody publishes, and alarms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
import { writeToken } from '../../kernel/page-token'
import type { Call, Operation, Service } from '../../kernel/types'
import { alarmKeys, alarmNeeds, alarmOperations, alarmResource } from './alarms'
import { nextStart } from './next-token'
import { inPeriods, seriesOf } from './periods'
import { namespaceKey, putMetricData } from './put-metric-data'
import { queryOperations } from './query'
import { missingParameter, timeOf, validation } from './refuse'
import type { Dimensions } from './state'
import { statistic } from './statistics'

const maxQueries = 500
const maxDatapoints = 100_800

interface MetricQuery {
  Id?: string
  Label?: string
  Expression?: string
  ReturnData?: boolean
  MetricStat?: {
    Metric?: { Namespace?: string; MetricName?: string; Dimensions?: { Name: string; Value: string }[] }
    Period?: number
    Stat?: string
  }
}

const getMetricData: Operation = (input, call) => {
  const queries = (input.MetricDataQueries ?? []) as MetricQuery[]
  const [start, end] = [timeOf(input.StartTime, 'StartTime'), timeOf(input.EndTime, 'EndTime')]
  if (queries.length === 0) throw missingParameter('MetricDataQueries')
  if (queries.length > maxQueries)
    throw validation('The collection MetricDataQueries must not have a size greater than 500.')
  if (start >= end) throw validation('The parameter StartTime must be less than the parameter EndTime.')
  const most = Math.min(input.MaxDatapoints ?? maxDatapoints, maxDatapoints)
  const from = nextStart('GetMetricData', input.NextToken)
  const ids = new Set<string>()
  for (const { Id } of queries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id ?? ''))
      throw validation(
        `The value ${Id} for parameter MetricDataQueries.member.Id does not start with a lower case letter.`,
      )
    if (ids.has(Id ?? '')) throw validation('The values for parameter id in MetricDataQueries must be unique.')
    ids.add(Id ?? '')
  }
  const ascending = input.ScanBy === 'TimestampAscending'
  const results = queries
    .filter(({ ReturnData }) => ReturnData !== false)
    .map((query) => resultOf(query, { start, end, ascending }, call))
  return page(results, from, most)
}

interface Span {
  start: number
  end: number
  ascending: boolean
}

interface Result {
  Id: string
  Label: string
  Timestamps: Date[]
  Values: number[]
}

function resultOf(query: MetricQuery, { start, end, ascending }: Span, call: Call): Result {
  const { MetricStat, Expression, Id = '', Label } = query
  if (Expression !== undefined) throw validation(`Error in expression '${Id}': the sandbox computes no metric math.`)
  const { Namespace = '', MetricName = '', Dimensions: given = [] } = MetricStat?.Metric ?? {}
  const { Period = 0, Stat = '' } = MetricStat ?? {}
  const compute = statistic(Stat)
  if (!MetricName) throw validation(`MetricStat or Expression is required for ${Id}.`)
  if (!compute)
    throw validation(`The value ${Stat} for parameter MetricDataQueries.member.MetricStat.Stat is not supported.`)
  if (!(Period >= 60 && Period % 60 === 0) && ![1, 5, 10, 20, 30].includes(Period))
    throw validation(
      `The value ${Period} for parameter MetricDataQueries.member.MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`,
    )
  const dimensions: Dimensions = Object.fromEntries(given.map(({ Name, Value }) => [Name, Value]))
  const series = seriesOf(call, { namespace: Namespace, name: MetricName, dimensions, start, end })
  const points = [...inPeriods(series, Period * 1000, start, end)].sort(([a], [b]) => (ascending ? a - b : b - a))
  return {
    Id,
    Label: Label ?? MetricName,
    Timestamps: points.map(([at]) => new Date(at)),
    Values: points.map(([, values]) => compute(values)),
  }
}

/** Datapoints over all queries; what does not fit is on the next page. */
function page(results: Result[], from: number, most: number): object {
  let [seen, given] = [0, 0]
  const shown = results.map((result) => {
    const start = Math.max(0, from - seen)
    seen += result.Values.length
    const count = Math.max(0, Math.min(result.Values.length - start, most - given))
    given += count
    const whole = start + count >= result.Values.length
    return {
      ...result,
      Timestamps: result.Timestamps.slice(start, start + count),
      Values: result.Values.slice(start, start + count),
      StatusCode: whole ? 'Complete' : 'PartialData',
    }
  })
  const next = from + given
  return {
    MetricDataResults: shown,
    Messages: [],
    ...(next < seen ? { NextToken: writeToken('GetMetricData', next) } : {}),
  }
}

export const cloudWatchService: Service = {
  signingName: 'monitoring',
  iamPrefix: 'cloudwatch',
  // Newer SDKs speak JSON or CBOR, older ones the query protocol; AWS's model of the service names all three.
  protocol: 'json-1.0',
  alsoSpeaks: ['rpc-v2-cbor', 'query'],
  xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  targetPrefix: 'GraniteServiceVersion20100801',
  operations: { GetMetricData: getMetricData, PutMetricData: putMetricData, ...queryOperations, ...alarmOperations },
  conditionKeys: (operation, input, call) => ({
    ...namespaceKey(operation, input),
    ...alarmKeys(operation, input, call),
  }),
  alsoNeeds: alarmNeeds,
  resourceArn: alarmResource,
}
