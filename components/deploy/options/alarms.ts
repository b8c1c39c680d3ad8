import { typedNumber } from '../values/typed-number'
import type { OptionForm } from './option-form'

export interface AlarmValues {
  alarmed: boolean
  alarmPercent: string
  alarmLatencyMs: string
  /** Empty: nobody is notified. */
  alarmTopicArn: string
}

export const alarmsForm: OptionForm<'alarms', AlarmValues> = {
  valuesOf: (alarms) => ({
    alarmed: alarms !== undefined,
    alarmPercent: String(alarms?.errorPercent ?? 5),
    alarmLatencyMs: String(alarms?.latencyMs ?? 5_000),
    alarmTopicArn: alarms?.topicArn ?? '',
  }),
  fieldOf: ({ alarmed, alarmPercent, alarmLatencyMs, alarmTopicArn }) =>
    alarmed
      ? {
          errorPercent: typedNumber(alarmPercent),
          latencyMs: typedNumber(alarmLatencyMs),
          topicArn: alarmTopicArn.trim() || undefined,
        }
      : undefined,
  problemAt: {
    'alarms.errorPercent': 'alarmPercent',
    'alarms.latencyMs': 'alarmLatencyMs',
    'alarms.topicArn': 'alarmTopicArn',
    alarms: 'alarmed',
  },
  setting: {
    group: 'Logging',
    label: 'Set two alarms',
    property: 'PutMetricAlarm Threshold, AlarmActions',
    line: 'CloudWatch raises one on 5XX errors and one on slow calls; each is charged by the month',
    help: {
      section: 'alarms',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html',
    },
    control: { tick: 'alarmed' },
    words: ({ alarmed, alarmPercent, alarmLatencyMs, alarmTopicArn }) =>
      alarmed ? [`${alarmPercent} %, ${alarmLatencyMs} ms`, alarmTopicArn.trim()].filter(Boolean).join(', ') : 'off',
    applies: ({ adopted }) => !adopted,
  },
}
