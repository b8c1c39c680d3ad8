'use client'

import { ChevronDown } from 'lucide-react'
import { onDemand } from '../on-demand'
import { OnDemandTrigger } from '../on-demand-trigger'
import { useFieldControl } from './field'
import type { SelectProps } from './select-list'
import { selectLook } from './select-look'

const list = onDemand(() => import('./select-list'))

/** Arrows open it, and letters choose an option, as they do once the list is loaded. */
const opensBy = (key: string): boolean => key === 'ArrowDown' || key === 'ArrowUp' || /^\S$/.test(key)

/** A choice of one; the list's code is loaded when somebody is about to open it. */
export function Select(props: SelectProps) {
  const { options, placeholder, disabled, 'aria-label': label } = props
  const field = useFieldControl()
  const value = props.value ?? props.defaultValue
  const trigger = (
    <button
      {...field}
      type="button"
      role="combobox"
      aria-autocomplete="none"
      aria-controls={undefined}
      aria-expanded={false}
      aria-label={label}
      disabled={disabled}
      data-placeholder={value ? undefined : ''}
      className={selectLook(props)}
    >
      <span className="min-w-0 flex-1 truncate">
        {value ? options.find((option) => option.value === value)?.label : placeholder}
      </span>
      <ChevronDown aria-hidden className="size-3.5 text-fg-3" />
    </button>
  )
  return (
    <OnDemandTrigger source={list} popup="listbox" opensBy={opensBy} trigger={trigger}>
      {(code, opened) => <code.SelectList {...props} opened={opened} />}
    </OnDemandTrigger>
  )
}
