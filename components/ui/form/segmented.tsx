'use client'

import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '../cn'

interface SegmentedItem<T extends string> {
  value: T
  label: ReactNode
  count?: ReactNode
  title?: string
}

export interface SegmentedProps<T extends string> {
  /** What is chosen, for assistive technology. */
  label: string
  value: T
  onValueChange: (value: T) => void
  items: SegmentedItem<T>[]
  className?: string
}

/** A small choice; arrow keys move, one item is always chosen. Scrolls sideways where it does not fit. */
export function Segmented<T extends string>({ label, value, onValueChange, items, className }: SegmentedProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onValueChange(next as T)}
      className={cn(
        'inline-flex w-fit max-w-full gap-0.5 overflow-x-auto rounded-ctl border border-line-2 bg-sunken p-0.5 [scrollbar-width:none]',
        className,
      )}
    >
      {items.map((item) => (
        <ToggleGroup.Item
          key={item.value}
          value={item.value}
          title={item.title}
          className={cn(
            'h-[26px] whitespace-nowrap rounded-chip px-2.5 font-medium text-12 text-fg-2 hover:text-fg max-md:h-9',
            'data-[state=on]:bg-surface data-[state=on]:text-fg data-[state=on]:shadow-1 data-[state=on]:ring-1 data-[state=on]:ring-line-2',
            'focus-visible:outline-offset-[-1px]',
          )}
        >
          {item.label}
          {item.count !== undefined && <span className="ml-1 font-normal text-fg-3">{item.count}</span>}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
