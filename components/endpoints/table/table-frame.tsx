import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { IndexSort } from '@/lib/endpoint-index/index-query'
import { cn } from '../../ui/cn'
import { type Hidden, hiddenIn, type OptionalColumn, readColumns } from './table-columns'

const usual: Hidden = hiddenIn(null, null)

/** One layout for rows and skeleton. Small screens: each row a block, in reading order. */
export const cell = {
  row: 'group relative max-lg:grid max-lg:grid-cols-[minmax(0,1fr)_auto] max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3.5',
  base: 'h-(--row) border-line border-b px-3 py-1 group-last:border-b-0 max-lg:h-auto max-lg:border-0 max-lg:p-0',
  pick: 'pr-0 pl-4 max-lg:hidden',
  name: 'max-lg:block max-lg:pl-0',
  status: 'max-lg:col-start-2 max-lg:row-start-1 max-lg:block max-lg:justify-self-end',
  kind: 'max-xl:hidden',
  capacity: 'hidden xl:table-cell',
  requests: 'max-xl:hidden',
  url: 'max-lg:col-[1/-1] max-lg:row-start-2 max-lg:block',
  read: 'max-lg:hidden',
  created: 'text-right max-lg:col-[1/-1] max-lg:row-start-3 max-lg:block max-lg:self-center max-lg:text-left',
  actions: 'pr-4 max-lg:col-[1/-1] max-lg:row-start-3 max-lg:block max-lg:justify-self-end max-lg:pr-0',
}

/** Each width, and from which screen on it is drawn. What is left is the name's. */
const columns: [id: OptionalColumn | 'pick' | 'name' | 'actions', className: string][] = [
  ['pick', 'w-9'],
  ['name', ''],
  ['status', 'w-[116px]'],
  ['kind', 'hidden w-[88px] xl:table-column'],
  ['capacity', 'hidden w-[152px] xl:table-column'],
  ['requests', 'hidden w-[88px] xl:table-column'],
  ['url', 'w-[180px] xl:w-[228px]'],
  ['access', 'w-[118px]'],
  ['cost', 'w-[96px]'],
  ['tags', 'w-[160px]'],
  ['created', 'w-[76px]'],
  ['actions', 'w-[196px]'],
]

interface Heading {
  label: ReactNode
  sort?: IndexSort
  first?: 'Ascending' | 'Descending'
  className?: string
  title?: string
}

const headings: Record<OptionalColumn, Heading> = {
  status: { label: 'Status', sort: 'Status' },
  kind: { label: 'Kind', className: 'max-xl:hidden' },
  capacity: { label: 'Capacity', className: 'hidden xl:table-cell' },
  requests: { label: 'Last day', className: 'max-xl:hidden', title: 'Requests of the last 24 hours' },
  url: { label: 'Public API', sort: 'PublicApi' },
  access: { label: 'Access', sort: 'Access' },
  cost: { label: 'Cost an hour', sort: 'Cost', first: 'Descending', className: 'text-right' },
  tags: { label: 'Tags' },
  created: { label: 'Created', sort: 'CreationTime', first: 'Descending', className: 'text-right' },
}

interface Sorted {
  by: IndexSort
  order: 'Ascending' | 'Descending'
}

export interface TableFrameProps {
  sort?: Sorted
  /** The address of the list in another order. */
  sortHref?: (by: Sorted['by'], order: Sorted['order']) => string
  label: string
  busy?: boolean
  hidden?: Hidden
  /** Chooses all rows. */
  pick?: ReactNode
  /** What a heading says besides: `of 400 read`. */
  aside?: Partial<Record<OptionalColumn | 'name', string>>
  children: ReactNode
}

export function TableFrame({ sort, sortHref, label, busy, hidden = usual, pick, aside, children }: TableFrameProps) {
  const shown = columns.filter(([id]) => !hidden.has(id as OptionalColumn))
  const more = readColumns.filter((id) => !hidden.has(id)).length
  return (
    <table
      aria-label={label}
      aria-busy={busy || undefined}
      className={cn(
        'w-full border-collapse text-left max-lg:block lg:table-fixed',
        // The widths of all columns, and 240 px that are left for the name.
        more === 1 && 'lg:min-w-[1338px]',
        more === 2 && 'lg:min-w-[1434px]',
        more > 2 && 'lg:min-w-[1594px]',
      )}
    >
      <colgroup className="max-lg:hidden">
        {shown.map(([id, className]) => (
          <col key={id} className={className} />
        ))}
      </colgroup>
      <thead className="max-lg:hidden">
        <tr className="[&>th]:h-9 [&>th]:whitespace-nowrap [&>th]:border-line [&>th]:border-b [&>th]:px-3 [&>th]:font-medium [&>th]:text-12 [&>th]:text-fg-3">
          {shown.map(([id]) => {
            if (id === 'pick')
              return (
                <th key={id} scope="col" className="pr-0! pl-4!">
                  {pick ?? <span className="sr-only">Chosen</span>}
                </th>
              )
            if (id === 'actions')
              return (
                <th key={id} scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              )
            const heading: Heading = id === 'name' ? { label: 'Name', sort: 'Name' } : headings[id]
            return <TableHeading key={id} heading={heading} aside={aside?.[id]} sort={sort} sortHref={sortHref} />
          })}
        </tr>
      </thead>
      <tbody className="max-lg:block max-lg:divide-y max-lg:divide-line">{children}</tbody>
    </table>
  )
}

interface TableHeadingProps extends Pick<TableFrameProps, 'sort' | 'sortHref'> {
  heading: Heading
  aside?: string
}

function TableHeading({ heading, aside, sort, sortHref }: TableHeadingProps) {
  const { label, sort: by, first = 'Ascending', className, title } = heading
  const order = by && sort?.by === by ? sort.order : undefined
  const Arrow = order === 'Descending' ? ArrowDown : ArrowUp
  const next = order ? (order === 'Ascending' ? 'Descending' : 'Ascending') : first
  return (
    <th
      scope="col"
      title={title}
      aria-sort={order === 'Ascending' ? 'ascending' : order === 'Descending' ? 'descending' : undefined}
      className={className}
    >
      {by && sortHref ? (
        <Link
          href={sortHref(by, next)}
          scroll={false}
          className={cn('group/sort inline-flex min-h-6 items-center gap-1 hover:text-fg', order && 'text-fg')}
        >
          {label}
          <Arrow
            aria-hidden
            className={cn(
              'size-3',
              !order && 'opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100',
            )}
          />
        </Link>
      ) : (
        label
      )}
      {aside && <span className="block truncate font-normal">{aside}</span>}
    </th>
  )
}
