'use client'

import { useFormContext } from 'react-hook-form'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { Select } from '../../ui/select'
import type { RequiredTag } from '../starting-point'
import type { DeployValues } from '../values/form-values'

interface RequiredTagsProps {
  required: RequiredTag[]
  values: DeployValues
  problem?: string
}

/** The tags that the account requires on everything that is deployed. Nothing but a person can know their values. */
export function RequiredTags({ required, values, problem }: RequiredTagsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-12 text-fg-2">Tags that this account requires</legend>
      <div className="grid grid-cols-2 items-start gap-3 max-md:grid-cols-1">
        {required.map(({ key, values: allowed }) => {
          const value = values.tags[key] ?? ''
          const set = (to: string) => setValue('tags', { ...values.tags, [key]: to }, { shouldDirty: true })
          return (
            <Field key={key} label={<span className="font-mono text-12">{key}</span>}>
              {allowed ? (
                <Select
                  value={value}
                  onValueChange={set}
                  placeholder="Choose"
                  options={allowed.map((one) => ({ value: one, label: one }))}
                />
              ) : (
                <Input mono value={value} onChange={(event) => set(event.target.value)} spellCheck={false} />
              )}
            </Field>
          )
        })}
      </div>
      {problem && (
        <p role="alert" className="text-12 text-bad-f">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
