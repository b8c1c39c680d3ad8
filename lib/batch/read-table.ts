/** A file becomes records while it is read: CSV in any of the usual forms, or JSON lines. */

import { formatNumber } from '../locale'
import { type Dialect, sampleLength } from '../model/tables/dialect'
import { type Encoding, inEncoding, labelOfEncoding, noText, startOf } from '../model/tables/encoding'
import { libsvmRefusal } from '../model/tables/libsvm'
import { type TableReader, tableReader } from '../model/tables/table-reader'
import { fail, ok, type Result } from '../result'
import { cellsOf, lineOf } from './csv-line'

export interface RowTable {
  /** Every record in order, the header included where there is one; see `cellsOf`. */
  lines: string[]
  format: 'csv' | 'json'
  /** Says whether the first line has the names; undefined if only its content and the rows can show it. */
  isNamed?: boolean
  encoding: Encoding
  /** How it was read: `Windows-1252 (Latin-1)`, `semicolons between cells`. */
  notes: string[]
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
  /** Chosen by a person; else it is found. */
  encoding?: Encoding
  /** Given for a table of our own; else it is found. */
  dialect?: Dialect
}

/** Cells are trimmed and empty lines left out. Fails on what is no table, more rows than `mostRows`, an unclosed quote. */
export async function readTable(file: Blob, options: ReadOptions = {}): Promise<Result<RowTable>> {
  const start = await startOf(file)
  const binary = noText(start)
  if (binary) return refuse(`The file is ${binary.what}.`, binary.remedy)
  const { encoding, value } = await inEncoding(start, options.encoding, (decoder) => readText(file, decoder, options))
  if (!value.ok) return value
  const said = encoding === 'utf-8' ? [] : [labelOfEncoding(encoding)]
  return ok({ ...value.value, encoding, notes: [...said, ...value.value.notes] })
}

type ReadText = Omit<RowTable, 'encoding'>

async function readText(file: Blob, decoder: TextDecoder, options: ReadOptions): Promise<Result<ReadText>> {
  const { signal, onProgress, dialect } = options
  const lines: string[] = []
  const broken = new Map<number, string>()
  let reader: TableReader | undefined
  let pending = ''
  /** A record that is not whole yet is looked at again when it has doubled, so that its length counts once. */
  let enough = sampleLength
  const push = (cells: string[], problem?: string) => {
    if (problem) broken.set(lines.length, problem)
    lines.push(lineOf(cells))
  }
  for await (const { text, isLast } of piecesOf(file, decoder)) {
    if (signal?.aborted) return refuse('Reading was stopped.', 'Choose the file again.')
    pending += text
    if (!reader && pending.trim() === '') {
      pending = ''
      continue
    }
    if (!isLast && pending.length < Math.min(enough, longestRecord)) continue
    if (!reader) {
      pending = pending.replace(/^\s*\n/, '')
      reader = tableReader(pending, push, dialect)
      if (!reader) return refuse(libsvmRefusal.message, libsvmRefusal.remedy)
    }
    pending = reader.take(pending, isLast)
    enough = pending.length * 2
    onProgress?.(lines.length)
    if (lines.length > mostRows + 1)
      return refuse(`The file has more than ${formatNumber(mostRows)} rows.`, 'Split it and send the parts.')
    if (pending.length > longestRecord) return tooLong(reader.format, lines.length + 1)
    if (widthOf(lines[0]) > mostColumns)
      return refuse(
        `The file has more than ${formatNumber(mostColumns)} columns.`,
        'Choose a file with a row on each line, its cells separated by commas, semicolons, tabs or bars.',
      )
  }
  if (!reader || lines.length === 0)
    return refuse('The file has no rows.', 'Choose a CSV or JSON lines file with rows.')
  return ok({
    lines,
    format: reader.format,
    isNamed: reader.isNamed(),
    notes: reader.notes(),
    ...(broken.size > 0 ? { broken } : {}),
  })
}

const widthOf = (line = '') => (line.length > mostColumns ? cellsOf(line).length : 0)

const tooLong = (format: RowTable['format'], record: number) =>
  format === 'json'
    ? refuse('The JSON list is longer than 6 MB.', 'Write each row on a line of its own, without the list around them.')
    : refuse(`Record ${record} is longer than 6 MB.`, 'A quote is opened there and never closed: close it.')

const refuse = (message: string, remedy: string) => fail({ code: 'unreadable-table', message, remedy })

/** Text with line feeds only. */
async function* piecesOf(file: Blob, decoder: TextDecoder): AsyncGenerator<{ text: string; isLast: boolean }> {
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
