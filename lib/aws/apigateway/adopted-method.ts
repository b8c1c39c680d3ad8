/** One method of somebody else's API, changed by granular calls: the rest of the API is never named in them. */
import {
  type APIGatewayClient,
  DeleteMethodCommand,
  GetIntegrationCommand,
  type PatchOperation,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateIntegrationCommand,
} from '@aws-sdk/client-api-gateway'
import { removedNow } from '../absent'

interface Place {
  restApiId: string
  resourceId: string
}

/**
 * Leads the method to another function: what is not named here stays as its owner set it, settings that nobody knows yet
 * among them. Callers meet it with the next deployment.
 * https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateIntegration-Patch
 */
export async function switchIntegration(
  client: APIGatewayClient,
  place: Place & { httpMethod: string },
  { uri, timeoutMs, credentials }: { uri: string; timeoutMs: number; credentials?: string },
): Promise<void> {
  const patchOperations: PatchOperation[] = [
    { op: 'replace', path: '/uri', value: uri },
    { op: 'replace', path: '/timeoutInMillis', value: String(timeoutMs) },
    ...(credentials ? [{ op: 'replace' as const, path: '/credentials', value: credentials }] : []),
  ]
  await client.send(new UpdateIntegrationCommand({ ...place, patchOperations }))
}

/**
 * The gateway calls by its own permission again, and as no role. No patch takes a role away, so the integration is put again
 * with all that it was read with.
 */
export async function dropCredentials(client: APIGatewayClient, place: Place & { httpMethod: string }): Promise<void> {
  const read = await client.send(new GetIntegrationCommand(place))
  const { $metadata: _m, credentials: _c, integrationResponses: _r, httpMethod, ...kept } = read
  await client.send(
    new PutIntegrationCommand({ ...kept, ...place, type: read.type, integrationHttpMethod: httpMethod }),
  )
}

/**
 * OPTIONS, answered by the gateway itself, made again, since a method's response declares its headers when it is made.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 * @param headers as a mapping has them: `'*'` in its quotes
 * @param template of the response, which can set a header by the request
 */
export async function putPreflight(
  client: APIGatewayClient,
  place: Place,
  { headers, template, mockTemplate }: { headers: Record<string, string>; template?: string; mockTemplate: string },
): Promise<void> {
  const method = { ...place, httpMethod: 'OPTIONS' }
  const names = Object.keys(headers).map((name) => `method.response.header.${name}`)
  await removeMethod(client, method)
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  await client.send(
    new PutMethodResponseCommand({
      ...method,
      statusCode: '200',
      responseParameters: Object.fromEntries(names.map((name) => [name, false])),
    }),
  )
  await client.send(
    new PutIntegrationCommand({
      ...method,
      type: 'MOCK',
      requestTemplates: { 'application/json': mockTemplate },
      contentHandling: 'CONVERT_TO_TEXT',
    }),
  )
  await client.send(
    new PutIntegrationResponseCommand({
      ...method,
      statusCode: '200',
      responseParameters: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value]),
      ),
      ...(template === undefined ? {} : { responseTemplates: { 'application/json': template } }),
    }),
  )
}

/**
 * Removes one method of a resource. False if it was gone already.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteMethod.html
 */
export const removeMethod = (client: APIGatewayClient, place: Place & { httpMethod: string }): Promise<boolean> =>
  removedNow(client.send(new DeleteMethodCommand(place)))
