/**
 * The index's reads of AWS, the cheapest that give each column: ListEndpoints and GetResources give 100 endpoints at once,
 * GetRestApis 500 public APIs. Who can call takes GetResources of the one API; the container takes DescribeEndpoint, which
 * names the images that run; the cost takes DescribeEndpointConfig besides.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html
 */
import { DescribeEndpointCommand, ListEndpointsCommand } from '@aws-sdk/client-sagemaker'
import { attempt } from '../attempt'
import { readResources } from '../aws/apigateway/walk'
import type { AwsClients } from '../aws/client/create-clients'
import { taggedPage } from '../aws/tagged'
import { hourOf } from '../cost/cost-of'
import { pricedVariant, variantPrices } from '../cost/variant-prices'
import { describeEndpoint } from '../endpoints/describe'
import type { EndpointStatus } from '../endpoints/types'
import { containerName } from '../model/profile/container-name'
import type { Failure, Result } from '../result'
import type { WiringTarget } from '../spec/spec'
import { listManagedApis, type ManagedApi } from '../wiring/read/list-managed'
import type { Indexed } from './types'

export interface ListedEndpoint {
  name: string
  arn: string
  status: EndpointStatus
  createdAt: string
  modifiedAt: string
}

export interface Details {
  container?: string | null
  hour?: number | null
  currency?: string
  /** Why the cost could not be read. */
  costFailure?: Failure
}

/** Failures are values and never thrown: several bundles of the process share the index. */
export interface IndexReader {
  list(token?: string): Promise<Result<{ endpoints: ListedEndpoint[]; nextToken?: string }>>
  tags(token?: string): Promise<Result<{ tags: [string, Record<string, string>][]; nextToken?: string }>>
  apis(): Promise<Result<ManagedApi[]>>
  access(api: ManagedApi): Promise<Result<Indexed['access']>>
  details(name: string, status: string | undefined, withCost: boolean): Promise<Result<Details | undefined>>
}

export const readerOf = (clients: AwsClients, target: WiringTarget, invokeUrlTemplate?: string): IndexReader => ({
  list: (token) => attempt(() => readList(clients, token)),
  tags: (token) => attempt(() => readTags(clients, token)),
  apis: () => attempt(() => listManagedApis(clients, target, invokeUrlTemplate)),
  access: (api) => attempt(() => readAccess(clients, api)),
  details: (name, status, withCost) =>
    attempt(() =>
      (withCost || !hasImages(status) ? readDetails(clients, target, name) : readContainer(clients, name)).catch(
        unlessGone,
      ),
    ),
})

/** How many calls the read takes: SageMaker names no image of an endpoint that serves nothing, so its model is read. */
export const callsOfDetails = (status: string | undefined, withCost: boolean): number =>
  hasImages(status) ? (withCost ? 2 : 1) : 3

const hasImages = (status: string | undefined): boolean =>
  status === 'InService' || status === 'Updating' || status === 'SystemUpdating'

async function readList({ sagemaker }: AwsClients, NextToken?: string) {
  const page = await sagemaker.send(
    new ListEndpointsCommand({ SortBy: 'Name', SortOrder: 'Ascending', MaxResults: 100, NextToken }),
  )
  const endpoints = (page.Endpoints ?? []).map(
    (one): ListedEndpoint => ({
      name: one.EndpointName ?? '',
      arn: one.EndpointArn ?? '',
      status: one.EndpointStatus as EndpointStatus,
      createdAt: (one.CreationTime ?? new Date(0)).toISOString(),
      modifiedAt: (one.LastModifiedTime ?? new Date(0)).toISOString(),
    }),
  )
  return { endpoints, nextToken: page.NextToken }
}

/** By the name in lower case, which the ARN has at times. */
async function readTags({ tagging }: AwsClients, token?: string) {
  const { resources, nextToken } = await taggedPage(tagging, 'sagemaker:endpoint', token)
  const tags = resources.map(({ arn, tags }): [string, Record<string, string>] => [
    (arn.split('/').at(-1) ?? '').toLowerCase(),
    tags,
  ])
  return { tags, nextToken }
}

/** Reads the method that the URL's callers meet. Null if somebody took it away. */
async function readAccess(
  { apiGateway }: AwsClients,
  { restApiId, resourcePath }: ManagedApi,
): Promise<Indexed['access']> {
  const resources = await readResources(apiGateway, restApiId)
  const methods = resources.find(({ path }) => path === `/${resourcePath}`)?.resourceMethods ?? {}
  const method = methods.ANY ?? methods.POST
  if (!method) return null
  if (method.apiKeyRequired) return 'key'
  if (method.authorizationType === 'AWS_IAM') return 'iam'
  return method.authorizationType === 'COGNITO_USER_POOLS' ? 'cognito' : 'open'
}

async function readContainer({ sagemaker }: AwsClients, EndpointName: string): Promise<Details> {
  const { ProductionVariants } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }))
  const image = ProductionVariants?.[0]?.DeployedImages?.[0]?.SpecifiedImage
  return { container: containerName(image) ?? null }
}

/** Prices are kept for half a day, so an instance type costs one call of the price list. */
async function readDetails(clients: AwsClients, { region }: WiringTarget, name: string): Promise<Details> {
  const endpoint = await describeEndpoint(clients, name)
  const { container = null, variants, unread } = endpoint
  if (unread.config) return { container, costFailure: unread.config }
  const prices = await attempt(() => variantPrices(clients, region, variants))
  if (!prices.ok) return { container, costFailure: prices.error }
  const hour = hourOf(variants.map(pricedVariant), prices.value)
  return { container, hour: hour ?? null, currency: prices.value.currency }
}

/** SageMaker names what is missing only in a ValidationException's message. */
function unlessGone(error: unknown): undefined {
  if (error instanceof Error && /Could not find/.test(error.message)) return undefined
  throw error
}
