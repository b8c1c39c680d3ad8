/** Records of a CSV text, piece by piece. Papa's own file reader cuts between the bytes of one character. */
import Papa from 'papaparse'
import { plural } from '../../plural'
import { blankCells, type Dialect, delimiterNames, isComment } from './dialect'
import { isNumber, withPoint } from './number-text'

/** Takes whole records off the front of a text and returns the rest. */
export interface RecordReader {
  take: (text: string, isLast: boolean) => string
  /** What a person should know of the text: `semicolons between cells`, `1 comment line skipped`. */
  notes: () => string[]
}

/** @param push called with the trimmed cells of each record that holds something */
export function csvRecords(dialect: Dialect, push: (cells: string[]) => void): RecordReader {
  const { delimiter, width, commaColumns, hasShortHeader, separatorLength } = dialect
  let isStart = true
  let first: string[] | undefined
  /** A comment as wide as the rows: names, if the row below it has numbers. */
  let held: string[] | undefined
  const skipped = { comments: 0, headers: 0 }
  let header: string | undefined
  let hasNumbers = false

  const begin = (cells: string[]) => {
    first = cells
    if (held && cells.some(isNumber)) {
      first = held.map((cell, place) => (place === 0 ? cell.replace(/^#+\s*/, '') : cell))
      push(first)
      push(cells)
      skipped.comments -= 1
    } else if (hasShortHeader && cells.length === width - 1) {
      first = ['', ...cells]
      push(first)
    } else push(cells)
    held = undefined
    if (!first.some(isNumber)) header = JSON.stringify(first)
  }
  const add = (raw: string[]) => {
    const cells = raw.map((cell, place) => (commaColumns.has(place) ? withPoint(cell.trim()) : cell.trim()))
    if (cells.every((cell) => cell === '')) return
    if (dialect.isOurs) return push(cells)
    if (isComment(cells) && (first === undefined || cells.length !== width)) {
      skipped.comments += 1
      held = cells.length === width && width > 1 ? cells : undefined
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
      const { data, meta }: Papa.ParseResult<string[]> = parser.parse(from > 0 ? text.slice(from) : text, 0, !isLast)
      for (const record of data) add(record)
      return isLast ? '' : text.slice(from + meta.cursor)
    },
    notes: () => [
      ...(separatorLength > 0 ? ['Excel’s sep= line skipped'] : []),
      ...(delimiter !== ',' && width > 1 ? [`${delimiterNames[delimiter] ?? `“${delimiter}”`} between cells`] : []),
      ...(commaColumns.size > 0 ? ['decimal commas read as points'] : []),
      ...(skipped.comments > 0 ? [`${plural(skipped.comments, 'comment line')} skipped`] : []),
      ...(skipped.headers > 0 ? [`${plural(skipped.headers, 'repeated header')} skipped`] : []),
    ],
  }
}
