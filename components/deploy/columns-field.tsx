'use client'

import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { encodeRow, startingValues } from '@/lib/features/encode'
import { featuresFromCsv } from '@/lib/features/from-csv'
import { Field } from '../ui/field'
import { Textarea } from '../ui/input'
import { ColumnTable } from './column-table'
import { type ColumnValue, columnOf, type DeployValues } from './form-values'

/** What the model takes, in its order: names typed, or the first lines of the training CSV pasted. */
export function ColumnsField({ columns, problem }: { columns: ColumnValue[]; problem?: string }) {
  const { getValues, setValue } = useFormContext<DeployValues>()
  const [text, setText] = useState(() => columns.map(({ feature }) => feature.name).join(', '))
  const [unread, setUnread] = useState<string>()

  const read = (next: string) => {
    setText(next)
    if (next.trim() === '') {
      setUnread(undefined)
      setValue('features', [])
      return
    }
    const features = featuresFromCsv(next)
    setUnread(features.ok ? undefined : `${features.error.message} ${features.error.remedy ?? ''}`.trim())
    if (!features.ok) return
    const known = new Map(getValues('features').map((column) => [column.feature.name, column]))
    // A bare name says nothing of its column, so what was chosen for it stays.
    const merged = features.value.map((one) => (one.default === undefined && known.get(one.name)) || columnOf(one))
    setValue('features', merged)
    const described = features.value.every((one) => one.default !== undefined)
    if (described) setValue('sampleRow', encodeRow(features.value, startingValues(features.value)))
  }

  return (
    <div className="grid gap-2">
      <Field
        label="Feature columns"
        aside={columns.length > 0 ? `${columns.length} columns` : 'optional'}
        hint="Names in the model’s order. With rows pasted below the header, types and ranges are read from them."
        error={unread ?? problem}
      >
        <Textarea
          mono
          rows={3}
          placeholder="sepal_length, sepal_width, petal_length, petal_width"
          value={text}
          onChange={(event) => read(event.target.value)}
        />
      </Field>
      {columns.length > 0 && <ColumnTable columns={columns} onChange={(next) => setValue('features', next)} />}
    </div>
  )
}
