'use client'

import type { Problems } from '../values/form-values'
import { TextField } from './text-field'

/** When the two alarms are raised, and the topic that they notify. */
export function AlarmOptions({ problems }: { problems: Problems }) {
  return (
    <>
      <p className="text-12 text-fg-2">
        One alarm is for too many 5XX errors in 3 minutes in a row. The other is for a p99 latency that is too high in 5
        minutes in a row. Minutes without calls do not count.
      </p>
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          name="alarmPercent"
          label="5XX errors over"
          suffix="%"
          inputMode="decimal"
          problem={problems.alarmPercent}
        />
        <TextField
          name="alarmLatencyMs"
          label="p99 latency over"
          suffix="ms"
          inputMode="numeric"
          problem={problems.alarmLatencyMs}
        />
      </div>
      <TextField
        name="alarmTopicArn"
        label="SNS topic"
        aside="optional"
        placeholder="arn:…:sns:…:123456789012:on-call"
        hint="CloudWatch sends a message to this topic for each alarm. It has to be in the region of the API."
        problem={problems.alarmTopicArn}
      />
    </>
  )
}
