/** What API Gateway makes of an imported document, as recorded from AWS (docs/aws-facts-compared.md). */
import * as gateway from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { TestAccount } from '../testing/account'
import {
  countFacts,
  itRefuses,
  itResponds,
  type RecordedCase,
  type Refused,
  recordedAccount,
  some,
} from '../testing/recorded'

let account: TestAccount
let restApiId = ''
beforeAll(async () => {
  account = await recordedAccount()
  const api = await account.apiGateway.send(
    new gateway.CreateRestApiCommand({ name: 'before', binaryMediaTypes: ['image/heif'] }),
  )
  restApiId = api.id ?? ''
})
afterAll(() => account.close())

const send = (command: object) => account.apiGateway.send(command as gateway.GetRestApiCommand) as Promise<object>
const written = (document: object | string) =>
  new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document))
const put = (document: object | string, mode: gateway.PutMode = 'overwrite') =>
  send(new gateway.PutRestApiCommand({ restApiId, mode, body: written(document) }))
const head = { openapi: '3.0.1', info: { title: 'recorded', version: '1.0' } }
const mock = (more: object = {}) => ({
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  responses: { default: { statusCode: '200' } },
  ...more,
})
const operation = (more: object = {}, integration: object = {}) => ({
  responses: { 200: { description: '200 response' } },
  'x-amazon-apigateway-integration': mock(integration),
  ...more,
})
/** A document is put in place of the one before, and one of its methods is read. */
const method =
  (document: object, path = '/person', httpMethod = 'POST') =>
  async () => {
    await put({ ...head, ...document })
    const { items = [] } = await account.apiGateway.send(new gateway.GetResourcesCommand({ restApiId }))
    const { id: resourceId } = items.find((one) => one.path === path) ?? {}
    return send(new gateway.GetMethodCommand({ restApiId, resourceId, httpMethod }))
  }
const imported = (more: object = {}) => ({
  apiStatus: 'AVAILABLE',
  apiKeySource: 'HEADER',
  createdDate: some.date,
  disableExecuteApiEndpoint: false,
  endpointConfiguration: { ipAddressType: 'ipv4', types: ['EDGE'] },
  id: restApiId,
  name: 'recorded',
  rootResourceId: some.id,
  tags: {},
  version: '1.0',
  ...more,
})
const readMethod = (more: object = {}, integration: object = {}) => ({
  apiKeyRequired: false,
  authorizationType: 'NONE',
  httpMethod: 'POST',
  methodIntegration: {
    cacheKeyParameters: [],
    cacheNamespace: some.id,
    integrationResponses: { 200: { statusCode: '200' } },
    passthroughBehavior: 'WHEN_NO_MATCH',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    timeoutInMillis: 29_000,
    type: 'MOCK',
    ...integration,
  },
  methodResponses: { 200: { statusCode: '200' } },
  ...more,
})
const ofModel = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
})
const schemas = {
  Person: {
    type: 'object',
    description: 'Random person schema.',
    required: ['name', 'b'],
    properties: { name: { type: 'string' }, b: { type: 'number' }, house: { $ref: '#/components/schemas/House' } },
  },
  House: {
    type: 'object',
    properties: { contains: { type: 'array', items: { $ref: '#/components/schemas/Person' }, minItems: 1 } },
  },
  Empty: { title: 'Empty Schema', type: 'object' },
}
const circular = {
  components: { schemas },
  paths: {
    '/person': {
      post: operation(
        {
          operationId: 'CreatePerson',
          requestBody: { ...ofModel('Person'), required: true },
          responses: { 200: { description: 'Empty', ...ofModel('Empty') } },
        },
        {
          passthroughBehavior: 'when_no_templates',
          responses: { default: { statusCode: '200', responseTemplates: { 'application/json': '{"a": 1}' } } },
        },
      ),
    },
  },
}
const ofCircular = [
  {
    operationName: 'CreatePerson',
    requestModels: { 'application/json': 'Person' },
    methodResponses: { 200: { responseModels: { 'application/json': 'Empty' }, statusCode: '200' } },
  },
  {
    integrationResponses: { 200: { responseTemplates: { 'application/json': '{"a": 1}' }, statusCode: '200' } },
    passthroughBehavior: 'WHEN_NO_TEMPLATES',
  },
] as const
const pool = () => `arn:aws:cognito-idp:${account.region}:${account.accountId}:userpool/${account.region}_ABC123`
const scheme = () => ({
  type: 'apiKey',
  name: 'TestHeaderAuth',
  in: 'header',
  'x-amazon-apigateway-authtype': 'cognito_user_pools',
  'x-amazon-apigateway-authorizer': {
    type: 'cognito_user_pools',
    providerARNs: [pool()],
    identitySource: 'method.request.header.TestHeaderAuth',
  },
})
const guarded = (security: object | undefined, root?: object) => () =>
  method({
    components: { securitySchemes: { users: scheme() } },
    ...(root ? { security: root } : {}),
    paths: { '/person': { post: operation(security ? { security } : {}) } },
  })()
const byUsers = (more: object = {}) =>
  readMethod({ authorizationType: 'COGNITO_USER_POOLS', authorizerId: some.id, ...more })
const header = (name: string) => `method.response.header.${name}`

describe('answers', () => {
  const facts: RecordedCase[] = [
    [
      'test_put_rest_api_mode_binary_media_types[merge]',
      () => put({ ...head, 'x-amazon-apigateway-binary-media-types': ['image/png', 'image/jpg'] }, 'merge'),
      200,
      () => imported({ binaryMediaTypes: ['image/heif', 'image/png', 'image/jpg'] }),
    ],
    [
      'test_put_rest_api_mode_binary_media_types[overwrite]',
      () => put({ ...head, 'x-amazon-apigateway-binary-media-types': ['image/png', 'image/jpg'] }),
      200,
      () => imported({ binaryMediaTypes: ['image/png', 'image/jpg'] }),
    ],
    ['test_import_rest_apis_with_base_path_swagger put-rest-api-swagger-json', () => put(head), 200, () => imported()],
    ['test_import_with_circular_models method-person-post', method(circular), 200, () => readMethod(...ofCircular)],
    [
      'test_import_with_circular_models get-models',
      async () => {
        const { items = [] } = await account.apiGateway.send(new gateway.GetModelsCommand({ restApiId }))
        const models = items.filter(({ name = '' }) => name in schemas)
        return {
          $metadata: { httpStatusCode: 200 },
          items: models.map(({ schema = '', ...model }) => ({ ...model, schema: JSON.parse(schema) })),
        }
      },
      200,
      () => {
        const address = (name: string) => ({
          $ref: `https://apigateway.amazonaws.com/restapis/${restApiId}/models/${name}`,
        })
        const model = (name: string, schema: object, more: object = {}) => ({
          contentType: 'application/json',
          id: some.id,
          name,
          schema,
          ...more,
        })
        const { Person, House, Empty } = schemas
        return {
          items: expect.arrayContaining([
            model('Empty', Empty),
            model('House', {
              ...House,
              properties: { contains: { ...House.properties.contains, items: address('Person') } },
            }),
            model(
              'Person',
              { ...Person, required: ['b', 'name'], properties: { ...Person.properties, house: address('House') } },
              { description: 'Random person schema.' },
            ),
          ]),
        }
      },
    ],
    [
      'test_import_with_circular_models_and_request_validation method-person-post',
      method({
        ...circular,
        'x-amazon-apigateway-request-validators': {
          basic: { validateRequestBody: true, validateRequestParameters: true },
        },
        'x-amazon-apigateway-request-validator': 'basic',
      }),
      200,
      () => readMethod({ ...ofCircular[0], requestValidatorId: some.id }, ofCircular[1]),
    ],
    [
      'test_import_with_circular_models_and_request_validation request-validators',
      () => send(new gateway.GetRequestValidatorsCommand({ restApiId })),
      200,
      () => ({
        items: [{ id: some.id, name: 'basic', validateRequestBody: true, validateRequestParameters: true }],
      }),
    ],
    [
      'test_import_with_integer_http_status_code method-test-get',
      method({
        paths: {
          '/person': {
            post: operation(
              {
                responses: {
                  200: { description: '', headers: { 'Access-Control-Allow-Origin': { schema: { type: 'string' } } } },
                },
              },
              {
                requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
                responses: {
                  default: { statusCode: 200, responseParameters: { [header('Access-Control-Allow-Origin')]: "'*'" } },
                },
              },
            ),
          },
        },
      }),
      200,
      () =>
        readMethod(
          {
            methodResponses: {
              200: { responseParameters: { [header('Access-Control-Allow-Origin')]: false }, statusCode: '200' },
            },
          },
          {
            requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
            integrationResponses: {
              200: { responseParameters: { [header('Access-Control-Allow-Origin')]: "'*'" }, statusCode: '200' },
            },
          },
        ),
    ],
    [
      'test_import_and_validate_rest_api[swagger-mock-cors.json] an empty template',
      method({
        paths: {
          '/person': {
            post: operation(
              {},
              { responses: { default: { statusCode: '200', responseTemplates: { 'application/json': '{}\n' } } } },
            ),
          },
        },
      }),
      200,
      () =>
        readMethod(
          {},
          { integrationResponses: { 200: { responseTemplates: { 'application/json': '{}\n' }, statusCode: '200' } } },
        ),
    ],
    [
      'test_import_and_validate_rest_api[openapi.spec.tf.json] method-root-get',
      () =>
        method(
          {
            paths: {
              '/': {
                get: {
                  'x-amazon-apigateway-integration': {
                    type: 'aws_proxy',
                    httpMethod: 'POST',
                    contentHandling: 'CONVERT_TO_TEXT',
                    passthroughBehavior: 'when_no_match',
                    uri: `arn:aws:apigateway:${account.region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${account.region}:000000000000:function:f/invocations`,
                  },
                },
              },
            },
          },
          '/',
          'GET',
        )(),
      200,
      () => ({
        apiKeyRequired: false,
        authorizationType: 'NONE',
        httpMethod: 'GET',
        methodIntegration: {
          cacheKeyParameters: [],
          cacheNamespace: some.id,
          contentHandling: 'CONVERT_TO_TEXT',
          httpMethod: 'POST',
          passthroughBehavior: 'WHEN_NO_MATCH',
          // Newer than the record: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
          responseTransferMode: undefined,
          timeoutInMillis: 29_000,
          type: 'AWS_PROXY',
          uri: some.text,
        },
      }),
    ],
    [
      'test_import_with_cognito_auth_identity_source method-default-no-scope-get',
      guarded([{ users: [] }]),
      200,
      () => byUsers(),
    ],
    [
      'test_import_with_cognito_auth_identity_source get-authorizers',
      () => send(new gateway.GetAuthorizersCommand({ restApiId })),
      200,
      () => ({
        items: [
          {
            authType: 'cognito_user_pools',
            id: some.id,
            identitySource: 'method.request.header.TestHeaderAuth',
            name: 'users',
            providerARNs: [pool()],
            type: 'COGNITO_USER_POOLS',
          },
        ],
      }),
    ],
    [
      'test_import_with_cognito_auth_identity_source method-default-scope-override-get',
      guarded([{ users: ['openid'] }]),
      200,
      () => byUsers({ authorizationScopes: ['openid'] }),
    ],
    [
      'test_import_with_global_api_key_authorizer, with a user pool',
      guarded(undefined, [{ users: [] }]),
      200,
      () => byUsers(),
    ],
    [
      'test_import_with_http_method_integration, HTTP',
      method({
        paths: {
          '/person': {
            post: operation(
              { parameters: [{ name: 'page', in: 'query', schema: { type: 'string' } }] },
              { type: 'http', httpMethod: 'GET', uri: 'http://example.com/{id}', requestTemplates: undefined },
            ),
          },
        },
      }),
      200,
      () =>
        readMethod(
          { requestParameters: { 'method.request.querystring.page': false } },
          {
            connectionType: 'INTERNET',
            httpMethod: 'GET',
            requestTemplates: undefined,
            type: 'HTTP',
            uri: 'http://example.com/{id}',
          },
        ),
    ],
    [
      'test_import_documentation_parts get-documentations-parts-after-api-imports',
      async () => {
        const part = (location: object, properties: object) => ({ location, properties })
        await put({
          ...head,
          paths: { '/': { get: operation() } },
          'x-amazon-apigateway-documentation': {
            version: '1.0.3',
            documentationParts: [
              part({ type: 'API' }, { description: 'API description' }),
              part({ type: 'METHOD', method: 'GET' }, { description: 'Method description.' }),
              part({ type: 'MODEL', name: 'Empty' }, { title: 'Empty Schema' }),
              part({ type: 'RESPONSE', method: 'GET', statusCode: '200' }, { description: '200 response' }),
            ],
          },
        })
        const parts = await account.apiGateway.send(new gateway.GetDocumentationPartsCommand({ restApiId }))
        return {
          ...parts,
          items: parts.items?.sort((a, b) => (String(a.location?.type) < String(b.location?.type) ? -1 : 1)),
        }
      },
      200,
      () => {
        const part = (location: object, properties: object) => ({
          id: some.id,
          location,
          properties: JSON.stringify(properties),
        })
        return {
          items: [
            part({ type: 'API' }, { description: 'API description' }),
            part({ method: 'GET', path: '/', type: 'METHOD' }, { description: 'Method description.' }),
            part({ name: 'Empty', type: 'MODEL' }, { title: 'Empty Schema' }),
            part({ method: 'GET', path: '/', statusCode: '200', type: 'RESPONSE' }, { description: '200 response' }),
          ],
        }
      },
    ],
    [
      'test_import_rest_api_with_base_path_oas30 put-rest-api-oas30-srv-url',
      () =>
        put({
          ...head,
          paths: {
            '/test': {
              get: operation(
                {},
                {
                  requestParameters: {
                    'integration.request.header.nothing': true,
                    'integration.request.header.double-single': "'True'",
                  },
                },
              ),
            },
          },
        }),
      200,
      () =>
        imported({
          warnings: [
            "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.nothing' of resource '/test' and method 'GET' but got 'true'",
          ],
        }),
    ],
    [
      'test_import_rest_api_with_base_path_oas30 srv-url-integration-test-get',
      async () => {
        const { items = [] } = await account.apiGateway.send(new gateway.GetResourcesCommand({ restApiId }))
        const { id: resourceId } = items.find(({ path }) => path === '/test') ?? {}
        return send(new gateway.GetIntegrationCommand({ restApiId, resourceId, httpMethod: 'GET' }))
      },
      200,
      () =>
        readMethod({}, { requestParameters: { 'integration.request.header.double-single': "'True'" } })
          .methodIntegration,
    ],
  ]
  itResponds(facts)
})

describe('refusals', () => {
  const facts: Refused[] = [
    [
      'test_import_api_bad_file put-rest-api-bad-yaml-file',
      () => put('test:\n    value:\n        - "value ... "escaped": $var'),
      'BadRequestException',
      400,
      () => 'Invalid OpenAPI input.',
    ],
    [
      'test_import_api_bad_file put-rest-api-bad-json-file',
      () => put('{"value": "test"'),
      'BadRequestException',
      400,
      () => 'Invalid OpenAPI input.',
    ],
  ]
  itRefuses(facts)
})

countFacts()
