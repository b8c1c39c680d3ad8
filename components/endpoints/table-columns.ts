/** The columns of the endpoint list that can be hidden. Which are, stands in the URL (`?hide=kind,capacity`), so a view can be shared. */

export const optionalColumns = [
  { id: 'status', label: 'Status' },
  { id: 'kind', label: 'Kind' },
  { id: 'capacity', label: 'Capacity' },
  { id: 'requests', label: 'Last day' },
  { id: 'url', label: 'Public API' },
  { id: 'created', label: 'Created' },
] as const

export type OptionalColumn = (typeof optionalColumns)[number]['id']
export type Hidden = ReadonlySet<OptionalColumn>

/** Names that are no column count for nothing. */
export function hiddenIn(text: string | null): Hidden {
  const names = new Set((text ?? '').split(','))
  return new Set(optionalColumns.map(({ id }) => id).filter((id) => names.has(id)))
}

/** The value in the URL once one column is shown or hidden; undefined if all are shown. */
export function withColumn(hidden: Hidden, column: OptionalColumn, shown: boolean): string | undefined {
  const ids = optionalColumns.map(({ id }) => id)
  return ids.filter((id) => (id === column ? !shown : hidden.has(id))).join(',') || undefined
}
