'use client'

import type { Cell } from '@/lib/model/contract/column-value'
import type { Feature } from '@/lib/model/contract/contract'
import type { DraftRow } from '@/lib/model/contract/draft'
import { missingOf, missingOptions } from '../../contract/feature-options'
import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'
import { ListInput } from '../../ui/form/list-input'
import { Select } from '../../ui/form/select'
import { changedLook } from './cells'

interface MoreOfFeatureProps {
  row: DraftRow
  name: string
  problems: Partial<Record<Cell, string>>
  /** What differs from the API's. */
  parts: string[]
  onChange: (row: DraftRow) => void
}

/** The values of a choice, one per line, and what is rarely set. */
export function MoreOfFeature({ row, name, problems, parts, onChange }: MoreOfFeatureProps) {
  const { feature, choices } = row
  const set = (change: Partial<Feature>) => onChange({ ...row, feature: { ...feature, ...change } })
  const look = (part: Cell) => (parts.includes(part) ? changedLook : undefined)
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,200px),1fr))] gap-3 border-line border-t bg-sunken px-4 py-3 max-md:-mx-4 max-md:mt-3">
      {feature.type === 'choice' && (
        <Field label="Choices" hint="One per line, as they are sent. A comma is part of a value.">
          <ListInput
            aria-label={`Values of ${name}`}
            placeholder={'Biscoe\nDream\nTorgersen'}
            value={choices}
            onChange={(next) => onChange({ ...row, choices: next })}
          />
        </Field>
      )}
      <Field label="Missing value" error={problems.missing}>
        <Select
          aria-label={`Missing value of ${name}`}
          options={missingOptions}
          value={feature.missing ?? 'unknown'}
          onValueChange={(next) => set({ missing: missingOf(next) })}
          className={look('missing')}
        />
      </Field>
      <Field label="Description" error={problems.description} hint="Shown below the field.">
        <Input
          aria-label={`Description of ${name}`}
          value={feature.description ?? ''}
          onChange={(event) => set({ description: event.target.value })}
          className={look('description')}
        />
      </Field>
    </div>
  )
}
