/** What API Gateway answers about keys, usage plans and refused calls, as recorded from AWS (docs/aws-facts-compared.md). */
import * as gateway from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
const made = { first: '', second: '', usagePlanId: '', restApiId: '' }
const head = { openapi: '3.0.1', info: { title: 'recorded', version: '1' } }
const mock = (more: object) => ({
  responses: { 200: { description: '' } },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: { default: { statusCode: '200', responseTemplates: { 'application/json': '{"data":"ok"}' } } },
  },
  ...more,
})
const bodyOf = (name: string) => ({
  requestBody: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } },
})

beforeAll(async () => {
  account = await recordedAccount()
  const api = await account.apiGateway.send(new gateway.CreateRestApiCommand({ name: 'recorded' }))
  made.restApiId = api.id ?? ''
  const parameters = [
    { name: 'x-header-param', in: 'header', required: true },
    { name: 'issuer', in: 'path', required: true },
    { name: 'qs1', in: 'query', required: true },
  ]
  const validated = { 'x-amazon-apigateway-request-validator': 'all' }
  const document = {
    ...head,
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestBody: true, validateRequestParameters: true },
    },
    components: {
      schemas: {
        testSchema: {
          type: 'object',
          properties: { a: { type: 'number' }, b: { type: 'number' } },
          required: ['a', 'b'],
        },
        testSchemaList: { type: 'array', items: { $ref: '#/components/schemas/testSchema' } },
        StatusModel: {
          type: 'object',
          properties: { Status: { type: 'string' }, Order: { type: 'integer' } },
          required: ['Status', 'Order'],
        },
        TestModel: {
          type: 'object',
          properties: { status: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/StatusModel' }] } },
          required: ['status'],
        },
      },
    },
    paths: {
      '/parameters': { get: mock({ parameters, ...validated }) },
      '/body': { post: mock({ ...bodyOf('testSchema'), ...validated }) },
      '/list': { post: mock({ ...bodyOf('testSchemaList'), ...validated }) },
      '/one-of': { post: mock({ ...bodyOf('TestModel'), ...validated }) },
    },
  }
  const body = new TextEncoder().encode(JSON.stringify(document))
  await account.apiGateway.send(new gateway.PutRestApiCommand({ restApiId: made.restApiId, mode: 'overwrite', body }))
  await account.apiGateway.send(new gateway.CreateDeploymentCommand({ restApiId: made.restApiId, stageName: 'dev' }))
})
afterAll(() => account.close())

type Make = () => object
const send = (command: Make) => () => account.apiGateway.send(command() as gateway.GetRestApiCommand) as Promise<object>
const keep = (name: keyof typeof made, command: Make) => async () => {
  const response = (await send(command)()) as { id: string }
  made[name] = response.id
  return response
}
const key = (more: object = {}) => ({
  createdDate: some.date,
  enabled: false,
  id: some.id,
  lastUpdatedDate: some.date,
  stageKeys: [],
  ...more,
})
const value = { value: expect.stringMatching(/^[A-Za-z0-9]{40}$/) }
const ofPlan = () => ({ usagePlanId: made.usagePlanId })
const plan = (more: object = {}) => ({
  apiStages: [{ apiId: made.restApiId, stage: 'dev' }],
  description: 'Test plan',
  id: some.id,
  name: 'plan',
  ...more,
})
const inPlan = (name: 'first' | 'second') => ({ id: made[name], name: `test-${name}`, type: 'API_KEY', ...value })
const named = (nameQuery?: string) => send(() => new gateway.GetApiKeysCommand({ nameQuery }))
const inPlanNamed = (nameQuery?: string) => send(() => new gateway.GetUsagePlanKeysCommand({ ...ofPlan(), nameQuery }))
const names = (...all: ('first' | 'second')[]) => ({ items: all.map((name) => key({ name: `test-${name}` })) })
const patch = (path: string, text: string, op: gateway.Op = 'replace') => ({ op, path, value: text })
const updateKey = (...patchOperations: gateway.PatchOperation[]) =>
  send(() => new gateway.UpdateApiKeyCommand({ apiKey: made.first, patchOperations }))
const limited = {
  quota: { limit: 5000, offset: 0, period: 'MONTH' },
  throttle: { burstLimit: 100, rateLimit: 200 },
}

describe('answers', () => {
  const facts: RecordedCase[] = [
    ['test_get_api_keys get-api-keys', named(), 200, () => ({ items: [] })],
    [
      'test_get_api_keys create-api-key',
      keep('first', () => new gateway.CreateApiKeyCommand({ name: 'test-first' })),
      201,
      () => key({ name: 'test-first', ...value }),
    ],
    ['test_get_api_keys get-api-keys-after-create-1', named(), 200, () => names('first')],
    ['test_get_api_keys get-api-keys-wrong-name-query', named('none'), 200, () => names()],
    ['test_get_api_keys get-api-keys-prefix-name-query', named('test-'), 200, () => names('first')],
    ['test_get_api_keys get-api-keys-prefix-name-query-cased', named('TEST-'), 200, () => names()],
    ['test_get_api_keys get-api-keys-postfix-name-query', named('st-first'), 200, () => names()],
    ['test_get_api_keys get-api-keys-infix-name-query', named('st-'), 200, () => names()],
    [
      'test_get_api_keys create-api-key-2',
      keep('second', () => new gateway.CreateApiKeyCommand({ name: 'test-second' })),
      201,
      () => key({ name: 'test-second', ...value }),
    ],
    ['test_get_api_keys get-api-keys-after-create-2', named(), 200, () => names('second', 'first')],
    [
      'test_get_api_keys get-apis-keys-pagination',
      send(() => new gateway.GetApiKeysCommand({ limit: 1 })),
      200,
      () => ({ ...names('second'), position: some.text }),
    ],
    [
      'test_get_api_keys get-apis-keys-pagination-2',
      async () => {
        const { position } = await account.apiGateway.send(new gateway.GetApiKeysCommand({ limit: 1 }))
        return send(() => new gateway.GetApiKeysCommand({ limit: 1, position }))()
      },
      200,
      () => names('first'),
    ],
    [
      'test_api_key_required_for_methods create-api-key',
      send(() => new gateway.CreateApiKeyCommand({ name: 'on', enabled: true })),
      201,
      () => key({ enabled: true, name: 'on', ...value }),
    ],
    [
      'test_create_api_key_with_invalid_name create-api-key-empty-name',
      send(() => new gateway.CreateApiKeyCommand({ name: '' })),
      201,
      () => key(value),
    ],
    [
      'test_create_api_key_with_invalid_name create-api-key-no-name',
      send(() => new gateway.CreateApiKeyCommand({})),
      201,
      () => key(value),
    ],
    [
      'test_create_api_key_with_invalid_value create-api-key-empty-value',
      send(() => new gateway.CreateApiKeyCommand({ value: '' })),
      201,
      () => key(value),
    ],
    [
      'test_negative_get_usage_plan_api_keys update-api-key-name',
      updateKey(patch('/name', 'test-first')),
      200,
      () => key({ name: 'test-first', tags: {} }),
    ],
    [
      'test_update_api_key_invalid_enabled_type update-api-key-invalid-enabled-type',
      updateKey(patch('/enabled', 'not-a-boolean')),
      200,
      () => key({ name: 'test-first', tags: {} }),
    ],
    [
      'test_api_key_required_for_methods update-api-key-disabled, read again',
      send(() => new gateway.GetApiKeyCommand({ apiKey: made.first })),
      200,
      () => key({ name: 'test-first', tags: {} }),
    ],
    [
      'test_get_usage_plan_api_keys create-usage-plan',
      send(() => new gateway.CreateUsagePlanCommand({ name: 'empty' })),
      201,
      () => ({ apiStages: [], id: some.id, name: 'empty' }),
    ],
    [
      'test_create_usage_plan_with_throttle create-usage-plan-burst-gt-rate',
      send(() => new gateway.CreateUsagePlanCommand({ name: 'fast', throttle: { burstLimit: 20, rateLimit: 10 } })),
      201,
      () => ({ apiStages: [], id: some.id, name: 'fast', throttle: { burstLimit: 20, rateLimit: 10 } }),
    ],
    [
      'test_api_key_required_for_methods create-usage-plan',
      send(
        () =>
          new gateway.CreateUsagePlanCommand({
            name: 'tagged',
            quota: { limit: 10, period: 'DAY', offset: 0 },
            throttle: { rateLimit: 2, burstLimit: 1 },
            tags: { tag: 'value' },
          }),
      ),
      201,
      () => ({
        apiStages: [],
        id: some.id,
        name: 'tagged',
        quota: { limit: 10, offset: 0, period: 'DAY' },
        tags: { tag: 'value' },
        throttle: { burstLimit: 1, rateLimit: 2 },
      }),
    ],
    [
      'test_usage_plan_crud create-usage-plan',
      keep(
        'usagePlanId',
        () =>
          new gateway.CreateUsagePlanCommand({
            name: 'plan',
            description: 'Test plan',
            apiStages: [{ apiId: made.restApiId, stage: 'dev' }],
          }),
      ),
      201,
      () => plan(),
    ],
    [
      'test_usage_plan_crud get-usage-plans',
      async () => {
        const { items, ...rest } = (await send(() => new gateway.GetUsagePlansCommand({}))()) as {
          items: { name: string }[]
        }
        return { ...rest, items: items.filter(({ name }) => name === 'plan') }
      },
      200,
      () => ({ items: [plan()] }),
    ],
    [
      'test_usage_plan_crud update-usage-plan',
      send(
        () =>
          new gateway.UpdateUsagePlanCommand({
            ...ofPlan(),
            patchOperations: [
              patch('/throttle/burstLimit', '100'),
              patch('/throttle/rateLimit', '200'),
              patch('/quota/limit', '5000'),
              patch('/quota/period', 'MONTH'),
            ],
          }),
      ),
      200,
      () => plan({ ...limited, tags: {} }),
    ],
    ['test_get_usage_plan_api_keys get-up-keys-before-create', inPlanNamed(), 200, () => ({ items: [] })],
    [
      'test_api_key_required_for_methods create-usage-plan-key',
      send(() => new gateway.CreateUsagePlanKeyCommand({ ...ofPlan(), keyId: made.first, keyType: 'API_KEY' })),
      201,
      () => inPlan('first'),
    ],
    [
      'test_get_usage_plan_api_keys create-up-key-2',
      send(() => new gateway.CreateUsagePlanKeyCommand({ ...ofPlan(), keyId: made.second, keyType: 'API_KEY' })),
      201,
      () => inPlan('second'),
    ],
    [
      'test_get_usage_plan_api_keys get-up-keys',
      inPlanNamed(),
      200,
      () => ({ items: [inPlan('second'), inPlan('first')] }),
    ],
    ['test_get_usage_plan_api_keys get-up-keys-name-query-cased', inPlanNamed('TEST-'), 200, () => ({ items: [] })],
    [
      'test_get_usage_plan_api_keys get-up-keys-name-query-key-name',
      inPlanNamed('test-first'),
      200,
      () => ({ items: [inPlan('first')] }),
    ],
  ]
  itResponds(facts)
})

describe('refusals', () => {
  const long = 'a'.repeat(125_001)
  const facts: Refused[] = [
    [
      'test_update_api_key_invalid_description_length create-api-key-description-too-long',
      send(() => new gateway.CreateApiKeyCommand({ description: long })),
      'BadRequestException',
      400,
      () => 'Invalid API Key description specified.',
    ],
    [
      'test_update_api_key_invalid_description_length update-api-key-description-too-long',
      updateKey(patch('/description', long)),
      'BadRequestException',
      400,
      () => 'Invalid API Key description specified.',
    ],
  ]
  itRefuses(facts)
})

describe('calls to a stage', () => {
  const valid = { a: 1, b: 2 }
  const missing = (names: string) => ({ message: `Missing required request parameters: [${names}]` })
  const ok = { data: 'ok' }
  const invalid = { message: 'Invalid request body' }
  const noToken = { message: 'Missing Authentication Token' }
  it.each<[record: string, path: string, init: RequestInit, status: number, response: object]>([
    ['test_api_gateway_request_validator missing-all', 'parameters', {}, 400, missing('x-header-param, issuer, qs1')],
    [
      'test_api_gateway_request_validator missing query',
      'parameters',
      { headers: { 'x-header-param': 'a' } },
      400,
      missing('issuer, qs1'),
    ],
    ['test_api_gateway_request_validator invalid-request-body', 'body', { body: '{"a":1}' }, 400, invalid],
    [
      'test_api_gateway_request_validator_with_ref_models successful',
      'list',
      { body: JSON.stringify([valid]) },
      200,
      ok,
    ],
    [
      'test_api_gateway_request_validator_with_ref_models failed-validation',
      'list',
      { body: '[{"a":1}]' },
      400,
      invalid,
    ],
    [
      'test_api_gateway_request_validator_with_ref_one_ofmodels successful',
      'one-of',
      { body: '{"status":null}' },
      200,
      ok,
    ],
    [
      'test_api_gateway_request_validator_with_ref_one_ofmodels successful-with-data',
      'one-of',
      { body: '{"status":{"Status":"success","Order":1}}' },
      200,
      ok,
    ],
    [
      'test_api_gateway_request_validator_with_ref_one_ofmodels failed-validation-no-data',
      'one-of',
      { body: '{}' },
      400,
      invalid,
    ],
    [
      'test_api_gateway_request_validator_with_ref_one_ofmodels failed-validation-bad-data',
      'one-of',
      { body: '{"status":{"Status":"success"}}' },
      400,
      invalid,
    ],
    ['test_routing_not_found not-found', 'none', {}, 403, noToken],
    ['test_routing_not_found wrong-method', 'parameters', { body: '{}' }, 403, noToken],
  ])('%s', async (_, path, init, status, response) => {
    const headers = { 'content-type': 'application/json', ...init.headers }
    const call = { method: init.body ? 'POST' : 'GET', ...init, headers }
    const met = await fetch(account.invokeUrl(made.restApiId, 'dev', path), call)
    expect({ status: met.status, response: await met.json() }).toEqual({ status, response })
  })
})

countFacts()
