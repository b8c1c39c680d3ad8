/** The file back: every row in the order of the input, with what became of it in further columns. */

import { stringify } from 'lossless-json'
import { cellsOf, spreadsheetLine } from './csv-line'
import type { ColumnPlan } from './match-columns'
import { type Breathe, rowLine } from './prepare'
import type { RowTable } from './read-table'
import type { BatchResults } from './results'
import { rowState } from './results'

export interface Written {
  table: RowTable
  plan: ColumnPlan
  results: BatchResults
}

const slice = 2_000

/** UTF-8, lines end with CR LF as RFC 4180 has it, formulas defused. */
export async function writeResults(written: Written, breathe: Breathe): Promise<Blob> {
  const { results } = written
  const probabilities = results.classes.map((place) => `probability_${results.labels[place]}`)
  const scored = results.kind === 'classes'
  const { names, cellsOf: besideOf } = besideColumns(results)
  const added = ['prediction', ...(scored ? ['score', ...probabilities] : []), ...names, 'error']
  const all = Array.from({ length: results.count }, (_, row) => row)
  return write(written, all, added, breathe, (row) => [
    predictionText(results, row),
    ...(scored ? [scoreText(results, row), ...probabilitiesOf(results, row)] : []),
    ...besideOf(row),
    results.reasons.get(row) ?? '',
  ])
}

/** Only what was rejected or failed, with the reason. */
export async function writeFailed(written: Written, breathe: Breathe): Promise<Blob> {
  const { state, reasons } = written.results
  const rows = Array.from(state.keys()).filter(
    (row) => state[row] === rowState.rejected || state[row] === rowState.failed,
  )
  return write(written, rows, ['error'], breathe, (row) => [reasons.get(row) ?? ''])
}

async function write(
  { table, plan }: Written,
  rows: number[],
  added: string[],
  breathe: Breathe,
  cells: (row: number) => string[],
): Promise<Blob> {
  const width = plan.names.length
  const header = [...plan.names]
  for (const name of added) header.push(unused(name, header))
  const parts = [`${spreadsheetLine(header)}\r\n`]
  for (let from = 0; from < rows.length; from += slice) {
    if (from > 0) await breathe()
    const lines = rows.slice(from, from + slice).map((row) => {
      const input = cellsOf(rowLine(table, plan, row))
      // A row that is too short is filled up, so that the added columns stand under their names.
      const padded = Array.from({ length: Math.max(width, input.length) }, (_, at) => input[at] ?? '')
      return spreadsheetLine([...padded.slice(0, width), ...cells(row), ...padded.slice(width)])
    })
    parts.push(`${lines.join('\r\n')}\r\n`)
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' })
}

/** `prediction`, or `prediction_2` where the file has such a column. */
function unused(name: string, taken: string[]): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}_${number}`
    if (!taken.includes(candidate)) return candidate
  }
}

export function predictionText(results: BatchResults, row: number): string {
  const place = results.label[row] ?? -1
  if (place >= 0) return results.labels[place] ?? ''
  return results.texts.get(row) ?? results.exact.get(row)?.get('') ?? numberText(results.score[row])
}

/** More names than this stand in one column, as JSON. */
const mostColumns = 40

/** A column for each name that stood beside the predictions. */
function besideColumns({ beside }: BatchResults): { names: string[]; cellsOf: (row: number) => string[] } {
  const all = new Set<string>()
  for (const fields of beside.values()) for (const name of Object.keys(fields)) all.add(name)
  const names = [...all].slice(0, mostColumns)
  const isMore = all.size > names.length
  const cellsOf = (row: number) => {
    const fields = beside.get(row) ?? {}
    const others = isMore ? Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name))) : {}
    const more = Object.keys(others).length > 0 ? cellText(others) : ''
    return [...names.map((name) => cellText(fields[name])), ...(isMore ? [more] : [])]
  }
  return { names: isMore ? [...names, 'also_in_response'] : names, cellsOf }
}

/** Digits as the model gave them; a list or an object as JSON. */
const cellText = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : (stringify(value) ?? '')

const scoreText = (results: BatchResults, row: number): string => {
  const label = results.labels[results.label[row] ?? -1]
  return (label === undefined ? undefined : results.exact.get(row)?.get(label)) ?? numberText(results.score[row])
}

const numberText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(value)

function probabilitiesOf({ classes, probabilities, state, labels, exact }: BatchResults, row: number): string[] {
  if (state[row] !== rowState.predicted) return classes.map(() => '')
  const start = row * classes.length
  const digits = exact.get(row)
  return classes.map((place, at) => digits?.get(labels[place] ?? '') ?? numberText(probabilities[start + at]))
}
