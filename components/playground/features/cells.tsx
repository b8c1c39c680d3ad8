'use client'

import type { ComponentProps, ReactNode } from 'react'
import { capitalized } from '@/lib/first-letter'
import type { Cell } from '@/lib/model/contract/column-value'
import { cn } from '../../ui/cn'
import { Input } from '../../ui/form/input'
import { Select } from '../../ui/form/select'
import type { SelectProps } from '../../ui/form/select-list'

export interface CellProps {
  /** The start of the problem's id. */
  id: string
  part: Cell
  /** Said, not seen. */
  label: string
  problem?: string
  /** It differs from the API's. */
  changed: boolean
}

/** A bar and an edge in the colour of changes; the line below the table says them in words. */
export const changedLook = 'border-upd-d! shadow-[inset_2px_0_0_var(--upd-d)]'

const described = ({ id, problem, label, changed, part }: CellProps) => ({
  'aria-label': changed ? `${label}, changed` : label,
  'aria-invalid': problem ? (true as const) : undefined,
  'aria-describedby': problem ? `${id}-problem` : undefined,
  'data-part': part,
})

interface TextCellProps extends CellProps, Pick<ComponentProps<typeof Input>, 'mono' | 'placeholder' | 'value'> {
  /** Numbers stand at the right. */
  right?: boolean
  onValue: (text: string) => void
}

export function TextCell({ id, part, label, problem, changed, right, onValue, ...input }: TextCellProps) {
  return (
    <Input
      {...input}
      {...described({ id, part, label, problem, changed })}
      spellCheck={false}
      inputMode={right ? 'decimal' : undefined}
      onChange={(event) => onValue(event.target.value)}
      className={cn(
        'h-(--ctl-s) px-2! max-md:h-10 [&_input]:text-12 max-md:[&_input]:text-16',
        right && '[&_input]:text-right',
        changed && changedLook,
      )}
    />
  )
}

export function SelectCell({ onValue, options, value, part, label, changed }: CellProps & SelectCellProps) {
  return (
    <span data-part={part} className="contents">
      <Select
        aria-label={changed ? `${label}, changed` : label}
        size="sm"
        options={options}
        value={value}
        onValueChange={onValue}
        className={cn('w-full px-2! max-md:h-10', changed && changedLook)}
      />
    </span>
  )
}

interface SelectCellProps extends Pick<SelectProps, 'options' | 'value'> {
  onValue: (value: string) => void
}

/** A cell with its heading on a narrow screen, and below it what is wrong. */
export function EditCell({
  id,
  title,
  problem,
  className,
  children,
}: Pick<CellProps, 'id' | 'problem'> & { title: string; className?: string; children: ReactNode }) {
  return (
    <td className={className}>
      <span aria-hidden className="mb-1 hidden text-12 text-fg-3 max-md:block">
        {title}
      </span>
      {children}
      <CellProblem id={id} problem={problem} />
    </td>
  )
}

export function CellProblem({ id, problem }: Pick<CellProps, 'id' | 'problem'>) {
  return problem ? (
    <p id={`${id}-problem`} className="mt-1 break-words text-12 text-bad-f">
      {capitalized(problem)}
    </p>
  ) : null
}
