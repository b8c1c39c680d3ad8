/**
 * What API Gateway answers and refuses about methods that change, request validators and gateway responses, as recorded
 * from AWS (docs/aws-facts-compared.md).
 */
import * as gateway from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe } from 'vitest'
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
const method = { restApiId: '', resourceId: '', httpMethod: 'ANY' }
const made = { authorizerId: '', requestValidatorId: '' }
beforeAll(async () => {
  account = await recordedAccount()
  const api = await account.apiGateway.send(new gateway.CreateRestApiCommand({ name: 'recorded' }))
  Object.assign(method, { restApiId: api.id, resourceId: api.rootResourceId })
  const authorizer = await account.apiGateway.send(
    new gateway.CreateAuthorizerCommand({
      restApiId: method.restApiId,
      name: 'authorizer-test',
      // The record has a function; the sandbox has user pools, and a method names both alike.
      type: 'COGNITO_USER_POOLS',
      providerARNs: [`arn:aws:cognito-idp:${account.region}:${account.accountId}:userpool/${account.region}_abc123`],
      identitySource: 'method.request.header.Authorization',
    }),
  )
  made.authorizerId = authorizer.id ?? ''
})
afterAll(() => account.close())

/** Built when it is sent, since it names what earlier ones made. */
const send = (command: () => object) => () =>
  account.apiGateway.send(command() as gateway.GetRestApiCommand) as Promise<object>
const patch = (op: string, path: string | undefined, value?: string) => ({ op, path, value }) as gateway.PatchOperation
const replace = (path: string, value?: string) => patch('replace', path, value)
const noApi = (id: string) => () => `Invalid API identifier specified ${account.accountId}:${id}`

const put = (more: Partial<gateway.PutMethodCommandInput> = {}) =>
  send(() => new gateway.PutMethodCommand({ ...method, authorizationType: 'NONE', ...more }))
const update = (patches: () => gateway.PatchOperation[], more: Partial<typeof method> = {}) =>
  send(() => new gateway.UpdateMethodCommand({ ...method, ...more, patchOperations: patches() }))
const model = (name: string) =>
  account.apiGateway.send(
    new gateway.CreateModelCommand({
      restApiId: method.restApiId,
      name,
      contentType: 'application/json',
      schema: '{"type":"object"}',
    }),
  )
const plain = { apiKeyRequired: false, authorizationType: 'NONE', httpMethod: 'ANY' }
const empty = { 'application/json': 'Empty' }
const optional = 'method.request.querystring.optional'
const changed = (required: boolean) => ({
  apiKeyRequired: true,
  httpMethod: 'ANY',
  operationName: 'ReplacedOperationName',
  requestModels: empty,
  requestParameters: { [optional]: required },
})

const ofApi = () => ({ restApiId: method.restApiId })
const validator = (more: object = {}) => ({
  id: some.id,
  name: 'test-validator',
  validateRequestBody: false,
  validateRequestParameters: false,
  ...more,
})
const updateValidator = (...patchOperations: gateway.PatchOperation[]) =>
  send(() => new gateway.UpdateRequestValidatorCommand({ ...ofApi(), ...validatorId(), patchOperations }))
const validatorId = () => ({ requestValidatorId: made.requestValidatorId })
const createValidator = send(() => new gateway.CreateRequestValidatorCommand({ ...ofApi(), name: 'test-validator' }))

type Type = gateway.GatewayResponseType
const missingToken: Type = 'MISSING_AUTHENTICATION_TOKEN'
const header = (name: string) => `gatewayresponse.header.${name}`
const responseParameters = {
  [header('x-request-path')]: 'method.request.path.petId',
  [header('Access-Control-Allow-Origin')]: "'a.b.c'",
  [header('x-request-query')]: 'method.request.querystring.q',
  [header('x-request-header')]: 'method.request.header.Accept',
}
const responseTemplates = {
  'application/json': '{\n "message": $context.error.messageString,\n "type":  "$context.error.responseType"\n}',
}
const accept = { [header('x-request-header')]: 'method.request.header.Accept' }
const response = (more: object = {}) => ({
  defaultResponse: false,
  responseParameters: {},
  responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
  responseType: missingToken,
  statusCode: '403',
  ...more,
})
const putResponse = (more: Partial<gateway.PutGatewayResponseCommandInput>) =>
  send(() => new gateway.PutGatewayResponseCommand({ ...ofApi(), responseType: missingToken, ...more }))
const getResponse = (responseType: Type, restApiId?: string) =>
  send(() => new gateway.GetGatewayResponseCommand({ restApiId: restApiId ?? method.restApiId, responseType }))
const deleteResponse = (responseType: Type, restApiId?: string) =>
  send(() => new gateway.DeleteGatewayResponseCommand({ restApiId: restApiId ?? method.restApiId, responseType }))
const updateResponse = (responseType: Type, ...patchOperations: gateway.PatchOperation[]) =>
  send(() => new gateway.UpdateGatewayResponseCommand({ ...ofApi(), responseType, patchOperations }))
const listed =
  (...types: Type[]) =>
  async () => {
    const command = new gateway.GetGatewayResponsesCommand({ ...ofApi(), limit: 500 })
    const { items = [], $metadata } = await account.apiGateway.send(command)
    return { $metadata, items: types.map((type) => items.find(({ responseType }) => responseType === type)) }
  }

describe('answers', () => {
  const facts: RecordedCase[] = [
    ['test_update_method put-method-response', put(), 201, () => plain],
    [
      'test_update_method update-method-add',
      update(() => [
        patch('add', `/requestParameters/${optional}`, 'true'),
        patch('add', '/requestModels/application~1json', 'Empty'),
      ]),
      200,
      () => ({ ...plain, requestModels: empty, requestParameters: { [optional]: true } }),
    ],
    [
      'test_update_method update-method-replace',
      update(() => [
        replace('/operationName', 'ReplacedOperationName'),
        replace('/apiKeyRequired', 'true'),
        replace('/authorizationType', 'AWS_IAM'),
        replace(`/requestParameters/${optional}`, 'false'),
      ]),
      200,
      () => ({ ...changed(false), authorizationType: 'AWS_IAM' }),
    ],
    [
      'test_update_method update-method-replace-authorizer',
      update(() => [replace('/authorizerId', made.authorizerId), replace('/authorizationType', 'COGNITO_USER_POOLS')]),
      200,
      () => ({ ...changed(false), authorizationType: 'COGNITO_USER_POOLS', authorizerId: made.authorizerId }),
    ],
    [
      'test_update_method update-method-remove',
      update(() => [
        patch('remove', `/requestParameters/${optional}`, 'true'),
        patch('remove', '/requestModels/application~1json', 'Empty'),
      ]),
      200,
      () => ({
        ...changed(false),
        authorizationType: 'COGNITO_USER_POOLS',
        authorizerId: made.authorizerId,
        requestModels: undefined,
        requestParameters: undefined,
      }),
    ],
    [
      'test_put_method_model update-method-model',
      async () => {
        await model('MySchema')
        await model('MySchemaTwo')
        await put({ httpMethod: 'POST', requestModels: { 'application/json': 'MySchema' } })()
        return update(() => [replace('/requestModels/application~1json', 'MySchemaTwo')], { httpMethod: 'POST' })()
      },
      200,
      () => ({ ...plain, httpMethod: 'POST', requestModels: { 'application/json': 'MySchemaTwo' } }),
    ],
    [
      'test_put_method_model update-method-model-2',
      update(() => [patch('remove', '/requestModels/application~1json', 'MySchemaTwo')], { httpMethod: 'POST' }),
      200,
      () => ({ ...plain, httpMethod: 'POST' }),
    ],
    [
      'test_update_method_validation wrong-value-type',
      update(() => [replace('/apiKeyRequired', 'whatever')], { httpMethod: 'POST' }),
      200,
      () => ({ ...plain, httpMethod: 'POST' }),
    ],
    [
      'test_update_method_validation skip-auth-id-with-wrong-type',
      update(() => [replace('/authorizerId', 'abc123')], { httpMethod: 'POST' }),
      200,
      () => ({ ...plain, httpMethod: 'POST' }),
    ],
    [
      'test_request_validator_lifecycle create-request-validator',
      async () => {
        const created = (await createValidator()) as { id: string }
        made.requestValidatorId = created.id
        return created
      },
      201,
      validator,
    ],
    [
      'test_request_validator_lifecycle get-request-validator',
      send(() => new gateway.GetRequestValidatorCommand({ ...ofApi(), ...validatorId() })),
      200,
      validator,
    ],
    [
      'test_request_validator_lifecycle get-request-validators',
      send(() => new gateway.GetRequestValidatorsCommand(ofApi())),
      200,
      () => ({ items: [validator()] }),
    ],
    [
      'test_request_validator_lifecycle update-request-validator-with-value',
      updateValidator(replace('/validateRequestBody', 'true')),
      200,
      () => validator({ validateRequestBody: true }),
    ],
    [
      'test_request_validator_lifecycle update-request-validator-without-value',
      updateValidator(replace('/validateRequestBody')),
      200,
      validator,
    ],
    [
      'test_request_validator_lifecycle delete-request-validator',
      send(() => new gateway.DeleteRequestValidatorCommand({ ...ofApi(), ...validatorId() })),
      202,
      () => ({}),
    ],
    [
      'test_gateway_response_put put-gateway-response-all-value, test_gateway_response_crud put-gateway-response',
      putResponse({ statusCode: '404', responseParameters, responseTemplates }),
      201,
      () => response({ statusCode: '404', responseParameters, responseTemplates }),
    ],
    [
      'test_gateway_response_crud get-gateway-response',
      getResponse(missingToken),
      200,
      () => response({ statusCode: '404', responseParameters, responseTemplates }),
    ],
    [
      'test_gateway_response_put put-gateway-response-status-only',
      putResponse({ statusCode: '404' }),
      201,
      () => response({ statusCode: '404' }),
    ],
    [
      'test_gateway_response_put put-gateway-response-response-parameters-only',
      putResponse({ responseParameters: accept }),
      201,
      () => response({ responseParameters: accept }),
    ],
    [
      'test_gateway_response_put put-gateway-response-response-templates-only',
      putResponse({ responseTemplates }),
      201,
      () => response({ responseTemplates }),
    ],
    [
      'test_gateway_response_put put-gateway-response-default-5xx',
      putResponse({ responseType: 'DEFAULT_5XX', statusCode: '599', responseParameters: accept, responseTemplates }),
      201,
      () => response({ responseType: 'DEFAULT_5XX', statusCode: '599', responseParameters: accept, responseTemplates }),
    ],
    [
      'test_gateway_response_put put-gateway-response-default-ignored',
      putResponse({ responseType: 'AUTHORIZER_FAILURE', responseParameters: { [header('foo')]: "'bar'" } }),
      201,
      () =>
        response({
          responseType: 'AUTHORIZER_FAILURE',
          statusCode: '500',
          responseParameters: { [header('foo')]: "'bar'" },
        }),
    ],
    [
      'test_gateway_response_put get-gateway-responses, a default is of its whole family',
      listed('ACCESS_DENIED', 'API_CONFIGURATION_ERROR', 'AUTHORIZER_FAILURE', 'DEFAULT_4XX', 'INTEGRATION_TIMEOUT'),
      200,
      () => {
        const inherited = { statusCode: '599', responseParameters: accept, responseTemplates, defaultResponse: true }
        return {
          items: [
            response({ responseType: 'ACCESS_DENIED', defaultResponse: true }),
            response({ responseType: 'API_CONFIGURATION_ERROR', ...inherited }),
            response({
              responseType: 'AUTHORIZER_FAILURE',
              statusCode: '500',
              responseParameters: { [header('foo')]: "'bar'" },
            }),
            response({ responseType: 'DEFAULT_4XX', statusCode: undefined, defaultResponse: true }),
            response({ responseType: 'INTEGRATION_TIMEOUT', ...inherited }),
          ],
        }
      },
    ],
    ['test_gateway_response_crud delete-gateway-response', deleteResponse(missingToken), 202, () => ({})],
    [
      'test_gateway_response_crud get-deleted-gw-response',
      getResponse(missingToken),
      200,
      () => response({ defaultResponse: true }),
    ],
    [
      'test_update_gateway_response update-gateway-response-not-set',
      updateResponse('DEFAULT_4XX', replace('/statusCode', '444')),
      200,
      () => response({ responseType: 'DEFAULT_4XX', statusCode: '444' }),
    ],
    [
      'test_update_gateway_response put-gateway-response',
      putResponse({ responseType: 'DEFAULT_4XX', statusCode: '404', responseParameters, responseTemplates }),
      201,
      () => response({ responseType: 'DEFAULT_4XX', statusCode: '404', responseParameters, responseTemplates }),
    ],
    [
      'test_update_gateway_response update-gateway-response',
      updateResponse(
        'DEFAULT_4XX',
        replace('/statusCode', '444'),
        replace(`/responseParameters/${header('Access-Control-Allow-Origin')}`, "'example.com'"),
        patch('add', '/responseTemplates/application~1xml', '<message>$context.error.messageString</message>'),
      ),
      200,
      () =>
        response({
          responseType: 'DEFAULT_4XX',
          statusCode: '444',
          responseParameters: { ...responseParameters, [header('Access-Control-Allow-Origin')]: "'example.com'" },
          responseTemplates: {
            ...responseTemplates,
            'application/xml': '<message>$context.error.messageString</message>',
          },
        }),
    ],
  ]
  itResponds(facts)
})

describe('refusals', () => {
  const bad = (record: string, call: () => Promise<unknown>, message: string): Refused => [
    record,
    call,
    'BadRequestException',
    400,
    () => message,
  ]
  const absent = (record: string, call: () => Promise<unknown>, message: string | (() => string)): Refused => [
    record,
    call,
    'NotFoundException',
    404,
    () => (typeof message === 'string' ? message : message()),
  ]
  const ofMethod = 'test_update_method_validation'
  const ofValidator = 'test_invalid_update_request_validator_operations'
  const ofResponse = 'test_gateway_response_validation'
  const ofUpdate = 'test_update_gateway_response'
  const noAuthorizer =
    'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.'
  const noValidator = 'Invalid Request Validator identifier specified'
  const onlyReplace = 'Invalid patch operation specified. Must be one of: [replace]'
  const fake = 'FAKE_RESPONSE_TYPE' as Type
  const fakeType =
    "1 validation error detected: Value 'FAKE_RESPONSE_TYPE' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND, AUTHORIZER_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN, BAD_REQUEST_BODY, INVALID_SIGNATURE, INVALID_API_KEY, BAD_REQUEST_PARAMETERS, AUTHORIZER_FAILURE, UNAUTHORIZED, INTEGRATION_TIMEOUT, ACCESS_DENIED, DEFAULT_4XX, DEFAULT_5XX, WAF_FILTERED, QUOTA_EXCEEDED, THROTTLED, API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE, INTEGRATION_FAILURE, EXPIRED_TOKEN]"
  const inEnum = (record: string, call: () => Promise<unknown>): Refused => [
    `${ofResponse} ${record}-gateway-response-wrong-response-type`,
    call,
    'ValidationException',
    400,
    () => fakeType,
  ]
  beforeAll(async () => {
    await put({ httpMethod: 'PUT' })()
    const created = (await createValidator()) as { id: string }
    made.requestValidatorId = created.id
  })
  const onPut = (...patches: gateway.PatchOperation[]) => update(() => patches, { httpMethod: 'PUT' })

  const facts: Refused[] = [
    absent(
      `${ofMethod} wrong-rest-api`,
      update(() => [], { restApiId: 'fake-api' }),
      'Invalid Resource identifier specified',
    ),
    absent(
      `${ofMethod} wrong-resource-id`,
      update(() => [], { resourceId: 'fake-resource-id' }),
      'Invalid Resource identifier specified',
    ),
    absent(
      `${ofMethod} method-does-not-exist`,
      update(() => [replace('/operationName', 'methodDoesNotExist')], { httpMethod: 'GET' }),
      'Invalid Method identifier specified',
    ),
    bad(`${ofMethod} unsupported-operation`, onPut(patch('add', '/operationName', 'operationName')), onlyReplace),
    bad(`${ofMethod} unsupported-operation-2`, onPut(patch('add', '/requestValidatorId', 'wrong-id')), onlyReplace),
    bad(`${ofMethod} unsupported-path`, onPut(patch('add', '/httpMethod', 'PUT')), 'Invalid patch path /httpMethod'),
    bad(
      `${ofMethod} wrong-path-request-parameters`,
      onPut(replace('/requestParameters', `${optional}=false`)),
      'Invalid patch path /requestParameters',
    ),
    bad(
      `${ofMethod} wrong-path-request-models`,
      onPut(patch('add', '/requestModels/application/json', 'Empty')),
      'Invalid patch path /requestModels/application/json',
    ),
    bad(`${ofMethod} wrong-auth-type`, onPut(replace('/authorizationType', 'CUSTOM')), noAuthorizer),
    bad(
      `${ofMethod} wrong-auth-id`,
      onPut(replace('/authorizationType', 'CUSTOM'), replace('/authorizerId', 'abc123')),
      noAuthorizer,
    ),
    bad(`${ofMethod} wrong-req-validator-id`, onPut(replace('/requestValidatorId', 'fake-id')), noValidator),

    ...[
      ['test_validators_crud_no_api wrong-rest-api-id-create-validator', 'test-fake-rest-id'],
      ['test_create_request_validator_invalid_api_id invalid-create-request-validator', 'api_id'],
    ].map(([record = '', restApiId]) =>
      bad(
        record,
        send(() => new gateway.CreateRequestValidatorCommand({ restApiId, name: 'test-validator' })),
        'Invalid REST API identifier specified',
      ),
    ),
    ...(['api', 'validator'] as const).flatMap((part) => {
      const ids = () => ({
        ...ofApi(),
        ...validatorId(),
        ...(part === 'api' ? { restApiId: 'api_id' } : { requestValidatorId: 'validator_id' }),
      })
      return [
        absent(
          `test_invalid_get_request_validator get-request-validators-invalid-${part}-id`,
          send(() => new gateway.GetRequestValidatorCommand(ids())),
          noValidator,
        ),
        absent(
          `test_invalid_delete_request_validator delete-request-validator-invalid-${part}-id`,
          send(() => new gateway.DeleteRequestValidatorCommand(ids())),
          noValidator,
        ),
      ]
    }),
    ...(['add', 'remove'] as const).map((op) =>
      bad(
        `${ofValidator} update-request-validator-invalid-${op}-operation`,
        updateValidator(patch(op, '/validateRequestBody', 'true')),
        `Invalid patch path  '/validateRequestBody' specified for op '${op}'. Please choose supported operations`,
      ),
    ),
    bad(
      `${ofValidator} update-request-validator-invalid-path`,
      updateValidator(replace('/invalidPath', 'true')),
      "Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/name, /validateRequestParameters, /validateRequestBody]",
    ),
    bad(
      `${ofValidator} update-request-validator-empty-name-value`,
      updateValidator(replace('/name')),
      'Request Validator name cannot be blank',
    ),

    absent(`${ofResponse} get-gateway-response-no-api`, getResponse('DEFAULT_4XX', 'none'), noApi('none')),
    absent(`${ofResponse} delete-gateway-response-no-api`, deleteResponse('DEFAULT_4XX', 'none'), noApi('none')),
    absent(
      `${ofResponse} update-gateway-response-no-api`,
      send(
        () =>
          new gateway.UpdateGatewayResponseCommand({
            restApiId: 'none',
            responseType: 'DEFAULT_4XX',
            patchOperations: [],
          }),
      ),
      noApi('none'),
    ),
    absent(
      `${ofResponse} delete-gateway-response-not-set`,
      deleteResponse('THROTTLED'),
      'Gateway response type not defined on api',
    ),
    inEnum('get', getResponse(fake)),
    inEnum('delete', deleteResponse(fake)),
    inEnum('update', updateResponse(fake)),
    inEnum(
      'put',
      putResponse({ responseType: fake, statusCode: '404', responseParameters: {}, responseTemplates: {} }),
    ),
    ...(['add', 'remove'] as const).map((op) =>
      bad(
        `${ofUpdate} update-gateway-${op}-status-code`,
        updateResponse('DEFAULT_4XX', patch(op, '/statusCode', op === 'add' ? '444' : undefined)),
        'Invalid patch path /statusCode',
      ),
    ),
    absent(
      `${ofUpdate} update-gateway-replace-invalid-parameter`,
      updateResponse('DEFAULT_5XX', replace(`/responseParameters/${header('Access-Control-Allow-Origin')}`, "'x'")),
      'Invalid parameter name specified',
    ),
    bad(
      `${ofUpdate} update-gateway-no-path`,
      updateResponse('DEFAULT_4XX', patch('add', undefined, "'example.com'")),
      'Invalid patch path null',
    ),
    [
      `${ofUpdate} update-gateway-wrong-op`,
      updateResponse('DEFAULT_4XX', patch('wrong-op', '/statusCode', "'example.com'")),
      'ValidationException',
      400,
      () =>
        "1 validation error detected: Value 'wrong-op' at 'updateGatewayResponseInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]",
    ],
    bad(
      `${ofUpdate} update-gateway-wrong-path`,
      updateResponse('DEFAULT_4XX', patch('add', '/wrongPath', "'example.com'")),
      'Invalid patch path /wrongPath',
    ),
    bad(
      `${ofUpdate} update-gateway-replace-invalid-parameter-0-none`,
      updateResponse('DEFAULT_4XX', replace('/responseTemplates/application~1xml')),
      'Invalid null or empty value in responseTemplates',
    ),
    bad(
      `${ofUpdate} update-gateway-replace-invalid-parameter-1-none`,
      updateResponse('DEFAULT_4XX', replace(`/responseParameters/${header('Access-Control-Allow-Origin')}`)),
      'Invalid null or empty value in responseParameters',
    ),
  ]
  itRefuses(facts)
})

countFacts()
