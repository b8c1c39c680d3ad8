'use client'

import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'
import { Select } from '../../ui/form/select'
import type { RequiredTag } from '../starting-point'

interface TagFieldsProps {
  required: RequiredTag[]
  tags: Record<string, string>
  onChange: (tags: Record<string, string>) => void
  problem?: string
}

/** The tags that the account requires on everything that is deployed. Nothing but a person can know their values. */
export function TagFields({ required, tags, onChange, problem }: TagFieldsProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-12 text-fg-2">Tags that this account requires</legend>
      <div className="grid grid-cols-2 items-start gap-3 max-md:grid-cols-1">
        {required.map(({ key, values: allowed }) => {
          const value = tags[key] ?? ''
          const set = (to: string) => onChange({ ...tags, [key]: to })
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
