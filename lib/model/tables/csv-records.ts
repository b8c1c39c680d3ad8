/** Records of a CSV text, piece by piece. Papa's own file reader cuts between the bytes of one character. */
import Papa from 'papaparse'
import { plural } from '../../plural'
import { blankCells, type Dialect, delimiterNames, isComment } from './dialect'
import { hasDecimalComma, hasThousands, isNumber, withoutApostrophes, withPoint } from './number-text'

/** Takes whole records off the front of a text and returns the rest. */
export interface RecordReader {
  take: (text: string, isLast: boolean) => string
  /** What a person should know of the text: `semicolons between cells`, `1 comment line skipped`. */
  notes: () => string[]
  /** Says whether the first record has the names of the columns; undefined if only its content and the rows can show it. */
  isNamed: () => boolean | undefined
}

const badQuote = 'a quote that opens a cell is not closed at the end of that cell, so where the row ends is unknown'

/** @param push called with the trimmed cells of each record that holds something, and a sentence if its quotes are wrong */
export function csvRecords(dialect: Dialect, push: (cells: string[], problem?: string) => void): RecordReader {
  const { delimiter, width, commaColumns, apostropheColumns, hasShortHeader, separatorLength, unusedColumns } = dialect
  let isStart = true
  let first: string[] | undefined
  /** A comment as wide as the rows: names, if the row below it has numbers. */
  let held: string[] | undefined
  const skipped = { comments: 0, headers: 0, empty: 0 }
  let header: string | undefined
  let hasNumbers = false
  let isNamedByComment = false
  let hasThousandPoints = false

  const begin = (cells: string[]) => {
    first = cells
    if (held && cells.some(isNumber)) {
      first = held.map((cell, place) => (place === 0 ? cell.replace(/^#+\s*/, '') : cell))
      push(first)
      push(cells)
      skipped.comments -= 1
      isNamedByComment = true
    } else if (hasShortHeader && cells.length === width - 1) {
      first = ['', ...cells]
      push(first)
    } else push(cells)
    held = undefined
    if (!first.some(isNumber)) header = JSON.stringify(first)
  }
  const pointed = (cell: string) => {
    hasThousandPoints ||= hasThousands(cell) || (cell.includes('.') && hasDecimalComma(cell))
    return withPoint(cell)
  }
  const add = (raw: string[], problem?: string) => {
    if (dialect.isOurs) {
      if (raw.length > 1 || raw[0] !== '') push(raw)
      return
    }
    const plainOf = (cell: string, place: number) => {
      if (commaColumns.has(place)) return pointed(cell)
      return apostropheColumns.has(place) ? withoutApostrophes(cell) : cell
    }
    const all = raw.map((cell, place) => plainOf(cell.trim(), place))
    if (problem) {
      first ??= all
      return push(all, problem)
    }
    if (all.every((cell) => cell === '')) {
      if (all.length > 1) skipped.empty += 1
      return
    }
    const used = width - unusedColumns
    const cells = all.length === width && all.slice(used).every((cell) => cell === '') ? all.slice(0, used) : all
    if (isComment(cells) && (first === undefined || cells.length !== used)) {
      skipped.comments += 1
      held = cells.length === used && used > 1 ? cells : undefined
      return
    }
    if (first === undefined) return begin(cells)
    // A file made of several has the header of each. Without numbers below, it could be a row that occurs twice.
    if (hasNumbers && cells.length === first.length && cells[0] === first[0] && JSON.stringify(cells) === header) {
      skipped.headers += 1
      return
    }
    hasNumbers ||= cells.some(isNumber)
    push(cells)
  }
  return {
    take: (text, isLast) => {
      const from = isStart ? separatorLength : 0
      isStart = false
      if (delimiter === ' ') {
        const end = isLast ? text.length : text.lastIndexOf('\n') + 1
        for (const line of text.slice(from, end).split('\n')) add(blankCells(line))
        return text.slice(Math.max(from, end))
      }
      const parser = new Papa.Parser({ delimiter, newline: '\n' })
      const { data, meta, errors }: Papa.ParseResult<string[]> = parser.parse(
        from > 0 ? text.slice(from) : text,
        0,
        !isLast,
      )
      // A row that is left for the next piece has no place in the data yet.
      const bad = new Set(errors.map(({ row }) => row))
      for (const [row, record] of data.entries()) add(record, bad.has(row) ? badQuote : undefined)
      return isLast ? '' : text.slice(from + meta.cursor)
    },
    isNamed: () => undefined,
    notes: () => [
      ...(separatorLength > 0 ? ['Excel’s sep= line skipped'] : []),
      ...(delimiter !== ',' && width > 1 ? [`${delimiterNames[delimiter] ?? `“${delimiter}”`} between cells`] : []),
      ...(commaColumns.size > 0 ? ['decimal commas read as points'] : []),
      ...(apostropheColumns.size > 0 ? ['apostrophes between thousands left out'] : []),
      ...(hasThousandPoints ? ['points between thousands left out'] : []),
      ...(unusedColumns > 0 ? [`${plural(unusedColumns, 'empty column')} without a name left out`] : []),
      ...(isNamedByComment ? ['names taken from the comment line above the rows'] : []),
      ...(skipped.empty > 0 ? [`${plural(skipped.empty, 'row')} without any value skipped`] : []),
      ...(skipped.comments > 0 ? [`${plural(skipped.comments, 'comment line')} skipped`] : []),
      ...(skipped.headers > 0 ? [`${plural(skipped.headers, 'repeated header')} skipped`] : []),
    ],
  }
}
