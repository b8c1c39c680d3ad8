/** An API's authorizers. https://docs.aws.amazon.com/apigateway/latest/api/API_GetAuthorizers.html */
import { type APIGatewayClient, type Authorizer, GetAuthorizersCommand } from '@aws-sdk/client-api-gateway'
import { functionAuthorizerText } from './authorizer-text'

/** Holds one authorizer of an API, with everything that two of them can differ in as one comparable text. */
export interface ObservedAuthorizer {
  id: string
  name: string
  /** `cognito arn:aws:cognito-idp:… method.request.header.Authorization`; of a function by `functionAuthorizerText`. */
  text: string
}

/** Answers are kept for five minutes where nobody says for how long. https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html */
const defaultTtlSeconds = 300

/** Lists an API's authorizers, at most 500 in one call. Throws NotFoundException if the API is gone. */
export async function listAuthorizers(client: APIGatewayClient, restApiId: string): Promise<ObservedAuthorizer[]> {
  const { items = [] } = await client.send(new GetAuthorizersCommand({ restApiId, limit: 500 }))
  return items.map((one) => ({ id: one.id ?? '', name: one.name ?? '', text: textOf(one) }))
}

function textOf(one: Authorizer): string {
  const { name = '', type = '', providerARNs = [], identitySource = '' } = one
  if (type !== 'TOKEN' && type !== 'REQUEST') return [name, ...[...providerARNs].sort(), identitySource].join(' ')
  return functionAuthorizerText({
    ...{ name, type, identitySource },
    uri: one.authorizerUri ?? '',
    expression: one.identityValidationExpression ?? '',
    ttlSeconds: one.authorizerResultTtlInSeconds ?? defaultTtlSeconds,
    credentials: one.authorizerCredentials,
  })
}
