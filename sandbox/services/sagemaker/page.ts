/** Lists of SageMaker: filtered, sorted, 100 a page at most. */
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
export function listPage<T extends Listed>(all: T[], input: ListInput): { items: T[]; NextToken?: string } {
  const size = input.MaxResults ?? 10
  const { NextToken, MaxResults, ...filters } = input
  const fingerprint = JSON.stringify(filters)
  const start = NextToken ? startOf(NextToken, fingerprint) : 0
  const found = all.filter((one) => fits(one, input)).sort(comparison(input))
  const end = start + size
  const token = Buffer.from(JSON.stringify([end, fingerprint])).toString('base64')
  return { items: found.slice(start, end), ...(end < found.length ? { NextToken: token } : {}) }
}

function startOf(token: string, fingerprint: string): number {
  try {
    const [start, made] = JSON.parse(Buffer.from(token, 'base64').toString()) as [number, string]
    if (Number.isInteger(start) && made === fingerprint) return start
  } catch {
    // Falls through to AWS's own words.
  }
  throw validation('Invalid pagination token')
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
