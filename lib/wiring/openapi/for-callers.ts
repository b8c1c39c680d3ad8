/**
 * An exported document as a client reads it. AWS exports an authorizer of keys as one more key in a header, beside `x-api-key`,
 * which such a URL does not read. Pure.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
 * https://spec.openapis.org/oas/v3.0.3#security-scheme-object
 */
import { authorizerName } from './security'

interface Document {
  paths?: Record<string, Record<string, { security?: Record<string, string[]>[] }>>
  components?: { securitySchemes?: Record<string, { name?: string }> }
}

const keyName = 'api_key'

/**
 * Goes by what the document says and not by the API's current definition, which a stage can be behind. An authorizer that reads one
 * header has its name, one that reads both is "Unused":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function withBearerKeys<Exported extends object>(exported: Exported): Exported {
  const document = exported as Exported & Document
  const { [keyName]: own, [authorizerName]: authorizer, ...others } = document.components?.securitySchemes ?? {}
  if (!authorizer) return exported
  const both = authorizer.name !== 'Authorization'
  const security = [{ [authorizerName]: [] }, ...(both ? [{ [keyName]: [] }] : [])]
  return {
    ...document,
    paths: Object.fromEntries(
      Object.entries(document.paths ?? {}).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => [
            method,
            operation.security?.some((one) => authorizerName in one) ? { ...operation, security } : operation,
          ]),
        ),
      ]),
    ),
    components: {
      ...document.components,
      securitySchemes: {
        ...others,
        [authorizerName]: { type: 'http', scheme: 'bearer' },
        ...(both && own ? { [keyName]: own } : {}),
      },
    },
  }
}
