/**
 * A file becomes records while it is read: CSV in any of the usual delimiters, or JSON lines. Papa's own file reader cuts
 * between the bytes of one character, so the text is decoded here and its parser fed piece by piece.
 */
import Papa from 'papaparse'
import { fail, ok, type Result } from '../result'
import { cellsOf, lineOf } from './csv-line'
import { jsonRecords } from './json-lines'

export interface RowTable {
  /** Every record in order, the header included where there is one; see `cellsOf`. */
  lines: string[]
  /** JSON objects name their columns, so the first line is surely a header. */
  format: 'csv' | 'json'
  /** By place in `lines`: why a line is no row. Its text stands there as one cell. */
  broken?: Map<number, string>
}

/** Rows are numbered in 20 bits where they are sorted. */
const mostRows = 1_000_000
/** A record longer than this is an unclosed quote, or a JSON list that is better written line by line. */
const longestRecord = 6_000_000
/** A request of 6 MB holds little more than one row of this width. */
const mostColumns = 100_000

export interface ReadOptions {
  signal?: AbortSignal
  /** After each piece of the file: records so far. */
  onProgress?: (records: number) => void
}

/** Cells are trimmed and empty lines left out. Fails on an empty file, more rows than `mostRows`, an unclosed quote. */
export async function readTable(file: Blob, { signal, onProgress }: ReadOptions = {}): Promise<Result<RowTable>> {
  const lines: string[] = []
  let take: ((text: string, isLast: boolean) => string) | undefined
  let format: RowTable['format'] = 'csv'
  const broken = new Map<number, string>()
  let pending = ''
  /** A record that is not whole yet is looked at again when it has doubled, so that its length counts once. */
  let enough = 0
  for await (const { text, isLast } of piecesOf(file)) {
    if (signal?.aborted) return refuse('Reading was stopped.', 'Choose the file again.')
    pending += text
    if (!take) {
      if (pending.trim() === '') {
        pending = ''
        continue
      }
      format = /^\s*[[{]/.test(pending) ? 'json' : 'csv'
      take = format === 'json' ? jsonRecords(lines, broken) : csvRecords(lines, pending)
    }
    if (!isLast && pending.length < Math.min(enough, longestRecord)) continue
    pending = take(pending, isLast)
    enough = pending.length * 2
    onProgress?.(lines.length)
    if (lines.length > mostRows + 1)
      return refuse(`The file has more than ${mostRows.toLocaleString('en')} rows.`, 'Split it and send the parts.')
    if (pending.length > longestRecord) return tooLong(format, lines.length + 1)
    if (widthOf(lines[0]) > mostColumns)
      return refuse(
        `The file has more than ${mostColumns.toLocaleString('en')} columns.`,
        'Choose a file with a row on each line, its cells separated by commas, semicolons, tabs or bars.',
      )
  }
  if (lines.length === 0) return refuse('The file has no rows.', 'Choose a CSV or JSON lines file with rows.')
  return ok({ lines, format, ...(broken.size > 0 ? { broken } : {}) })
}

const widthOf = (line = '') => (line.length > mostColumns ? cellsOf(line).length : 0)

const tooLong = (format: RowTable['format'], record: number) =>
  format === 'json'
    ? refuse('The JSON list is longer than 6 MB.', 'Write each row on a line of its own, without the list around them.')
    : refuse(`Record ${record} is longer than 6 MB.`, 'A quote is opened there and never closed: close it.')

const refuse = (message: string, remedy: string) => fail({ code: 'unreadable-table', message, remedy })

/** Text with line feeds only; UTF-8, or UTF-16 where the file says so at its start. */
async function* piecesOf(file: Blob): AsyncGenerator<{ text: string; isLast: boolean }> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const decoder = new TextDecoder(start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : 'utf-8')
  const reader = file.stream().getReader()
  let held = ''
  for (;;) {
    const { value, done } = await reader.read()
    const text = held + (done ? decoder.decode() : decoder.decode(value, { stream: true }))
    // A carriage return at the end can be half of a pair.
    held = !done && text.endsWith('\r') ? '\r' : ''
    yield { text: text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n'), isLast: done }
    if (done) return
  }
}

/** Takes whole records off the front and returns the rest. */
function csvRecords(lines: string[], sample: string) {
  const delimiter = delimiterOf(sample)
  return (text: string, isLast: boolean): string => {
    const parser = new Papa.Parser({ delimiter, newline: '\n' })
    const { data, meta }: Papa.ParseResult<string[]> = parser.parse(text, 0, !isLast)
    for (const record of data) {
      const cells = record.map((cell) => cell.trim())
      if (cells.some((cell) => cell !== '')) lines.push(lineOf(cells))
    }
    return isLast ? '' : text.slice(meta.cursor)
  }
}

/** The sign that stands most often outside quotes in the first line: Papa's own guess wants more lines than a short file has. */
function delimiterOf(sample: string): string {
  const line =
    sample
      .trimStart()
      .split('\n', 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? ''
  const times = (sign: string) => line.split(sign).length
  return [',', ';', '\t', '|'].reduce((best, sign) => (times(sign) > times(best) ? sign : best))
}
