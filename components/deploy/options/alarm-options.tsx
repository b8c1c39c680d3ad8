'use client'

import type { SettingControl } from '../settings/controls/control'
import { TickControl } from '../settings/controls/fields'
import type { Problems } from '../values/form-values'
import { TextField } from './text-field'

/** When the two alarms are raised, and the topic that they notify. */
function AlarmOptions({ problems }: { problems: Problems }) {
  return (
    <>
      <p className="text-12 text-fg-2">
        One is raised if too many calls end with a 5XX error in each of 3 minutes, one if the slowest of a hundred calls
        is too slow in each of 5 minutes. Minutes without calls raise none.
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

export const alarmsControl: SettingControl = {
  control: () => <TickControl name="alarmed" />,
  below: ({ values, problems }) => values.alarmed && <AlarmOptions problems={problems} />,
}
