'use client'

import { Popover as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { cn } from '../cn'
import type { OpenedBy } from '../on-demand-trigger'

export interface PopoverProps {
  /** What it holds, for assistive technology. */
  label: string
  /** One focusable element. */
  trigger: ReactNode
  className?: string
  children: (close: () => void) => ReactNode
}

export function PopoverParts({ label, trigger, className, children, opened }: PopoverProps & { opened: OpenedBy }) {
  const [open, setOpen] = useState(true)
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild ref={opened.ref}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className={cn('z-40 rounded-card border border-line-2 bg-surface shadow-2 outline-none', className)}
        >
          {children(() => setOpen(false))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
