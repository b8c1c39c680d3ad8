'use client'

import { RadioGroup as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { cn } from '../cn'

export interface RadioListProps {
  /** The question, visible; absent if the page has it elsewhere. */
  label?: ReactNode
  /** The element that holds the question, if there is no label. */
  labelledBy?: string
  value: string
  onValueChange: (value: string) => void
  items: { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }[]
  name?: string
  className?: string
}

/** A choice whose options need a word of explanation each. */
export function RadioList({ label, labelledBy, items, className, ...root }: RadioListProps) {
  const id = useId()
  return (
    <div className={cn('grid gap-1.5', className)}>
      {label && (
        <span id={id} className="font-medium">
          {label}
        </span>
      )}
      <Radix.Root
        {...root}
        aria-labelledby={labelledBy ?? id}
        className="grid overflow-hidden rounded-ctl border border-line-2 bg-surface"
      >
        {items.map((item) => (
          <label
            key={item.value}
            htmlFor={`${id}-${item.value}`}
            className="flex min-h-9 items-center gap-2.5 border-line border-b px-2.5 py-1.5 last:border-b-0 has-data-[state=checked]:bg-accent-soft"
          >
            <Radix.Item
              id={`${id}-${item.value}`}
              value={item.value}
              disabled={item.disabled}
              className="grid size-4 shrink-0 place-items-center rounded-full border border-line-ctl bg-surface data-[state=checked]:border-accent data-[state=checked]:bg-accent"
            >
              <Radix.Indicator className="size-1.5 rounded-full bg-accent-on" />
            </Radix.Item>
            <span className="flex flex-1 flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium">{item.label}</span>
              {item.hint && <span className="text-12 text-fg-3">{item.hint}</span>}
            </span>
          </label>
        ))}
      </Radix.Root>
    </div>
  )
}
