/**
 * The status filter. SageMaker filters by one status at a time (`StatusEquals` of ListEndpoints), so InService and Failed
 * are filtered by it, while groups of several statuses hold for the loaded page only and the table says so.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListEndpoints.html
 */
import { inProgress } from '@/lib/endpoints/list/query'
import type { EndpointPage, EndpointQuery, EndpointRow, EndpointStatus } from '@/lib/endpoints/types'

export type StatusFilter = 'all' | 'InService' | 'progress' | 'Failed' | 'other'

export const statusFilters: { value: StatusFilter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'InService', label: 'InService' },
  { value: 'progress', label: 'In progress' },
  { value: 'Failed', label: 'Failed' },
  { value: 'other', label: 'Other' },
]

/** These become something else by themselves, so they are read again. */
export const isChanging = (row: EndpointRow): boolean => inProgress.has(row.status)

export function filterOf(row: EndpointRow): Exclude<StatusFilter, 'all'> {
  if (row.status === 'InService' || row.status === 'Failed') return row.status
  return isChanging(row) ? 'progress' : 'other'
}

export const matches = (row: EndpointRow, filter: StatusFilter): boolean => filter === 'all' || filterOf(row) === filter

/** The one status that SageMaker can filter by, where the filter is one status. */
export const statusParam = (filter: StatusFilter): EndpointStatus | undefined =>
  filter === 'InService' || filter === 'Failed' ? filter : undefined

/** What the URL says: `status` as SageMaker knows it, or `group` for several statuses. */
export function readFilter(status: string | null, group: string | null): StatusFilter {
  if (status === 'InService' || status === 'Failed') return status
  if (group === 'progress' || group === 'other') return group
  return 'all'
}

/** All rows of the search are loaded: counts are exact, and every filter works without another call. */
export const isComplete = (page: EndpointPage, query: EndpointQuery): boolean =>
  !page.nextToken && !query.token && !query.status

/** `14`, or `100+` until known; undefined where nothing is known. */
export function countOf(
  filter: StatusFilter,
  rows: EndpointRow[],
  page: EndpointPage,
  query: EndpointQuery,
): string | undefined {
  const count = rows.filter((row) => matches(row, filter)).length
  if (isComplete(page, query)) return String(count)
  if (query.token) return undefined
  const wanted = query.status ?? 'all'
  if (wanted !== filter) return undefined
  return page.nextToken ? `${count}+` : String(count)
}
