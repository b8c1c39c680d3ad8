/** What the index of a region's endpoints knows, as pages show it. Pure data. */
import type { EndpointRow } from '../endpoints/types'
import type { Failure } from '../result'
import type { Access } from '../spec/api-parts/access'

/** What SageMaker can neither filter nor sort by, so that each endpoint has to be read. */
export const indexColumns = ['state', 'container', 'access', 'cost', 'tags'] as const
export type IndexColumn = (typeof indexColumns)[number]

/** What was read of one endpoint. Absent: not read yet. Null: read, and there is none. */
export interface Indexed {
  container?: string | null
  /** Who can call its public API; null without one. */
  access?: Access['kind'] | null
  /** The cost of an hour without a call, in the index's currency; null if the price list has no price. */
  hour?: number | null
  tags?: Record<string, string>
}

export interface ColumnProgress {
  /** How many of the listed endpoints it was read of. */
  read: number
  /** It was read of every endpoint of the region. */
  complete: boolean
  /** Why it goes no further. */
  failure?: Failure
}

export interface IndexProgress {
  /** How many endpoints are listed so far. */
  listed: number
  /** Every endpoint of the region is listed. */
  listComplete: boolean
  /** Why the list of endpoints, or of public APIs, goes no further. */
  failure?: Failure
  columns: Partial<Record<IndexColumn, ColumnProgress>>
  /** Why it goes on later: AWS throttles, or the calls of this hour are used up. */
  waiting?: 'throttled' | 'budget'
  /** How long it waits, ms. */
  waitMs?: number
  currency?: string
}

/** A part of what an index query matches, with how far the index is. */
export interface IndexedPage {
  rows: EndpointRow[]
  /** By name: what is known of these rows, and of the rows that were requested by name. */
  facts: Record<string, Indexed>
  /** How many of those that were read match. */
  matched: number
  page: number
  pages: number
  progress: IndexProgress
  /** ISO. */
  readAt: string
}
