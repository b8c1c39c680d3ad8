/**
 * What the command palette searches. One opening costs three reads of AWS, whatever the account holds: ListEndpoints and
 * GetResources once each, and GetRestApis once for each 500 APIs. A search costs one more, and only if there are more endpoints.
 */
import { ListEndpointsCommand } from '@aws-sdk/client-sagemaker'
import { attempt } from '../attempt'
import type { AwsClients } from '../aws/client/create-clients'
import { taggedPage } from '../aws/tagged'
import { firstOfEach } from '../errors/first-of-each'
import type { ManagedApi } from '../wiring/read/list-managed'
import { publicApiState } from './list/list'
import { isSearchable } from './list/query'
import type { EndpointStatus, PlaceEndpoint, Places } from './types'

/** SageMaker's largest page. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListEndpoints.html */
const pageSize = 100

export async function readPlaces(clients: AwsClients, managed: Promise<ManagedApi[]>): Promise<Places> {
  const [page, apis, tagged] = await Promise.all([
    attempt(() => listSome(clients)),
    attempt(() => managed),
    attempt(() => taggedPage(clients.tagging, 'sagemaker:endpoint')),
  ])
  const failures = [page, apis, tagged].flatMap((one) => (one.ok ? [] : [one.error]))
  return {
    endpoints: page.ok ? page.value.endpoints : [],
    more: page.ok && page.value.more,
    apis: apis.ok ? apis.value.map(placeOf) : [],
    tags: tagged.ok ? tagsByName(tagged.value.resources) : {},
    moreTags: tagged.ok && tagged.value.nextToken !== undefined,
    failures: firstOfEach(failures),
  }
}

/** Finds up to 100 endpoints by a part of their names, in one call; SageMaker filters by nothing else that a person types. */
export async function findEndpoints(clients: AwsClients, search: string): Promise<PlaceEndpoint[]> {
  return isSearchable(search) ? (await listSome(clients, search)).endpoints : []
}

async function listSome({ sagemaker }: AwsClients, NameContains?: string) {
  const page = await sagemaker.send(
    new ListEndpointsCommand({ NameContains, MaxResults: pageSize, SortBy: 'CreationTime', SortOrder: 'Descending' }),
  )
  const endpoints = (page.Endpoints ?? []).map(
    ({ EndpointName = '', EndpointStatus }): PlaceEndpoint => ({
      name: EndpointName,
      status: EndpointStatus as EndpointStatus,
    }),
  )
  return { endpoints, more: Boolean(page.NextToken) }
}

const placeOf = (api: ManagedApi): Places['apis'][number] => ({
  endpointName: api.endpointName,
  restApiId: api.restApiId,
  publicApi: publicApiState(api),
})

/** The ARN of an endpoint has its name in lower case at times, as older ones were made so: names are compared without case. */
const tagsByName = (resources: { arn: string; tags: Record<string, string> }[]): Record<string, string[]> =>
  Object.fromEntries(
    resources.map(({ arn, tags }) => [
      (arn.split('/').at(-1) ?? '').toLowerCase(),
      Object.entries(tags).map(([key, value]) => (value ? `${key}: ${value}` : key)),
    ]),
  )
