/**
 * A Regional custom domain name, and which API and stage each of its base paths is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html
 */
import {
  type APIGatewayClient,
  CreateBasePathMappingCommand,
  CreateDomainNameCommand,
  DeleteBasePathMappingCommand,
  DeleteDomainNameCommand,
  GetBasePathMappingsCommand,
  GetDomainNameCommand,
  UpdateBasePathMappingCommand,
  UpdateDomainNameCommand,
} from '@aws-sdk/client-api-gateway'
import { orAbsent, removedNow } from '../absent'
import type { ObservedDomain } from '../types'

/** What AWS calls a mapping without a base path. */
const none = '(none)'

/** @param restApiIds of the endpoint's own APIs */
export async function observeDomain(
  client: APIGatewayClient,
  domainName: string,
  restApiIds: string[],
): Promise<ObservedDomain | undefined> {
  const [domain, mappings] = await Promise.all([
    orAbsent(client.send(new GetDomainNameCommand({ domainName }))),
    orAbsent(client.send(new GetBasePathMappingsCommand({ domainName, limit: 500 }))),
  ])
  if (!domain) return undefined
  return {
    name: domain.domainName ?? domainName,
    certificateArn: domain.regionalCertificateArn ?? '',
    target: domain.regionalDomainName ?? '',
    tags: domain.tags ?? {},
    paths: (mappings?.items ?? []).map(({ basePath = none, restApiId = '', stage = '' }) => ({
      basePath: basePath === none ? '' : basePath,
      restApiId,
      stage,
      ours: restApiIds.includes(restApiId),
    })),
  }
}

interface DesiredDomain {
  name: string
  certificateArn: string
}

/**
 * Makes a regional custom domain of TLS 1.2 or newer, without paths. Throws ConflictException if the name is taken.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDomainName.html
 */
export async function createDomain(
  client: APIGatewayClient,
  { name, certificateArn }: DesiredDomain,
  tags: Record<string, string>,
): Promise<void> {
  await client.send(
    new CreateDomainNameCommand({
      domainName: name,
      regionalCertificateArn: certificateArn,
      endpointConfiguration: { types: ['REGIONAL'] },
      securityPolicy: 'TLS_1_2',
      tags,
    }),
  )
}

/**
 * Gives a custom domain another certificate of ACM, of the same region. Throws BadRequestException if it does not cover the
 * name.
 */
export async function putCertificate(client: APIGatewayClient, { name, certificateArn }: DesiredDomain): Promise<void> {
  const patchOperations = [{ op: 'replace' as const, path: '/regionalCertificateArn', value: certificateArn }]
  await client.send(new UpdateDomainNameCommand({ domainName: name, patchOperations }))
}

interface Path {
  domainName: string
  basePath: string
  restApiId: string
  stage: string
}

/**
 * Maps a base path of a custom domain to a stage; an empty one is the whole domain. Throws ConflictException if it is taken.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateBasePathMapping.html
 */
export async function createPath(client: APIGatewayClient, { basePath, ...path }: Path): Promise<void> {
  await client.send(new CreateBasePathMappingCommand({ ...path, basePath: basePath || none }))
}

/** Points a base path that is there at another API or stage. Throws NotFoundException if it is gone. */
export async function pointPath(
  client: APIGatewayClient,
  { domainName, basePath, restApiId, stage }: Path,
): Promise<void> {
  const patchOperations = [
    { op: 'replace' as const, path: '/restapiId', value: restApiId },
    { op: 'replace' as const, path: '/stage', value: stage },
  ]
  await client.send(new UpdateBasePathMappingCommand({ domainName, basePath: basePath || none, patchOperations }))
}

/** Removes one base path of a custom domain. False if it was gone already. */
export async function removePath(client: APIGatewayClient, domainName: string, basePath: string): Promise<boolean> {
  return removedNow(client.send(new DeleteBasePathMappingCommand({ domainName, basePath: basePath || none })))
}

/** With all its paths. */
export async function removeDomain(client: APIGatewayClient, domainName: string): Promise<boolean> {
  return removedNow(client.send(new DeleteDomainNameCommand({ domainName })))
}
