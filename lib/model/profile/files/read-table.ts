/** A table as text: names from its header and the rows beneath it, whatever it is written in. */

import { formatNumber } from '../../../locale'
import { plural } from '../../../plural'
import { fail, ok, type Result } from '../../../result'
import { hasHeader, indexColumn, isCounted } from '../../tables/layout'
import { libsvmRefusal } from '../../tables/libsvm'
import { isNumber } from '../../tables/number-text'
import { tableReader, withLineFeeds } from '../../tables/table-reader'

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

const areValues = (header: string[]): boolean => header.length > 0 && header.every(isNumber) && !isCounted(header)

/** Says whether a table's first record holds values instead of names: numbers alone, or numbers beside a class. */
export const isHeadless = (records: string[][]): boolean => {
  const [first = []] = records
  return areValues(first) || (records.length > 1 && first.some(isNumber) && !hasHeader(records))
}

export interface TableText {
  /** Trimmed cells of each record, two records beyond `mostRows` at most. A line break in a cell is a line feed. */
  records: string[][]
  notes: string[]
  /** Says whether the first record has names; undefined if only its content and the rows can show it. */
  isNamed?: boolean
}

/**
 * Fails for libsvm, a JSON line that is no row, and a quote that is not closed.
 * @param isCut the start of a longer text, so that its last record can be half of one
 */
export function readTableText(text: string, isCut = false): Result<TableText> {
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
  const remedies = {
    json: 'Paste one JSON object or list on each line.',
    csv: 'Close the quote, and write a quote inside quotes twice.',
  }
  reader.take(lines, !isCut)
  if (broken) return refuse(broken, remedies[reader.format])
  return ok({ records, notes: reader.notes(), isNamed: reader.isNamed() })
}

export function cellsOf(text: string): string[][] {
  const read = readTableText(text)
  return read.ok ? read.value.records : []
}

/**
 * One line of names, or names and rows. Fails with what is wrong and on which line.
 * @param isNamed the first record has names for sure, even if they are numbers
 */
export function tableOf([first = [], ...below]: string[][], isNamed = false): Result<Table> {
  const index = indexColumn(first, below)
  const kept = (cells: string[]) => (index === undefined ? cells : cells.slice(1))
  const header = kept(first)
  const names = header.filter((name) => name !== '')
  if (names.length === 0)
    return refuse('Nothing to read.', 'Paste the header line of the training data: its column names.')
  if (header.length !== names.length)
    return refuse(
      `Column ${header.indexOf('') + 1} has no name.`,
      'Give every column a name, in the order of the model.',
    )
  if (!isNamed && index === undefined && areValues(header))
    return refuse('That is a row of numbers, and no header.', 'Paste the column names as the first line.')
  if (names.length > mostColumns)
    return refuse(
      `${formatNumber(names.length)} columns are more than the ${mostColumns} a contract holds.`,
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
    notes: index === undefined ? [] : ['the first column only counts or names the rows and is set aside'],
  })
}

const refuse = (message: string, remedy: string) => fail({ code: 'invalid-csv', message, remedy })
