/** What AWS's own models say of inputs, as `scripts/aws-constraints.ts` writes it. */
import { readFileSync } from 'node:fs'

export type Members = Record<string, { shape: string; location?: string; locationName?: string }>

export interface InputShape {
  type: string
  required?: string[]
  members?: Members
  member?: Members[string]
  key?: Members[string]
  value?: Members[string]
  /** Characters of a string, bytes of a blob, elements of a list or map, or the value of a number. */
  min?: number
  max?: number
  /** A whole text matches it. */
  pattern?: string
  enum?: string[]
  /** A refusal does not repeat its value. */
  sensitive?: boolean
  payload?: string
}

export interface Constraints {
  /** The shape of each operation's input; null where it has none. */
  operations: Record<string, string | null>
  shapes: Record<string, InputShape>
  /** Errors whose message is the member `Message`; that of all others is `message`. */
  capitalMessage: string[]
}

const tables = new Map<string, Constraints>()

/** @param file the name in `sandbox/constraints/`; it is read once, with the service's first call */
export function constraintsOf(file: string): Constraints {
  const known = tables.get(file)
  if (known) return known
  const url = new URL(`../../constraints/${file}.json`, import.meta.url)
  const table = JSON.parse(readFileSync(url, 'utf8')) as Constraints
  tables.set(file, table)
  return table
}
