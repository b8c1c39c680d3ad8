/**
 * Two CloudWatch alarms on the stage: the average of 5XXError, and the p99 of Latency. A minute without calls is no breach.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#ApiGateway
 */
import type { AlarmSettings, ObservedAlarm } from '../../../aws/types'
import { alarmsSchema } from '../../../spec/api-parts/alarms'
import { belongsTo, type WiringNames } from '../../../spec/names'
import type { ApiSpec, WiringTarget } from '../../../spec/spec'
import type { DesiredApi } from '../../state/desired'
import { fieldChanges } from '../../state/field-changes'
import { change, item, kept, noted, removed } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { FieldChange, PlanItem } from '../../state/plan'
import type { Blocker, ResourcePlan } from '../resource'

export interface DesiredAlarm {
  name: string
  description: string
  settings: AlarmSettings
}

declare module '../../state/desired' {
  interface DesiredParts {
    alarms?: DesiredAlarm[]
  }
}

declare module '../../state/observed' {
  interface ObservedParts {
    /** `denied` says why they cannot be read. */
    alarms?: ObservedAlarm[] | { denied: string }
  }
}

/** On the REST API: that there are alarms, or can be. */
export const alarmsTag = 'portico:alarms'

export const alarmNamesOf = ({ functionName }: Pick<WiringNames, 'functionName'>) => ({
  errors: `${functionName}-5xx`,
  latency: `${functionName}-latency`,
})

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export const alarmArn = ({ accountId, region, partition }: WiringTarget, name: string): string =>
  `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}`

function alarmsOf(api: ApiSpec, endpointName: string, names: WiringNames): Pick<DesiredApi, 'alarms'> {
  if (!api.alarms) return {}
  const { errorPercent, latencyMs, topicArn } = api.alarms
  const alarmNames = alarmNamesOf(names)
  const common = {
    namespace: 'AWS/ApiGateway',
    dimensions: { ApiName: api.apiName, Stage: api.stage },
    periodSeconds: 60,
    comparison: 'GreaterThanThreshold',
    missingData: 'notBreaching',
    actionsEnabled: true,
    alarmActions: topicArn ? [topicArn] : [],
    otherActions: [],
  }
  const about = `of the public API of SageMaker endpoint ${endpointName}, made by Portico`
  return {
    alarms: [
      {
        name: alarmNames.errors,
        description: `5XX errors ${about}`,
        settings: {
          ...common,
          ...{ metric: '5XXError', statistic: 'Average', threshold: errorPercent / 100 },
          ...{ evaluationPeriods: 3, datapointsToAlarm: 3 },
        },
      },
      {
        name: alarmNames.latency,
        description: `Latency ${about}`,
        settings: {
          ...common,
          ...{ metric: 'Latency', statistic: 'p99', threshold: latencyMs },
          ...{ evaluationPeriods: 5, datapointsToAlarm: 5 },
        },
      },
    ],
  }
}

const fieldsOf = (settings: AlarmSettings): Record<string, string> => ({
  Metric: `${settings.namespace} ${settings.metric}`,
  Dimensions: Object.entries(settings.dimensions)
    .map(([name, value]) => `${name} ${value}`)
    .sort()
    .join(', '),
  Statistic: settings.statistic,
  Period: `${settings.periodSeconds} s`,
  DatapointsToAlarm: `${settings.datapointsToAlarm} of ${settings.evaluationPeriods}`,
  Threshold: `${settings.comparison} ${settings.threshold}`,
  TreatMissingData: settings.missingData,
  ActionsEnabled: String(settings.actionsEnabled),
  AlarmActions: [...settings.alarmActions].sort().join(', '),
  'OKActions and InsufficientDataActions': [...settings.otherActions].sort().join(', '),
})

/** Turns a part of one into percent: 0.07 is 7, and not 7.000000000000001. */
export const percentOf = (part: number): number => Number((part * 100).toPrecision(12))

/** Lists the alarms that were read. */
export const alarmsIn = ({ alarms = [] }: Observed): ObservedAlarm[] => ('denied' in alarms ? [] : alarms)

export const deniedIn = ({ alarms = [] }: Observed): string[] => ('denied' in alarms ? [alarms.denied] : [])

const observedAlarmOf = ({ name }: DesiredAlarm, observed: Observed): ObservedAlarm | undefined =>
  alarmsIn(observed).find((one) => one.name === name)

/** Empty for an alarm that is not there. */
function alarmChanges(alarm: DesiredAlarm, there: ObservedAlarm | undefined): FieldChange[] {
  return there ? fieldChanges(fieldsOf(there.settings), fieldsOf(alarm.settings)) : []
}

/** Says whether there is anything to do for an alarm. */
export const isAlarmSet = (alarm: DesiredAlarm, observed: Observed): boolean => {
  const there = observedAlarmOf(alarm, observed)
  return there !== undefined && alarmChanges(alarm, there).length === 0
}

/** Alarms of ours that the spec no longer has. */
export const staleAlarms = (desired: DesiredApi, observed: Observed): ObservedAlarm[] =>
  desired.alarms ? [] : alarmsIn(observed).filter(({ tags }) => belongsTo(tags, desired.endpointName))

function alarmItem({ target }: DesiredApi, observed: Observed, alarm: DesiredAlarm): PlanItem {
  const { metric, statistic, threshold, datapointsToAlarm, evaluationPeriods } = alarm.settings
  const limit = metric === 'Latency' ? `${threshold} ms` : `${percentOf(threshold)}%`
  const there = observedAlarmOf(alarm, observed)
  const fields = alarmChanges(alarm, there)
  const unread = deniedIn(observed)
  return item({
    type: 'alarm',
    name: alarm.name,
    arn: alarmArn(target, alarm.name),
    change: unread.length > 0 ? 'none' : change(there !== undefined, fields),
    fact: `${metric} ${statistic} over ${limit} in ${datapointsToAlarm} of ${evaluationPeriods} minutes${noted([
      ...(there ? [there.state] : []),
      ...unread,
    ])}`,
    ...(unread.length > 0 ? { unchecked: unread } : {}),
    fields,
  })
}

function alarmBlockers({ spec, target }: DesiredApi, observed: Observed): Blocker[] {
  const blockers: Blocker[] = []
  // A spec without alarms cannot take away those that may be there either.
  if (deniedIn(observed).length > 0)
    blockers.push({
      resource: 'CloudWatch alarms',
      message: 'The console is not allowed to read alarms, so it cannot say what a deploy would change.',
      remedy: `Allow cloudwatch:DescribeAlarms and cloudwatch:ListTagsForResource${observed.api?.tags[alarmsTag] === undefined ? ', or deploy without alarms' : ''}.`,
    })
  const [, partition, , region] = spec.alarms?.topicArn?.split(':') ?? []
  // CloudWatch notifies topics of its own region only: https://github.com/cds-snc/notification-terraform/pull/128
  if (region && (partition !== target.partition || region !== target.region))
    blockers.push({
      resource: `SNS topic ${spec.alarms?.topicArn?.split(':').at(-1)}`,
      message: `The topic is in ${region}, and the alarms are in ${target.region}.`,
      remedy: `Choose a topic in ${target.region}, or no topic.`,
    })
  return blockers
}

/** Both alarms of ours say together what was chosen; nothing does if one is gone, or says what no person can choose here. */
function salvagedAlarms(endpointName: string, observed: Observed): { fields: Partial<ApiSpec>; lost?: string } {
  const ours = alarmsIn(observed).filter(({ tags }) => belongsTo(tags, endpointName))
  const settingsOf = (metric: string) => ours.find(({ settings }) => settings.metric === metric)?.settings
  const [errors, latency] = [settingsOf('5XXError'), settingsOf('Latency')]
  const { data: alarms } = alarmsSchema.safeParse({
    errorPercent: errors && percentOf(errors.threshold),
    latencyMs: latency?.threshold,
    topicArn: errors?.alarmActions[0],
  })
  const had = observed.api?.tags[alarmsTag] !== undefined
  return had && !alarms ? { fields: {}, lost: 'alarms' } : { fields: { alarms } }
}

export const alarmsPlan: ResourcePlan = {
  desired: alarmsOf,
  apiTags: { [alarmsTag]: ({ alarms }) => alarms && 'true' },
  items: (desired, observed) => (desired.alarms ?? []).map((alarm) => alarmItem(desired, observed, alarm)),
  taggables: (desired, observed) =>
    (desired.alarms ?? [])
      .flatMap((alarm) => observedAlarmOf(alarm, observed) ?? [])
      .map((one) => ({ ...one, type: 'alarm' })),
  leftovers: (desired, observed) =>
    staleAlarms(desired, observed).map(({ name, arn }) =>
      item({ type: 'alarm', name, arn, change: 'delete', fact: 'the spec has no alarms' }),
    ),
  removal: (endpointName, observed) => [
    ...alarmsIn(observed).map(({ name, arn, tags, settings }) => ({
      ...(belongsTo(tags, endpointName)
        ? removed('alarm', name, `on ${settings.metric}`)
        : kept('alarm', name, 'without our tag')),
      arn,
    })),
    ...deniedIn(observed).map((why) => ({
      ...kept('alarm', 'alarms, if there are any', why, 'Left alone'),
      unchecked: [why],
    })),
  ],
  named: (desired, observed) =>
    (desired.alarms ?? []).map((alarm) => [`Alarm ${alarm.name}`, observedAlarmOf(alarm, observed)?.tags]),
  blockers: alarmBlockers,
  stepsAfterProof: ({ api: { alarms } }) => (alarms ? [{ id: 'alarms', title: 'Alarms' }] : []),
  removalStep: { id: 'alarms', title: 'Alarms' },
  salvaged: salvagedAlarms,
  ofOneRun: (observed, made) =>
    deniedIn(observed).length > 0 ? {} : { alarms: alarmsIn(observed).filter((one) => made(one)) },
}
