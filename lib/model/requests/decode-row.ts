/** A row that a person has somewhere fills the form: CSV, cells of a sheet, what a notebook prints, a request body. */
import { plural } from '../../plural'
import { fail, ok, type Result } from '../../result'
import type { Feature } from '../contract/contract'
import { csvRecords } from '../tables/csv-records'
import { dialectOf, sampleLength } from '../tables/dialect'
import { hasHeader, indexColumn } from '../tables/layout'
import { isLibsvm } from '../tables/libsvm'
import { withLineFeeds } from '../tables/table-reader'
import { choiceOf, type FormValues, optionalFeatures, problemOf, readRow, readRows } from './encode'
import { isLiteral, type Literal, readLiteral } from './literal'
import { keysOf, nameKey } from './request-shape'

export interface DecodedRow {
  values: FormValues
  /** What was there and is no feature. */
  unused: string[]
}

/** A row of 500 columns has fewer signs. */
const mostSigns = 500_000

type Named = Map<string, string>

/** Fails with what was understood, why it fits no form, and the right form. */
export function decodeRow(features: Feature[], text: string): Result<FormValues> {
  const read = decodePasted(features, text)
  return read.ok ? ok(read.value.values) : read
}

export function decodePasted(features: Feature[], text: string): Result<DecodedRow> {
  if (text.trim() === '')
    return refuse('Nothing to read.', `Paste ${plural(features.length, 'value')}, separated by commas.`)
  if (text.length > mostSigns)
    return refuse('This is more than one row.', 'Paste one row, or drop the file under Batch.')
  // What the form itself writes is read as it was written.
  const own = readRows(text)
  const row = own.length === 1 && own[0]?.length === features.length ? fromCells(features, readRow(text)) : undefined
  if (row && fits(features, row)) return ok(row)
  const literal = isLiteral(text) ? readLiteral(text) : undefined
  if (literal !== undefined) return fromLiteral(features, literal)
  const other = decodeForeign(features, text)
  return row && !(other.ok && fits(features, other.value)) ? ok(row) : other
}

const fits = (features: Feature[], { values }: DecodedRow) =>
  features.every((feature) => !problemOf(feature, values[feature.name] ?? ''))

function decodeForeign(features: Feature[], text: string): Result<DecodedRow> {
  const lines = withLineFeeds(text).replace(/^\s*\n/, '')
  if (isLibsvm(lines))
    return refuse(
      'This is libsvm, index:value for each feature.',
      `Paste every value, in the order ${orderOf(features)}.`,
    )
  const pairs = pairsOf(features, lines) ?? pairsOfLine(features, lines)
  if (pairs) return fromNamed(features, pairs)
  const records: string[][] = []
  const dialect = dialectOf(lines.slice(0, sampleLength))
  csvRecords(dialect, (cells) => records.push(cells)).take(lines, true)
  const [names = [], row = []] = records
  // pandas prints the number of the one row before it, and no name above that.
  const isPrinted = dialect.delimiter === ' ' && records.length === 2 && row.length === names.length + 1
  return fromRecords(features, isPrinted ? [names, row.slice(1)] : records)
}

/** A line for each feature, as pandas prints a row and people write one: `age    22`, `age: 22`, `age = 22`. */
function pairsOf(features: Feature[], text: string): Named | undefined {
  const lines = text.split('\n').map((line) => line.trim())
  const filled = lines.filter((line) => line !== '' && !/^(?:Name:|dtype:)/.test(line))
  if (filled.length > 1_000 || (filled.length < 2 && features.length > 1)) return undefined
  const keys = new Set(features.flatMap(keysOf))
  const pairs = new Map<string, string>()
  for (const line of filled) {
    const sign = line.search(/[:=\t]/)
    const place = sign > 0 ? sign : line.lastIndexOf(' ')
    const name = line.slice(0, Math.max(0, place)).trim()
    if (!keys.has(nameKey(name))) return undefined
    pairs.set(name, line.slice(place + 1).trim())
  }
  return pairs.size > 0 ? pairs : undefined
}

/** `a=1.5, b=2.5` */
function pairsOfLine(features: Feature[], line: string): Named | undefined {
  const members = /^[^,=:]{1,64}[=:]/.test(line) ? readLiteral(`{${line}}`) : undefined
  if (!(members instanceof Map)) return undefined
  const keys = new Set(features.flatMap(keysOf))
  return [...members.keys()].every((name) => keys.has(nameKey(name))) ? cellsOf(members) : undefined
}

function fromRecords(features: Feature[], records: string[][]): Result<DecodedRow> {
  const [first = [], ...below] = records
  const keys = new Set(features.flatMap(keysOf))
  if (below.length === 0) return one(features, first)
  const isNamed = first.some((name) => name !== '' && keys.has(nameKey(name)))
  const [row = []] = below
  if (below.length === 1 && row.length === first.length && (isNamed || hasHeader(records))) {
    if (!isNamed) return one(features, row)
    const index = indexColumn(first, below)
    return fromNamed(features, new Map(first.flatMap((name, at) => (at === index ? [] : [[name, row[at] ?? '']]))))
  }
  if (records.length === features.length && records.every((cells) => cells.length === 1))
    return one(features, records.flat())
  if (below.length === 1 && isNamed) return unequal(row.length, first.length)
  return several(isNamed || hasHeader(records) ? below.length : records.length)
}

function fromLiteral(features: Feature[], value: Literal): Result<DecodedRow> {
  if (typeof value === 'string') return one(features, [value])
  if (value instanceof Map) return fromMembers(features, value)
  if (value.every((item) => typeof item === 'string')) return one(features, value)
  if (value.length > 1) return several(value.length)
  return fromLiteral(features, value[0] ?? '')
}

/** Under these a request body has its rows. */
const wrappers = ['data', 'instances', 'inputs', 'features', 'dataframe_records', 'dataframe_split', 'dataframe']

function fromMembers(features: Feature[], members: Map<string, Literal>): Result<DecodedRow> {
  const [columns, data] = [members.get('columns'), members.get('data')]
  if (Array.isArray(columns) && Array.isArray(data) && columns.every((name) => typeof name === 'string')) {
    const [row] = data
    if (data.length !== 1 || !Array.isArray(row)) return several(data.length)
    if (row.length !== columns.length) return unequal(row.length, columns.length)
    return fromNamed(features, new Map(columns.map((name, at) => [String(name), cellOf(row[at])])))
  }
  const [[name, inner] = ['', '']] = members
  if (members.size === 1 && wrappers.includes(name) && typeof inner !== 'string') return fromLiteral(features, inner)
  const keys = new Set(features.flatMap(keysOf))
  const rows = [...members].map(([key, value]) => (keys.has(nameKey(key)) ? rowsIn(value) : 1))
  const most = Math.max(...rows, 1)
  return most > 1 ? several(most) : fromNamed(features, cellsOf(members))
}

const rowsIn = (column: Literal) =>
  typeof column === 'string' ? 1 : column instanceof Map ? column.size : column.length

const cellsOf = (members: Map<string, Literal>): Named =>
  new Map([...members].map(([name, value]) => [name, cellOf(value)]))

/** A column of one row is its cell: `{"a": [1.5]}`, `{"a": {"0": 1.5}}`. */
function cellOf(value: Literal | undefined): string {
  if (value === undefined || typeof value === 'string') return value ?? ''
  const [only, ...others] = value instanceof Map ? value.values() : value
  return others.length === 0 && typeof only === 'string' ? only : ''
}

function fromNamed(features: Feature[], named: Named): Result<DecodedRow> {
  const byKey = new Map([...named].map(([name, value]) => [nameKey(name), value]))
  const given = (feature: Feature) =>
    named.get(feature.name) ??
    keysOf(feature)
      .map((key) => byKey.get(key))
      .find((value) => value !== undefined)
  const optional = optionalFeatures(features)
  const absent = features.filter((feature) => given(feature) === undefined && !optional.includes(feature))
  if (absent.length > 0)
    return refuse(
      `The row has ${[...named.keys()].slice(0, 12).join(', ')} and lacks ${absent.map(({ name }) => name).join(', ')}.`,
      'Name every feature as the form does.',
    )
  const keys = new Set(features.flatMap(keysOf))
  return ok({
    values: Object.fromEntries(features.map((feature) => [feature.name, shownIn(feature, given(feature) ?? '')])),
    unused: [...named.keys()].filter((name) => !keys.has(nameKey(name))),
  })
}

function one(features: Feature[], cells: string[]): Result<DecodedRow> {
  if (cells.length === features.length) return ok(fromCells(features, cells))
  return refuse(
    `The row has ${plural(cells.length, 'value')}, and the model takes ${features.length}.`,
    `The order is ${orderOf(features)}.`,
  )
}

/** A choice as the form offers it. */
const shownIn = (feature: Feature, text: string): string =>
  feature.type === 'choice' ? (choiceOf(feature, text.trim()) ?? text) : text

const fromCells = (features: Feature[], cells: string[]): DecodedRow => ({
  values: Object.fromEntries(features.map((feature, index) => [feature.name, shownIn(feature, cells[index] ?? '')])),
  unused: [],
})

const several = (rows: number) =>
  refuse(`These are ${plural(rows, 'row')}, and the form takes one.`, 'Paste one of them, or all of them under Batch.')

const unequal = (values: number, names: number) =>
  refuse(
    `The row has ${plural(values, 'value')}, and there are ${plural(names, 'name')} for it.`,
    'Paste as many names as values.',
  )

const orderOf = (features: Feature[]) => features.map((feature) => feature.name).join(', ')

const refuse = (message: string, remedy: string) => fail({ code: 'invalid-row', message, remedy })
