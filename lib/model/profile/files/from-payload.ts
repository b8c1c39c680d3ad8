/** A request body that the model takes, or took: rows as CSV or JSON, a text, a conversation, or any other JSON. */
import type { Example, Feature, FeatureContract, InputForm } from '../../contract/contract'
import { cellText, isCell, isExactNumber, parseExact } from '../../requests/exact-json'
import { asList, asObject, asText } from '../../requests/json-text'
import { isWhole } from '../../tables/number-text'
import { contractFromTable } from './from-csv'
import { cellsOf, isHeadless, tableOf } from './read-table'

export interface PayloadContract extends Pick<FeatureContract, 'features' | 'input'> {
  examples: Example[]
  /** Rows seen. */
  rows: number
  /** The names are the body's own; else they count the places. */
  named: boolean
}

export function contractFromPayload(text: string): PayloadContract | undefined {
  const json = parseExact(text)
  if (json !== undefined && typeof json === 'object') return fromJson(json, text)
  const cells = cellsOf(text)
  const [first] = cells
  if (!first || first.length === 0) return undefined
  if (isHeadless(cells)) return fromRows(cells)
  const table = tableOf(cells)
  return table.ok ? { ...contractFromTable(table.value), named: true } : undefined
}

/** Rows without names: a sample payload, or what data capture kept. */
export function fromRows(rows: string[][]): PayloadContract | undefined {
  const width = rows[0]?.length ?? 0
  const whole = rows.filter((row) => row.length === width)
  const names = Array.from({ length: width }, (_, index) => `feature_${index + 1}`)
  const table = tableOf([names, ...whole])
  return table.ok ? { ...contractFromTable(table.value), named: false } : undefined
}

const record = (features: Feature[], input: InputForm, value: string): PayloadContract => ({
  features,
  input,
  examples: value ? [{ name: 'Sample payload', value: value.slice(0, 8_000) }] : [],
  rows: 1,
  named: true,
})

function fromJson(json: unknown, text: string): PayloadContract | undefined {
  const body = asObject(json)
  const named = namedRows(json) ?? indexedRows(body)
  if (named) return named
  const rows = rowsOf(json)
  if (rows) return fromRows(rows)
  const inputs = asText(body?.inputs)
  if (inputs !== undefined)
    return record([], { kind: 'text', wrap: 'inputs', parameters: parametersOf(body?.parameters) }, inputs)
  const [instance] = asList(body?.instances)
  if (typeof instance === 'string')
    return record([], { kind: 'text', wrap: 'instances', parameters: parametersOf(body?.configuration) }, instance)
  if (Array.isArray(body?.messages)) return fromChat(body, body.messages)
  return record([], { kind: 'json', example: text.slice(0, 8_000) }, '')
}

/** `[[1,2]]`, `{"instances":[[1,2]]}`, `{"instances":[{"features":[1,2]}]}`, `{"data":[[1,2]]}`. */
export function rowsOf(json: unknown): string[][] | undefined {
  const body = asObject(json)
  const list = Array.isArray(json) ? json : asList(body?.instances ?? body?.data ?? body?.inputs)
  const nested = list.map((one) => asObject(one)?.features ?? one)
  const flat = nested.length > 0 && nested.every(isExactNumber)
  const rows = flat ? [nested] : nested
  const tabular = rows.length > 0 && rows.every((row) => Array.isArray(row) && row.every(isCell))
  return tabular ? rows.map((row) => asList(row).map(cellText)) : undefined
}

/** `[{"age":1}]`, `{"instances":[{"age":1}]}`, pandas' `{"dataframe_split":{"columns":[],"data":[]}}`. */
function namedRows(json: unknown): PayloadContract | undefined {
  const body = asObject(json)
  const split = asObject(body?.dataframe_split ?? body?.dataframe) ?? (Array.isArray(body?.columns) ? body : undefined)
  if (split) {
    const table = tableOf([asList(split.columns).map(String), ...(rowsOf(split) ?? [])], true)
    return table.ok ? { ...contractFromTable(table.value), named: true } : undefined
  }
  const records = (Array.isArray(json) ? json : asList(body?.dataframe_records ?? body?.instances)).map(asObject)
  const [first] = records
  if (!first || !records.every((one) => one && Object.values(one).every(isCell))) return undefined
  const names = [...new Set(records.flatMap((one) => Object.keys(one ?? {})))]
  const table = tableOf([names, ...records.map((one) => names.map((name) => cellText(one?.[name])))], true)
  return table.ok ? { ...contractFromTable(table.value), named: true } : undefined
}

/** pandas' `to_json()`: `{"age": {"0": 39, "1": 50}, "job": {"0": "clerk", "1": "chef"}}`, by column and then by row. */
function indexedRows(body: Record<string, unknown> | undefined): PayloadContract | undefined {
  const columns = Object.entries(body ?? {}).map(([name, column]) => [name, asObject(column)] as const)
  const places = Object.keys(columns[0]?.[1] ?? {})
  const isColumn = (column: Record<string, unknown> | undefined) =>
    column !== undefined &&
    Object.keys(column).length === places.length &&
    places.every((place, at) => place === String(at) && isCell(column[place]))
  if (places.length === 0 || !columns.every(([, column]) => isColumn(column))) return undefined
  const rows = places.map((place) => columns.map(([, column]) => cellText(column?.[place])))
  const table = tableOf([columns.map(([name]) => name), ...rows], true)
  return table.ok ? { ...contractFromTable(table.value), named: true } : undefined
}

/** Each setting with its value as default. */
const parametersOf = (settings: unknown): Feature[] =>
  Object.entries(asObject(settings) ?? {})
    .filter(([name, value]) => name.length <= 64 && isCell(value) && value !== null)
    .slice(0, 24)
    .map(([name, value]) => ({ name, type: typeOf(value), default: String(value).slice(0, 256) }))

function typeOf(value: unknown): Feature['type'] {
  if (typeof value === 'boolean') return 'boolean'
  if (!isExactNumber(value)) return 'text'
  return isWhole(String(value)) ? 'integer' : 'number'
}

function fromChat(body: Record<string, unknown>, messages: unknown[]): PayloadContract {
  const said = (role: string) => asText(asObject(messages.find((message) => asObject(message)?.role === role))?.content)
  const { messages: _, stream, ...settings } = body
  const system = said('system')?.slice(0, 4_000)
  const input: InputForm = {
    kind: 'chat',
    ...(system ? { system } : {}),
    parameters: parametersOf(settings),
    stream: stream === true,
  }
  return record([], input, said('user') ?? '')
}
