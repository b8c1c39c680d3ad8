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
  const rows = value.map((row) => (row instanceof Map ? [...row.values()] : row))
  return rows.length > 0 && rows.every((row) => typeof row !== 'string' && areCells(row))
    ? (rows as string[][])
    : undefined
}

const areCells = (items: Literal[]): items is string[] => items.every((item) => typeof item === 'string')
