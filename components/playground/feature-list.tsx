'use client'

import { Search } from 'lucide-react'
import { useState } from 'react'
import type { Feature } from '@/lib/model/contract/contract'
import { plural } from '@/lib/plural'
import { Input } from '../ui/form/input'
import { FeatureField } from './feature-field'
import type { FormRow } from './use-form-row'

interface FeatureListProps {
  features: Feature[]
  form: FormRow
  /** Names of the features that were edited in this browser. */
  changed?: ReadonlySet<string>
  onChange: (name: string, value: string) => void
}

/** More than this many fields are folded into groups of as many. */
const groupSize = 20

/** Every feature in the model's order; a long contract is folded, and searched by name. */
export function FeatureList({ features, form, changed, onChange }: FeatureListProps) {
  const [search, setSearch] = useState('')
  const fields = (some: Feature[]) => (
    <div className="grid gap-3 [&>*+*]:border-line [&>*+*]:border-t [&>*+*]:pt-3">
      {some.map((feature) => (
        <FeatureField
          key={feature.name}
          feature={feature}
          changed={changed?.has(feature.name)}
          value={form.values[feature.name] ?? ''}
          problem={form.problems[feature.name]}
          onChange={(value) => onChange(feature.name, value)}
        />
      ))}
    </div>
  )
  if (features.length <= groupSize) return fields(features)
  const wanted = search.trim().toLowerCase()
  const found = features.filter((feature) => feature.name.toLowerCase().includes(wanted))
  return (
    <div className="grid gap-3">
      <Input
        type="search"
        aria-label="Find a column"
        placeholder={`Find one of ${features.length} columns`}
        prefix={<Search aria-hidden className="size-3.5" />}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {wanted === '' ? (
        groupsOf(features).map((group, index) => (
          <Group key={group[0]?.name} group={group} first={index * groupSize + 1} form={form} fields={fields} />
        ))
      ) : (
        <>
          <p aria-live="polite" className="text-12 text-fg-2">
            {found.length === 0 ? `No column is named like “${search.trim()}”.` : plural(found.length, 'column')}
          </p>
          {fields(found)}
        </>
      )}
    </div>
  )
}

interface GroupProps {
  group: Feature[]
  /** The number of its first column, from 1. */
  first: number
  form: FormRow
  fields: (some: Feature[]) => React.ReactNode
}

/** The first is open, and so is each that holds a mistake. */
function Group({ group, first, form, fields }: GroupProps) {
  const [open, setOpen] = useState(first === 1)
  const wrong = group.filter((feature) => form.problems[feature.name]).length
  const isOpen = open || wrong > 0
  return (
    <details
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="border-line border-t pt-2"
    >
      <summary className="min-h-6 break-words font-medium">
        Columns {first} to {first + group.length - 1}{' '}
        <span className="font-normal text-12 text-fg-3">
          {group[0]?.name} … {group.at(-1)?.name}
        </span>
        {wrong > 0 && <span className="ml-2 font-normal text-12 text-bad-f">{wrong} to correct</span>}
      </summary>
      {isOpen && <div className="pt-3">{fields(group)}</div>}
    </details>
  )
}

const groupsOf = (features: Feature[]): Feature[][] =>
  Array.from({ length: Math.ceil(features.length / groupSize) }, (_, index) =>
    features.slice(index * groupSize, (index + 1) * groupSize),
  )
