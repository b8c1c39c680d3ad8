import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A plain table inside a card: headings quiet, numbers right-aligned by `text-right`, rows two lines at most. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return <table {...props} className={cn('w-full border-collapse text-left', className)} />
}

export function Th({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        'h-9 whitespace-nowrap border-line border-b px-3 font-medium text-12 text-fg-3 first:pl-4 last:pr-4',
        className,
      )}
    />
  )
}

export function Td({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td
      {...props}
      className={cn('h-10 border-line border-b px-3 first:pl-4 last:pr-4 [tr:last-child>&]:border-b-0', className)}
    />
  )
}
