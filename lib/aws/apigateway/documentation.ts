/**
 * Documentation parts: what is written about an API beside its definition. Never served, and in no snapshot.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html
 */
import {
  type APIGatewayClient,
  CreateDocumentationPartCommand,
  type DocumentationPart,
  type DocumentationPartLocation,
  GetDocumentationPartsCommand,
  UpdateDocumentationPartCommand,
} from '@aws-sdk/client-api-gateway'
import { orAbsent } from '../absent'
import { orLacking } from '../or-lacking'

/** Holds one documentation part of an API. */
export interface ObservedPart {
  id: string
  location: DocumentationPartLocation
  /** JSON. */
  properties: string
}

const reshape = ({ id = '', location, properties = '{}' }: DocumentationPart): ObservedPart => ({
  id,
  location: location ?? { type: 'API' },
  properties,
})

/** Every part; none if the API is gone, or if the endpoint has no documentation parts. */
export async function listDocumentation(client: APIGatewayClient, restApiId: string): Promise<ObservedPart[]> {
  const read = async () => {
    const parts: ObservedPart[] = []
    let position: string | undefined
    do {
      const page = await client.send(new GetDocumentationPartsCommand({ restApiId, limit: 500, position }))
      parts.push(...(page.items ?? []).map(reshape))
      position = page.position
    } while (position)
    return parts
  }
  return (await orLacking(orAbsent(read()))) ?? []
}

/** What is written about the API itself: one part. */
export const readApiPart = async (client: APIGatewayClient, restApiId: string): Promise<ObservedPart | undefined> =>
  (await listDocumentation(client, restApiId)).find(({ location }) => location.type === 'API')

/** Reads the one part of the API itself. */
export async function putApiDocumentation(
  client: APIGatewayClient,
  restApiId: string,
  properties: string,
  partId: string | undefined,
): Promise<void> {
  if (partId === undefined) {
    await client.send(new CreateDocumentationPartCommand({ restApiId, location: { type: 'API' }, properties }))
    return
  }
  const patchOperations = [{ op: 'replace' as const, path: '/properties', value: properties }]
  await client.send(new UpdateDocumentationPartCommand({ restApiId, documentationPartId: partId, patchOperations }))
}

/** Keeps the parts of the API itself and of the paths that are left: the others describe what is no longer there. */
export const partsOfPaths = (parts: ObservedPart[], paths: string[]): ObservedPart[] =>
  parts.filter(({ location: { path } }) => path === undefined || path === '/' || paths.includes(path))

/** Follows the OpenAPI document: an overwrite replaces the whole collection. */
export const documentationOf = (parts: ObservedPart[]): object =>
  parts.length === 0
    ? {}
    : {
        'x-amazon-apigateway-documentation': {
          documentationParts: parts.map(({ location, properties }) => ({
            location,
            properties: JSON.parse(properties) as object,
          })),
        },
      }
