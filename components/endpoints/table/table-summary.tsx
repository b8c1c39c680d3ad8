import { TriangleAlert } from 'lucide-react'
import { type EndpointRow, hasFailed } from '@/lib/endpoints/types'

interface TableSummaryProps {
  rows: EndpointRow[]
  total?: string
  /** The total counts what matches a filter. */
  matches?: boolean
  complete: boolean
}

/** How many endpoints there are, how many are public, and how many are not well. */
export function TableSummary({ rows, total, matches, complete }: TableSummaryProps) {
  const open = rows.filter((row) => row.publicApi.state === 'live').length
  const failed = rows.filter((row) => hasFailed(row.status)).length
  const incomplete = rows.filter((row) => row.publicApi.state === 'incomplete').length
  const here = complete ? '' : ' on this page'
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-fg-2">
      {total && (
        <span>
          <b className="font-semibold text-fg">{total}</b> {total === '1' ? 'endpoint' : 'endpoints'}
          {matches && (total === '1' ? ' matches' : ' match')}
        </span>
      )}
      <span>
        <b className="font-semibold text-fg">{open}</b> public{here}
      </span>
      {failed + incomplete > 0 && (
        <span className="flex items-center gap-1 text-warn-f">
          <TriangleAlert aria-hidden className="size-3.5" />
          {[failed > 0 && `${failed} failed`, incomplete > 0 && `${incomplete} incomplete`].filter(Boolean).join(', ')}
          {here}
        </span>
      )}
    </p>
  )
}
