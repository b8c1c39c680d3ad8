/**
 * CloudWatch's older reads: which metrics there are, and the statistics of one.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
 */
import { startOf, writeToken } from '../../kernel/page-token'
import type { Call, Operation } from '../../kernel/types'
import { inPeriods, seriesOf } from './periods'
import { invalidCombination, invalidValue, timeOf } from './refuse'
import { type Dimensions, isVisible, listSeries } from './state'
import { statistic } from './statistics'

interface Filter {
  Name: string
  Value?: string
}

const perPage = 500
const recentMs = 3 * 3_600_000

const listMetrics: Operation = (input, call) => {
  const { Namespace, MetricName, RecentlyActive } = input
  const filters: Filter[] = input.Dimensions ?? []
  const after = RecentlyActive === undefined ? Number.NEGATIVE_INFINITY : Date.now() - recentMs
  const from = startOf('ListMetrics', input.NextToken, () => invalidValue('The next token is invalid.'))
  const all = listSeries(call.world, call)
    .filter((one) => isVisible(call.world, call, one.key))
    .filter((one) => Namespace === undefined || one.namespace === Namespace)
    .filter((one) => MetricName === undefined || one.name === MetricName)
    .filter(({ dimensions }) =>
      filters.every(
        ({ Name, Value }) => dimensions[Name] !== undefined && (Value === undefined || dimensions[Name] === Value),
      ),
    )
    .filter(({ series }) => [...series.keys()].some((minute) => minute >= after))
  return {
    Metrics: all.slice(from, from + perPage).map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    })),
    ...(from + perPage < all.length ? { NextToken: writeToken('ListMetrics', from + perPage) } : {}),
  }
}

const mostDatapoints = 1440

const getMetricStatistics: Operation = (input, call: Call) => {
  const { Namespace, MetricName, Period, Statistics, ExtendedStatistics, Dimensions: given = [] } = input
  const [start, end] = [timeOf(input.StartTime, 'StartTime'), timeOf(input.EndTime, 'EndTime')]
  // localstack's AWS-recorded `test_invalid_amount_of_datapoints`.
  if (start >= end) throw invalidValue('The parameter StartTime must be less than the parameter EndTime.')
  const datapoints = Math.floor((end - start) / 1000 / Period)
  if (datapoints > mostDatapoints)
    throw invalidCombination(
      `You have requested up to ${datapoints} datapoints, which exceeds the limit of ${mostDatapoints}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    )
  if (Period % 60 !== 0 && ![1, 5, 10, 20, 30].includes(Period))
    throw invalidValue('The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.')
  const simple: string[] = Statistics ?? []
  const extended: string[] = ExtendedStatistics ?? []
  if (simple.length > 0 === extended.length > 0)
    throw invalidCombination('Either Statistics or ExtendedStatistics must be specified, and not both.')
  const unknown = extended.find((name) => !/^p/.test(name) || !statistic(name))
  if (unknown !== undefined)
    throw invalidValue(`The value ${unknown} for parameter ExtendedStatistics.member.1 is not valid.`)
  const dimensions: Dimensions = Object.fromEntries(
    given.map(({ Name, Value }: { Name: string; Value: string }) => [Name, Value]),
  )
  const series = seriesOf(call, { namespace: Namespace, name: MetricName, dimensions, start, end })
  const computed = (name: string, values: number[]) => [name, statistic(name)?.(values)]
  return {
    Label: MetricName,
    // In no order, as AWS says.
    Datapoints: [...inPeriods(series, Period * 1000, start, end)].map(([at, values]) => ({
      Timestamp: new Date(at),
      ...Object.fromEntries(simple.map((name) => computed(name, values))),
      ...(extended.length > 0
        ? { ExtendedStatistics: new Map(extended.map((name) => [name, statistic(name)?.(values)])) }
        : {}),
    })),
  }
}

export const queryOperations: Record<string, Operation> = {
  ListMetrics: listMetrics,
  GetMetricStatistics: getMetricStatistics,
}
