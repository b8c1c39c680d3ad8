/** The list's state lives in the URL; this reads it, and drops what SageMaker would refuse. */
import type { EndpointQuery, EndpointStatus } from './types'

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
    token: one(params.token),
  }
}

/** SageMaker accepts only these in NameContains. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListEndpoints.html */
export const isSearchable = (search: string): boolean => /^[a-zA-Z0-9-]+$/.test(search)
