'use client'

import { ArrowDown, ArrowUp, Target, Trash2 } from 'lucide-react'
import type { ComponentProps } from 'react'
import type { ColumnValue } from '@/lib/model/contract/column-value'
import type { Feature } from '@/lib/model/contract/contract'
import { missingOf, missingOptions, typeOptions } from '../../contract/feature-options'
import { Button, IconButton } from '../../ui/button'
import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'
import { ListInput } from '../../ui/form/list-input'
import { Select } from '../../ui/form/select'

export interface FeatureActions {
  onChange: (next: ColumnValue) => void
  onRemove: () => void
  /** Undefined at the end of the list. */
  onUp?: () => void
  onDown?: () => void
  /** Takes the column for what the model predicts; of parameters there is no such thing. */
  onOutput?: () => void
}

/** One feature, opened: all of it that a person decides. */
export function FeatureForm({ column, ...actions }: FeatureActions & { column: ColumnValue }) {
  const { feature, min, max, choices } = column
  const { onChange } = actions
  const set = (change: Partial<Feature>) => onChange({ ...column, feature: { ...feature, ...change } })
  const numeric = feature.type === 'number' || feature.type === 'integer'
  return (
    <div className="grid grid-cols-2 gap-2.5 border-line border-t bg-sunken px-3 py-3">
      <Text label="Name" mono value={feature.name} onValue={(name) => set({ name })} />
      <Field label="Type">
        <Select
          aria-label={`Type of ${feature.name}`}
          options={typeOptions}
          value={feature.type}
          onValueChange={(type) => set({ type: type as Feature['type'] })}
        />
      </Field>
      {numeric && (
        <>
          <Text
            label="Minimum"
            inputMode="decimal"
            value={min}
            onValue={(next) => onChange({ ...column, min: next })}
          />
          <Text
            label="Maximum"
            inputMode="decimal"
            value={max}
            onValue={(next) => onChange({ ...column, max: next })}
          />
        </>
      )}
      {feature.type === 'choice' && (
        <div className="col-span-2">
          <Field label="Values" hint="One per line, as they are sent. A comma is part of a value.">
            <ListInput
              aria-label={`Values of ${feature.name}`}
              placeholder={'Biscoe\nDream\nTorgersen'}
              value={choices}
              onChange={(next) => onChange({ ...column, choices: next })}
            />
          </Field>
        </div>
      )}
      <Text label="Starts at" value={feature.default ?? ''} onValue={(next) => set({ default: next })} />
      <Field label="Missing value">
        <Select
          aria-label={`Missing value of ${feature.name}`}
          options={missingOptions}
          value={feature.missing ?? 'unknown'}
          onValueChange={(next) => set({ missing: missingOf(next) })}
        />
      </Field>
      <Text label="Unit" placeholder="cm" maxLength={24} value={feature.unit ?? ''} onValue={(unit) => set({ unit })} />
      <div className="col-span-2">
        <Text
          label="Description"
          maxLength={256}
          value={feature.description ?? ''}
          onValue={(description) => set({ description })}
        />
      </div>
      <RowActions name={feature.name} {...actions} />
    </div>
  )
}

function RowActions({ name, onUp, onDown, onOutput, onRemove }: Omit<FeatureActions, 'onChange'> & { name: string }) {
  return (
    <div className="col-span-2 flex flex-wrap items-center gap-1">
      <IconButton
        size="sm"
        label={`Move ${name} up`}
        icon={<ArrowUp aria-hidden />}
        onClick={onUp}
        disabledReason={onUp ? undefined : 'It is the first'}
      />
      <IconButton
        size="sm"
        label={`Move ${name} down`}
        icon={<ArrowDown aria-hidden />}
        onClick={onDown}
        disabledReason={onDown ? undefined : 'It is the last'}
      />
      {onOutput && (
        <Button size="sm" variant="ghost" icon={<Target aria-hidden />} onClick={onOutput}>
          This column is the answer
        </Button>
      )}
      <Button size="sm" variant="danger" icon={<Trash2 aria-hidden />} className="ml-auto" onClick={onRemove}>
        Remove
      </Button>
    </div>
  )
}

interface TextProps extends Omit<ComponentProps<typeof Input>, 'onChange'> {
  label: string
  onValue: (text: string) => void
}

function Text({ label, onValue, ...input }: TextProps) {
  return (
    <Field label={label}>
      <Input spellCheck={false} {...input} onChange={(event) => onValue(event.target.value)} />
    </Field>
  )
}
