'use client'

import { useFormContext } from 'react-hook-form'
import { type EndpointTargets, type TargetChoice, type TargetKind, targetChoices } from '@/lib/endpoints/target-choices'
import { Field } from '../../ui/form/field'
import { RadioList } from '../../ui/form/radio-list'
import { Select } from '../../ui/form/select'
import type { DeployValues, Problems } from '../values/form-values'
import { ModelFields } from './model-fields'
import { TextField } from './text-field'

interface TargetOptionsProps {
  targets: EndpointTargets
  values: DeployValues
  problems: Problems
  labelId: string
}

/** Which part of the endpoint answers: what it allows to choose, and why it does not allow the rest. */
export function TargetOptions({ targets, values, problems, labelId }: TargetOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  const { targetKind } = values
  const choices = targetChoices(targets)
  // What is deployed stays in sight, whatever became of the endpoint since.
  const offered = choices.filter(({ kind, reason }) => reason === undefined || kind === targetKind)
  const others = choices.filter((choice) => !offered.includes(choice))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <RadioList
        labelledBy={labelId}
        value={targetKind}
        onValueChange={(kind) => setValue('targetKind', kind as TargetKind)}
        items={offered.map(({ kind, label, hint, reason }) => ({ value: kind, label, hint: reason ?? hint }))}
      />
      <details className="text-12 text-fg-2">
        <summary className="min-h-6">Why not the others</summary>
        <dl className="mt-1 grid gap-1.5">
          {Object.entries(byReason(others)).map(([reason, labels]) => (
            <div key={reason}>
              <dt className="inline font-medium">{labels.join('; ')}:</dt> <dd className="inline">{reason}</dd>
            </div>
          ))}
        </dl>
      </details>
      {targetKind === 'variant' && <VariantField {...{ targets, values, problems }} />}
      {targetKind === 'model' && <ModelFields {...{ targets, values, problems }} />}
      {targetKind === 'component' && <ComponentField {...{ targets, values, problems }} />}
      {targetKind === 'async' && <AsyncFields {...{ targets, values, problems }} />}
    </div>
  )
}

/** Labels that share a reason stand together. */
function byReason(choices: TargetChoice[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {}
  for (const { label, reason = '' } of choices) groups[reason] = [...(groups[reason] ?? []), label]
  return groups
}

type FieldProps = Omit<TargetOptionsProps, 'labelId'>

function VariantField({ targets, values, problems }: FieldProps) {
  const { setValue } = useFormContext<DeployValues>()
  const total = targets.variants.reduce((sum, { weight = 0 }) => sum + weight, 0)
  const trafficPercent = (weight: number | undefined) =>
    weight === undefined || total === 0 ? undefined : `${Math.round((weight / total) * 100)} % of the traffic`
  return (
    <Field
      label="Production variant"
      error={problems.targetVariant}
      hint="Every request goes to it. The weights do not count."
    >
      <Select
        mono
        value={values.targetVariant}
        onValueChange={(name) => setValue('targetVariant', name)}
        options={targets.variants.map(({ name, weight }) => ({
          value: name,
          label: name,
          hint: trafficPercent(weight),
        }))}
      />
    </Field>
  )
}

function ComponentField({ targets, values, problems }: FieldProps) {
  const { setValue } = useFormContext<DeployValues>()
  const { names = [], unread } = targets.components ?? {}
  if (names.length === 0)
    return (
      <TextField
        name="targetComponent"
        label="Inference component"
        problem={problems.targetComponent}
        hint={unread ?? 'The endpoint hosts none yet.'}
      />
    )
  return (
    <Field
      label="Inference component"
      error={problems.targetComponent}
      hint="The role is allowed to call this component only, on its own ARN."
    >
      <Select
        mono
        value={values.targetComponent}
        onValueChange={(name) => setValue('targetComponent', name)}
        options={names.map(({ name, status }) => ({ value: name, label: name, hint: status }))}
      />
    </Field>
  )
}

function AsyncFields({ targets, problems }: FieldProps) {
  const { output, failure } = targets.asynchronous ?? {}
  return (
    <>
      <p className="text-fg-2">
        Callers get 202 and the name of a job at once, and call the same URL with <code>?job=</code> until the answer is
        there.
      </p>
      <TextField
        name="asyncInput"
        label="Requests go to"
        placeholder="s3://bucket/folder/"
        problem={problems.asyncInput}
        hint="The function can write to it, and the model’s role must be able to read it. The objects cost storage until you delete them."
      />
      <p className="text-12 text-fg-3 [overflow-wrap:anywhere]">
        Answers come from <code>{output ?? 'nowhere: the configuration names no S3OutputPath'}</code>
        {failure ? (
          <>
            , failures from <code>{failure}</code>.
          </>
        ) : (
          '. It names no S3FailurePath, so a failure shows only as a job that is never answered.'
        )}
      </p>
    </>
  )
}
