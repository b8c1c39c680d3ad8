/**
 * Tables: pandas' `to_json` in its orientations, and CSV with a header. Each row becomes an object by column.
 * https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.to_json.html
 */
import { besides } from '../besides'
import { type Fields, hasOnly, isFields, isNum, isTexts } from '../shape'

export interface Frame {
  rows: unknown[]
  rest?: Fields
}

export const frameOf = (json: Fields): Frame | undefined => fromSplit(json) ?? fromTable(json) ?? fromIndexed(json)

/** `{"columns", "index", "data"}`: `split`, and `tight` with the names of both. */
function fromSplit(json: Fields): Frame | undefined {
  const { columns, data, index } = json
  if (!isTexts(columns) || !Array.isArray(data) || data.length === 0) return undefined
  if (!data.every((row) => Array.isArray(row) && row.length === columns.length)) return undefined
  const whole = besides(json, ['columns', 'data', 'index', 'index_names', 'column_names'])
  if (!whole || !(index === undefined || isPlain(index))) return undefined
  const rows = data.map((row: unknown[]) => Object.fromEntries(columns.map((name, at) => [name, row[at]])))
  const kept = isCount(index) ? whole.rest : { index, ...whole.rest }
  return { rows, ...(kept && Object.keys(kept).length > 0 ? { rest: kept } : {}) }
}

/** An index that only counts says nothing. */
const isCount = (index: unknown) =>
  index === undefined || (Array.isArray(index) && index.every((one, at) => one === at))
const isPlain = (index: unknown) => Array.isArray(index) && index.every((one) => typeof one !== 'object')

/** `{"schema": {"fields", …}, "data": [{"index": 0, …}]}`. */
function fromTable(json: Fields): Frame | undefined {
  const { schema, data } = json
  if (!isFields(schema) || !isSchema(schema) || !Array.isArray(data) || !data.every(isFields)) return undefined
  const whole = besides(json, ['schema', 'data'])
  if (!whole || data.length === 0) return undefined
  const isCounted = data.every((row, at) => row.index === at)
  return { rows: isCounted ? data.map(({ index: _, ...row }) => row) : data, ...whole }
}

/** The table's own description: its data says the same. */
const isSchema = (schema: Fields) =>
  hasOnly(schema, ['fields', 'primaryKey', 'pandas_version']) &&
  Array.isArray(schema.fields) &&
  schema.fields.every((field) => isFields(field) && hasOnly(field, ['name', 'type']))

/** `{"mpg": {"0": 21.5, "1": 30.25}}` by column, and `{"0": {"mpg": 21.5}, "1": …}` by row. */
function fromIndexed(json: Fields): Frame | undefined {
  const values = Object.values(json)
  if (values.length === 0 || !values.every((value) => isFields(value) && Object.keys(value).length > 0))
    return undefined
  const entries = Object.entries(json as Record<string, Fields>)
  if (entries.every(([key], at) => key === String(at))) return { rows: values }
  const keys = Object.keys(values[0] as Fields)
  const isIndexed = (value: Fields) =>
    Object.keys(value).length === keys.length && keys.every((key, at) => key === String(at) && key in value)
  if (!entries.every(([, value]) => isIndexed(value))) return undefined
  return { rows: keys.map((key) => Object.fromEntries(entries.map(([name, value]) => [name, value[key]]))) }
}

/** More columns than this cannot be read side by side. */
const mostColumns = 24

/** A table to look at: its names, then its rows; undefined if a cell holds more than one value, or if the rows differ. */
export function tableOf(json: unknown): string[][] | undefined {
  const frame: Frame | undefined = Array.isArray(json) ? { rows: json } : isFields(json) ? frameOf(json) : undefined
  const rows = frame?.rows.filter(isFields) ?? []
  const names = Object.keys(rows[0] ?? {})
  if (!frame || frame.rest || rows.length < 2 || rows.length < frame.rows.length) return undefined
  if (names.length === 0 || names.length > mostColumns) return undefined
  const isCell = (value: unknown) => value === null || typeof value !== 'object' || isNum(value)
  const isLike = (row: Fields) => Object.keys(row).join('\n') === names.join('\n') && Object.values(row).every(isCell)
  if (!rows.every(isLike)) return undefined
  return [names, ...rows.map((row) => names.map((name) => (row[name] === null ? '' : String(row[name]))))]
}
