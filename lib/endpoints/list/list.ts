/** The first paint of the endpoint table: one ListEndpoints page joined with the managed APIs, nothing else. */
import { ListEndpointsCommand } from '@aws-sdk/client-sagemaker'
import type { AwsClients } from '../../aws/client/create-clients'
import type { ManagedApi } from '../../wiring/read/list-managed'
import type { AgeFilter, EndpointPage, EndpointQuery, EndpointRow, EndpointStatus, PublicApiState } from '../types'
import { isSearchable, momentOf } from './query'

/** The most that SageMaker gives at once; columns that cost further calls are read for visible rows only. */
const pageSize = 100

/** Throws AWS's errors: AccessDeniedException, ThrottlingException, ValidationException for a stale token. */
export async function listEndpoints(
  clients: AwsClients,
  query: EndpointQuery,
  managed: Promise<ManagedApi[]>,
): Promise<EndpointPage> {
  if (query.search && !isSearchable(query.search)) return { rows: [], readAt: new Date().toISOString() }
  const [page, apis] = await Promise.all([
    clients.sagemaker.send(
      new ListEndpointsCommand({
        NameContains: query.search,
        StatusEquals: query.status,
        ...times('CreationTime', query.created),
        ...times('LastModifiedTime', query.modified),
        SortBy: query.sortBy,
        SortOrder: query.sortOrder,
        NextToken: query.token,
        MaxResults: pageSize,
      }),
    ),
    managed,
  ])
  const byEndpoint = new Map(apis.map((api) => [api.endpointName, api]))
  const rows = (page.Endpoints ?? []).map((summary): EndpointRow => {
    const name = summary.EndpointName ?? ''
    return {
      name,
      arn: summary.EndpointArn ?? '',
      status: summary.EndpointStatus as EndpointStatus,
      createdAt: (summary.CreationTime ?? new Date(0)).toISOString(),
      modifiedAt: (summary.LastModifiedTime ?? new Date(0)).toISOString(),
      publicApi: publicApiState(byEndpoint.get(name)),
    }
  })
  return { rows, nextToken: page.NextToken, readAt: new Date().toISOString() }
}

const times = (field: 'CreationTime' | 'LastModifiedTime', age: AgeFilter | undefined) =>
  age ? { [`${field}${age.older ? 'Before' : 'After'}`]: new Date(momentOf(age, Date.now())) } : {}

/** From tags alone: the fingerprint is written last, so an API without it never finished. */
export function publicApiState(api: ManagedApi | undefined): PublicApiState {
  if (!api) return { state: 'none' }
  if (!api.finished || !api.stage || !api.resourcePath || !api.invokeUrl) {
    return { state: 'incomplete', restApiId: api.restApiId, reason: 'A deploy or removal did not finish.' }
  }
  return {
    state: 'live',
    restApiId: api.restApiId,
    stage: api.stage,
    resourcePath: api.resourcePath,
    invokeUrl: api.invokeUrl,
    ...(api.live ? { live: api.live } : {}),
  }
}
