/**
 * What API Gateway refuses, and answers beside, about APIs, resources, models, documentation and integration responses, as
 * recorded from AWS (docs/aws-facts-compared.md).
 */
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
const made = { restApiId: '', resourceId: '', privateId: '', petsId: '', subId: '', childId: '' }
beforeAll(async () => {
  account = await recordedAccount()
  const api = await account.apiGateway.send(new gateway.CreateRestApiCommand({ name: 'recorded' }))
  Object.assign(made, { restApiId: api.id, resourceId: api.rootResourceId })
  const method = { ...ofRoot(), httpMethod: 'POST' }
  await account.apiGateway.send(new gateway.PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  const bare = { ...ofRoot(), httpMethod: 'PATCH' }
  await account.apiGateway.send(new gateway.PutMethodCommand({ ...bare, authorizationType: 'NONE' }))
  const requestTemplates = { 'application/json': '{"statusCode": 200}' }
  await account.apiGateway.send(new gateway.PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates }))
})
afterAll(() => account.close())

/** Built when it is sent, since it names what earlier ones made. */
const send = (command: () => object) => () =>
  account.apiGateway.send(command() as gateway.GetRestApiCommand) as Promise<object>
const keep = (name: keyof typeof made, command: () => object) => async () => {
  const response = await send(command)()
  made[name] = String((response as { id?: string }).id)
  return response
}
const ofApi = () => ({ restApiId: made.restApiId })
const ofRoot = () => ({ ...ofApi(), resourceId: made.resourceId })
const patch = (op: string, path: string, value?: string) => ({ op, path, value }) as gateway.PatchOperation
const replace = (path: string, value: string) => patch('replace', path, value)

const refused =
  (name: string, status: number) =>
  (record: string, send: () => Promise<unknown>, message: () => string | RegExp): Refused => [
    record,
    send,
    name,
    status,
    message,
  ]
const absent = refused('NotFoundException', 404)
const bad = refused('BadRequestException', 400)
const conflicting = refused('ConflictException', 409)
const invalid = refused('ValidationException', 400)
const unreadable = refused('SerializationException', 400)

const noApi = (id: string) => () => `Invalid API identifier specified ${account.accountId}:${id}`
const noResource = () => 'Invalid Resource identifier specified'
const noMethod = () => 'Invalid Method identifier specified'
const noIntegration = () => 'Invalid Integration identifier specified'

describe('APIs', () => {
  const api = (more: object = {}) => ({
    // Newer than the records: https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html
    apiStatus: 'AVAILABLE',
    apiKeySource: 'HEADER',
    createdDate: some.date,
    disableExecuteApiEndpoint: false,
    endpointConfiguration: { ipAddressType: 'ipv4', types: ['EDGE'] },
    id: some.id,
    name: 'recorded',
    rootResourceId: some.id,
    ...more,
  })
  const create = (endpointConfiguration?: gateway.EndpointConfiguration, more: object = {}) =>
    send(() => new gateway.CreateRestApiCommand({ name: 'recorded', endpointConfiguration, ...more }))
  const update = (...patchOperations: gateway.PatchOperation[]) =>
    send(() => new gateway.UpdateRestApiCommand({ restApiId: made.privateId, patchOperations }))
  const types = (...all: string[]) => all as gateway.EndpointType[]
  const is = (type: string, ipAddressType = 'ipv4') => api({ endpointConfiguration: { ipAddressType, types: [type] } })
  const ofPrivate = () => ({ ...is('PRIVATE', 'dualstack'), tags: {} })
  const path = '/endpointConfiguration/ipAddressType'
  const type = '/endpointConfiguration/types/0'

  itResponds([
    [
      'test_create_rest_api_with_binary_media_types create-with-binary-media',
      create(undefined, { binaryMediaTypes: ['image/png'] }),
      201,
      () => api({ binaryMediaTypes: ['image/png'] }),
    ],
    [
      'test_create_rest_api_verify_defaults create-with-edge-default',
      create({ types: types('EDGE') }),
      201,
      () => is('EDGE'),
    ],
    [
      'test_create_rest_api_verify_defaults create-with-regional-default',
      create({ types: types('REGIONAL') }),
      201,
      () => is('REGIONAL'),
    ],
    [
      'test_create_rest_api_verify_defaults create-with-private-default',
      create({ types: types('PRIVATE') }),
      201,
      () => is('PRIVATE', 'dualstack'),
    ],
    ['test_create_rest_api_verify_defaults create-with-empty-default', create({}), 201, () => is('EDGE')],
    [
      'test_update_rest_api_ip_address_type update-rest-api-replace-type',
      async () => {
        const { id = '' } = await account.apiGateway.send(new gateway.CreateRestApiCommand({ name: 'recorded' }))
        made.privateId = id
        return update(replace(type, 'EDGE'), replace(type, 'REGIONAL'), replace(type, 'PRIVATE'))()
      },
      200,
      ofPrivate,
    ],
    [
      'test_update_rest_api_ip_address_type update-rest-api-replace-ip-address-type',
      update(replace(path, 'dualstack')),
      200,
      ofPrivate,
    ],
  ])
  const ofPrivateType = () => 'Only dualstack ipAddressType is supported for Private APIs.'
  const test = 'test_update_rest_api_ip_address_type update-rest-api-'
  const wrongOps = (count: number) => () =>
    `${count} validation errors detected: ${Array.from(
      { length: count },
      (_, index) =>
        `Value 'wrong' at 'updateRestApiInput.patchOperations.${index + 1}.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]`,
    ).join('; ')}`
  const wrong = (at: string) => patch('wrong', at, 'wrong')
  itRefuses([
    bad(
      'test_create_rest_api_private_type create-with-private-type-and-ipv4-ip-address-type',
      create({ types: types('PRIVATE'), ipAddressType: 'ipv4' }),
      ofPrivateType,
    ),
    invalid(
      'test_create_rest_api_private_type create-with-private-type-and-wrong-ip-address-type',
      create({ types: types('PRIVATE'), ipAddressType: 'wrong' as gateway.IpAddressType }),
      () =>
        "1 validation error detected: Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]",
    ),
    bad(
      'test_create_rest_api_private_type create-with-private-type-and-ipv4-ip-address-type-and-empty-description',
      create({ types: types('PRIVATE'), ipAddressType: 'ipv4' }, { description: '' }),
      () => 'Description cannot be an empty string',
    ),
    invalid(
      'test_create_rest_api_verify_defaults create-with-empty-ip-address-type-and-wrong-type',
      create({ types: types('wrong') }),
      () =>
        "1 validation error detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]",
    ),
    bad(`${test}replace-to-ipv4-within-private-type`, update(replace(path, 'ipv4')), ofPrivateType),
    bad(
      `${test}wrong-ipAddressType`,
      update(replace(path, 'wrong')),
      () => 'ipAddressType must be either ipv4 or dualstack.',
    ),
    bad(
      `${test}wrong-type`,
      update(replace(type, 'wrong')),
      () => 'Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE',
    ),
    bad(
      `${test}invalid-operation-on-ipAddressType`,
      update(patch('remove', path, 'dualstack')),
      () => 'Invalid patch operation specified. Must be one of: [replace]',
    ),
    bad(
      `${test}invalid-operation-on-type`,
      update(patch('remove', type, 'EDGE')),
      () => "Invalid patch operation specified. Must be 'add'|'remove'|'replace'",
    ),
    invalid(
      'test_update_rest_api_concatenation_of_errors update-rest-api-wrong-operations-on-ipAddressType',
      update(wrong(path), wrong(path)),
      wrongOps(2),
    ),
    invalid(
      'test_update_rest_api_concatenation_of_errors update-rest-api-wrong-operations-on-type',
      update(wrong(type), wrong(type)),
      wrongOps(2),
    ),
    invalid(
      'test_update_rest_api_concatenation_of_errors update-rest-api-wrong-operations-on-type-and-on-ip-address-type',
      update(wrong(type), wrong(path), wrong(type)),
      wrongOps(3),
    ),
  ])
})

describe('lists of an API that is not there', () => {
  const restApiId = 'test-fake-rest-id'
  const of = (id: string) => ({ restApiId: id })
  itRefuses([
    absent(
      'test_authorizer_crud_no_api wrong-rest-api-id-get-authorizers',
      send(() => new gateway.GetAuthorizersCommand({ restApiId })),
      noApi(restApiId),
    ),
    absent(
      'test_doc_parts_crud_no_api wrong-rest-api-id-create-doc-part',
      send(
        () => new gateway.CreateDocumentationPartCommand({ restApiId, location: { type: 'API' }, properties: '{}' }),
      ),
      noApi(restApiId),
    ),
    absent(
      'test_doc_parts_crud_no_api wrong-rest-api-id-get-doc-parts',
      send(() => new gateway.GetDocumentationPartsCommand({ restApiId })),
      noApi(restApiId),
    ),
    absent(
      'test_invalid_get_documentation_parts get-inavlid-documentation-parts',
      send(() => new gateway.GetDocumentationPartsCommand(of('api_id'))),
      noApi('api_id'),
    ),
    absent(
      'test_invalid_get_request_validators get-invalid-request-validators',
      send(() => new gateway.GetRequestValidatorsCommand(of('api_id'))),
      noApi('api_id'),
    ),
    absent(
      'test_model_validation get-models-wrong-id',
      send(() => new gateway.GetModelsCommand(of('abcde0'))),
      noApi('abcde0'),
    ),
  ])
})

describe('models', () => {
  const create = (name: string, schema?: string, contentType = 'application/json', restApiId = made.restApiId) =>
    new gateway.CreateModelCommand({ restApiId, name, contentType, schema })
  const schema = '{"title":"MySchema","type":"object"}'
  const noModel = () => 'Invalid model name specified: MySchema'
  const noRule = () => 'Model schema must have at least 1 property or array items defined'
  itRefuses([
    absent(
      'test_model_validation create-model-wrong-id',
      send(() => create('MySchema', schema, undefined, 'abcde0')),
      noApi('abcde0'),
    ),
    absent(
      'test_model_validation get-model-wrong-id',
      send(() => new gateway.GetModelCommand({ restApiId: 'abcde0', modelName: 'MySchema' })),
      noModel,
    ),
    absent(
      'test_model_validation del-model-wrong-id',
      send(() => new gateway.DeleteModelCommand({ restApiId: 'abcde0', modelName: 'MySchema' })),
      noModel,
    ),
    conflicting(
      'test_model_validation create-model-already-exists',
      async () => {
        await send(() => create('MySchema', schema))()
        return send(() => create('MySchema', schema))()
      },
      () => 'Model name already exists for this REST API',
    ),
    bad(
      'test_model_validation create-model-empty-name',
      send(() => create('', schema)),
      () => 'Model name must be non-empty',
    ),
    bad(
      'test_model_validation create-model-empty-schema',
      send(() => create('Empty2', '')),
      noRule,
    ),
    bad(
      'test_model_validation create-model-no-schema-json',
      send(() => create('Empty3')),
      noRule,
    ),
    bad(
      'test_model_validation create-model-no-schema-xml',
      send(() => create('Empty4', undefined, 'application/xml')),
      noRule,
    ),
  ])
})

describe('documentation parts', () => {
  const location = { type: 'API' as const }
  const part = (more: object = {}) => ({ id: some.id, location, properties: '{"foo":"bar"}', ...more })
  itResponds([
    [
      'test_documentation_parts_and_versions create-part-response',
      send(() => new gateway.CreateDocumentationPartCommand({ ...ofApi(), location, properties: '{"foo":"bar"}' })),
      201,
      part,
    ],
    [
      'test_documentation_parts_and_versions get-parts-response',
      send(() => new gateway.GetDocumentationPartsCommand(ofApi())),
      200,
      () => ({ items: [part()] }),
    ],
  ])
})

describe('resources', () => {
  const create = (pathPart: string, parentId: () => string) => () =>
    new gateway.CreateResourceCommand({ ...ofApi(), parentId: parentId(), pathPart })
  const root = () => made.resourceId
  const update = (resourceId: () => string, ...patches: (() => gateway.PatchOperation)[]) =>
    send(() => {
      const patchOperations = patches.map((one) => one())
      return new gateway.UpdateResourceCommand({ ...ofApi(), resourceId: resourceId(), patchOperations })
    })
  const pets = () => made.petsId
  const sub = () => made.subId
  const test = 'test_update_resource_behaviour'
  const sameName = () => 'Another resource with the same parent already has this name: pets'
  const unsupported = (op: string) => () =>
    `Invalid patch path  '/pathPart' specified for op '${op}'. Please choose supported operations`

  itRefuses([
    absent(
      'test_create_resource_parent_invalid wrong-resource-parent-id',
      send(create('pets', () => 'fake-parent-id')),
      noResource,
    ),
    bad(
      'test_update_resource_on_root update-root-path-part',
      update(root, () => replace('/pathPart', 'dogs')),
      () => 'Root resource cannot update its pathPart.',
    ),
    bad(
      'test_update_resource_on_root update-root-parent',
      update(root, () => replace('/parentId', made.resourceId)),
      () => 'Root resource cannot update its parentId.',
    ),
  ])
  const facts: RecordedCase[] = [
    [
      `${test} create-subresource`,
      async () => {
        await keep('petsId', create('pets', root))()
        return keep('subId', create('subpets', pets))()
      },
      201,
      () => ({ id: some.id, parentId: made.petsId, path: '/pets/subpets', pathPart: 'subpets' }),
    ],
    [
      `${test} create-subresource-child`,
      keep('childId', create('pets', sub)),
      201,
      () => ({ id: some.id, parentId: made.subId, path: '/pets/subpets/pets', pathPart: 'pets' }),
    ],
  ]
  itResponds(facts)
  itRefuses([
    absent(
      `${test} nonexistent-resource`,
      update(
        () => 'fake-resource',
        () => replace('/pathPart', 'dogs'),
      ),
      noResource,
    ),
    bad(
      `${test} invalid-path-part`,
      update(pets, () => replace('/invalid', 'dogs')),
      () => "Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]",
    ),
    absent(
      `${test} invalid-parent-id`,
      update(pets, () => replace('/parentId', 'fake-parent')),
      noResource,
    ),
    conflicting(
      `${test} existing-future-sibling-path`,
      update(
        () => made.childId,
        () => replace('/parentId', made.resourceId),
      ),
      sameName,
    ),
    bad(
      `${test} update-parent-id-to-subresource-id`,
      update(pets, () => replace('/parentId', made.subId)),
      () => 'Resources cannot be cyclical.',
    ),
  ])
  itResponds([
    [
      `${test} update-parent-id-to-root-id`,
      update(sub, () => replace('/parentId', made.resourceId)),
      200,
      () => ({ id: made.subId, parentId: made.resourceId, path: '/subpets', pathPart: 'subpets' }),
    ],
  ])
  itRefuses([
    conflicting(
      `${test} update-path-already-exists`,
      update(sub, () => replace('/pathPart', 'pets')),
      sameName,
    ),
    bad(
      `${test} remove-unsupported`,
      update(sub, () => patch('remove', '/pathPart', 'dogs')),
      unsupported('remove'),
    ),
    bad(
      `${test} add-unsupported`,
      update(sub, () => patch('add', '/pathPart', 'dogs')),
      unsupported('add'),
    ),
  ])
  itResponds([
    [
      `${test} resources-after-deletion`,
      async () => {
        await send(() => new gateway.DeleteResourceCommand({ ...ofApi(), resourceId: made.petsId }))()
        await send(() => new gateway.DeleteResourceCommand({ ...ofApi(), resourceId: made.childId }))()
        return send(() => new gateway.GetResourcesCommand(ofApi()))()
      },
      200,
      () => ({
        items: [
          { id: made.resourceId, path: '/', resourceMethods: expect.anything() },
          { id: made.subId, parentId: made.resourceId, path: '/subpets', pathPart: 'subpets' },
        ],
      }),
    ],
  ])
})

describe('integration responses', () => {
  const post = () => ({ ...ofRoot(), httpMethod: 'POST', statusCode: '200' })
  const put = (more: object = {}) => send(() => new gateway.PutIntegrationResponseCommand({ ...post(), ...more }))
  const get = (more: object = {}) => send(() => new gateway.GetIntegrationResponseCommand({ ...post(), ...more }))
  const remove = (more: object = {}) => send(() => new gateway.DeleteIntegrationResponseCommand({ ...post(), ...more }))
  const integrate = (more: object) =>
    send(() => new gateway.PutIntegrationCommand({ ...ofRoot(), httpMethod: 'GET', type: 'MOCK', ...more }))
  const template = { responseTemplates: { 'application/json': '"created"' } }
  itResponds([
    [
      'test_delete_integration_response_errors put-integration-response',
      async () => {
        await send(() => new gateway.PutMethodResponseCommand(post()))()
        return put({ selectionPattern: '', ...template })()
      },
      201,
      () => ({ ...template, selectionPattern: '', statusCode: '200' }),
    ],
    [
      'test_put_integration_response_with_response_template get-integration-response',
      async () => {
        await put({ selectionPattern: 'foobar', responseTemplates: { 'application/json': '{"data": "test"}' } })()
        return get()()
      },
      200,
      () => ({
        responseTemplates: { 'application/json': '{"data": "test"}' },
        selectionPattern: 'foobar',
        statusCode: '200',
      }),
    ],
  ])
  const validation = 'test_put_integration_response_validation put-integration-'
  const errors = 'test_delete_integration_response_errors'
  const resourceId = 'badresource'
  itRefuses([
    absent(`${validation}wrong-method`, integrate({}), noMethod),
    absent(`${validation}wrong-resource`, integrate({ resourceId }), noResource),
    absent(`${validation}response-wrong-method`, put({ httpMethod: 'GET' }), noMethod),
    absent(`${validation}response-wrong-resource`, put({ resourceId }), noResource),
    absent(
      'test_integration_response_wrong_api put-integration-response-wrong-api',
      put({ restApiId: 'badapi' }),
      noResource,
    ),
    absent(
      'test_integration_response_wrong_api get-integration-response-wrong-api',
      get({ restApiId: 'badapi' }),
      noResource,
    ),
    absent(
      'test_integration_response_wrong_resource put-integration-response-wrong-resource',
      put({ resourceId }),
      noResource,
    ),
    absent(
      'test_integration_response_wrong_resource get-integration-response-wrong-resource',
      get({ resourceId }),
      noResource,
    ),
    absent(
      'test_integration_response_wrong_method put-integration-response-wrong-method',
      put({ httpMethod: 'GET' }),
      noMethod,
    ),
    absent(
      'test_integration_response_wrong_method get-integration-response-wrong-method',
      get({ httpMethod: 'GET' }),
      noMethod,
    ),
    unreadable(
      'test_integration_response_invalid_responsetemplates put-integration-response-invalid-responseTemplates-1',
      put({ responseTemplates: { 'application/json': 123 } }),
      () => 'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String',
    ),
    bad(
      'test_integration_response_invalid_responsetemplates put-integration-response-invalid-responseTemplates-2',
      put({ responseTemplates: { 123: '{"statusCode": 200}' } }),
      () => 'Validation Result: warnings : [], errors : [Invalid content type specified: 123]',
    ),
    absent(
      'test_integration_response_invalid_integration get-integration-response-without-integration',
      get({ httpMethod: 'PATCH' }),
      noIntegration,
    ),
    absent(
      'test_integration_response_wrong_status_code get-integration-response-wrong-status-code',
      get({ statusCode: '201' }),
      () => 'Invalid Response status code specified',
    ),
    absent(`${errors} non-existent-resource`, remove({ resourceId }), noResource),
    absent(`${errors} non-existent-api-id`, remove({ restApiId: 'badapi' }), noResource),
    absent(`${errors} non-existent-method`, remove({ httpMethod: 'PATCH' }), noIntegration),
    absent(
      `${errors} non-existent-status-code`,
      remove({ statusCode: '404' }),
      () => 'Invalid Response status code specified',
    ),
  ])
})

describe('parameters', () => {
  const test = 'test_put_integration_request_parameter_bool_type'
  const path = 'method.request.path.testPath'
  const method = (httpMethod: string, requestParameters: object) =>
    send(
      () =>
        new gateway.PutMethodCommand({
          ...ofRoot(),
          httpMethod,
          authorizationType: 'NONE',
          requestParameters: requestParameters as Record<string, boolean>,
        }),
    )
  const integration = (requestParameters: object, more: object = {}) =>
    send(
      () =>
        new gateway.PutIntegrationCommand({
          ...ofRoot(),
          httpMethod: 'GET',
          type: 'HTTP_PROXY',
          requestParameters: requestParameters as Record<string, string>,
          ...more,
        }),
    )
  itResponds([
    [
      `${test} bool-method`,
      method('GET', { [path]: true }),
      201,
      () => ({
        apiKeyRequired: false,
        authorizationType: 'NONE',
        httpMethod: 'GET',
        requestParameters: { [path]: true },
      }),
    ],
    [
      'test_integration_mock_with_path_param integration',
      integration(
        { 'integration.request.path.integrationPath': path },
        { type: 'MOCK', integrationHttpMethod: 'POST', requestTemplates: { 'application/json': '{statusCode: 200}' } },
      ),
      201,
      () => ({
        cacheKeyParameters: [],
        cacheNamespace: made.resourceId,
        passthroughBehavior: 'WHEN_NO_MATCH',
        requestParameters: { 'integration.request.path.integrationPath': path },
        requestTemplates: { 'application/json': '{statusCode: 200}' },
        timeoutInMillis: 29_000,
        type: 'MOCK',
      }),
    ],
  ])
  const unread = () => 'class java.lang.Boolean can not be converted to an String'
  itRefuses([
    bad(
      `${test} put-method-request-param-wrong-type`,
      method('HEAD', { [path]: true, true: true }),
      () =>
        'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: true]',
    ),
    unreadable(`${test} put-integration-request-param-wrong-type`, integration({ true: true }), unread),
    unreadable(
      `${test} put-integration-request-param-bool-value`,
      integration({ 'integration.request.path.testPath': true }),
      unread,
    ),
  ])
})

describe('a test of a method whose address is none', () => {
  itResponds([
    [
      'test_failed_invoke_test_method test-invoke-failure',
      async () => {
        const any = { ...ofRoot(), httpMethod: 'ANY' }
        await send(() => new gateway.PutMethodCommand({ ...any, authorizationType: 'NONE' }))()
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a stage variable that no stage has
        const uri = 'https://${stageVariables.testHost}'
        await send(
          () => new gateway.PutIntegrationCommand({ ...any, type: 'HTTP_PROXY', uri, integrationHttpMethod: 'ANY' }),
        )()
        const {
          log = '',
          body = '',
          latency: _,
          ...response
        } = await account.apiGateway.send(
          new gateway.TestInvokeMethodCommand({ ...ofRoot(), httpMethod: 'DELETE', body: '' }),
        )
        const lines = log.split('\n').map((line) => line.split(' : ')[1])
        return { ...response, body: JSON.parse(body) as object, end: lines.slice(-3, -1) }
      },
      200,
      () => ({
        body: { message: 'Internal server error' },
        end: [
          'Execution failed due to configuration error: Invalid endpoint address',
          'Method completed with status: 500',
        ],
        headers: { 'x-amzn-ErrorType': 'InternalServerErrorException' },
        multiValueHeaders: { 'x-amzn-ErrorType': ['InternalServerErrorException'] },
        status: 500,
      }),
    ],
  ])
})

countFacts()
