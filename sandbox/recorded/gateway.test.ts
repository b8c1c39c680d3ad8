/** What API Gateway answers about an API, its methods and its stages, as recorded from AWS (docs/aws-facts-compared.md). */
import * as gateway from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { TestAccount } from '../testing/account'
import { countFacts, itResponds, type RecordedCase, recordedAccount, some } from '../testing/recorded'

let account: TestAccount
const made = { restApiId: '', resourceId: '', petsId: '', documentationPartId: '', deploymentId: '' }
beforeAll(async () => {
  account = await recordedAccount()
})
afterAll(() => account.close())

type Make = () => object
/** Built when it is sent, since it names what earlier ones made. */
const send = (command: Make) => () => account.apiGateway.send(command() as gateway.GetRestApiCommand) as Promise<object>
const keep =
  <K extends keyof typeof made>(name: K, member: string, command: Make) =>
  async () => {
    const reply = await send(command)()
    made[name] = String((reply as Record<string, unknown>)[member])
    return reply
  }

const api = (more: object = {}) => ({
  // Newer than the records: https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html
  apiStatus: 'AVAILABLE',
  apiKeySource: 'HEADER',
  createdDate: some.date,
  description: 'this is my api',
  disableExecuteApiEndpoint: false,
  endpointConfiguration: { ipAddressType: 'ipv4', types: ['EDGE'] },
  id: some.id,
  name: 'recorded',
  rootResourceId: some.id,
  ...more,
})
const ofApi = () => ({ restApiId: made.restApiId })
const ofRoot = () => ({ ...ofApi(), resourceId: made.resourceId })
const ofMethod = () => ({ ...ofRoot(), httpMethod: 'GET' })
const ofResponse = () => ({ ...ofMethod(), statusCode: '200' })
const ofStage = () => ({ ...ofApi(), stageName: 's1' })
const patch = (op: gateway.Op, path: string, value?: string) => ({ op, path, value })
const replace = (path: string, value: string) => patch('replace', path, value)
const update = (...patchOperations: gateway.PatchOperation[]) =>
  send(() => new gateway.UpdateRestApiCommand({ ...ofApi(), patchOperations }))
const updateStage = (...patchOperations: gateway.PatchOperation[]) =>
  send(() => new gateway.UpdateStageCommand({ ...ofStage(), patchOperations }))

const anyMethod = { apiKeyRequired: false, authorizationType: 'NONE' }
const mock = (more: object = {}) => ({
  cacheKeyParameters: [],
  cacheNamespace: made.resourceId,
  passthroughBehavior: 'WHEN_NO_MATCH',
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  timeoutInMillis: 29_000,
  type: 'MOCK',
  ...more,
})
const response = { responseTemplates: { 'application/json': '{}' }, selectionPattern: '', statusCode: '200' }
const ofMethodResponse = {
  responseModels: { 'application/json': 'Empty' },
  responseParameters: { 'method.response.header.my-header': true },
  statusCode: '200',
}
const stage = (more: object = {}) => ({
  cacheClusterEnabled: false,
  cacheClusterStatus: 'NOT_AVAILABLE',
  createdDate: some.date,
  deploymentId: some.id,
  description: 'my stage',
  lastUpdatedDate: some.date,
  methodSettings: {},
  stageName: 's1',
  tracingEnabled: false,
  ...more,
})
const setting = (more: object = {}) => ({
  cacheDataEncrypted: false,
  cacheTtlInSeconds: 300,
  cachingEnabled: true,
  dataTraceEnabled: false,
  metricsEnabled: false,
  requireAuthorizationForCacheControl: true,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
  ...more,
})
const part = (description: string) => ({
  id: some.id,
  location: { type: 'API' },
  properties: JSON.stringify({ description }),
})
const schema = JSON.stringify({ title: 'Calc output', type: 'object', properties: { a: { type: 'number' } } })
const parameters = {
  'method.request.header.h_optional': false,
  'method.request.header.h_required': true,
  'method.request.querystring.q_optional': false,
  'method.request.querystring.q_required': true,
}

describe('answers', () => {
  const facts: RecordedCase[] = [
    [
      'test_create_rest_api_with_optional_params create-only-name',
      send(() => new gateway.CreateRestApiCommand({ name: 'recorded' })),
      201,
      () => api({ description: undefined }),
    ],
    [
      'test_create_rest_api_with_tags create-rest-api-w-tags',
      send(
        () => new gateway.CreateRestApiCommand({ name: 'recorded', description: 'this is my api', tags: { A: 'B' } }),
      ),
      201,
      () => api({ tags: { A: 'B' } }),
    ],
    [
      'test_list_and_delete_apis create-rest-api-1',
      keep(
        'restApiId',
        'id',
        () => new gateway.CreateRestApiCommand({ name: 'recorded', description: 'this is my api' }),
      ),
      201,
      () => api(),
    ],
    [
      'test_list_and_delete_apis get-rest-api-before-delete, test_create_rest_api_with_tags get-rest-apis-w-tags',
      async () => {
        const { items = [], ...rest } = await account.apiGateway.send(new gateway.GetRestApisCommand({}))
        return { ...rest, items: items.sort((a, b) => Object.keys(b).length - Object.keys(a).length) }
      },
      200,
      () => ({ items: [api({ tags: { A: 'B' } }), api(), api({ description: undefined })] }),
    ],
    [
      'test_update_rest_api_operation_add_remove',
      send(() => new gateway.GetRestApiCommand(ofApi())),
      200,
      () => api({ tags: {} }),
    ],
    [
      'test_update_rest_api_operation_add_remove update-rest-api-add',
      update(patch('add', '/binaryMediaTypes/image~1png'), patch('add', '/binaryMediaTypes/image~1jpeg')),
      200,
      () => api({ binaryMediaTypes: ['image/png', 'image/jpeg'], tags: {} }),
    ],
    [
      'test_update_rest_api_operation_add_remove update-rest-api-replace',
      update(replace('/binaryMediaTypes/image~1png', 'image/gif')),
      200,
      () => api({ binaryMediaTypes: ['image/jpeg', 'image/gif'], tags: {} }),
    ],
    [
      'test_update_rest_api_operation_add_remove update-rest-api-remove',
      update(patch('remove', '/binaryMediaTypes/image~1gif'), patch('remove', '/description')),
      200,
      () => api({ binaryMediaTypes: ['image/jpeg'], description: undefined, tags: {} }),
    ],
    [
      'test_update_rest_api_compression enable-compression',
      update(patch('remove', '/binaryMediaTypes/image~1jpeg'), replace('/minimumCompressionSize', '10')),
      200,
      () => api({ description: undefined, minimumCompressionSize: 10, tags: {} }),
    ],
    [
      'test_update_rest_api_compression disable-compression',
      update(replace('/minimumCompressionSize', '')),
      200,
      () => api({ description: undefined, tags: {} }),
    ],
    [
      'test_resource_lifecycle rest-api-root-resource',
      async () => {
        const reply = await account.apiGateway.send(new gateway.GetResourcesCommand(ofApi()))
        made.resourceId = reply.items?.[0]?.id ?? ''
        return reply
      },
      200,
      () => ({ items: [{ id: some.id, path: '/' }] }),
    ],
    [
      'test_resource_lifecycle create-resource',
      keep(
        'petsId',
        'id',
        () => new gateway.CreateResourceCommand({ ...ofApi(), parentId: made.resourceId, pathPart: 'pets' }),
      ),
      201,
      () => ({ id: some.id, parentId: made.resourceId, path: '/pets', pathPart: 'pets' }),
    ],
    [
      'test_method_request_parameters put-method-request-params-response',
      send(
        () =>
          new gateway.PutMethodCommand({
            ...ofApi(),
            resourceId: made.petsId,
            httpMethod: 'ANY',
            authorizationType: 'NONE',
            requestParameters: parameters,
          }),
      ),
      201,
      () => ({ ...anyMethod, httpMethod: 'ANY', requestParameters: parameters }),
    ],
    [
      'test_method_lifecycle del-base-method-response',
      send(() => new gateway.DeleteMethodCommand({ ...ofApi(), resourceId: made.petsId, httpMethod: 'ANY' })),
      204,
      () => ({}),
    ],
    [
      'test_method_lifecycle put-base-method-response',
      send(() => new gateway.PutMethodCommand({ ...ofMethod(), authorizationType: 'NONE' })),
      201,
      () => ({ ...anyMethod, httpMethod: 'GET' }),
    ],
    [
      'test_lifecycle_method_response put-method-response',
      send(() => new gateway.PutMethodResponseCommand({ ...ofResponse(), responseModels: {}, responseParameters: {} })),
      201,
      () => ({ responseModels: {}, responseParameters: {}, statusCode: '200' }),
    ],
    [
      'test_lifecycle_integration_response put-integration',
      send(
        () =>
          new gateway.PutIntegrationCommand({
            ...ofMethod(),
            type: 'MOCK',
            requestTemplates: { 'application/json': '{"statusCode": 200}' },
          }),
      ),
      201,
      () => mock(),
    ],
    [
      'test_put_integration_response_templates put-integration-no-response-template',
      send(() => new gateway.PutIntegrationResponseCommand({ ...ofResponse(), selectionPattern: '' })),
      201,
      () => ({ selectionPattern: '', statusCode: '200' }),
    ],
    [
      'test_lifecycle_integration_response put-integration-response',
      send(() => new gateway.PutIntegrationResponseCommand({ ...ofResponse(), ...response })),
      201,
      () => response,
    ],
    [
      'test_lifecycle_integration_response get-method',
      send(() => new gateway.GetMethodCommand(ofMethod())),
      200,
      () => ({
        ...anyMethod,
        httpMethod: 'GET',
        methodIntegration: mock({ integrationResponses: { 200: response } }),
        methodResponses: { 200: { responseModels: {}, responseParameters: {}, statusCode: '200' } },
      }),
    ],
    [
      'test_import_swagger_api integration-pets-options, read by itself',
      send(() => new gateway.GetIntegrationCommand(ofMethod())),
      200,
      () => mock({ integrationResponses: { 200: response } }),
    ],
    [
      'test_lifecycle_method_response add-method-responses',
      async () => {
        await send(() => new gateway.DeleteMethodResponseCommand(ofResponse()))()
        return send(() => new gateway.PutMethodResponseCommand({ ...ofResponse(), ...ofMethodResponse }))()
      },
      201,
      () => ofMethodResponse,
    ],
    [
      'test_import_and_validate_rest_api resources',
      send(() => new gateway.GetResourcesCommand(ofApi())),
      200,
      () => ({
        items: [
          { id: made.resourceId, path: '/', resourceMethods: { GET: {} } },
          { id: made.petsId, parentId: made.resourceId, path: '/pets', pathPart: 'pets' },
        ],
      }),
    ],
    [
      'test_documentation_part_lifecycle create-documentation-part',
      keep(
        'documentationPartId',
        'id',
        () =>
          new gateway.CreateDocumentationPartCommand({
            ...ofApi(),
            location: { type: 'API' },
            properties: '{"description":"Sample"}',
          }),
      ),
      201,
      () => part('Sample'),
    ],
    [
      'test_documentation_part_lifecycle get-documentation-parts',
      send(() => new gateway.GetDocumentationPartsCommand(ofApi())),
      200,
      () => ({ items: [part('Sample')] }),
    ],
    [
      'test_documentation_part_lifecycle update-documentation-part',
      send(
        () =>
          new gateway.UpdateDocumentationPartCommand({
            ...ofApi(),
            documentationPartId: made.documentationPartId,
            patchOperations: [replace('/properties', '{"description":"Updated"}')],
          }),
      ),
      200,
      () => part('Updated'),
    ],
    [
      'test_model_lifecycle create-model',
      send(
        () =>
          new gateway.CreateModelCommand({
            ...ofApi(),
            name: 'calc',
            contentType: 'application/json',
            description: 'Calc output model',
            schema,
          }),
      ),
      201,
      () => ({ contentType: 'application/json', description: 'Calc output model', id: some.id, name: 'calc', schema }),
    ],
    [
      'test_update_model update-model',
      send(
        () =>
          new gateway.UpdateModelCommand({
            ...ofApi(),
            modelName: 'calc',
            patchOperations: [replace('/schema', schema), replace('/description', 'new')],
          }),
      ),
      200,
      () => ({ contentType: 'application/json', description: 'new', id: some.id, name: 'calc', schema }),
    ],
    [
      'test_request_validator_lifecycle get-request-validators-after-delete',
      send(() => new gateway.GetRequestValidatorsCommand(ofApi())),
      200,
      () => ({ items: [] }),
    ],
    [
      'test_stage_access_log_settings create-deployment',
      keep('deploymentId', 'id', () => new gateway.CreateDeploymentCommand(ofApi())),
      201,
      () => ({ createdDate: some.date, id: some.id }),
    ],
    [
      'test_stage_access_log_settings create-stage',
      send(
        () =>
          new gateway.CreateStageCommand({ ...ofStage(), deploymentId: made.deploymentId, description: 'my stage' }),
      ),
      201,
      () => stage(),
    ],
    [
      'test_update_stage_remove_wildcard get-stage',
      send(() => new gateway.GetStageCommand(ofStage())),
      200,
      () => stage(),
    ],
    [
      'test_get_stages_filters_by_deployment_id all-stages',
      send(() => new gateway.GetStagesCommand(ofApi())),
      200,
      () => ({ item: [stage()] }),
    ],
    [
      'test_update_stage_remove_wildcard update-stage',
      updateStage(replace('/*/*/caching/enabled', 'true')),
      200,
      () => stage({ methodSettings: { '*/*': setting() } }),
    ],
    ['test_update_stage_remove_wildcard update-stage-reset', updateStage(patch('remove', '/*/*')), 200, () => stage()],
    [
      'test_create_update_stages update-stage',
      updateStage(
        replace('/description', 'stage new'),
        replace('/variables/var1', 'test'),
        replace('/variables/var2', 'test2'),
        replace('/*/*/throttling/burstLimit', '123'),
        replace('/*/*/caching/enabled', 'true'),
        replace('/tracingEnabled', 'true'),
        replace('/test/GET/throttling/burstLimit', '124'),
      ),
      200,
      () =>
        stage({
          description: 'stage new',
          methodSettings: {
            '*/*': setting({ throttlingBurstLimit: 123 }),
            'test/GET': setting({ throttlingBurstLimit: 124 }),
          },
          tracingEnabled: true,
          variables: { var1: 'test', var2: 'test2' },
        }),
    ],
    [
      'test_create_update_stages update-stage-override',
      updateStage(replace('/*/*/throttling/burstLimit', '100')),
      200,
      () =>
        expect.objectContaining({
          methodSettings: {
            '*/*': setting({ throttlingBurstLimit: 100 }),
            'test/GET': setting({ throttlingBurstLimit: 124 }),
          },
        }),
    ],
    [
      'test_create_update_deployments get-deployment-1',
      send(() => new gateway.GetDeploymentCommand({ ...ofApi(), deploymentId: made.deploymentId })),
      200,
      () => ({ createdDate: some.date, id: made.deploymentId }),
    ],
    [
      'test_create_delete_deployments get-deployments-0',
      send(() => new gateway.GetDeploymentsCommand(ofApi())),
      200,
      () => ({ items: [{ createdDate: some.date, id: made.deploymentId }] }),
    ],
    [
      'test_create_update_deployments delete-deployment-1',
      async () => {
        const { id } = await account.apiGateway.send(new gateway.CreateDeploymentCommand(ofApi()))
        return account.apiGateway.send(new gateway.DeleteDeploymentCommand({ ...ofApi(), deploymentId: id }))
      },
      202,
      () => ({}),
    ],
    [
      'test_gateway_response_crud get-gateway-response-default, in the list',
      async () => {
        const { items } = await account.apiGateway.send(
          new gateway.GetGatewayResponsesCommand({ ...ofApi(), limit: 500 }),
        )
        const one = items?.find(({ responseType }) => responseType === 'MISSING_AUTHENTICATION_TOKEN')
        return { ...one, $metadata: { httpStatusCode: 200 } }
      },
      200,
      () => ({
        defaultResponse: true,
        responseParameters: {},
        responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
        responseType: 'MISSING_AUTHENTICATION_TOKEN',
        statusCode: '403',
      }),
    ],
    ['test_create_update_stages delete', send(() => new gateway.DeleteStageCommand(ofStage())), 202, () => ({})],
    [
      'test_list_and_delete_apis delete-rest-api',
      send(() => new gateway.DeleteRestApiCommand(ofApi())),
      202,
      () => ({}),
    ],
  ]
  itResponds(facts)
})

countFacts()
