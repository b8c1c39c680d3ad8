'use client'

import { CircleX } from 'lucide-react'
import { createContext, type ReactNode, use, useId } from 'react'
import { cn } from '../cn'

export interface FieldControl {
  id?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** Gives one control its id and descriptions, for a place that draws label and hint by itself. */
export const FieldContext = createContext<FieldControl>({})

/** What a control inside a Field spreads on its focusable element. */
export const useFieldControl = (): FieldControl => use(FieldContext)

export interface FieldProps {
  label: ReactNode
  /** Right of the label: a unit, where the value came from. */
  aside?: ReactNode
  hint?: ReactNode
  /** Says the accepted form. Shown instead of the hint, never beside it. */
  error?: string
  className?: string
  /** One Input, Textarea or Select: it takes id and descriptions from here. */
  children: ReactNode
}

export function Field({ label, aside, hint, error, className, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const control: FieldControl = {
    id,
    'aria-describedby': error || hint ? noteId : undefined,
    'aria-invalid': error ? true : undefined,
  }
  return (
    <div className={cn('grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1.5', className)}>
      <div className="flex items-baseline gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside && <span className="ml-auto text-12 text-fg-3">{aside}</span>}
      </div>
      <FieldContext value={control}>{children}</FieldContext>
      {error ? (
        <p id={noteId} className="flex gap-1.5 text-12 text-bad-f">
          <CircleX aria-hidden className="mt-0.5 size-3 shrink-0" />
          {error}
        </p>
      ) : (
        hint && (
          <p id={noteId} className="text-12 text-fg-3">
            {hint}
          </p>
        )
      )}
    </div>
  )
}
