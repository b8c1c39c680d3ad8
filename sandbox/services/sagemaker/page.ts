/** Lists of SageMaker: filtered, sorted, 100 a page at most. */
import { startOf, writeToken } from '../../kernel/page-token'
import { validation } from './validate'

export interface Listed {
  name: string
  createdAt: number
  modifiedAt?: number
  status?: string
}

export interface ListInput {
  NameContains?: string
  StatusEquals?: string
  CreationTimeBefore?: number
  CreationTimeAfter?: number
  LastModifiedTimeBefore?: number
  LastModifiedTimeAfter?: number
  SortBy?: 'Name' | 'CreationTime' | 'Status'
  SortOrder?: 'Ascending' | 'Descending'
  MaxResults?: number
  NextToken?: string
}

/** Times are epoch seconds in the request. CreationTime and descending unless requested otherwise, as documented. */
export function listPage<T extends Listed>(
  operation: string,
  all: T[],
  input: ListInput,
): { items: T[]; NextToken?: string } {
  const size = input.MaxResults ?? 10
  const { NextToken, MaxResults, ...filters } = input
  const list = `${operation} ${JSON.stringify(filters)}`
  const start = startOf(list, NextToken || undefined, () => validation('Invalid pagination token'))
  const found = all.filter((one) => fits(one, input)).sort(comparison(input))
  const end = start + size
  return { items: found.slice(start, end), ...(end < found.length ? { NextToken: writeToken(list, end) } : {}) }
}

function fits(one: Listed, input: ListInput): boolean {
  const seconds = one.createdAt / 1000
  const modified = (one.modifiedAt ?? one.createdAt) / 1000
  return (
    one.name.toLowerCase().includes((input.NameContains ?? '').toLowerCase()) &&
    (input.StatusEquals === undefined || one.status === input.StatusEquals) &&
    seconds < (input.CreationTimeBefore ?? Number.POSITIVE_INFINITY) &&
    seconds > (input.CreationTimeAfter ?? Number.NEGATIVE_INFINITY) &&
    modified < (input.LastModifiedTimeBefore ?? Number.POSITIVE_INFINITY) &&
    modified > (input.LastModifiedTimeAfter ?? Number.NEGATIVE_INFINITY)
  )
}

function comparison({ SortBy = 'CreationTime', SortOrder = 'Descending' }: ListInput) {
  const key = (one: Listed) =>
    SortBy === 'Name' ? one.name.toLowerCase() : SortBy === 'Status' ? (one.status ?? '') : one.createdAt
  const sign = SortOrder === 'Ascending' ? 1 : -1
  return (a: Listed, b: Listed) => {
    const [left, right] = [key(a), key(b)]
    return sign * (left < right ? -1 : left > right ? 1 : a.name < b.name ? -1 : 1)
  }
}
