'use client'

import { useFormContext } from 'react-hook-form'
import { Segmented } from '../ui/segmented'
import type { DeployValues } from './form-values'
import { TextField } from './text-field'

interface AnswerFieldsProps {
  task: DeployValues['task']
  problems: Partial<Record<keyof DeployValues, string>>
}

/** What the model's answer means, so that a person reads `setosa` and not `0`. */
export function AnswerFields({ task, problems }: AnswerFieldsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <div className="grid gap-2">
      <span className="flex items-baseline font-medium">
        Answer<span className="ml-auto font-normal text-12 text-fg-3">optional</span>
      </span>
      <Segmented
        label="What the model answers"
        value={task}
        onValueChange={(next) => setValue('task', next)}
        items={[
          { value: 'unknown', label: 'As it is' },
          { value: 'classification', label: 'A class' },
          { value: 'regression', label: 'A number' },
        ]}
      />
      {task !== 'unknown' && (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            name="outputName"
            label="What it is"
            placeholder="Species"
            mono={false}
            problem={problems.outputName}
          />
          {task === 'classification' ? (
            <TextField
              name="labels"
              label="Class names"
              placeholder="setosa, versicolor"
              hint="In class order, from class 0."
              problem={problems.labels}
            />
          ) : (
            <TextField name="outputUnit" label="Unit" placeholder="mpg" problem={problems.outputUnit} />
          )}
        </div>
      )}
    </div>
  )
}
