/**
 * Columns that the model perhaps does not take: one that only names the rows, and the one that it predicts. They are proposed
 * to a person and stay features until then.
 */
import type { Feature } from '../contract/contract'

export interface Proposal {
  /** The feature's name. */
  name: string
  role: 'id' | 'answer'
  /** What it looks like, as the end of a sentence. */
  why: string
}

const idName = /(?:^|[_\s-])(?:id|uuid|guid|key|index|rownum|row_?id)$|[a-z]I[dD]$/i
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const responseName =
  /^(?:label|labels|target|class|y|output|outcome|response|result|survived|species|churn(?:ed)?|default(?:ed)?|is_?fraud|fraud|sale_?price|quality|diagnosis|income)$/i

/** So many rows show it. */
const mostRows = 1_000

export function proposalsOf(features: Feature[], rows: string[][]): Proposal[] {
  if (features.length < 2 || rows.length === 0) return []
  const some = rows.slice(0, mostRows)
  const cellsOf = (place: number) => some.map((row) => row[place] ?? '')
  const ids = features.flatMap(({ name, type }, place): Proposal[] => {
    const cells = cellsOf(place)
    if (some.length < 2 || new Set(cells).size < cells.length || cells.includes('')) return []
    if (cells.every((cell) => uuid.test(cell))) return [{ name, role: 'id', why: 'every value is a UUID of its own' }]
    if (idName.test(name)) return [{ name, role: 'id', why: 'its name says so, and no value occurs twice' }]
    const counts =
      type === 'integer' &&
      cells.length > 4 &&
      cells.every((cell, row) => row === 0 || Number(cell) === Number(cells[row - 1]) + 1)
    return counts ? [{ name, role: 'id', why: 'it counts the rows' }] : []
  })
  const response = responseOf(features, new Set(ids.map(({ name }) => name)))
  return response ? [...ids, response] : ids
}

/** Named as answers are, else the last column if it is a class behind numbers. */
function responseOf(features: Feature[], ids: Set<string>): Proposal | undefined {
  const named = features.findLast(({ name }) => responseName.test(name.trim()) && !ids.has(name))
  if (named) return { name: named.name, role: 'answer', why: 'its name is one that answers have' }
  const last = features.at(-1)
  const before = features.slice(0, -1).filter(({ name }) => !ids.has(name))
  const isClass = last && (last.type === 'choice' || last.type === 'boolean')
  const areNumbers = before.length > 1 && before.every(({ type }) => type === 'number' || type === 'integer')
  return isClass && areNumbers && !ids.has(last.name)
    ? { name: last.name, role: 'answer', why: 'it is a class behind columns of numbers' }
    : undefined
}
