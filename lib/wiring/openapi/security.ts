/**
 * Security as API Gateway reads it from OpenAPI: schemes under `components`, named by the operations that need them. An
 * open API names none, so its document is as it was before there was a choice.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
 */
import type { Security } from '../../spec/access'

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

function schemesOf({ authorizationType, apiKeyRequired, userPoolArn, scopes = [] }: Security): Scheme[] {
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
  return apiKeyRequired ? [...schemes, keyScheme] : schemes
}

/** Returns fields in the form of `readApiFields`. */
export function authorizerFieldsOf(method: string, security: Security): Record<string, string> {
  const guarded = security.authorizationType === 'COGNITO_USER_POOLS'
  return {
    authorizers: guarded ? `cognito ${security.userPoolArn} method.request.header.Authorization` : '',
    [`${method} authorizer`]: guarded ? 'cognito' : '',
    [`${method} authorizationScopes`]: [...(security.scopes ?? [])].sort().join(' '),
  }
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
