/** How a table is written: what separates its cells, whether its numbers have a decimal comma, where its header is. */
import Papa from 'papaparse'
import { hasApostrophes, hasDecimalComma, hasThousands, isAmbiguous, isMissing, isNumber } from './number-text'

export interface Dialect {
  /** `' '` is any run of blanks and tabs. */
  delimiter: string
  /** Cells of most records. */
  width: number
  /** Places of the columns whose numbers have a decimal comma. */
  commaColumns: Set<number>
  /** Columns of numbers with an apostrophe between thousands. */
  apostropheColumns: Set<number>
  /** Characters of Excel's `sep=;` line at the start; 0 if there is none. */
  separatorLength: number
  /** The header lacks the name of the column with the row numbers, as R writes it. */
  hasShortHeader: boolean
  /** Columns at the end without a name and without a value: every row ends with a delimiter. */
  unusedColumns: number
  /** A table of our own: nothing in it is a comment or a repeated header. */
  isOurs?: boolean
}

/** So much of a text shows its dialect, in characters. */
export const sampleLength = 65_536
/** So many records are compared. */
const mostRecords = 200

const delimiters = [',', ';', '\t', '|']
export const delimiterNames: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
  ' ': 'blanks',
}

/** What the console itself writes. */
export const ownDialect: Dialect = {
  delimiter: ',',
  width: 0,
  commaColumns: new Set(),
  apostropheColumns: new Set(),
  separatorLength: 0,
  hasShortHeader: false,
  unusedColumns: 0,
  isOurs: true,
}

/** Excel reads the delimiter from such a line and shows it to nobody. */
const separatorLine = /^\s*"?sep=(.)"?[ \t]*(?:\n|$)/i

/** A comment: `# exported 2024-05-01`. */
export const isComment = (cells: string[]): boolean => (cells[0] ?? '').trimStart().startsWith('#')

/** The cells of a line between runs of blanks; quotes hold blanks together. */
export function blankCells(line: string): string[] {
  const cells: string[] = []
  let at = 0
  while (at < line.length) {
    const sign = line[at]
    if (sign === ' ' || sign === '\t') {
      at += 1
      continue
    }
    const end = sign === '"' ? line.indexOf('"', at + 1) : -1
    if (end > 0) {
      cells.push(line.slice(at + 1, end))
      at = end + 1
      continue
    }
    const from = at
    while (at < line.length && line[at] !== ' ' && line[at] !== '\t') at += 1
    cells.push(line.slice(from, at))
  }
  return cells
}

interface Split {
  delimiter: string
  records: string[][]
  width: number
  /** The part of the records that has that width: 0 to 1. */
  even: number
}

/** @param sample the first `sampleLength` characters, lines ended by line feeds */
export function dialectOf(sample: string): Dialect {
  const said = separatorLine.exec(sample)
  const text = said ? sample.slice(said[0].length) : sample
  const split = said?.[1] ? splitBy(said[1], text) : bestSplit(text)
  const { delimiter, width, records } = split
  const isNamed = records.length > 2 && records[0]?.length === width - 1 && width > 1
  const unused = unusedColumns(records, width)
  return {
    delimiter,
    width,
    commaColumns: commaColumns(records, width, delimiter),
    apostropheColumns: apostropheColumns(records, width),
    separatorLength: said?.[0].length ?? 0,
    hasShortHeader:
      isNamed && unused === 0 && split.even > 0.5 && (records[0] ?? []).every((cell) => !isNumber(cell) && cell !== ''),
    unusedColumns: unused,
  }
}

/** A header of words has to say that the columns at the end have no name, or nothing at all for them. */
function unusedColumns([header = [], ...rows]: string[][], width: number): number {
  const names = header.slice(0, header.findLastIndex((name) => name !== '') + 1)
  const count = width - names.length
  if (count < 1 || rows.length === 0 || names.length === 0 || names.some(isNumber)) return 0
  // Without a delimiter at its end the header can lack the name of the first column as well.
  if (header.length !== width && (header.length !== names.length || count > 1)) return 0
  const whole = rows.filter(({ length }) => length === width)
  const isEmpty = whole.length > 0 && whole.every((row) => row.slice(names.length).every((cell) => cell === ''))
  return isEmpty ? count : 0
}

function bestSplit(text: string): Split {
  const splits = delimiters.map((delimiter) => splitBy(delimiter, text))
  const wide = splits.filter(({ width }) => width > 1)
  const [commas] = splits
  const best = wide.reduce<Split | undefined>(
    (before, next) => (before && !isBetter(next, before) ? before : next),
    undefined,
  )
  const blanks = splitBy(' ', text)
  if (areBlanks(blanks, best)) return blanks
  return best ?? commas ?? blanks
}

/** More even, or as even and wider. A comma of a number or before a blank separates nothing if another delimiter can. */
function isBetter(next: Split, before: Split): boolean {
  if (next.even !== before.even) return next.even > before.even
  const cells = before.delimiter === ',' ? next.records.flat().filter((cell) => cell.includes(',')) : []
  if (cells.length > 0) return cells.every((cell) => hasDecimalComma(cell) || cell.includes(', '))
  return next.width > before.width
}

/** Numbers mostly, in as many columns on every line, where no other delimiter is as sure. */
function areBlanks(blanks: Split, best: Split | undefined): boolean {
  const [first, ...below] = blanks.records
  const isEven = below.every(({ length }) => length === blanks.width) && first && first.length >= blanks.width - 1
  if (blanks.width < 2 || !isEven || first.length > blanks.width) return false
  const cells = (below.length > 0 ? below : [first]).flat()
  if (cells.filter((cell) => isNumber(cell) || isMissing(cell)).length < cells.length / 2) return false
  if (!best) return true
  // UCI's tables have blanks between numbers, and a tab before the name at the end.
  return (
    best.delimiter === '\t' &&
    best.records.flat().some((cell) => /^\S+ +\S+ /.test(cell) && blankCells(cell).every(isNumber))
  )
}

function splitBy(delimiter: string, text: string): Split {
  const isCut = text.length >= sampleLength - 1_024
  const all = (
    delimiter === ' '
      ? text.split('\n', mostRecords + 1).map(blankCells)
      : Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: mostRecords + 1 }).data
  )
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== '') && !isComment(cells))
  // The last record of a sample can be half of one.
  const records = all.slice(0, isCut && all.length > 1 && all.length <= mostRecords ? -1 : mostRecords)
  const counts = new Map<number, number>()
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  return { delimiter, records, width, even: records.length > 0 ? times / records.length : 0 }
}

/**
 * Columns of numbers that have a decimal comma. `1,250` alone shows none: only where semicolons separate the cells, as
 * they do where the comma is the decimal sign, or where another column shows one. There `1.250` is a thousand and more.
 */
function commaColumns(records: string[][], width: number, delimiter: string): Set<number> {
  const columns = columnsOf(records, width)
  const isCommaNumber = (cell: string) => isNumber(cell) || hasDecimalComma(cell) || hasThousands(cell)
  const isComma = columns.map((cells) => cells.some(hasDecimalComma) && cells.every(isCommaNumber))
  const isSure = columns.map((cells, place) => isComma[place] && !cells.filter(hasDecimalComma).every(isAmbiguous))
  const isProved = isSure.includes(true)
  const hasPoints = columns.flat().some((cell) => /^[+-]?\d+\.\d+$/.test(cell) && !hasThousands(cell))
  const areThousands = (cells: string[]) =>
    cells.some(hasThousands) && cells.every((cell) => hasThousands(cell) || /^[+-]?\d{1,3}$/.test(cell))
  const isFound = (cells: string[], place: number) => {
    if (hasPoints || !(isProved || delimiter === ';')) return isSure[place]
    return isComma[place] || (isProved && areThousands(cells))
  }
  return new Set(columns.flatMap((cells, place) => (isFound(cells, place) ? [place] : [])))
}

function apostropheColumns(records: string[][], width: number): Set<number> {
  const isFound = (cells: string[]) =>
    cells.some(hasApostrophes) && cells.every((cell) => isNumber(cell) || hasApostrophes(cell))
  return new Set(columnsOf(records, width).flatMap((cells, place) => (isFound(cells) ? [place] : [])))
}

/** The cells of each column that hold something, without the first record, which can be a header. */
function columnsOf(records: string[][], width: number): string[][] {
  const rows = records.length > 1 ? records.slice(1) : records
  return Array.from({ length: width }, (_, place) =>
    rows.map((row) => row[place] ?? '').filter((cell) => !isMissing(cell)),
  )
}
