'use client'

import type { Feature } from '@/lib/features/contract'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import type { ColumnValue } from './form-values'

const types: { value: Feature['type']; label: string }[] = [
  { value: 'number', label: 'number' },
  { value: 'integer', label: 'integer' },
  { value: 'choice', label: 'choice' },
  { value: 'boolean', label: 'boolean' },
  { value: 'text', label: 'text' },
]

interface ColumnTableProps {
  columns: ColumnValue[]
  onChange: (columns: ColumnValue[]) => void
}

/** The type of each column, and the values of a choice. */
export function ColumnTable({ columns, onChange }: ColumnTableProps) {
  const change = (index: number, next: Partial<ColumnValue>) =>
    onChange(columns.map((column, at) => (at === index ? { ...column, ...next } : column)))
  return (
    <ol aria-label="Columns" className="grid max-h-[360px] overflow-y-auto rounded-ctl border border-line bg-surface">
      {columns.map(({ feature, choices }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the model's order
        <li key={index} className="grid gap-1.5 border-line border-b px-2.5 py-1 last:border-b-0">
          <div className="grid grid-cols-[20px_minmax(0,1fr)_auto_96px] items-center gap-2 max-md:grid-cols-[20px_minmax(0,1fr)_112px]">
            <span className="text-right text-12 text-fg-3">{index + 1}</span>
            <span title={feature.name} className="truncate font-mono text-12">
              {feature.name}
            </span>
            <span className="truncate text-right text-12 text-fg-2 max-md:hidden">{rangeOf(feature)}</span>
            <Select
              size="sm"
              aria-label={`Type of ${feature.name}`}
              options={types}
              value={feature.type}
              onValueChange={(type) => change(index, { feature: { ...feature, type: type as Feature['type'] } })}
            />
          </div>
          {feature.type === 'choice' && (
            <div className="pb-1 pl-7">
              <Input
                mono
                spellCheck={false}
                aria-label={`Values of ${feature.name}, with commas between them`}
                placeholder="Biscoe, Dream, Torgersen"
                value={choices}
                onChange={(event) => change(index, { choices: event.target.value })}
              />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

const rangeOf = ({ min, max, unit }: Feature): string =>
  min === undefined || max === undefined ? '' : `${min} to ${max}${unit ? ` ${unit}` : ''}`
