/**
 * The features of a contract as a person edits them in a table. Each row has a key, so the contract's own rows are known after
 * they were renamed and moved, and rows of values (the sample row, the examples) follow the table.
 */
import type { Described } from '../profile/lay-over'
import { encodeRow, isSample, quoteCell, readRow, startingValues } from '../requests/encode'
import { type Cell, type ColumnValue, cellProblems, columnOf, featureOf } from './column-value'
import type { Feature, FeatureContract } from './contract'

export interface DraftRow extends ColumnValue {
  key: string
}

export interface Draft {
  rows: DraftRow[]
  /** Rows of values that came with evidence, in the order of these keys; without them the contract's own are kept. */
  written?: { keys: string[]; sampleRow?: string; examples?: FeatureContract['examples'] }
  /** What the answer means, if evidence says it. */
  output?: FeatureContract['output']
}

const keyOf = (place: number) => `b${place}`
const placeOf = (key: string): number | undefined => (key.startsWith('b') ? Number(key.slice(1)) : undefined)

export const draftOf = ({ features }: FeatureContract): Draft => ({
  rows: features.map((feature, place) => ({ ...columnOf(feature), key: keyOf(place) })),
})

/** A key that no row of the draft has had. */
export function newKeys({ rows, written }: Draft, count: number): string[] {
  const known = [...rows.map(({ key }) => key), ...(written?.keys ?? [])]
  const last = Math.max(0, ...known.map((key) => (key.startsWith('n') ? Number(key.slice(1)) : 0)))
  return Array.from({ length: count }, (_, index) => `n${last + index + 1}`)
}

/** The contract's own feature if nothing was edited, to the last property. */
function featureIn({ features }: FeatureContract, { key, ...column }: DraftRow): Feature {
  const own = features[placeOf(key) ?? -1]
  return own && isSame(column, columnOf(own)) ? own : featureOf(column)
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(plain(one)) === JSON.stringify(plain(other))

/** The same value with its keys in order and without those that have no value. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, plain(one)]))
}

/** The contract with the draft's features, and its rows of values in their order. */
export function describedBy({ contract, sampleRow }: Described, draft: Draft): Described {
  const features = draft.rows.map((row) => featureIn(contract, row))
  const { keys, ...values } = draft.written ?? {
    keys: contract.features.map((_, place) => keyOf(place)),
    sampleRow,
    examples: contract.examples,
  }
  const places = draft.rows.map(({ key }) => keys.indexOf(key))
  const asBefore = places.length === keys.length && places.every((place, index) => place === index)
  const start = startingValues(features)
  const follow = (row: string) => {
    const cells = readRow(row)
    if (asBefore || row.trim() === '' || cells.length !== keys.length) return row
    return places
      .map((place, index) => quoteCell((place < 0 ? start[features[index]?.name ?? ''] : cells[place]) ?? ''))
      .join(',')
  }
  return {
    contract: {
      ...contract,
      features,
      examples: values.examples?.map((example) => ({ ...example, value: follow(example.value) })),
      output: draft.output ?? contract.output,
    },
    sampleRow: asBefore ? values.sampleRow : fitting(features, values.sampleRow && follow(values.sampleRow)),
  }
}

/** A sample row that lacks a value would prove nothing: then the starting values do, if every feature has one. */
function fitting(features: Feature[], row: string | undefined): string | undefined {
  if (!row || features.length === 0) return row
  const cells = readRow(row)
  const given = Object.fromEntries(features.map(({ name }, place) => [name, cells[place] ?? '']))
  if (cells.length === features.length && isSample(features, given)) return row
  const start = startingValues(features)
  return isSample(features, start) ? encodeRow(features, start) : undefined
}

/** What is wrong, by row and cell. */
export function draftProblems({ rows }: Draft): Map<string, Partial<Record<Cell, string>>> {
  const named = new Set<string>()
  const problems = new Map<string, Partial<Record<Cell, string>>>()
  for (const row of rows) {
    const name = row.feature.name.trim()
    const found = cellProblems(row, named.has(name) ? [row] : [])
    named.add(name)
    if (Object.keys(found).length > 0) problems.set(row.key, found)
  }
  return problems
}

export interface Added {
  draft: Draft
  /** The row's own. */
  key: string
}

export function withRow(draft: Draft): Added {
  const [key = ''] = newKeys(draft, 1)
  const taken = new Set(draft.rows.map(({ feature }) => feature.name))
  let place = draft.rows.length + 1
  while (taken.has(`feature_${place}`)) place += 1
  const row = { ...columnOf({ name: `feature_${place}`, type: 'number' }), key }
  return { draft: { ...draft, rows: [...draft.rows, row] }, key }
}

export const withoutRow = (draft: Draft, key: string): Draft => ({
  ...draft,
  rows: draft.rows.filter((row) => row.key !== key),
})

/** @param by places, up if negative; a row stops at the ends */
export function withRowMoved(draft: Draft, key: string, by: number): Draft {
  const from = draft.rows.findIndex((row) => row.key === key)
  const row = draft.rows[from]
  if (!row) return draft
  const rows = draft.rows.toSpliced(from, 1)
  return { ...draft, rows: rows.toSpliced(Math.min(rows.length, Math.max(0, from + by)), 0, row) }
}

export const withRowChanged = (draft: Draft, next: DraftRow): Draft => ({
  ...draft,
  rows: draft.rows.map((row) => (row.key === next.key ? next : row)),
})
