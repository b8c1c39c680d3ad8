/**
 * The API as one OpenAPI 3 document with every literal in it: PutRestApi in overwrite mode deletes or resets what the
 * document does not name, and is idempotent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/import-export-api-endpoints.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
import type { Security } from './access'
import { gatewayHeadersOf, gatewayResponseTypes, mockTemplate, type Preflight, preflightOf } from './openapi-cors'
import { type Backend, integrationOf } from './openapi-integration'
import type { ApiModel } from './openapi-model'
import { type Operation, operationsOf, parametersOf, type RequestRules, validatorsOf } from './openapi-request'
import { operationSecurity, securitySchemes } from './openapi-security'

/** What is particular to one wiring; all else of the API is the same for each. */
export interface ApiDefinition {
  name: string
  description: string
  /** With its slash: `/iris`. */
  path: string
  queryParameter: string
  request: RequestRules
  /** The integration's URI: Lambda's invocation path with the alias in it, SageMaker's runtime, or an address. */
  integrationUri: string
  /** What stands behind it; a function unless given. */
  backend?: Backend
  /** What is bytes and no text: such a body reaches the function as base64, unharmed. */
  binaryMediaTypes: string[]
  /** Whether the gateway gives the answer on while it comes. */
  streaming: boolean
  /** How long the gateway waits for the answer. */
  timeoutMs: number
  /** The query parameter by which callers choose a model, and those that there are. */
  modelChoice?: { parameter: string; models: string[] }
  /** Whose pages may read answers: `*` alone, or the console's own first. */
  origins: string[]
  /** Who may call; the preflight asks nobody who they are. */
  security: Security
  /** The resource policy of the API; absent where anybody may come to the method. */
  policy?: object
  /** Derived from the contract for callers and exports; absent while no feature is described. */
  model?: ApiModel
  /** Names this definition in the answer to OPTIONS, where no function can be asked which one is served. */
  mark?: string
  /** Of an API that somebody else made: the one method that is ours, and OPTIONS where it is ours too. */
  adopted?: { method: string; options: boolean }
}

/** What an integration has that says nothing of its own. */
export const integrationTimeoutMs = 29_000

export function openApiOf(api: ApiDefinition): object {
  return {
    openapi: '3.0.1',
    info: { title: api.name, description: api.description, version: '1.0' },
    paths: { [api.path]: { ...methodsOf(api), options: preflight(preflightOf(api)) } },
    ...componentsOf(api),
    'x-amazon-apigateway-request-validators': validatorsOf(api.request),
    'x-amazon-apigateway-gateway-responses': Object.fromEntries(
      gatewayResponseTypes.map((type) => [
        type,
        { responseParameters: prefixed('gatewayresponse.header.', gatewayHeadersOf(api)) },
      ]),
    ),
    ...(api.policy ? { 'x-amazon-apigateway-policy': api.policy } : {}),
    'x-amazon-apigateway-api-key-source': 'HEADER',
    'x-amazon-apigateway-binary-media-types': api.binaryMediaTypes,
    'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: false },
  }
}

function componentsOf(api: ApiDefinition): { components?: object } {
  const components = {
    ...(api.model ? { schemas: { [api.model.name]: api.model.schema } } : {}),
    ...securitySchemes(api.security),
  }
  return Object.keys(components).length > 0 ? { components } : {}
}

const methodsOf = (api: ApiDefinition): Record<string, object> =>
  Object.fromEntries(operationsOf(api.request).map((one) => [one.key, operation(api, one)]))

/** Lambda itself is always POSTed to. */
function operation(api: ApiDefinition, one: Operation): object {
  const { validator, takesBody } = one
  const { responses, integration } = integrationOf(api, one)
  return {
    parameters: parametersOf(api, one),
    ...(api.model && takesBody
      ? {
          requestBody: {
            required: false,
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${api.model.name}` } } },
          },
        }
      : {}),
    responses,
    ...operationSecurity(api.security),
    'x-amazon-apigateway-request-validator': validator,
    'x-amazon-apigateway-integration': integration,
  }
}

/** `contentHandling` keeps the answer alive should `*​/*` ever be a binary media type. */
function preflight({ headers, template }: Preflight): object {
  return {
    responses: {
      200: {
        description: 'CORS preflight',
        headers: Object.fromEntries(Object.keys(headers).map((name) => [name, { schema: { type: 'string' } }])),
      },
    },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      passthroughBehavior: 'when_no_match',
      contentHandling: 'CONVERT_TO_TEXT',
      timeoutInMillis: integrationTimeoutMs,
      requestTemplates: { 'application/json': mockTemplate },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: prefixed('method.response.header.', headers),
          ...(template === undefined ? {} : { responseTemplates: { 'application/json': template } }),
        },
      },
    },
  }
}

const prefixed = (prefix: string, headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${prefix}${name}`, value]))
