/** CloudWatch alarms on one metric. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
import {
  type CloudWatchClient,
  type ComparisonOperator,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  type MetricAlarm,
  PutMetricAlarmCommand,
  type Statistic,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch'
import { orAbsent, removedNow } from './absent'
import type { AlarmSettings, ObservedAlarm } from './types'

/** Lists those of the names that are there. One call, and one more for the tags of each. */
export async function observeAlarms(cloudWatch: CloudWatchClient, names: string[]): Promise<ObservedAlarm[]> {
  const { MetricAlarms = [] } = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: names, AlarmTypes: ['MetricAlarm'] }),
  )
  return Promise.all(
    MetricAlarms.map(async (alarm) => ({
      name: alarm.AlarmName ?? '',
      arn: alarm.AlarmArn ?? '',
      state: alarm.StateValue ?? 'INSUFFICIENT_DATA',
      settings: settingsOf(alarm),
      tags: await tagsOf(cloudWatch, alarm.AlarmArn ?? ''),
    })),
  )
}

/** PutMetricAlarm gives tags to new alarms only. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html */
export async function tagAlarm(cloudWatch: CloudWatchClient, arn: string, tags: Record<string, string>): Promise<void> {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
  await cloudWatch.send(new TagResourceCommand({ ResourceARN: arn, Tags }))
}

async function tagsOf(cloudWatch: CloudWatchClient, arn: string): Promise<Record<string, string>> {
  const found = await orAbsent(cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: arn })))
  return Object.fromEntries((found?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
}

const settingsOf = (alarm: MetricAlarm): AlarmSettings => ({
  namespace: alarm.Namespace ?? '',
  // Of an alarm on an expression there is none.
  metric: alarm.MetricName ?? '',
  dimensions: Object.fromEntries((alarm.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value])),
  statistic: alarm.Statistic ?? alarm.ExtendedStatistic ?? '',
  periodSeconds: alarm.Period ?? 0,
  evaluationPeriods: alarm.EvaluationPeriods ?? 0,
  datapointsToAlarm: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods ?? 0,
  comparison: alarm.ComparisonOperator ?? '',
  threshold: alarm.Threshold ?? Number.NaN,
  missingData: alarm.TreatMissingData ?? 'missing',
  actionsEnabled: alarm.ActionsEnabled ?? true,
  alarmActions: alarm.AlarmActions ?? [],
  otherActions: [...(alarm.OKActions ?? []), ...(alarm.InsufficientDataActions ?? [])],
})

/**
 * Creates or overwrites an alarm.
 * @param tags of a new alarm; CloudWatch ignores them for one that is there
 */
export async function putAlarm(
  cloudWatch: CloudWatchClient,
  name: string,
  description: string,
  settings: AlarmSettings,
  tags: Record<string, string>,
): Promise<void> {
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: name,
      AlarmDescription: description,
      Namespace: settings.namespace,
      MetricName: settings.metric,
      Dimensions: Object.entries(settings.dimensions).map(([Name, Value]) => ({ Name, Value })),
      ...(settings.statistic.startsWith('p')
        ? { ExtendedStatistic: settings.statistic }
        : { Statistic: settings.statistic as Statistic }),
      Period: settings.periodSeconds,
      EvaluationPeriods: settings.evaluationPeriods,
      DatapointsToAlarm: settings.datapointsToAlarm,
      ComparisonOperator: settings.comparison as ComparisonOperator,
      Threshold: settings.threshold,
      TreatMissingData: settings.missingData,
      ActionsEnabled: settings.actionsEnabled,
      AlarmActions: settings.alarmActions,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  )
}

/** One alarm a call: of several CloudWatch deletes none if one is not there. */
export const removeAlarm = (cloudWatch: CloudWatchClient, name: string): Promise<boolean> =>
  removedNow(cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] })))
