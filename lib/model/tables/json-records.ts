/** JSON lines, or one JSON list or object of rows: objects by column name, or lists of cells. */

import { cellText, isCell, isExactNumber, parseExact } from '../requests/exact-json'
import { asList, asObject, isTooDeep } from '../requests/json-text'
import type { RecordReader } from './csv-records'

/** @param push a row's cells, and a sentence if its text is no row */
export function jsonRecords(push: (cells: string[], problem?: string) => void): RecordReader {
  let keys: string[] | undefined
  let known = new Set<string>()
  let isWhole: boolean | undefined
  let hasRows = false
  /** Columns that the first object does not have. */
  const later = new Set<string>()
  /** Broken lines before the first row: the line with the column names comes first. */
  let early: { text: string; problem: string }[] = []
  const pushEarly = () => {
    for (const { text, problem } of early) push([text], problem)
    early = []
  }
  const pushRow = (value: unknown, text: string) => {
    const object = asObject(value)
    if (!object && !Array.isArray(value)) {
      const problem = value === undefined ? problemOf(text) : 'The line is neither a JSON object nor a JSON list'
      if (hasRows) push([text], problem)
      else early.push({ text, problem })
      return
    }
    if (object && !hasRows) {
      keys = Object.keys(object)
      known = new Set(keys)
      push(keys)
    }
    hasRows = true
    pushEarly()
    if (Array.isArray(value)) return push(value.map(cellText))
    if (!object) return
    for (const key of Object.keys(object)) if (keys && !known.has(key)) later.add(key)
    push((keys ?? Object.keys(object)).map((key) => cellText(object[key])))
  }
  const pushLines = (text: string) => {
    for (const line of text.split('\n')) if (line.trim() !== '') pushRow(parseExact(line), line.trim())
  }
  return {
    take: (text, isLast) => {
      // A value over several lines can be read only as a whole.
      isWhole ??= /^\s*(?:\[\s*(?:[[{]|\n|$)|\{\s*(?:\n|$))/.test(text)
      const end = isLast ? text.length : isWhole ? 0 : text.lastIndexOf('\n') + 1
      const value = isLast && !hasRows ? parseExact(text) : undefined
      const rows = value === undefined ? undefined : (rowsIn(value) ?? rowsOfColumns(value))
      if (rows) for (const row of rows) pushRow(row, cellText(row))
      else pushLines(text.slice(0, end))
      if (isLast) pushEarly()
      return text.slice(end)
    },
    notes: () =>
      later.size > 0 ? [`${[...later].slice(0, 5).join(', ')} left out: the first row has no such column`] : [],
  }
}

/** Says in a sentence why a text is no JSON. */
const problemOf = (text: string): string =>
  isTooDeep(text) ? 'The JSON is nested deeper than 200 levels' : 'The line is not valid JSON'

/** Members under which a request body has its rows. */
const wrappers = ['data', 'instances', 'inputs', 'dataframe_records', 'rows', 'records']

const isRow = (value: unknown) => typeof value === 'object' && value !== null

/** The rows of a whole text: of a list its items, of a body or a pandas frame what it wraps; undefined for one row. */
function rowsIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value.length === 0 || value.some(isRow) ? value : undefined
  const body = asObject(value)
  if (!body) return undefined
  const split = asObject(body.dataframe_split ?? body.dataframe) ?? body
  if (Array.isArray(split.columns) && Array.isArray(split.data))
    return rowsOfLists(split.columns.map(String), split.data)
  const members = Object.entries(body)
  const [name = '', inner] = members[0] ?? []
  if (members.length === 1 && wrappers.includes(name) && Array.isArray(inner)) return rowsIn(inner)
  return undefined
}

const rowsOfLists = (names: string[], rows: unknown[]) =>
  rows.map((row) => Object.fromEntries(names.map((name, place) => [name, asList(row)[place]])))

/** pandas' `df.to_json()` and `df.to_dict("list")`: a member for each column, with as many cells in each. */
function rowsOfColumns(value: unknown): unknown[] | undefined {
  const members = Object.entries(asObject(value) ?? {})
  const columns = members.map(([, column]) => (Array.isArray(column) ? column : Object.values(asObject(column) ?? {})))
  const [first = []] = columns
  const isFrame =
    first.length > 0 &&
    columns.every((column) => column.length === first.length && column.every(isCell)) &&
    members.every(([, column]) => isRow(column) && !isExactNumber(column))
  if (!isFrame) return undefined
  return first.map((_, row) => Object.fromEntries(members.map(([name], place) => [name, columns[place]?.[row]])))
}
