/**
 * Alarms on one metric, with CloudWatch's limits. An alarm is judged when somebody reads it, by what the metric has then.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
import { writeToken } from '../../kernel/page-token'
import type { Call, Need, Operation, World } from '../../kernel/types'
import { nextStart } from './next-token'
import { noSuchAlarm, noSuchResource, throttled, validation } from './refuse'
import { type Dimensions, minuteMs, readSeries } from './state'
import { statistic } from './statistics'

interface Alarm {
  name: string
  description?: string
  namespace: string
  metric: string
  dimensions: Dimensions
  statistic?: string
  extendedStatistic?: string
  unit?: string
  period: number
  evaluationPeriods: number
  datapointsToAlarm?: number
  threshold: number
  comparison: Comparison
  missingData: string
  actionsEnabled: boolean
  actions: Record<(typeof actionLists)[number], string[]>
  tags: Record<string, string>
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
  /** ms. */
  changedAt: number
  configuredAt: number
}

const actionLists = ['AlarmActions', 'OKActions', 'InsufficientDataActions'] as const

const compare = {
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
}
type Comparison = keyof typeof compare

const missingDataWays = ['breaching', 'notBreaching', 'ignore', 'missing']

/** All evaluation together spans a day at most, or a week for periods of an hour and more. */
const daySeconds = 86_400

type Place = Pick<Call, 'accountId' | 'region'>

const alarmsOf = (world: World, { accountId, region }: Place): Map<string, Alarm> =>
  world.state('cloudwatch-alarms', accountId, region, () => new Map<string, Alarm>())

const alarmArn = ({ partition, region, accountId }: Pick<Call, 'partition' | 'region' | 'accountId'>, name: string) =>
  `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}`

const putMetricAlarm: Operation = (input, call) => {
  const alarms = alarmsOf(call.world, call)
  const name = String(required(input.AlarmName, 'AlarmName'))
  const before = alarms.get(name)
  if (input.Metrics !== undefined) throw validation('The sandbox takes no alarm on a metric math expression.')
  const comparison = String(required(input.ComparisonOperator, 'ComparisonOperator'))
  if (!(comparison in compare)) throw validation('The sandbox takes no alarm on a band of anomaly detection.')
  const missingData = input.TreatMissingData ?? 'missing'
  if (!missingDataWays.includes(missingData))
    throw validation(
      `The value ${missingData} is not supported for TreatMissingData parameter. Supported values are [${missingDataWays.join(', ')}].`,
    )
  const threshold = Number(required(input.Threshold, 'Threshold'))
  const alarm: Alarm = {
    name,
    description: input.AlarmDescription,
    namespace: String(required(input.Namespace, 'Namespace')),
    metric: String(required(input.MetricName, 'MetricName')),
    dimensions: Object.fromEntries(
      ((input.Dimensions ?? []) as { Name: string; Value: string }[]).map(({ Name, Value }) => [Name, Value]),
    ),
    ...statisticOf(input),
    unit: input.Unit,
    ...timesOf(input),
    threshold,
    comparison: comparison as Comparison,
    missingData,
    actionsEnabled: input.ActionsEnabled ?? true,
    actions: {
      AlarmActions: actionsOf(input.AlarmActions, call),
      OKActions: actionsOf(input.OKActions, call),
      InsufficientDataActions: actionsOf(input.InsufficientDataActions, call),
    },
    // Those of an alarm that is there stay as they are.
    tags: before?.tags ?? tagsOf(input.Tags),
    state: before?.state ?? 'INSUFFICIENT_DATA',
    changedAt: before?.changedAt ?? Date.now(),
    configuredAt: Date.now(),
  }
  alarms.set(name, alarm)
  return {}
}

const required = (value: unknown, name: string): unknown => {
  if (value === undefined || value === '') throw validation(`The parameter ${name} is required.`)
  return value
}

function statisticOf({ Statistic, ExtendedStatistic }: Record<string, unknown>) {
  if (Statistic !== undefined && ExtendedStatistic !== undefined)
    throw validation('The parameters Statistic and ExtendedStatistic are mutually exclusive.')
  if (Statistic !== undefined) return { statistic: String(Statistic) }
  const extended = String(required(ExtendedStatistic, 'Statistic'))
  if (!/^p\d/.test(extended) || !statistic(extended))
    throw validation(`The value ${extended} for parameter ExtendedStatistic is not supported.`)
  return { extendedStatistic: extended }
}

function timesOf(input: Record<string, unknown>) {
  const period = Number(required(input.Period, 'Period'))
  if (![10, 20, 30].includes(period) && !(period >= 60 && period % 60 === 0))
    throw validation(`Invalid value for Period ${period}. It must be 10, 20, 30 or a multiple of 60.`)
  const evaluationPeriods = Number(required(input.EvaluationPeriods, 'EvaluationPeriods'))
  if (period * evaluationPeriods > (period >= 3_600 ? 7 * daySeconds : daySeconds))
    throw validation('Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).')
  const datapointsToAlarm = input.DatapointsToAlarm as number | undefined
  if (datapointsToAlarm !== undefined && datapointsToAlarm > evaluationPeriods)
    throw validation(
      `DatapointsToAlarm must be less than or equal to EvaluationPeriods, ${datapointsToAlarm} is more than ${evaluationPeriods}.`,
    )
  return { period, evaluationPeriods, datapointsToAlarm }
}

/** The messages about regions and partitions are those that people met: cds-snc/notification-terraform#128, aws-samples/amazon-cloudwatch-auto-alarms#61. */
function actionsOf(given: unknown, { region, partition }: Call): string[] {
  const actions = (given ?? []) as string[]
  for (const arn of actions) {
    const [, inPartition, service, inRegion] = arn.match(/^arn:([a-z-]+):([a-z0-9-]+):([a-z0-9-]*):/) ?? []
    if (!service) throw validation(`Invalid arn syntax: ${arn}`)
    if (inPartition !== partition)
      throw validation(`Invalid partition ${inPartition} specified. Only ${partition} is supported.`)
    if (inRegion && inRegion !== region)
      throw validation(`Invalid region ${inRegion} specified. Only ${region} is supported.`)
  }
  return actions
}

function tagsOf(given: unknown): Record<string, string> {
  const tags = (given ?? []) as { Key: string; Value: string }[]
  if (tags.length > 50) throw validation('A resource can have at most 50 tags.')
  for (const { Key } of tags) if (/^aws:/i.test(Key)) throw validation(`Invalid tag key: ${Key}`)
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))
}

/** One value for each of the last periods, the one that runs now included; undefined where the metric has none. */
function valuesOf(world: World, place: Place, alarm: Alarm): (number | undefined)[] {
  const { namespace, metric, dimensions, period, evaluationPeriods } = alarm
  const series = readSeries(world, place, namespace, metric, dimensions) ?? new Map<number, number[]>()
  const compute = statistic(alarm.extendedStatistic ?? alarm.statistic ?? '')
  const periodMs = Math.max(period * 1000, minuteMs)
  const end = Math.ceil(Date.now() / periodMs) * periodMs
  return Array.from({ length: evaluationPeriods }, (_, back) => {
    const from = end - (back + 1) * periodMs
    const inside = [...series]
      .filter(([minute]) => minute >= from && minute < from + periodMs)
      .flatMap(([, all]) => all)
    return inside.length > 0 && compute ? compute(inside) : undefined
  })
}

function judged(world: World, place: Place, alarm: Alarm): Alarm['state'] {
  const values = valuesOf(world, place, alarm)
  const breaches = (value: number | undefined): boolean | undefined =>
    value === undefined
      ? { breaching: true, notBreaching: false }[alarm.missingData]
      : compare[alarm.comparison](value, alarm.threshold)
  const known = values.map(breaches).filter((one) => one !== undefined)
  if (known.length === 0) return alarm.missingData === 'ignore' ? alarm.state : 'INSUFFICIENT_DATA'
  return known.filter(Boolean).length >= (alarm.datapointsToAlarm ?? alarm.evaluationPeriods) ? 'ALARM' : 'OK'
}

const describeAlarms: Operation = (input, call) => {
  const names = input.AlarmNames as string[] | undefined
  const most = input.MaxRecords ?? 50
  const all = [...alarmsOf(call.world, call).values()]
    .filter(({ name }) => (names ? names.includes(name) : name.startsWith(input.AlarmNamePrefix ?? '')))
    .filter(() => !input.AlarmTypes || input.AlarmTypes.includes('MetricAlarm'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const start = nextStart('DescribeAlarms', input.NextToken)
  const shown = all.slice(start, start + most)
  return {
    MetricAlarms: shown.map((alarm) => viewOf(alarm, call)),
    CompositeAlarms: [],
    ...(start + most < all.length ? { NextToken: writeToken('DescribeAlarms', start + most) } : {}),
  }
}

function viewOf(alarm: Alarm, call: Call): object {
  const state = judged(call.world, call, alarm)
  if (state !== alarm.state) Object.assign(alarm, { state, changedAt: Date.now() })
  return {
    AlarmName: alarm.name,
    AlarmArn: alarmArn(call, alarm.name),
    ...(alarm.description === undefined ? {} : { AlarmDescription: alarm.description }),
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    ...alarm.actions,
    StateValue: state,
    StateReason: state === 'INSUFFICIENT_DATA' ? 'Unchecked: Initial alarm creation' : 'Threshold Crossed',
    StateUpdatedTimestamp: new Date(alarm.changedAt),
    StateTransitionedTimestamp: new Date(alarm.changedAt),
    MetricName: alarm.metric,
    Namespace: alarm.namespace,
    ...(alarm.statistic ? { Statistic: alarm.statistic } : {}),
    ...(alarm.extendedStatistic ? { ExtendedStatistic: alarm.extendedStatistic } : {}),
    Dimensions: Object.entries(alarm.dimensions).map(([Name, Value]) => ({ Name, Value })),
    Period: alarm.period,
    ...(alarm.unit ? { Unit: alarm.unit } : {}),
    EvaluationPeriods: alarm.evaluationPeriods,
    ...(alarm.datapointsToAlarm === undefined ? {} : { DatapointsToAlarm: alarm.datapointsToAlarm }),
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: alarm.missingData,
  }
}

/** None is deleted if one of them is not there. */
const deleteAlarms: Operation = (input, call) => {
  const alarms = alarmsOf(call.world, call)
  const names = required(input.AlarmNames, 'AlarmNames') as string[]
  for (const name of names) if (!alarms.has(name)) throw noSuchAlarm(`The alarm ${name} does not exist.`)
  for (const name of names) alarms.delete(name)
  return {}
}

function alarmByArn(call: Call, arn: unknown): Alarm {
  const start = alarmArn(call, '')
  const text = String(required(arn, 'ResourceARN'))
  const alarm = text.startsWith(start) ? alarmsOf(call.world, call).get(text.slice(start.length)) : undefined
  if (!alarm) throw noSuchResource(`The resource ${text} does not exist.`)
  return alarm
}

/** Requests a second of an account in a region. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const limited =
  (perSecond: number, operation: string, run: Operation): Operation =>
  (input, call) => {
    call.world.takeToken(`cloudwatch/${call.accountId}/${call.region}/${operation}`, perSecond, perSecond, throttled)
    return run(input, call)
  }

export const alarmOperations: Record<string, Operation> = {
  PutMetricAlarm: limited(3, 'PutMetricAlarm', putMetricAlarm),
  DescribeAlarms: limited(9, 'DescribeAlarms', describeAlarms),
  DeleteAlarms: limited(3, 'DeleteAlarms', deleteAlarms),
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html
  TagResource: limited(20, 'TagResource', (input, call) => {
    const alarm = alarmByArn(call, input.ResourceARN)
    alarm.tags = { ...alarm.tags, ...tagsOf(input.Tags) }
    return {}
  }),
  ListTagsForResource: limited(10, 'ListTagsForResource', (input, call) => ({
    Tags: Object.entries(alarmByArn(call, input.ResourceARN).tags).map(([Key, Value]) => ({ Key, Value })),
  })),
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export function alarmResource(operation: string, input: Record<string, unknown>, call: Call): string {
  if (input.ResourceARN) return String(input.ResourceARN)
  // Refusals name all alarms, whichever are requested: https://github.com/aws-samples/amazon-cloudwatch-auto-alarms/issues/1
  if (operation === 'DescribeAlarms') return alarmArn(call, '*')
  const [first] = (input.AlarmNames ?? []) as string[]
  const name = input.AlarmName ?? first
  return name ? alarmArn(call, String(name)) : '*'
}

/** To tag what a call makes, and every further alarm that it names. */
export function alarmNeeds(operation: string, input: Record<string, unknown>, call: Call): Need[] {
  if (operation === 'DeleteAlarms') {
    const [, ...further] = (input.AlarmNames ?? []) as string[]
    return further.map((name) => ({
      action: 'cloudwatch:DeleteAlarms',
      resource: alarmArn(call, name),
      keys: tagKeys('aws:ResourceTag/', alarmsOf(call.world, call).get(name)?.tags),
    }))
  }
  const born = requestTags(operation, input)
  return Object.keys(born).length === 0
    ? []
    : [{ action: 'cloudwatch:TagResource', resource: alarmArn(call, String(input.AlarmName)), keys: born }]
}

const tagKeys = (prefix: string, tags: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}${key}`, value]))

function requestTags(operation: string, input: Record<string, unknown>): Record<string, string> {
  if (operation !== 'PutMetricAlarm') return {}
  const tags = (input.Tags ?? []) as { Key: string; Value: string }[]
  return tagKeys('aws:RequestTag/', Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])))
}

/**
 * The tags of the alarm, and those that it is born with; of PutMetricAlarm its actions too.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-alarm-actions.html
 */
export function alarmKeys(operation: string, input: Record<string, unknown>, call: Call): Record<string, string> {
  const own = alarmArn(call, '')
  const arn = alarmResource(operation, input, call)
  const named = arn.startsWith(own) ? alarmsOf(call.world, call).get(arn.slice(own.length)) : undefined
  const actions = operation === 'PutMetricAlarm' ? actionLists.flatMap((list) => (input[list] ?? []) as string[]) : []
  return {
    ...tagKeys('aws:ResourceTag/', named?.tags),
    ...requestTags(operation, input),
    ...(actions.length > 0 ? { 'cloudwatch:AlarmActions': actions.join(',') } : {}),
  }
}
