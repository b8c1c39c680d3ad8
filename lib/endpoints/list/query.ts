/** The list's state lives in the URL; this reads it, and drops what SageMaker would refuse. */
import type { AgeFilter, EndpointQuery, EndpointStatus } from '../types'

const endpointStatuses: EndpointStatus[] = [
  'OutOfService',
  'Creating',
  'Updating',
  'SystemUpdating',
  'RollingBack',
  'InService',
  'Deleting',
  'Failed',
  'UpdateRollbackFailed',
]

/** These become something else by themselves, so they are read again. */
export const inProgress: ReadonlySet<EndpointStatus> = new Set([
  'Creating',
  'Updating',
  'SystemUpdating',
  'RollingBack',
  'Deleting',
])

const sortKeys = ['Name', 'CreationTime', 'Status'] as const
type SearchParams = Record<string, string | string[] | undefined>

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.trim() || undefined

/** Unknown values fall back to the newest first, unfiltered. */
export function parseEndpointQuery(params: SearchParams): EndpointQuery {
  const status = one(params.status)
  const sortBy = one(params.sort)
  return {
    search: one(params.search)?.slice(0, 63),
    status: endpointStatuses.find((known) => known === status),
    sortBy: sortKeys.find((known) => known === sortBy) ?? 'CreationTime',
    sortOrder: one(params.order) === 'Ascending' ? 'Ascending' : 'Descending',
    created: parseAge(one(params.created)),
    modified: parseAge(one(params.modified)),
    token: one(params.token),
  }
}

const dayMs = 24 * 3_600_000

/** `7d` is at most seven days old, `older-90d` is older than ninety. */
export function parseAge(text: string | undefined): AgeFilter | undefined {
  const [, older, days] = /^(older-)?(\d{1,4})d$/.exec(text ?? '') ?? []
  return days === undefined ? undefined : { days: Number(days), older: older !== undefined }
}

/** The moment from which on, or before which, an endpoint fits. It is a midnight in UTC, so that the pages of one list agree on it. */
export const momentOf = ({ days }: AgeFilter, now: number): number => (Math.floor(now / dayMs) - days) * dayMs

export function fitsAge(age: AgeFilter | undefined, iso: string, now: number): boolean {
  if (!age) return true
  const time = Date.parse(iso)
  return age.older ? time < momentOf(age, now) : time > momentOf(age, now)
}

/** SageMaker accepts only these in NameContains. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListEndpoints.html */
export const isSearchable = (search: string): boolean => /^[a-zA-Z0-9-]+$/.test(search)
