'use client'

import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../cn'
import { useFieldControl } from './field'

/** The edge of every control that takes text. */
export const controlEdge = cn(
  'rounded-ctl border border-line-ctl bg-surface hover:border-fg-3',
  'focus-within:border-transparent focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-1',
  'has-[[aria-invalid]]:border-bad-d has-[:disabled]:border-line-2 has-[:disabled]:bg-sunken has-[:disabled]:text-fg-3',
)

export interface InputProps extends Omit<ComponentProps<'input'>, 'prefix'> {
  prefix?: ReactNode
  suffix?: ReactNode
  mono?: boolean
}

/** One line of text. Inside a Field it takes label, hint and error from there; alone it needs an aria-label. */
export function Input({ prefix, suffix, mono, className, ...props }: InputProps) {
  const field = useFieldControl()
  return (
    <span className={cn('flex h-(--ctl) min-w-0 items-center gap-2 px-2.5', controlEdge, className)}>
      {prefix && <span className="flex shrink-0 items-center text-fg-3">{prefix}</span>}
      <input
        autoComplete="off"
        {...field}
        {...props}
        className={cn(
          'h-full w-full min-w-0 bg-transparent outline-none disabled:cursor-not-allowed max-md:text-16',
          mono && 'font-mono text-code tracking-tight',
        )}
      />
      {suffix && <span className="flex shrink-0 items-center whitespace-nowrap text-12 text-fg-3">{suffix}</span>}
    </span>
  )
}

export interface TextareaProps extends ComponentProps<'textarea'> {
  mono?: boolean
}

export function Textarea({ mono, className, rows = 4, ...props }: TextareaProps) {
  const field = useFieldControl()
  return (
    <span className={cn('flex min-w-0', controlEdge, className)}>
      <textarea
        spellCheck={!mono}
        rows={rows}
        {...field}
        {...props}
        className={cn(
          'w-full min-w-0 resize-y rounded-ctl bg-transparent px-2.5 py-1.5 outline-none max-md:text-16',
          mono && 'font-mono text-code tracking-tight',
        )}
      />
    </span>
  )
}
