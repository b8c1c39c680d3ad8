'use client'

import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import { cn } from '../cn'
import type { OpenedBy } from '../on-demand-trigger'
import { pageNonce } from '../page-nonce'
import { useFieldControl } from './field'
import { type SelectLook, selectLook } from './select-look'

interface SelectOption {
  value: string
  label: string
  /** A second, quieter fact in the list. */
  hint?: string
  disabled?: boolean
}

export interface SelectProps extends SelectLook {
  options: SelectOption[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  name?: string
  placeholder?: string
  disabled?: boolean
  /** Needed outside a Field. */
  'aria-label'?: string
}

export function SelectList({
  options,
  placeholder,
  mono,
  size,
  className,
  'aria-label': label,
  opened,
  ...root
}: SelectProps & { opened: OpenedBy }) {
  const field = useFieldControl()
  return (
    <Radix.Root {...root} defaultOpen={opened.defaultOpen}>
      <Radix.Trigger {...field} ref={opened.ref} aria-label={label} className={selectLook({ size, mono, className })}>
        <span className="min-w-0 flex-1 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon>
          <ChevronDown aria-hidden className="size-3.5 text-fg-3" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-ctl border border-line-2 bg-surface shadow-2"
        >
          <Radix.Viewport className="p-1" nonce={pageNonce()}>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className={cn(
                  'flex min-h-8 cursor-pointer items-center gap-2 rounded-chip py-1 pr-2 pl-7 outline-none max-md:min-h-10',
                  'data-disabled:cursor-not-allowed data-highlighted:bg-hover data-disabled:text-fg-off',
                  mono && 'font-mono text-code tracking-tight',
                )}
              >
                <Radix.ItemIndicator className="-ml-5">
                  <Check aria-hidden className="size-3.5 text-accent-fg" />
                </Radix.ItemIndicator>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint && <span className="ml-auto pl-4 font-sans text-12 text-fg-3">{option.hint}</span>}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
