'use client'

import { useFormContext } from 'react-hook-form'
import type { Task } from '@/lib/model/contract/contract'
import { tasks } from '@/lib/model/contract/contract-terms'
import { Segmented } from '../../ui/form/segmented'
import { Select } from '../../ui/form/select'
import { ListField } from '../options/list-field'
import { TextField } from '../options/text-field'
import { hasLabels, hasRange, hasThreshold, hasUnit } from '../values/contract-values'
import type { DeployValues, Problems } from '../values/form-values'

interface OutputFieldsProps {
  task: DeployValues['task']
  problems: Problems
}

const names: Record<Task, string> = {
  classification: 'A class',
  regression: 'A number',
  clustering: 'A cluster',
  anomaly: 'An anomaly score',
  forecast: 'A forecast',
  detection: 'Boxes on a picture',
  tokens: 'Spans of a text',
  embedding: 'An embedding',
  generation: 'Generated text',
}
const common = ['unknown', 'classification', 'regression']
const others = tasks.filter((task) => !common.includes(task))

/** What the model's answer means, so that a person reads `setosa` and not `0`. */
export function OutputFields({ task, problems }: OutputFieldsProps) {
  const { setValue } = useFormContext<DeployValues>()
  const other = !common.includes(task)
  return (
    <div className="grid gap-2">
      <span className="flex items-baseline font-medium">
        Answer<span className="ml-auto font-normal text-12 text-fg-3">optional</span>
      </span>
      <Segmented
        label="What the model answers"
        value={other ? 'other' : task}
        onValueChange={(next) => setValue('task', next === 'other' ? 'clustering' : (next as DeployValues['task']))}
        items={[
          { value: 'unknown', label: 'As it is' },
          { value: 'classification', label: 'A class' },
          { value: 'regression', label: 'A number' },
          { value: 'other', label: 'Something else' },
        ]}
      />
      {other && (
        <Select
          aria-label="Kind of answer"
          options={others.map((value) => ({ value, label: names[value] }))}
          value={task}
          onValueChange={(next) => setValue('task', next as Task)}
        />
      )}
      {task !== 'unknown' && (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            name="outputName"
            label="What it is"
            placeholder="Species"
            mono={false}
            problem={problems.outputName}
          />
          {hasLabels(task) && (
            <div className="col-span-2">
              <ListField
                name="labels"
                label="Class names"
                placeholder={'setosa\nversicolor'}
                hint="One per line, in class order, from class 0. A comma is part of a name."
                numbered
                problem={problems.labels}
              />
            </div>
          )}
          {hasUnit(task) && (
            <TextField name="outputUnit" label="Unit" placeholder="mpg" problem={problems.outputUnit} />
          )}
          {hasRange(task) && (
            <>
              <TextField
                name="outputMin"
                label="Least seen"
                aside="optional"
                inputMode="decimal"
                placeholder="9"
                hint="In the training data. Answers beyond are marked."
                problem={problems.outputMin}
              />
              <TextField
                name="outputMax"
                label="Greatest seen"
                aside="optional"
                inputMode="decimal"
                placeholder="46.6"
                problem={problems.outputMax}
              />
            </>
          )}
          {hasThreshold(task) && (
            <TextField
              name="threshold"
              label="Threshold"
              aside="optional"
              inputMode="decimal"
              hint="A score above it is called anomalous. AWS suggests the mean of usual scores and three standard deviations."
              problem={problems.threshold}
            />
          )}
          {!hasLabels(task) && (
            <div className="col-span-2">
              <ListField
                name="outputs"
                label="Outputs"
                aside="optional"
                placeholder={'mean\np90'}
                hint="If there are several: one name per line, in order."
                problem={problems.outputs}
              />
            </div>
          )}
        </div>
      )}
    </div>
  )
}
