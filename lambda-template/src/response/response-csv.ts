/** One entry for each record that was sent, out of lines: numbers, names, Autopilot's columns, lists, a header or none. */

import type { Output } from '../request/contract'
import type { Rows } from './response-rows'
import { areSteps } from './response-series'
import { isNumbers, isQuantile, isShare, isTexts } from './response-shapes'
import { numberIn, opened, parseCsv, parseJson } from './response-text'

export function rowsOfCsv(text: string, count: number, output: Output): Rows | undefined {
  const rows = linesOf(text, count, output.labels)?.map((row) => opened(row, output.labels))
  return rows && !areSteps(rows, count, output) ? { rows } : undefined
}

function linesOf(text: string, count: number, labels: string[]): unknown[] | undefined {
  const lists = listsOf(text)
  if (lists) return lists.length === 1 && count > 1 ? eachOf(lists[0] ?? [], count) : lists
  const lines = parseCsv(text)
  if (hasHeader(lines, count, labels)) {
    const [header = [], ...rows] = lines
    return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, valueIn(row[at] ?? '')])))
  }
  const labelFor = labelFinder(labels)
  const rows = lines.map((cells) => fromCells(cells, labelFor))
  if (rows.length === 0 || !rows.every((row) => row !== undefined)) return undefined
  const [only] = rows
  // XGBoost writes the records of one request on one line where each is a single number.
  if (rows.length === 1 && count > 1) return only && eachOf(only, count)
  return rows.map((row) => (row.length === 1 ? row[0] : row))
}

const eachOf = (list: unknown[], count: number) => (list.length === count ? list : undefined)

/** `[0.1, 0.9],[0.8, 0.2]` of old XGBoost, or a list a line: one for each record. */
function listsOf(text: string): unknown[][] | undefined {
  if (!/^\s*\[/.test(text)) return undefined
  const lines = text.split('\n').map((line) => line.trim())
  const lists = parseJson(`[${lines.filter(Boolean).join(',').replaceAll(',,', ',')}]`)
  return Array.isArray(lists) && lists.every(isNumbers) ? lists : undefined
}

/** Names above numbers, with one row for each record below. */
function hasHeader([header = [], ...rows]: string[][], count: number, labels: string[]): boolean {
  if (rows.length === 0 || rows.length + 1 === count) return false
  // AutoGluon's columns of a forecast: `item_id,timestamp,mean,0.1,0.9`.
  const isForecast = header.includes('mean')
  const isNumber = (cell: string) => numberIn(cell) !== undefined && !(isForecast && isQuantile(cell))
  const isName = (cell: string) => cell !== '' && !isNumber(cell) && !cell.startsWith('[')
  const areNames =
    header.every((cell) => isName(cell) && !labels.includes(cell)) && new Set(header).size === header.length
  const hasNumbers = rows.some((row) => row.some((cell) => numberIn(cell) !== undefined))
  const isTable = rows.every((row) => row.length === header.length)
  const isCounted = rows.length === count && (header.length > 1 || count > 1)
  return areNames && isTable && (hasNumbers || isCounted)
}

const valueIn = (cell: string): unknown => numberIn(cell) ?? listIn(cell) ?? cell

/** `[0.4, 0.6]`, and Python's `['no', 'yes']`. */
function listIn(cell: string): unknown[] | undefined {
  if (!cell.startsWith('[')) return undefined
  const list = parseJson(cell) ?? (cell.includes('"') ? undefined : parseJson(cell.replaceAll("'", '"')))
  return Array.isArray(list) ? list : undefined
}

/** Plain numbers, one name, or Autopilot's columns: label, probability, probabilities, labels. */
function fromCells(cells: string[], labelFor: (cells: string[]) => string | undefined): unknown[] | undefined {
  const numbers = (cells.length === 1 ? (cells[0] ?? '').split(/\s+/) : cells).map(numberIn)
  if (numbers.every((one) => one !== undefined)) return numbers
  const [first = '', ...others] = cells
  const values = others.map(valueIn)
  const [lists, names] = [values.filter(isNumbers), values.filter(isTexts)]
  const shares = values.filter((value) => isShare(value) && typeof value === 'number')
  const isRead = lists.length + names.length + shares.length === values.length
  if (values.length > 0 && isRead && Math.max(lists.length, names.length, shares.length) === 1) {
    const [probabilities] = lists
    const [labels] = names
    if (probabilities) return [{ predicted_label: first, probabilities, ...(labels ? { labels } : {}) }]
    if (!labels) return [{ predicted_label: first, probability: shares[0] }]
  }
  const label = labelFor(cells)
  if (label !== undefined) return [label]
  return cells.length === 1 && /^[\p{L}\p{N}_ .,-]{1,64}$/u.test(first) ? [first] : undefined
}

/** Looks up the class that a line names: a search for each line would time out. A container can write a comma without quotes. */
function labelFinder(labels: string[]) {
  const known = new Map<string, string>()
  for (const label of labels.toReversed()) {
    known.set(JSON.stringify([label]), label)
    known.set(JSON.stringify(label.split(',').map((part) => part.trim())), label)
  }
  return (cells: string[]) => known.get(JSON.stringify(cells))
}
