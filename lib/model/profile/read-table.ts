/** A table as text or file: names from its header and the rows beneath it, whatever separates its cells. */

import Papa from 'papaparse'
import { plural } from '../../plural'
import { fail, ok, type Result } from '../../result'

export interface Table {
  names: string[]
  /** Trimmed cells; `''` where a value is missing. */
  rows: string[][]
  /** The source has more rows than were read. */
  cut: boolean
}

/** Enough for ranges and quantiles of any column, and read within a moment. */
export const mostRows = 20_000

/** Names as a header that is read as these names again. */
export const headerOf = (names: string[]): string =>
  names.some((name) => /[",;\t|\n]/.test(name))
    ? names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')
    : names.join(', ')

/** The most features that a contract holds. */
const mostColumns = 500

const delimitersToGuess = [',', ';', '\t', '|']

export const isNumber = (cell: string) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(cell)

/** Says whether a CSV's first line holds values instead of names. */
export const isHeadless = (header: string[]): boolean => header.length > 0 && header.every((cell) => isNumber(cell))

/** Trimmed cells of each record, two records beyond `mostRows` at most. A line break in a cell is a line feed. */
export const cellsOf = (text: string): string[][] =>
  Papa.parse<string[]>(text.trim().replaceAll(/\r\n?/g, '\n'), {
    newline: '\n',
    skipEmptyLines: 'greedy',
    preview: mostRows + 2,
    delimitersToGuess,
  }).data.map((row) => row.map((cell) => cell.trim()))

/** One line of names, or names and rows. Fails with what is wrong and on which line. */
export function tableOf([header = [], ...all]: string[][]): Result<Table> {
  const names = header.map((name) => name.replace(/^\uFEFF/, '')).filter((name) => name !== '')
  if (names.length === 0)
    return refuse('Nothing to read.', 'Paste the header line of the training data: its column names.')
  if (header.length !== names.length)
    return refuse(
      `Column ${header.indexOf('') + 1} has no name.`,
      'Give every column a name, in the order of the model.',
    )
  if (isHeadless(header))
    return refuse('That is a row of numbers, and no header.', 'Paste the column names as the first line.')
  if (names.length > mostColumns)
    return refuse(
      `${names.length.toLocaleString('en')} columns are more than the ${mostColumns} a contract holds.`,
      'Send the rows as they are; a contract is optional.',
    )
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated) return refuse(`Two columns are named ${repeated}.`, 'Give every column a name of its own.')
  const long = names.find((name) => name.length > 64)
  if (long) return refuse(`${long.slice(0, 20)}… is longer than 64 characters.`, 'Shorten the name.')
  return rowsUnder(names, all)
}

function rowsUnder(names: string[], all: string[][]): Result<Table> {
  const rows = all.slice(0, mostRows)
  const uneven = rows.findIndex((row) => row.length !== names.length)
  if (uneven < 0) return ok({ names, rows, cut: all.length > mostRows })
  return refuse(
    `Line ${uneven + 2} has ${plural(rows[uneven]?.length ?? 0, 'value')}, and the header ${names.length}.`,
    'Paste whole rows only.',
  )
}

const refuse = (message: string, remedy: string) => fail({ code: 'invalid-csv', message, remedy })
