import { integratedBelow, operationBelow, pathsBelow } from './below'
import { gatewayResponsesOf, mockTemplate, type Preflight, preflightBelow, preflightOf } from './cors'
import type { ApiDefinition, Operation, PathBelow } from './definition'
import { integrationOf } from './integration'
import { operationsOf, parametersOf, validatorsOf } from './request'
import { keySourceOf, operationSecurity, securitySchemes } from './security'

/** What an integration has that says nothing of its own. */
export const integrationTimeoutMs = 29_000

/**
 * An address and a method that nobody calls. A MOCK has neither, says the AWS documentation, and AWS drops both where they are
 * given (`docs/aws-facts-compared.md`). Some emulators break on an import without them.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_apigateway.IntegrationProps.html
 */
export const mockAddress = { uri: 'https://mock.invalid/', httpMethod: 'POST' }

/** @param mock what each MOCK integration has beside what AWS needs */
export function openApiOf(api: ApiDefinition, mock: Partial<typeof mockAddress> = {}): object {
  return {
    openapi: '3.0.1',
    info: { title: api.name, description: api.description, version: '1.0' },
    paths: {
      [api.path]: { ...methodsOf(api), options: preflight(preflightOf(api), mock) },
      ...Object.fromEntries(pathsBelow(api).map((below) => [below.path, methodsBelow(api, below, mock)])),
    },
    ...componentsOf(api),
    'x-amazon-apigateway-request-validators': validatorsOf(api.request),
    'x-amazon-apigateway-gateway-responses': Object.fromEntries(
      gatewayResponsesOf(api).map(({ type, headers, body }) => [
        type,
        {
          responseParameters: prefixed('gatewayresponse.header.', headers),
          ...(body?.statusCode ? { statusCode: body.statusCode } : {}),
          ...(body ? { responseTemplates: { 'application/json': body.template } } : {}),
        },
      ]),
    ),
    ...(api.policy ? { 'x-amazon-apigateway-policy': api.policy } : {}),
    'x-amazon-apigateway-api-key-source': keySourceOf(api.security),
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

/** What is below the URL's path goes to the same function. */
const methodsBelow = (api: ApiDefinition, below: PathBelow, mock: object): object => ({
  [operationBelow.key]: {
    ...(below.parameter
      ? { parameters: [{ name: below.parameter, in: 'path', required: true, schema: { type: 'string' } }] }
      : {}),
    responses: { 200: { description: below.description } },
    ...operationSecurity(api.security),
    'x-amazon-apigateway-integration': integrationOf(api, integratedBelow).integration,
  },
  options: preflight(preflightBelow(api, below), mock),
})

/** `contentHandling` keeps the answer alive should `*​/*` ever be a binary media type. */
function preflight({ headers, template }: Preflight, mock: object): object {
  return {
    responses: {
      200: {
        description: 'CORS preflight',
        headers: Object.fromEntries(Object.keys(headers).map((name) => [name, { schema: { type: 'string' } }])),
      },
    },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      ...mock,
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
