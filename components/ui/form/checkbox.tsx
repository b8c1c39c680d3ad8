'use client'

import { Check } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from '../cn'
import { useFieldControl } from './field'

export interface CheckboxProps extends Omit<ComponentProps<typeof Radix.Root>, 'children'> {
  label: ReactNode
  hint?: ReactNode
}

export function Checkbox({ label, hint, className, ...props }: CheckboxProps) {
  const id = useId()
  return (
    <div className={cn('flex min-h-6 items-start gap-2 max-md:min-h-9', className)}>
      <Tick id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...props} className="mt-0.5" />
      <div className="grid">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-12 text-fg-3">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

/** The mark alone; inside a Field it takes its label from there. */
export function Tick({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  const field = useFieldControl()
  return (
    <Radix.Root
      {...field}
      {...props}
      className={cn(
        'relative grid size-4 shrink-0 place-items-center rounded-chip border border-line-ctl bg-surface',
        // The target is larger than the mark.
        'after:absolute after:-inset-1 max-md:after:-inset-2.5',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=checked]:text-accent-on',
        'disabled:border-line-2 disabled:bg-sunken',
        className,
      )}
    >
      <Radix.Indicator>
        <Check aria-hidden className="size-3" strokeWidth={3} />
      </Radix.Indicator>
    </Radix.Root>
  )
}
