import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { EndpointQuery } from '@/lib/endpoints/types'
import { cn } from '../ui/cn'
import type { Hidden, OptionalColumn } from './table-columns'

const none: Hidden = new Set()

/** One layout for rows and skeleton. Small screens: each row a block, in reading order. */
export const cell = {
  row: 'group relative max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1.5 max-md:px-4 max-md:py-3.5',
  base: 'h-(--row) border-line border-b px-3 py-1 group-last:border-b-0 max-md:h-auto max-md:border-0 max-md:p-0',
  name: 'pl-4 max-md:block max-md:pl-0',
  status: 'max-md:col-start-2 max-md:row-start-1 max-md:block max-md:justify-self-end',
  kind: 'max-md:hidden',
  capacity: 'hidden xl:table-cell',
  requests: 'max-lg:hidden',
  url: 'max-md:col-[1/-1] max-md:row-start-2 max-md:block',
  created: 'text-right max-md:col-[1/-1] max-md:row-start-3 max-md:block max-md:self-center max-md:text-left',
  actions: 'pr-4 max-md:col-[1/-1] max-md:row-start-3 max-md:block max-md:justify-self-end max-md:pr-0',
}

/** Each width, and from which screen on it is drawn. */
const columns: [id: OptionalColumn | 'name' | 'actions', className: string][] = [
  ['name', ''],
  ['status', 'w-[162px]'],
  ['kind', 'w-[92px]'],
  ['capacity', 'hidden w-[168px] xl:table-column'],
  ['requests', 'hidden w-[104px] lg:table-column'],
  ['url', 'w-[196px]'],
  ['created', 'w-[92px]'],
  ['actions', 'w-[196px]'],
]

const sortable = [
  { key: 'Name', label: 'Name', first: 'Ascending' },
  { key: 'Status', label: 'Status', first: 'Ascending' },
  { key: 'CreationTime', label: 'Created', first: 'Descending' },
] as const

export interface TableFrameProps {
  sort?: Pick<EndpointQuery, 'sortBy' | 'sortOrder'>
  /** The address of the list in another order. */
  sortHref?: (sortBy: EndpointQuery['sortBy'], sortOrder: EndpointQuery['sortOrder']) => string
  label: string
  busy?: boolean
  hidden?: Hidden
  children: ReactNode
}

export function TableFrame({ sort, sortHref, label, busy, hidden = none, children }: TableFrameProps) {
  const heading = (key: EndpointQuery['sortBy'], className?: string) => {
    const column = sortable.find((one) => one.key === key)
    return <SortHeading key={key} column={column} sort={sort} sortHref={sortHref} className={className} />
  }
  return (
    <table
      aria-label={label}
      aria-busy={busy || undefined}
      className="w-full border-collapse text-left max-md:block md:table-fixed"
    >
      <colgroup className="max-md:hidden">
        {columns
          .filter(([id]) => !hidden.has(id as OptionalColumn))
          .map(([id, className]) => (
            <col key={id} className={className} />
          ))}
      </colgroup>
      <thead className="max-md:hidden">
        <tr className="[&>th]:h-9 [&>th]:whitespace-nowrap [&>th]:border-line [&>th]:border-b [&>th]:px-3 [&>th]:font-medium [&>th]:text-12 [&>th]:text-fg-3">
          {heading('Name', 'pl-4!')}
          {!hidden.has('status') && heading('Status')}
          {!hidden.has('kind') && <th scope="col">Kind</th>}
          {!hidden.has('capacity') && (
            <th scope="col" className="hidden xl:table-cell">
              Capacity
            </th>
          )}
          {!hidden.has('requests') && (
            <th scope="col" className="max-lg:hidden" title="Requests of the last 24 hours">
              Last day
            </th>
          )}
          {!hidden.has('url') && <th scope="col">Public API</th>}
          {!hidden.has('created') && heading('CreationTime', 'text-right')}
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block max-md:divide-y max-md:divide-line">{children}</tbody>
    </table>
  )
}

interface SortHeadingProps extends Pick<TableFrameProps, 'sort' | 'sortHref'> {
  column: (typeof sortable)[number] | undefined
  className?: string
}

function SortHeading({ column, sort, sortHref, className }: SortHeadingProps) {
  if (!column) return null
  const order = sort?.sortBy === column.key ? sort.sortOrder : undefined
  const Arrow = order === 'Descending' ? ArrowDown : ArrowUp
  const next = order ? (order === 'Ascending' ? 'Descending' : 'Ascending') : column.first
  return (
    <th
      scope="col"
      aria-sort={order === 'Ascending' ? 'ascending' : order === 'Descending' ? 'descending' : undefined}
      className={className}
    >
      {sortHref ? (
        <Link
          href={sortHref(column.key, next)}
          scroll={false}
          className={cn('group/sort inline-flex min-h-6 items-center gap-1 hover:text-fg', order && 'text-fg')}
        >
          {column.label}
          <Arrow
            aria-hidden
            className={cn(
              'size-3',
              !order && 'opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100',
            )}
          />
        </Link>
      ) : (
        column.label
      )}
    </th>
  )
}
