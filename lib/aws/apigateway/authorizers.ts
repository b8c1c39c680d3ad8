/** An API's authorizers. https://docs.aws.amazon.com/apigateway/latest/api/API_GetAuthorizers.html */
import { type APIGatewayClient, GetAuthorizersCommand } from '@aws-sdk/client-api-gateway'

export interface ObservedAuthorizer {
  id: string
  name: string
  /** `cognito arn:aws:cognito-idp:… method.request.header.Authorization`. */
  text: string
}

export async function listAuthorizers(client: APIGatewayClient, restApiId: string): Promise<ObservedAuthorizer[]> {
  const { items = [] } = await client.send(new GetAuthorizersCommand({ restApiId, limit: 500 }))
  return items.map(({ id = '', name = '', providerARNs = [], identitySource = '' }) => ({
    id,
    name,
    text: [name, ...[...providerARNs].sort(), identitySource].join(' '),
  }))
}
