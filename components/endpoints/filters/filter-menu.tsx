'use client'

import { ListFilter, X } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button'
import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'
import { Select } from '../../ui/form/select'
import { Popover } from '../../ui/overlay/popover'
import { accessOptions, ageOptions, chipsOf, type ListFilters, stateOptions } from './list-filters'
import type { ListParams } from './use-list-url'

interface FilterMenuProps {
  filters: ListFilters
  onChange: (change: ListParams) => void
}

const triggerId = 'endpoint-filter'

const any = { value: 'any', label: 'Any' }

/** Filters over all endpoints of the region: what SageMaker filters by, and what a background read finds out. */
export function FilterMenu({ filters, onChange }: FilterMenuProps) {
  const count = chipsOf(filters).length
  return (
    <Popover
      label="Filter endpoints"
      trigger={
        <Button id={triggerId} icon={<ListFilter aria-hidden />}>
          Filter{count > 0 ? ` (${count})` : ''}
        </Button>
      }
      className="max-h-(--radix-popover-content-available-height) w-[min(420px,calc(100vw-16px))] overflow-y-auto p-4"
    >
      {(close) => (
        <FilterForm
          filters={filters}
          onApply={(change) => {
            close()
            onChange(change)
          }}
        />
      )}
    </Popover>
  )
}

const none: ListParams = {
  ...{ state: undefined, access: undefined, container: undefined, tag: undefined, cost: undefined },
  ...{ created: undefined, modified: undefined },
}

function FilterForm({ filters, onApply }: { filters: ListFilters; onApply: (change: ListParams) => void }) {
  const [values, setValues] = useState<ListFilters>(filters)
  const set = (change: Partial<ListFilters>) => setValues((before) => ({ ...before, ...change }))
  const cost = values.cost?.trim() ?? ''
  const costProblem = cost && !/^\d{1,6}(\.\d{1,4})?$/.test(cost) ? 'A number such as 0.5' : undefined
  const choice = (key: 'state' | 'access' | 'created' | 'modified', options: { value: string; label: string }[]) => (
    <Select
      options={[any, ...options]}
      value={options.some(({ value }) => value === values[key]) ? values[key] : 'any'}
      onValueChange={(value) => set({ [key]: value === 'any' ? undefined : value })}
    />
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (costProblem) return
    onApply({ ...values, container: values.container?.trim(), cost, tag: values.tag.map((tag) => tag.trim()) })
  }
  return (
    <form onSubmit={submit} className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
      <Field label="Public API">{choice('state', stateOptions)}</Field>
      <Field label="Who can call">{choice('access', accessOptions)}</Field>
      <Field label="Container contains">
        <Input
          value={values.container ?? ''}
          maxLength={100}
          placeholder="XGBoost"
          spellCheck={false}
          onChange={(event) => set({ container: event.target.value })}
        />
      </Field>
      <Field label="Tag" hint="A key, or key:value">
        <Input
          value={values.tag[0] ?? ''}
          maxLength={385}
          placeholder="team:fraud"
          spellCheck={false}
          onChange={(event) => set({ tag: [event.target.value, ...values.tag.slice(1)] })}
        />
      </Field>
      <Field label="Costs at least" aside="an hour" error={costProblem}>
        <Input
          value={values.cost ?? ''}
          inputMode="decimal"
          placeholder="1"
          onChange={(event) => set({ cost: event.target.value })}
        />
      </Field>
      <Field label="Created">{choice('created', ageOptions)}</Field>
      <Field label="Modified">{choice('modified', ageOptions)}</Field>
      <p className="col-span-full text-12 text-fg-3">
        SageMaker filters by name, status and time. Container, access, cost and tags are read in the background, at most
        4 calls a second and 6,000 an hour.
      </p>
      <div className="col-span-full flex justify-end gap-2">
        <Button onClick={() => onApply(none)}>Clear filters</Button>
        <Button type="submit" variant="primary" disabledReason={costProblem}>
          Show endpoints
        </Button>
      </div>
    </form>
  )
}

/** One for each filter that is on; a click takes it off. */
export function FilterChips({ filters, onChange }: FilterMenuProps) {
  const chips = chipsOf(filters)
  const list = useRef<HTMLUListElement>(null)
  const removed = useRef<number>(undefined)
  const labels = chips.map(({ label }) => label).join('\n')
  // The button that had the focus is gone: the next one has it, and after the last the menu that adds filters.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chips in the page are what changed
  useEffect(() => {
    if (removed.current === undefined) return
    const buttons = list.current?.querySelectorAll('button') ?? []
    const next = buttons[Math.min(removed.current, buttons.length - 1)] ?? document.getElementById(triggerId)
    removed.current = undefined
    next?.focus()
  }, [labels])
  if (chips.length === 0) return null
  return (
    <ul ref={list} aria-label="Filters" className="mb-3 flex flex-wrap gap-1.5">
      {chips.map(({ label, off }, index) => (
        <li key={label}>
          <Button
            size="sm"
            aria-label={`Remove filter ${label}`}
            className="max-w-80 gap-1"
            onClick={() => {
              removed.current = index
              onChange(off)
            }}
          >
            <span className="truncate">{label}</span>
            <X aria-hidden className="size-3.5" />
          </Button>
        </li>
      ))}
    </ul>
  )
}
