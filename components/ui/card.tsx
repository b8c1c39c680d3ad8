import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** One border, no shadow, never inside another card. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section {...props} className={cn('min-w-0 rounded-card border border-line bg-surface', className)} />
}

export interface CardHeaderProps {
  title: ReactNode
  /** Beside the title, quieter: a count, an age. */
  meta?: ReactNode
  /** At the right: buttons, a badge. */
  children?: ReactNode
  /** The heading's level in the page. */
  level?: 2 | 3
  id?: string
  className?: string
}

export function CardHeader({ title, meta, children, level = 2, id, className }: CardHeaderProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <header
      className={cn(
        'flex min-h-11 items-center gap-2 border-line border-b px-4 py-1.5 max-md:min-h-13 max-md:flex-wrap',
        className,
      )}
    >
      <Heading id={id} className="font-semibold text-13">
        {title}
      </Heading>
      {meta && <span className="min-w-0 text-12 text-fg-2">{meta}</span>}
      {children && <div className="ml-auto flex items-center gap-2">{children}</div>}
    </header>
  )
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={cn('p-4', className)} />
}

/** Facts as name and value, values right-aligned. */
export function Facts({ items, className }: { items: { name: ReactNode; value: ReactNode }[]; className?: string }) {
  return (
    <dl className={cn('grid', className)}>
      {items.map((item, index) => (
        <div key={typeof item.name === 'string' ? item.name : index} className="flex justify-between gap-4 py-1.5">
          <dt className="shrink-0 text-fg-3">{item.name}</dt>
          <dd className="min-w-0 break-words text-right">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
