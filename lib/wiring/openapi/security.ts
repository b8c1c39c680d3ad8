/**
 * Security as API Gateway reads it from OpenAPI: schemes under `components`, named by the operations that need them. An
 * open API names none, so its document is as it was before there was a choice.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
 */
import { functionAuthorizerText } from '../../aws/apigateway/authorizer-text'
import type { Security } from '../../spec/api-parts/access'

interface Scheme {
  name: string
  scopes: string[]
  scheme: object
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-usage-plan-oas.html */
const keyScheme: Scheme = {
  name: 'api_key',
  scopes: [],
  scheme: { type: 'apiKey', name: 'x-api-key', in: 'header' },
}

function schemesOf(security: Security): Scheme[] {
  const { authorizationType, apiKeyRequired, userPoolArn, scopes = [] } = security
  const header = { type: 'apiKey', name: 'Authorization', in: 'header' }
  const schemes: Scheme[] = []
  if (authorizationType === 'AWS_IAM') {
    const scheme = { ...header, 'x-amazon-apigateway-authtype': 'awsSigv4' }
    schemes.push({ name: 'sigv4', scopes: [], scheme })
  }
  if (authorizationType === 'COGNITO_USER_POOLS') {
    const scheme = {
      ...header,
      'x-amazon-apigateway-authtype': 'cognito_user_pools',
      'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [userPoolArn] },
    }
    schemes.push({ name: 'cognito', scopes, scheme })
  }
  if (authorizationType === 'CUSTOM') {
    // A token is in the header of the scheme, and `identitySource` is for REQUEST authorizers alone:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
    const { type, uri, expression, ttlSeconds } = authorizerOf(security)
    // The same page: the name is "Unused" for a REQUEST authorizer whose sources are not one header. A header's name would be its source,
    // and a call without that header would get 401 before the function could read the other one.
    const name = type === 'REQUEST' ? 'Unused' : header.name
    const authorizer = {
      type: type.toLowerCase(),
      authorizerUri: uri,
      authorizerResultTtlInSeconds: ttlSeconds,
      ...(expression ? { identityValidationExpression: expression } : {}),
    }
    const scheme = {
      ...header,
      name,
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': authorizer,
    }
    schemes.push({ name: authorizerName, scopes: [], scheme })
  }
  return apiKeyRequired ? [...schemes, keyScheme] : schemes
}

/** The name of the authorizer of keys, in the API. */
export const authorizerName = 'bearer'

/**
 * How the gateway calls the authorizer of keys. A token is kept for a minute: what is kept is only who calls, and the key itself is
 * judged at each call. Two headers cannot be two identity sources, because a call needs all of them, and an answer is kept by its
 * identity sources: so such an authorizer is called each time.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
 */
const authorizerOf = ({ keyHeader, authorizerUri = '' }: Security) => ({
  name: authorizerName,
  uri: authorizerUri,
  ...(keyHeader === 'both'
    ? { type: 'REQUEST', identitySource: '', expression: '', ttlSeconds: 0 }
    : {
        type: 'TOKEN',
        identitySource: 'method.request.header.Authorization',
        // A bearer token with as many characters as a key has: any other is refused without a call of the function.
        // https://www.rfc-editor.org/rfc/rfc6750, https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
        expression: '^[Bb][Ee][Aa][Rr][Ee][Rr] +[A-Za-z0-9._~+/=-]{20,128}$',
        ttlSeconds: 60,
      }),
})

/**
 * Says where the gateway finds the key of a call.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 */
export const keySourceOf = ({ keyHeader }: Security): 'HEADER' | 'AUTHORIZER' => (keyHeader ? 'AUTHORIZER' : 'HEADER')

/** Returns fields in the form of `readApiFields`. */
export function authorizerFieldsOf(method: string, security: Security): Record<string, string> {
  const [name, text] = textOf(security)
  return {
    authorizers: text,
    [`${method} authorizer`]: name,
    [`${method} authorizationScopes`]: [...(security.scopes ?? [])].sort().join(' '),
  }
}

function textOf(security: Security): [name: string, text: string] {
  if (security.authorizationType === 'CUSTOM') return [authorizerName, functionAuthorizerText(authorizerOf(security))]
  if (security.authorizationType !== 'COGNITO_USER_POOLS') return ['', '']
  return ['cognito', `cognito ${security.userPoolArn} method.request.header.Authorization`]
}

/** A signer's browser sends these beside its own. */
export const signatureHeaders = 'X-Amz-Date,X-Amz-Security-Token,X-Amz-Content-Sha256'

/** Returns the operation's security: every scheme must hold. */
export function operationSecurity(security: Security): { security?: object[] } {
  const schemes = schemesOf(security)
  return schemes.length > 0 ? { security: [Object.fromEntries(schemes.map(({ name, scopes }) => [name, scopes]))] } : {}
}

/** For `components`. */
export function securitySchemes(security: Security): { securitySchemes?: object } {
  const schemes = schemesOf(security)
  return schemes.length > 0
    ? { securitySchemes: Object.fromEntries(schemes.map(({ name, scheme }) => [name, scheme])) }
    : {}
}
