/** Rows pasted where no columns are described: what a sheet or a notebook gives becomes CSV, and CSV stays as it is. */
import { csvRecords } from '../tables/csv-records'
import { dialectOf, sampleLength } from '../tables/dialect'
import { hasHeader, indexColumn } from '../tables/layout'
import { withLineFeeds } from '../tables/table-reader'
import { quoteCell } from './encode'
import { isLiteral, type Literal, readLiteral } from './literal'

/** Undefined if the text is rows of CSV already, or words. Blanks stay: a model can take its cells so. */
export function rowsOfPaste(text: string): string[] | undefined {
  const literal = isLiteral(text) ? readLiteral(text) : undefined
  if (literal !== undefined) return rowsOfLiteral(literal)?.map(csvRow)
  const lines = withLineFeeds(text).replace(/^\s*\n/, '')
  const dialect = dialectOf(lines.slice(0, sampleLength))
  if (dialect.delimiter === ',' || dialect.delimiter === ' ' || dialect.width < 2) return undefined
  const records: string[][] = []
  csvRecords(dialect, (cells) => records.push(cells)).take(lines, true)
  const [first = [], ...below] = records
  if (!hasHeader(records)) return records.map(csvRow)
  const index = indexColumn(first, below)
  return below.map((row) => csvRow(index === undefined ? row : row.slice(1)))
}

const csvRow = (cells: string[]) => cells.map(quoteCell).join(',')

function rowsOfLiteral(value: Literal): string[][] | undefined {
  if (typeof value === 'string') return undefined
  if (value instanceof Map) {
    const cells = [...value.values()]
    return areCells(cells) ? [cells] : undefined
  }
  if (value.length > 0 && areCells(value)) return [value]
  const [first] = value
  // Records can have their members in another order, and a row has them in the order of the first.
  const names = first instanceof Map ? [...first.keys()] : []
  const rows = value.map((row) => (row instanceof Map ? namedCells(names, row) : row))
  return rows.length > 0 && rows.every((row) => Array.isArray(row) && areCells(row)) ? (rows as string[][]) : undefined
}

/** A record with other members than the first is no row: its text stands for nothing here. */
const namedCells = (names: string[], row: Map<string, Literal>): Literal =>
  names.length === row.size && names.every((name) => row.has(name)) ? names.map((name) => row.get(name) ?? '') : ''

const areCells = (items: Literal[]): items is string[] => items.every((item) => typeof item === 'string')
