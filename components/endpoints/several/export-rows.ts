/** Rows of the endpoint list as files. Pure. */
import { spreadsheetLine } from '@/lib/batch/csv-line'
import type { Indexed } from '@/lib/endpoint-index/types'
import type { EndpointRow, EndpointSummary } from '@/lib/endpoints/types'

export interface ExportedRow {
  row: EndpointRow
  summary?: EndpointSummary
  facts?: Indexed
}

/** Null means that there is none; what was not read is absent. */
function valuesOf({ row, summary, facts }: ExportedRow) {
  const { publicApi } = row
  const live = publicApi.state === 'live' ? publicApi : undefined
  return {
    name: row.name,
    arn: row.arn,
    status: row.status,
    kind: summary?.kind,
    capacity: summary?.capacity,
    container: facts?.container ?? summary?.container,
    publicApi: publicApi.state,
    restApiId: publicApi.state === 'none' ? null : publicApi.restApiId,
    invokeUrl: live?.invokeUrl ?? null,
    access: facts?.access,
    costPerHour: facts?.hour,
    tags: facts?.tags,
    createdAt: row.createdAt,
    modifiedAt: row.modifiedAt,
  }
}

const columns: (keyof ReturnType<typeof valuesOf>)[] = [
  ...(['name', 'arn', 'status', 'kind', 'capacity', 'container', 'publicApi', 'restApiId'] as const),
  ...(['invokeUrl', 'access', 'costPerHour', 'tags', 'createdAt', 'modifiedAt'] as const),
]

const cellOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** UTF-8, lines end with CR LF as RFC 4180 has it, formulas defused: names and tags are other people's. */
export const rowsCsv = (rows: ExportedRow[]): string =>
  [columns, ...rows.map((row) => columns.map((column) => cellOf(valuesOf(row)[column])))]
    .map((cells) => `${spreadsheetLine(cells)}\r\n`)
    .join('')

export const rowsJson = (rows: ExportedRow[]): string => `${JSON.stringify(rows.map(valuesOf), null, 2)}\n`
