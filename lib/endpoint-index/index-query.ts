/** Reads an index query out of the list's URL (`?state=live&tag=team:fraud&sort=Cost`), in linear time. Pure. */
import { inProgress, parseAge, parseEndpointQuery } from '../endpoints/list/query'
import type { AgeFilter, EndpointStatus } from '../endpoints/types'
import type { Access } from '../spec/api-parts/access'
import type { IndexColumn } from './types'

const indexStates = ['live', 'incomplete', 'none'] as const
const indexAccess: Access['kind'][] = ['open', 'key', 'iam', 'cognito']
const indexSorts = ['Modified', 'PublicApi', 'Container', 'Access', 'Cost'] as const
const awsSorts = ['Name', 'CreationTime', 'Status'] as const
export type IndexSort = (typeof indexSorts)[number] | (typeof awsSorts)[number]

export interface IndexQuery {
  search?: string
  status?: EndpointStatus
  group?: 'progress' | 'other'
  created?: AgeFilter
  modified?: AgeFilter
  state?: (typeof indexStates)[number]
  access?: Access['kind']
  /** A part of the container's name. */
  container?: string
  /** `team:fraud`, or a key alone; an endpoint has all of them. */
  tags: string[]
  /** The least cost of an hour. */
  cost?: number
  sort: IndexSort
  order: 'Ascending' | 'Descending'
  page: number
}

type SearchParams = Record<string, string | string[] | undefined>

/** Most pages that anybody can reach: 50,000 endpoints, 60 on a page. */
const mostPages = 1_000
const mostTags = 5
const all = (value: string | string[] | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).map((one) => one?.trim() ?? '').filter(Boolean)
const one = (value: string | string[] | undefined): string | undefined => all(value)[0]
const known = <T extends string>(values: readonly T[], value: string | undefined): T | undefined =>
  values.find((some) => some === value)

/** Undefined if SageMaker can filter and sort by all that the URL says. Values that mean nothing are left out. */
export function parseIndexQuery(params: SearchParams): IndexQuery | undefined {
  const cost = one(params.cost) ?? ''
  const filters = {
    state: known(indexStates, one(params.state)),
    access: known(indexAccess, one(params.access)),
    container: one(params.container)?.slice(0, 100),
    // AWS allows 128 characters in a key and 256 in a value.
    tags: all(params.tag)
      .slice(0, mostTags)
      .map((tag) => tag.slice(0, 385)),
    cost: /^\d{1,6}(\.\d{1,4})?$/.test(cost) ? Number(cost) : undefined,
  }
  const sort = known(indexSorts, one(params.sort))
  const filtered = Object.values(filters).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  )
  if (!filtered && !sort) return undefined
  const { search, status, sortBy, sortOrder } = parseEndpointQuery(params)
  const page = one(params.page) ?? ''
  return {
    ...filters,
    search,
    status,
    group: known(['progress', 'other'] as const, one(params.group)),
    created: parseAge(one(params.created)),
    modified: parseAge(one(params.modified)),
    sort: sort ?? sortBy,
    order: sortOrder,
    page: /^\d{1,4}$/.test(page) ? Math.min(Math.max(Number(page), 1), mostPages) : 1,
  }
}

const columnOfSort: Partial<Record<IndexSort, IndexColumn>> = {
  PublicApi: 'state',
  Container: 'container',
  Access: 'access',
  Cost: 'cost',
}

/** Says what has to be read of each endpoint to answer the query. */
export function columnsOf({ state, access, container, tags, cost, sort }: IndexQuery): IndexColumn[] {
  const wanted = new Set<IndexColumn>([
    ...(state ? (['state'] as const) : []),
    ...(access ? (['access'] as const) : []),
    ...(container ? (['container'] as const) : []),
    ...(tags.length > 0 ? (['tags'] as const) : []),
    ...(cost === undefined ? [] : (['cost'] as const)),
  ])
  const sorted = columnOfSort[sort]
  if (sorted) wanted.add(sorted)
  return [...wanted]
}

export const isOfGroup = (status: EndpointStatus, group: 'progress' | 'other'): boolean =>
  group === 'progress'
    ? inProgress.has(status)
    : !inProgress.has(status) && status !== 'InService' && status !== 'Failed'

/** Reads the part of a URL behind its question mark; a name that stands there several times has a list. */
export function paramsIn(search: string): SearchParams {
  const found = new Map<string, string[]>()
  for (const [key, value] of new URLSearchParams(search)) {
    const values = found.get(key)
    if (values) values.push(value)
    else found.set(key, [value])
  }
  return Object.fromEntries([...found].map(([key, values]) => [key, values.length > 1 ? values : values[0]]))
}
