/** JSON lines, or one JSON list or object of rows: objects by column name, or lists of cells. */

import { cellText, isCell, isExactNumber, parseExact } from '../requests/exact-json'
import { asObject, isTooDeep } from '../requests/json-text'
import type { RecordReader } from './csv-records'

/** @param push a row's cells, and a sentence if its text is no row */
export function jsonRecords(push: (cells: string[], problem?: string) => void): RecordReader {
  let keys: string[] | undefined
  let known = new Set<string>()
  let isWhole: boolean | undefined
  let hasRows = false
  /** Lists have names if texts stand above a number. */
  const lists = { count: 0, areTexts: false, areNames: false }
  /** Columns that the first object does not have. */
  const later = new Set<string>()
  /** Broken lines before the first row: the line with the column names comes first. */
  let early: { text: string; problem: string }[] = []
  const pushEarly = () => {
    for (const { text, problem } of early) push([text], problem)
    early = []
  }
  const pushNames = (names: string[]) => {
    keys = names
    known = new Set(names)
    push(names)
  }
  const pushRow = (value: unknown, text: string) => {
    const object = asObject(value)
    if (!object && !Array.isArray(value)) {
      const problem = value === undefined ? problemOf(text) : 'The line is neither a JSON object nor a JSON list'
      if (hasRows) push([text], problem)
      else early.push({ text, problem })
      return
    }
    if (object && !hasRows && !keys) pushNames(Object.keys(object))
    hasRows = true
    pushEarly()
    if (Array.isArray(value)) {
      if (lists.count === 0) lists.areTexts = value.every((item) => typeof item === 'string')
      if (lists.count === 1) lists.areNames = lists.areTexts && value.some(isExactNumber)
      lists.count += 1
      return push(value.map(cellText))
    }
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
      if (value === undefined) pushLines(text.slice(0, end))
      else {
        const { names, rows } = tableIn(value)
        if (names) pushNames(names)
        for (const row of rows) pushRow(row, cellText(row))
      }
      if (isLast) pushEarly()
      return text.slice(end)
    },
    isNamed: () => keys !== undefined || lists.areNames,
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

interface JsonTable {
  /** Absent if no row is an object, and the first list can have them. */
  names?: string[]
  rows: unknown[]
}

/** The rows of a whole text: of a list its items, of a body or a pandas frame what it wraps, else the one row that it is. */
function tableIn(value: unknown): JsonTable {
  const body = asObject(value)
  const split = asObject(body?.dataframe_split ?? body?.dataframe) ?? body
  if (Array.isArray(split?.columns) && Array.isArray(split.data))
    return { names: split.columns.map(cellText), rows: split.data }
  const rows = rowsIn(value) ?? rowsOfColumns(value) ?? [value]
  const [first] = rows.map(asObject)
  return first ? { names: [...new Set(rows.flatMap((row) => Object.keys(asObject(row) ?? {})))], rows } : { rows }
}

function rowsIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value.length === 0 || value.some(isRow) ? value : undefined
  const [[name = '', inner] = [], ...others] = Object.entries(asObject(value) ?? {})
  return others.length === 0 && wrappers.includes(name) && Array.isArray(inner) ? rowsIn(inner) : undefined
}

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
