/** Which reads a column stands on, and what says that it was read. Pure. */
import type { IndexColumn, Indexed } from './types'

/** A kind of read, each of which AWS can refuse by itself. */
export type Part = 'list' | 'apis' | 'tags' | 'access' | 'details' | 'cost'

export const partsOf: Record<IndexColumn, Part[]> = {
  state: ['apis'],
  access: ['access'],
  container: ['details'],
  cost: ['cost', 'details'],
  tags: ['tags'],
}

export function isRead(column: IndexColumn, facts: Indexed, apisAt: number | undefined): boolean {
  if (column === 'state') return apisAt !== undefined
  if (column === 'cost') return facts.hour !== undefined
  return facts[column] !== undefined
}
