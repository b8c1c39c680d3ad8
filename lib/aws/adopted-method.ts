/** One method of somebody else's API, changed by granular calls: the rest of the API is never named in them. */
import {
  type APIGatewayClient,
  DeleteMethodCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
import { removedNow } from './absent'

interface Place {
  restApiId: string
  resourceId: string
}

/** Replaces the integration of the method as a whole; callers meet it with the next deployment. */
export async function putLambdaIntegration(
  client: APIGatewayClient,
  place: Place & { httpMethod: string },
  { uri, timeoutMs }: { uri: string; timeoutMs: number },
): Promise<void> {
  await client.send(
    new PutIntegrationCommand({
      ...place,
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri,
      timeoutInMillis: timeoutMs,
      passthroughBehavior: 'WHEN_NO_MATCH',
    }),
  )
}

/**
 * OPTIONS, answered by the gateway itself, made anew, since a method's response declares its headers when it is made.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 * @param headers as a mapping has them: `'*'` in its quotes
 * @param template of the answer, which may set a header by the request
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

export const removeMethod = (client: APIGatewayClient, place: Place & { httpMethod: string }): Promise<boolean> =>
  removedNow(client.send(new DeleteMethodCommand(place)))
