/** A table as text: names from its header and the rows beneath it, whatever it is written in. */

import { plural } from '../../plural'
import { fail, ok, type Result } from '../../result'
import { indexColumn, isCounted } from '../tables/layout'
import { libsvmRefusal } from '../tables/libsvm'
import { isNumber } from '../tables/number-text'
import { tableReader, withLineFeeds } from '../tables/table-reader'

export interface Table {
  names: string[]
  /** Trimmed cells; `''` where a value is missing. */
  rows: string[][]
  /** The source has more rows than were read. */
  cut: boolean
  /** What was set aside: the column of row numbers. */
  notes: string[]
}

/** Enough for ranges and quantiles of any column, and read within a moment. */
export const mostRows = 20_000

/** Names as a header that is read as these names again. */
export const headerOf = (names: string[]): string =>
  names.some((name) => /[",;\t|\n]/.test(name) || name.startsWith('#'))
    ? names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')
    : names.join(', ')

/** The most features that a contract holds. */
const mostColumns = 500

/** Says whether a CSV's first line holds values instead of names. */
export const isHeadless = (header: string[]): boolean =>
  header.length > 0 && header.every((cell) => isNumber(cell)) && !isCounted(header)

export interface TableText {
  /** Trimmed cells of each record, two records beyond `mostRows` at most. A line break in a cell is a line feed. */
  records: string[][]
  notes: string[]
}

/** Fails for libsvm, and for a JSON line that is no row. */
export function readTableText(text: string): Result<TableText> {
  const records: string[][] = []
  const lines = withLineFeeds(text)
    .replace(/^\s*\n/, '')
    .replace(/^\uFEFF/, '')
  let broken: string | undefined
  const reader = tableReader(lines, (cells, problem) => {
    broken ??= problem && `Row ${records.length + 1}: ${problem}.`
    if (records.length < mostRows + 2) records.push(cells)
  })
  if (!reader) return refuse(libsvmRefusal.message, libsvmRefusal.remedy)
  reader.take(lines, true)
  if (broken) return refuse(broken, 'Paste one JSON object or list on each line.')
  return ok({ records, notes: reader.notes() })
}

export function cellsOf(text: string): string[][] {
  const read = readTableText(text)
  return read.ok ? read.value.records : []
}

/** One line of names, or names and rows. Fails with what is wrong and on which line. */
export function tableOf([first = [], ...below]: string[][]): Result<Table> {
  const index = indexColumn(first, below)
  const unused = unusedColumns(first, below)
  const kept = <T>(cells: T[]) =>
    index === undefined && unused === 0 ? cells : cells.slice(index === 0 ? 1 : 0, first.length - unused)
  const header = kept(first)
  const names = header.filter((name) => name !== '')
  if (names.length === 0)
    return refuse('Nothing to read.', 'Paste the header line of the training data: its column names.')
  if (header.length !== names.length)
    return refuse(
      `Column ${header.indexOf('') + 1} has no name.`,
      'Give every column a name, in the order of the model.',
    )
  if (index === undefined && isHeadless(header))
    return refuse('That is a row of numbers, and no header.', 'Paste the column names as the first line.')
  if (names.length > mostColumns)
    return refuse(
      `${names.length.toLocaleString('en')} columns are more than the ${mostColumns} a contract holds.`,
      'Send the rows as they are; a contract is optional.',
    )
  const repeated = names.find((name, place) => names.indexOf(name) !== place)
  if (repeated) return refuse(`Two columns are named ${repeated}.`, 'Give every column a name of its own.')
  const long = names.find((name) => name.length > 64)
  if (long) return refuse(`${long.slice(0, 20)}… is longer than 64 characters.`, 'Shorten the name.')
  const uneven = below.slice(0, mostRows).findIndex((row) => row.length !== first.length)
  if (uneven >= 0)
    return refuse(
      `Line ${uneven + 2} has ${plural(below[uneven]?.length ?? 0, 'value')}, and the header ${first.length}.`,
      'Paste whole rows only.',
    )
  return ok({
    names,
    rows: below.slice(0, mostRows).map(kept),
    cut: below.length > mostRows,
    notes: [
      ...(index === undefined ? [] : ['the first column only counts or names the rows and is set aside']),
      ...(unused > 0 ? [`${plural(unused, 'empty column')} without a name left out`] : []),
    ],
  })
}

/** Columns at the end without a name and without a value: every line ends with a delimiter. */
function unusedColumns(header: string[], rows: string[][]): number {
  if (header.at(-1) !== '' || header.every((name) => name === '')) return 0
  const named = header.findLastIndex((name) => name !== '') + 1
  return rows.every((row) => row.slice(named).every((cell) => cell === '')) ? header.length - named : 0
}

const refuse = (message: string, remedy: string) => fail({ code: 'invalid-csv', message, remedy })
