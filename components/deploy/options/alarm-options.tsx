'use client'

import { useFormContext } from 'react-hook-form'
import { Checkbox } from '../../ui/checkbox'
import type { DeployValues, Problems } from '../values/form-values'
import { TextField } from './text-field'

interface AlarmOptionsProps {
  values: DeployValues
  problems: Problems
}

/** Two CloudWatch alarms on the stage, with the topic that they notify. */
export function AlarmOptions({ values, problems }: AlarmOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Checkbox
        label="Set two alarms"
        hint="CloudWatch raises one alarm if too many calls end with a 5XX error in each of 3 minutes, and one if the slowest of a hundred calls is too slow in each of 5 minutes. Minutes without calls raise none. CloudWatch charges each alarm by the month."
        checked={values.alarmed}
        onCheckedChange={(checked) => setValue('alarmed', checked === true)}
      />
      {problems.alarmed && (
        <p role="alert" className="text-12 text-bad-f">
          {problems.alarmed}
        </p>
      )}
      {values.alarmed && (
        <>
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
      )}
    </div>
  )
}
