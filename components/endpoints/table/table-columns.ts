/**
 * The columns of the endpoint list. Which are shown stands in the URL (`?hide=kind,capacity&show=cost`), so a view can be shared.
 * What takes a read of each endpoint is hidden until somebody shows it, or filters or sorts by it.
 */
import type { IndexColumn } from '@/lib/endpoint-index/types'

export const optionalColumns = [
  { id: 'status', label: 'Status' },
  { id: 'kind', label: 'Kind' },
  { id: 'capacity', label: 'Capacity' },
  { id: 'requests', label: 'Last day' },
  { id: 'url', label: 'Public API' },
  { id: 'access', label: 'Access' },
  { id: 'cost', label: 'Cost an hour' },
  { id: 'tags', label: 'Tags' },
  { id: 'created', label: 'Created' },
] as const

export const readColumns = ['access', 'cost', 'tags'] as const
type ReadColumn = (typeof readColumns)[number]

export type OptionalColumn = (typeof optionalColumns)[number]['id']
export type Hidden = ReadonlySet<OptionalColumn>

const isReadColumn = (id: string): id is ReadColumn => readColumns.some((one) => one === id)
const namesIn = (text: string | null) => new Set((text ?? '').split(','))

/**
 * Names that are no column count for nothing.
 * @param used what the list is filtered and sorted by: shown without being named
 */
export function hiddenIn(hide: string | null, show: string | null, used: readonly IndexColumn[] = []): Hidden {
  const [hidden, shown] = [namesIn(hide), namesIn(show)]
  const isHidden = (id: OptionalColumn) => hidden.has(id) || (isReadColumn(id) && !shown.has(id) && !used.includes(id))
  return new Set(optionalColumns.map(({ id }) => id).filter(isHidden))
}

/** What has to be read of each endpoint: what the list is filtered and sorted by, and the columns that are shown. */
export const columnsToRead = (hidden: Hidden, used: readonly IndexColumn[]): IndexColumn[] => [
  ...new Set([...used, ...readColumns.filter((column) => !hidden.has(column))]),
]

/** The two values in the URL once one column is shown or hidden; undefined for one that says nothing. */
export function withColumn(hidden: Hidden, column: OptionalColumn, shown: boolean): { hide?: string; show?: string } {
  const ids = optionalColumns.map(({ id }) => id)
  const isShown = (id: OptionalColumn) => (id === column ? shown : !hidden.has(id))
  const list = (some: OptionalColumn[]) => some.join(',') || undefined
  return {
    hide: list(ids.filter((id) => !isReadColumn(id) && !isShown(id))),
    show: list(ids.filter((id) => isReadColumn(id) && isShown(id))),
  }
}
