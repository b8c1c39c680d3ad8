'use client'

import type { ReactNode } from 'react'
import type { ColumnChoices, ColumnPlan } from '@/lib/batch/match-columns'
import { Checkbox } from '../../ui/form/checkbox'
import { Field } from '../../ui/form/field'
import { Select } from '../../ui/form/select'
import { Note } from '../../ui/state/note'

interface ColumnMatchProps {
  plan: ColumnPlan
  onChoose: (choices: ColumnChoices) => void
  /** Stands before the columns: how the file was read. */
  children?: ReactNode
}

/** Which column goes where, what keeps the file from being sent, and the two things that a person can know better. */
export function ColumnMatch({ plan, onChoose, children }: ColumnMatchProps) {
  const { names, hasHeader, truth, extra, index, problems } = plan
  const options = [
    { value: '-1', label: 'None' },
    ...names.map((name, index) => ({ value: String(index), label: name || `column ${index + 1}` })),
  ]
  return (
    <div className="grid gap-3">
      {problems.length > 0 && (
        <Note tone="bad" role="alert" title="The columns do not fit the contract.">
          <ul className="mt-1 grid gap-1">
            {problems.map(({ column, message, remedy }) => (
              <li key={column}>
                <b className="font-medium font-mono">{column}</b>: {message} {remedy}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        {children}
        <Field label="True label" className="w-52">
          <Select
            size="sm"
            options={options}
            value={String(truth ?? -1)}
            onValueChange={(value) => onChoose({ truth: Number(value) })}
          />
        </Field>
        <Checkbox
          checked={hasHeader}
          onCheckedChange={(checked) => onChoose({ hasHeader: checked === true, truth: undefined })}
          label="The first row is a header"
        />
        {extra.length > 0 && (
          <p className="text-12 text-fg-2">
            Kept in the download, not sent:{' '}
            {extra.map((place) => (place === index ? 'the row numbers' : names[place])).join(', ')}
          </p>
        )}
      </div>
    </div>
  )
}
