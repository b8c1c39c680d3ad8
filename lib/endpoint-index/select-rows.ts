/** Filters, sorts and cuts what the index knows. An endpoint that was not read yet matches no filter by what is missing. Pure. */
import { fitsAge } from '../endpoints/list/query'
import type { EndpointRow } from '../endpoints/types'
import { type IndexQuery, isOfGroup } from './index-query'
import type { Indexed } from './types'

export interface Entry {
  row: EndpointRow
  facts: Indexed
}

/** So many rows stand on a page of matches. */
const pageSize = 60

export interface Selection {
  entries: Entry[]
  matched: number
  page: number
  pages: number
}

export function selectRows(all: Iterable<Entry>, query: IndexQuery, now: number): Selection {
  const fits = matcherOf(query, now)
  const found = [...all].filter(fits).sort(comparisonOf(query))
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const page = Math.min(query.page, pages)
  return { entries: found.slice((page - 1) * pageSize, page * pageSize), matched: found.length, page, pages }
}

function matcherOf(query: IndexQuery, now: number): (entry: Entry) => boolean {
  const { status, group, state, access, cost, created, modified } = query
  const search = query.search?.toLowerCase()
  const container = query.container?.toLowerCase()
  const tags = query.tags.map((tag) => tag.toLowerCase())
  return ({ row, facts }) =>
    (search === undefined || row.name.toLowerCase().includes(search)) &&
    (status === undefined || row.status === status) &&
    (group === undefined || isOfGroup(row.status, group)) &&
    fitsAge(created, row.createdAt, now) &&
    fitsAge(modified, row.modifiedAt, now) &&
    (state === undefined || row.publicApi.state === state) &&
    (access === undefined || facts.access === access) &&
    (container === undefined || (facts.container ?? '').toLowerCase().includes(container)) &&
    (cost === undefined || (typeof facts.hour === 'number' && facts.hour >= cost)) &&
    (tags.length === 0 || hasTags(facts.tags, tags))
}

/** `team:fraud` is a key with its value, or a key that has a colon in it. */
function hasTags(tags: Record<string, string> = {}, wanted: string[]): boolean {
  const own = Object.entries(tags).flatMap(([key, value]) => [key.toLowerCase(), `${key}:${value}`.toLowerCase()])
  return wanted.every((one) => own.includes(one))
}

const stateOrder = { live: 0, incomplete: 1, none: 2 }

type Key = string | number | undefined

/** What an endpoint is sorted by; undefined if it is not read, or has none: those stand last in both orders. */
function keyOf({ row, facts }: Entry, sort: IndexQuery['sort']): Key {
  switch (sort) {
    case 'Name':
      return row.name.toLowerCase()
    case 'Status':
      return row.status
    case 'Modified':
      return row.modifiedAt
    case 'PublicApi':
      return stateOrder[row.publicApi.state]
    case 'Container':
      return facts.container?.toLowerCase()
    case 'Access':
      return facts.access ?? undefined
    case 'Cost':
      return facts.hour ?? undefined
    default:
      return row.createdAt
  }
}

function comparisonOf({ sort, order }: IndexQuery): (a: Entry, b: Entry) => number {
  const sign = order === 'Ascending' ? 1 : -1
  return (a, b) => {
    const [left, right] = [keyOf(a, sort), keyOf(b, sort)]
    const byName = a.row.name < b.row.name ? -1 : 1
    if (left === right) return byName
    if (left === undefined) return 1
    if (right === undefined) return -1
    return left < right ? -sign : sign
  }
}
