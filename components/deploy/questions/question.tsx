import { CircleCheck, CircleX } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { OptionHelpLinks } from '../option-help-links'

export interface QuestionProps {
  number: number
  title: string
  /** How it was answered, at the right end of the heading. */
  found: ReactNode
  /** The answer in one line, while Advanced is open. */
  brief: ReactNode
  /** Advanced is open, and this question is one line. */
  folded: boolean
  /** The line is opened again. */
  opened: boolean
  onOpen: (opened: boolean) => void
  /** One of its fields has to be fixed, which the folded line says. */
  wrong: boolean
  /** For the button of the folded line: `what the model takes`. */
  subject: string
  /** The field of the form that its documentation explains. */
  field: string
  children: ReactNode
}

/** One of the three questions, already answered; while Advanced is open, one line that can be opened. */
export function Question(props: QuestionProps) {
  const { number, title, found, brief, folded, opened, onOpen, wrong, subject, field, children } = props
  const heading = useId()
  return (
    <section aria-labelledby={heading} className={cn('min-w-0', folded ? 'border-line border-b last:border-b-0' : '')}>
      {folded ? (
        <div className="flex min-h-11 items-center gap-3 px-3.5 py-1 max-md:flex-wrap">
          {wrong ? (
            <CircleX aria-hidden className="size-4 shrink-0 text-bad-d" />
          ) : (
            <CircleCheck aria-hidden className="size-4 shrink-0 text-ok-d" />
          )}
          <h3 id={heading} className="w-44 shrink-0 font-medium max-md:w-auto max-md:flex-1">
            {title}
          </h3>
          <p className="min-w-0 flex-1 truncate text-fg-2 max-md:order-last max-md:basis-full max-md:pl-7">{brief}</p>
          {wrong && <span className="text-12 text-bad-f">to fix</span>}
          <Button
            size="sm"
            variant="ghost"
            aria-label={`${opened ? 'Close' : 'Edit'} ${subject}`}
            aria-expanded={opened}
            onClick={() => onOpen(!opened)}
          >
            {opened ? 'Close' : 'Edit'}
          </Button>
        </div>
      ) : (
        <div className="mb-2.5 flex min-h-5 flex-wrap items-center gap-x-3 gap-y-1">
          <span
            aria-hidden
            className="grid size-[22px] shrink-0 place-items-center rounded-full border border-line-2 bg-surface font-semibold text-11 text-fg-2 max-md:hidden"
          >
            {number}
          </span>
          <h3 id={heading} className="font-semibold text-14 tracking-tight">
            {title}
          </h3>
          <OptionHelpLinks field={field} labelId={heading} />
          <span className="ml-auto text-12 text-fg-3">{found}</span>
        </div>
      )}
      <div
        hidden={folded && !opened}
        className={cn('grid grid-cols-[minmax(0,1fr)] gap-3', folded ? 'px-3.5 pb-4' : 'md:pl-[34px]')}
      >
        {children}
      </div>
    </section>
  )
}
