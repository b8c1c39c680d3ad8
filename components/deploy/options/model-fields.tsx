'use client'

import { useFormContext } from 'react-hook-form'
import type { EndpointTargets } from '@/lib/endpoints/target-choices'
import { Checkbox } from '../../ui/form/checkbox'
import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'
import { Select } from '../../ui/form/select'
import type { DeployValues, Problems } from '../values/form-values'
import { ListField } from './list-field'
import { TextField } from './text-field'

interface ModelFieldsProps {
  targets: EndpointTargets
  values: DeployValues
  problems: Problems
}

/** One model of a multi-model endpoint, or those among which callers choose. */
export function ModelFields({ targets, values, problems }: ModelFieldsProps) {
  const { setValue } = useFormContext<DeployValues>()
  const { prefix, models = [], more, unread } = targets.multiModel ?? {}
  const chosen = values.targetModels
  const known = [...new Set([...chosen, ...models])]
  const set = (paths: string[]) => setValue('targetModels', paths)
  const below = (
    <>
      Below <code className="break-all">{prefix}</code>
      {more && ', more than are listed here'}. A model that nobody called for a while is loaded first.
    </>
  )
  return (
    <>
      <Checkbox
        label="Callers choose the model"
        hint="By a query parameter, among the models that you allow. The role can call no other model."
        checked={values.callerChooses}
        onCheckedChange={(checked) => setValue('callerChooses', checked === true)}
      />
      {models.length === 0 ? (
        values.callerChooses ? (
          <ListField
            name="targetModels"
            label="Models"
            placeholder={'model-a.tar.gz\nmodel-b.tar.gz'}
            problem={problems.targetModels}
            hint={unread ?? 'One per line. The first answers unless another is named.'}
          />
        ) : (
          <Field label="Model" error={problems.targetModels} hint={unread ?? below}>
            <Input
              mono
              spellCheck={false}
              placeholder="model-a.tar.gz"
              value={chosen[0] ?? ''}
              onChange={(event) => set(event.target.value ? [event.target.value.trim(), ...chosen.slice(1)] : [])}
            />
          </Field>
        )
      ) : values.callerChooses ? (
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 font-medium">Models</legend>
          <div className="grid max-h-56 gap-1.5 overflow-y-auto rounded-ctl border border-line-2 p-2.5">
            {known.map((path) => (
              <Checkbox
                key={path}
                label={<span className="mono break-all">{path}</span>}
                hint={path === chosen[0] ? 'Answers unless another is named' : undefined}
                checked={chosen.includes(path)}
                onCheckedChange={(checked) =>
                  set(checked === true ? [...chosen, path] : chosen.filter((one) => one !== path))
                }
              />
            ))}
          </div>
          <p className={problems.targetModels ? 'text-12 text-bad-f' : 'text-12 text-fg-3'}>
            {problems.targetModels ?? below}
          </p>
        </fieldset>
      ) : (
        <Field label="Model" error={problems.targetModels} hint={below}>
          <Select
            mono
            value={chosen[0]}
            onValueChange={(path) => set([path, ...chosen.filter((one) => one !== path)])}
            options={known.map((path) => ({ value: path, label: path }))}
          />
        </Field>
      )}
      {values.callerChooses && (
        <TextField
          name="modelParameter"
          label="Model parameter"
          problem={problems.modelParameter}
          hint={
            <>
              Callers add{' '}
              <code className="break-all">
                &{values.modelParameter}={chosen[1] ?? chosen[0] ?? 'model.tar.gz'}
              </code>
            </>
          }
        />
      )}
    </>
  )
}
