/**
 * Metrics that somebody publishes, with CloudWatch's limits.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
 */
import type { Operation } from '../../kernel/types'
import { invalidCombination, invalidValue, missingParameter, timeOf } from './refuse'
import { type Dimensions, minuteMs, publishMetric } from './state'

const mostMetrics = 1_000
const mostDimensions = 30
const mostValues = 150
const pastMs = 14 * 86_400_000
const futureMs = 2 * 3_600_000
const largest = 2 ** 360

interface Datum {
  MetricName?: unknown
  Dimensions?: { Name?: unknown; Value?: unknown }[]
  Timestamp?: unknown
  Value?: unknown
  Values?: unknown[]
  Counts?: unknown[]
  StatisticValues?: object
  StorageResolution?: unknown
}

export const putMetricData: Operation = (input, call) => {
  const namespace = nameOf(input.Namespace, 'Namespace')
  if (/^(:|AWS\/)/.test(namespace)) throw invalidValue(`The value ${namespace} for parameter Namespace is invalid.`)
  const data: Datum[] = Array.isArray(input.MetricData) ? input.MetricData : []
  if (data.length === 0) throw missingParameter('MetricData')
  if (data.length > mostMetrics)
    throw invalidValue(`The collection MetricData must not have a size greater than ${mostMetrics}.`)
  // All of a request holds or none does.
  const checked = data.map((datum, index) => check(datum, `MetricData.member.${index + 1}`))
  for (const one of checked) publishMetric(call.world, call, { ...one, namespace })
  return {}
}

function check(datum: Datum, at: string) {
  const name = nameOf(datum.MetricName, `${at}.MetricName`)
  const time = datum.Timestamp === undefined ? Date.now() : timeOf(datum.Timestamp, `${at}.Timestamp`)
  if (time < Date.now() - pastMs || time > Date.now() + futureMs)
    throw invalidValue(
      `The parameter ${at}.Timestamp must specify a time no more than two weeks in the past or two hours in the future.`,
    )
  if (![undefined, 1, 60].includes(datum.StorageResolution as number | undefined))
    throw invalidValue(`The value ${datum.StorageResolution} for parameter ${at}.StorageResolution is invalid.`)
  return {
    name,
    dimensions: dimensionsOf(datum.Dimensions ?? [], at),
    values: valuesOf(datum, at),
    minute: Math.floor(time / minuteMs) * minuteMs,
  }
}

function dimensionsOf(given: NonNullable<Datum['Dimensions']>, at: string): Dimensions {
  if (given.length > mostDimensions)
    throw invalidValue(`The collection ${at}.Dimensions must not have a size greater than ${mostDimensions}.`)
  const pairs = given.map(({ Name, Value }) => [
    nameOf(Name, `${at}.Dimensions.member.Name`),
    nameOf(Value, `${at}.Dimensions.member.Value`, 1024),
  ])
  return Object.fromEntries(pairs)
}

/** One value, or values with how often each occurred. */
function valuesOf({ Value, Values, Counts, StatisticValues }: Datum, at: string): number[] {
  for (const [other, given] of Object.entries({ Values, StatisticValues })) {
    if (Value !== undefined && given !== undefined)
      throw invalidCombination(
        `The parameters ${at}.Value and ${at}.${other} are mutually exclusive and you have specified both.`,
      )
  }
  if (StatisticValues !== undefined)
    throw invalidValue(`The sandbox takes no ${at}.StatisticValues: send Values and Counts.`)
  if (Value === undefined && !Values?.length) throw missingParameter(`${at}.Value`)
  if ((Values?.length ?? 0) > mostValues)
    throw invalidValue(`The collection ${at}.Values must not have a size greater than ${mostValues}.`)
  if (Counts !== undefined && Counts.length !== Values?.length)
    throw invalidValue(`The parameters ${at}.Values and ${at}.Counts must be of the same size.`)
  const values = (Values ?? [Value]).map((value) => {
    if (typeof value !== 'number' || !(Math.abs(value) <= largest))
      throw invalidValue(`The value ${value} for parameter ${at}.Value is invalid.`)
    return value
  })
  return Counts ? values.flatMap((value, index) => Array<number>(Number(Counts[index])).fill(value)) : values
}

function nameOf(value: unknown, parameter: string, most = 255): string {
  if (value === undefined || value === '') throw missingParameter(parameter)
  if (typeof value !== 'string' || value.length > most)
    throw invalidValue(`The value for parameter ${parameter} must have a length of ${most} or less.`)
  return value
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html */
export const namespaceKey = (operation: string, input: Record<string, unknown>): Record<string, string> =>
  operation === 'PutMetricData' ? { 'cloudwatch:namespace': String(input.Namespace) } : ({} as Record<string, string>)
