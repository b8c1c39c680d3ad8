/** A CSV becomes a contract: features from its columns, and a few rows far apart as examples. */
import { ok, type Result } from '../../../result'
import type { Example, Feature } from '../../contract/contract'
import { encodeRow } from '../../requests/encode'
import { type Proposal, proposalsOf } from '../proposals'
import { inferColumn } from './infer-column'
import { readTableText, type Table, tableOf } from './read-table'

export interface CsvContract {
  features: Feature[]
  /** Up to five whole rows, evenly spread over the file. */
  examples: Example[]
  /** Rows read. */
  rows: number
  cut: boolean
  /** Names of columns with missing values, and in how many rows. */
  missing: { name: string; rows: number }[]
  /** Names of columns without any value: they have no type yet. */
  empty: string[]
  proposals: Proposal[]
  notes: string[]
}

const mostExamples = 5

export function contractFromTable({ names, rows, cut, notes }: Table): CsvContract {
  const columns = names.map((name, index) =>
    inferColumn(
      name,
      rows.map((row) => row[index] ?? ''),
    ),
  )
  // `width (cm)` and `width (in)` are two features.
  const clash = new Set(columns.map((column) => column.feature.name)).size < names.length
  const features = columns.map(({ feature }, index) => (clash ? { ...feature, name: names[index] ?? '' } : feature))
  return {
    features,
    examples: spread(rows).map(({ row, line }) => ({ name: `Row ${line}`, value: rowOf(features, row) })),
    rows: rows.length,
    cut,
    missing: columns
      .map(({ missing }, index) => ({ name: features[index]?.name ?? '', rows: missing }))
      .filter((column) => column.rows > 0 && column.rows < rows.length),
    empty: features
      .filter((_, index) => rows.length > 0 && columns[index]?.missing === rows.length)
      .map(({ name }) => name),
    proposals: proposalsOf(features, rows),
    notes,
  }
}

/** One line of names, or names and rows, in any delimiter. */
export function contractFromCsv(text: string): Result<CsvContract> {
  const read = readTableText(text)
  const table = read.ok ? tableOf(read.value.records) : read
  return table.ok ? ok(contractFromTable(table.value)) : table
}

/** The first, the last and what lies evenly between, of the rows that lack nothing; lines count from 1 below the header. */
function spread(rows: string[][]): { row: string[]; line: number }[] {
  const whole = rows
    .map((row, index) => ({ row, line: index + 1 }))
    .filter(({ row }) => row.every((cell) => cell !== ''))
  if (whole.length === 0 && rows[0]) return [{ row: rows[0], line: 1 }]
  const count = Math.min(mostExamples, whole.length)
  const step = count > 1 ? (whole.length - 1) / (count - 1) : 0
  const picked = new Set(Array.from({ length: count }, (_, index) => whole[Math.round(index * step)]))
  return [...picked].filter((one) => one !== undefined)
}

const rowOf = (features: Feature[], row: string[]): string =>
  encodeRow(features, Object.fromEntries(features.map((feature, index) => [feature.name, row[index] ?? ''])))
