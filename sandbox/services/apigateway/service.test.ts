/** API Gateway's control plane through the real SDK: what AWS documents, error cases included. */
import {
  CreateDeploymentCommand,
  CreateModelCommand,
  CreateRequestValidatorCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  DeleteDeploymentCommand,
  DeleteGatewayResponseCommand,
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  DeleteMethodCommand,
  DeleteMethodResponseCommand,
  DeleteModelCommand,
  DeleteRequestValidatorCommand,
  DeleteResourceCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  GetAccountCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetGatewayResponseCommand,
  GetGatewayResponsesCommand,
  GetIntegrationCommand,
  GetIntegrationResponseCommand,
  GetMethodCommand,
  GetMethodResponseCommand,
  GetModelCommand,
  GetModelsCommand,
  GetRequestValidatorCommand,
  GetRequestValidatorsCommand,
  GetResourceCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetStagesCommand,
  GetTagsCommand,
  PutGatewayResponseCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  PutRestApiCommand,
  TagResourceCommand,
  TestInvokeMethodCommand,
  UntagResourceCommand,
  UpdateDeploymentCommand,
  UpdateGatewayResponseCommand,
  UpdateIntegrationCommand,
  UpdateIntegrationResponseCommand,
  UpdateMethodCommand,
  UpdateMethodResponseCommand,
  UpdateModelCommand,
  UpdateRequestValidatorCommand,
  UpdateResourceCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { until } from '../../testing/wait'

let account: TestAccount
/** Waits its turn, as every client of these limits must. */
async function send(command: object) {
  const outcome = await until(
    () =>
      account.apiGateway.send(command as never).then(
        (value) => ({ value }),
        (error: Error) => ({ error }),
      ),
    (one) => !('error' in one && one.error.name === 'TooManyRequestsException'),
  )
  if ('error' in outcome) throw outcome.error
  // biome-ignore lint/suspicious/noExplicitAny: one door for sixty commands; each test says what it expects
  return outcome.value as any
}
const created = async (name: string, more: object = {}) =>
  send(new CreateRestApiCommand({ name, endpointConfiguration: { types: ['REGIONAL'] }, ...more }))
const rootOf = async (restApiId: string): Promise<string> =>
  (await send(new GetRestApiCommand({ restApiId }))).rootResourceId
const replace = (path: string, value: string) => ({ patchOperations: [{ op: 'replace' as const, path, value }] })
const notFound = (message?: string) => ({
  name: 'NotFoundException',
  ...(message ? { message } : {}),
  $metadata: { httpStatusCode: 404 },
})
const badRequest = (message: RegExp) => ({ name: 'BadRequestException', message: expect.stringMatching(message) })

beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

describe('a REST API', () => {
  it('is born with its tags, read, listed, patched, deleted once', async () => {
    const made = await created('born', { description: 'An API', tags: { team: 'ml' } })
    expect(made).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9]{10}$/),
      name: 'born',
      tags: { team: 'ml' },
      endpointConfiguration: { types: ['REGIONAL'] },
      apiKeySource: 'HEADER',
      disableExecuteApiEndpoint: false,
    })
    const restApiId = made.id
    const patched = await send(
      new UpdateRestApiCommand({
        restApiId,
        patchOperations: [
          { op: 'replace', path: '/name', value: 'renamed' },
          { op: 'add', path: '/binaryMediaTypes/image~1png' },
        ],
      }),
    )
    expect(patched).toMatchObject({ name: 'renamed', binaryMediaTypes: ['image/png'] })
    const { items } = await send(new GetRestApisCommand({ limit: 500 }))
    expect(items.map((api: { id: string }) => api.id)).toContain(restApiId)
    await send(new DeleteRestApiCommand({ restApiId }))
    for (const command of [
      new GetRestApiCommand({ restApiId }),
      new DeleteRestApiCommand({ restApiId }),
      new UpdateRestApiCommand({ restApiId }),
      new PutRestApiCommand({ restApiId, body: '{}' as never }),
    ])
      await expect(send(command)).rejects.toMatchObject(
        notFound(`Invalid API identifier specified ${account.accountId}:${restApiId}`),
      )
  })

  it.each([
    [{ name: ' ' }, /Invalid API name/],
    [{ name: 'a', endpointConfiguration: { types: ['EDGE', 'REGIONAL'] as never } }, /multiple Endpoint Types/],
    [{ name: 'a', binaryMediaTypes: ['png'] }, /binary media type/],
    [{ name: 'a', policy: 'no json' }, /Invalid policy document/],
    [{ name: 'a', minimumCompressionSize: -1 }, /compression size/],
  ])('is refused as %j', async (input, message) => {
    await expect(account.apiGateway.send(new CreateRestApiCommand(input))).rejects.toMatchObject(badRequest(message))
  })

  it('is listed page by page, each once', async () => {
    for (const name of ['p1', 'p2', 'p3']) await created(name)
    const first = await send(new GetRestApisCommand({ limit: 2 }))
    const second = await send(new GetRestApisCommand({ limit: 2, position: first.position }))
    const ids = [...first.items, ...second.items].map((api: { id: string }) => api.id)
    expect(new Set(ids).size).toBe(ids.length)
    await expect(send(new GetRestApisCommand({ position: 'x' }))).rejects.toMatchObject(badRequest(/position/))
    for (const id of ids) await send(new DeleteRestApiCommand({ restApiId: id }))
  })

  it('is tagged by its ARN, and its stages by theirs', async () => {
    const { id } = await created('tagged', { tags: { a: '1' } })
    const resourceArn = `arn:aws:apigateway:us-east-1::/restapis/${id}`
    await send(new TagResourceCommand({ resourceArn, tags: { b: '2' } }))
    await send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
    expect((await send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ b: '2' })
    const absent = { resourceArn: 'arn:aws:apigateway:us-east-1::/restapis/absent0000' }
    for (const command of [
      new TagResourceCommand({ ...absent, tags: {} }),
      new UntagResourceCommand({ ...absent, tagKeys: ['a'] }),
      new GetTagsCommand(absent),
    ])
      await expect(send(command)).rejects.toMatchObject(notFound())
    await expect(send(new GetTagsCommand({ resourceArn: 'arn:aws:s3:::x' }))).rejects.toMatchObject(badRequest(/ARN/))
  })

  it('of an account shows its limits, to those who are allowed to call', async () => {
    expect((await send(new GetAccountCommand({}))).throttleSettings).toEqual({ burstLimit: 5000, rateLimit: 10_000 })
    const { apiGateway } = await account.restricted(['apigateway:GET'])
    await expect(apiGateway.send(new GetAccountCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    })
  })

  it('that is not there has nothing in it', async () => {
    const absent = { restApiId: 'absent0000' }
    for (const command of [
      new GetRequestValidatorsCommand(absent),
      new GetModelsCommand(absent),
      new GetGatewayResponsesCommand(absent),
      new UpdateGatewayResponseCommand({ ...absent, responseType: 'DEFAULT_4XX' }),
      new GetDeploymentsCommand(absent),
      new CreateDeploymentCommand(absent),
    ])
      await expect(send(command)).rejects.toMatchObject(
        notFound(`Invalid API identifier specified ${account.accountId}:absent0000`),
      )
  })
})

describe('what an API is made of, call by call', () => {
  let restApiId = ''
  let resourceId = ''
  const at = () => ({ restApiId, resourceId, httpMethod: 'GET' })
  beforeAll(async () => {
    restApiId = (await created('granular')).id
  })

  it('resources', async () => {
    const parentId = await rootOf(restApiId)
    const resource = await send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'iris' }))
    resourceId = resource.id
    expect(resource).toMatchObject({ path: '/iris', parentId })
    await expect(send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'iris' }))).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Another resource with the same parent already has this name: iris',
    })
    await expect(send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'a b' }))).rejects.toMatchObject(
      badRequest(/path part only allow/),
    )
    const moved = await send(new UpdateResourceCommand({ restApiId, resourceId, ...replace('/pathPart', 'flower') }))
    expect(moved.path).toBe('/flower')
    expect((await send(new GetResourceCommand({ restApiId, resourceId }))).path).toBe('/flower')
    expect((await send(new GetResourcesCommand({ restApiId }))).items).toHaveLength(2)
    const absent = { restApiId, resourceId: 'absent' }
    for (const command of [
      new GetResourceCommand(absent),
      new UpdateResourceCommand(absent),
      new DeleteResourceCommand(absent),
    ])
      await expect(send(command)).rejects.toMatchObject(notFound('Invalid Resource identifier specified'))
    await expect(send(new DeleteResourceCommand({ restApiId, resourceId: parentId }))).rejects.toMatchObject(
      badRequest(/Root resource/),
    )
    const spare = await send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'spare' }))
    await send(new DeleteResourceCommand({ restApiId, resourceId: spare.id }))
    await expect(send(new GetResourcesCommand({ restApiId: 'absent0000' }))).rejects.toMatchObject(notFound())
  })

  it('validators and models', async () => {
    const validator = await send(
      new CreateRequestValidatorCommand({
        restApiId,
        name: 'all',
        validateRequestBody: true,
        validateRequestParameters: false,
      }),
    )
    const requestValidatorId = validator.id
    const changed = await send(
      new UpdateRequestValidatorCommand({
        restApiId,
        requestValidatorId,
        ...replace('/validateRequestParameters', 'true'),
      }),
    )
    expect(changed).toMatchObject({ name: 'all', validateRequestBody: true, validateRequestParameters: true })
    expect((await send(new GetRequestValidatorsCommand({ restApiId }))).items).toEqual([changedWithout(changed)])
    expect((await send(new GetRequestValidatorCommand({ restApiId, requestValidatorId }))).id).toBe(requestValidatorId)
    await send(new DeleteRequestValidatorCommand({ restApiId, requestValidatorId }))
    for (const command of [
      new GetRequestValidatorCommand({ restApiId, requestValidatorId }),
      new UpdateRequestValidatorCommand({ restApiId, requestValidatorId }),
      new DeleteRequestValidatorCommand({ restApiId, requestValidatorId }),
    ])
      await expect(send(command)).rejects.toMatchObject(notFound())

    const schema = '{"type":"object"}'
    const model = { restApiId, modelName: 'Rows' }
    await send(new CreateModelCommand({ restApiId, name: 'Rows', contentType: 'application/json', schema }))
    await expect(
      send(new CreateModelCommand({ restApiId, name: 'Rows', contentType: 'application/json', schema })),
    ).rejects.toMatchObject({ name: 'ConflictException' })
    await expect(
      send(new CreateModelCommand({ restApiId, name: 'a-b', contentType: 'application/json' })),
    ).rejects.toMatchObject(badRequest(/alphanumeric/))
    await expect(send(new UpdateModelCommand({ ...model, ...replace('/schema', '{') }))).rejects.toMatchObject(
      badRequest(/schema/),
    )
    expect((await send(new UpdateModelCommand({ ...model, ...replace('/description', 'd') }))).description).toBe('d')
    expect((await send(new GetModelCommand(model))).schema).toBe(schema)
    const { items } = await send(new GetModelsCommand({ restApiId }))
    expect(items.map((one: { name: string }) => one.name)).toEqual(['Empty', 'Error', 'Rows'])
    await send(new DeleteModelCommand(model))
    for (const command of [new GetModelCommand(model), new UpdateModelCommand(model), new DeleteModelCommand(model)])
      await expect(send(command)).rejects.toMatchObject(notFound())
  })

  it('methods, their answers, integrations and theirs', async () => {
    const status = () => ({ ...at(), statusCode: '200' })
    await expect(send(new GetMethodCommand(at()))).rejects.toMatchObject(
      notFound('Invalid Method identifier specified'),
    )
    await send(
      new PutMethodCommand({
        ...at(),
        authorizationType: 'NONE',
        requestParameters: { 'method.request.querystring.data': true },
      }),
    )
    await expect(send(new PutMethodCommand({ ...at(), authorizationType: 'NONE' }))).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Method already exists for this resource',
    })
    await expect(
      send(new PutMethodCommand({ ...at(), httpMethod: 'FETCH', authorizationType: 'NONE' })),
    ).rejects.toMatchObject(badRequest(/Invalid HttpMethod/))
    expect(
      (await send(new UpdateMethodCommand({ ...at(), ...replace('/operationName', 'predict') }))).operationName,
    ).toBe('predict')
    await expect(send(new CreateDeploymentCommand({ restApiId }))).rejects.toMatchObject(
      badRequest(/No integration defined for method/),
    )
    await send(
      new PutMethodResponseCommand({ ...status(), responseParameters: { 'method.response.header.X-A': false } }),
    )
    await expect(send(new PutMethodResponseCommand(status()))).rejects.toMatchObject({
      name: 'ConflictException',
      $metadata: { httpStatusCode: 409 },
    })
    await expect(
      send(new PutMethodResponseCommand({ ...status(), statusCode: '404', responseParameters: { 'header.X': true } })),
    ).rejects.toMatchObject(badRequest(/mapping expression/))
    await send(
      new UpdateMethodResponseCommand({
        ...status(),
        patchOperations: [{ op: 'add', path: '/responseModels/application~1json', value: 'Empty' }],
      }),
    )
    expect((await send(new GetMethodResponseCommand(status()))).responseModels).toEqual({ 'application/json': 'Empty' })
    await expect(send(new GetIntegrationCommand(at()))).rejects.toMatchObject(
      notFound('Invalid Integration identifier specified'),
    )
    await expect(
      send(new PutIntegrationCommand({ ...at(), type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri: 'https://x' })),
    ).rejects.toMatchObject(badRequest(/Invalid ARN/))
    await send(
      new PutIntegrationCommand({
        ...at(),
        type: 'MOCK',
        requestTemplates: { 'application/json': '{"statusCode":200}' },
      }),
    )
    await expect(
      send(new UpdateIntegrationCommand({ ...at(), ...replace('/timeoutInMillis', '30000') })),
    ).rejects.toMatchObject(badRequest(/Timeout should be between/))
    expect(
      (await send(new UpdateIntegrationCommand({ ...at(), ...replace('/timeoutInMillis', '1000') }))).timeoutInMillis,
    ).toBe(1000)
    expect(await send(new GetIntegrationCommand(at()))).toMatchObject({
      type: 'MOCK',
      timeoutInMillis: 1000,
      requestTemplates: { 'application/json': '{"statusCode":200}' },
    })
    await expect(
      send(
        new PutIntegrationResponseCommand({
          ...status(),
          responseParameters: { 'method.response.header.X-B': "'b'" },
        }),
      ),
    ).rejects.toMatchObject(badRequest(/mapping expression/))
    await send(
      new PutIntegrationResponseCommand({ ...status(), responseParameters: { 'method.response.header.X-A': "'a'" } }),
    )
    await send(
      new UpdateIntegrationResponseCommand({
        ...status(),
        patchOperations: [{ op: 'add', path: '/responseTemplates/application~1json', value: '{"ok":true}' }],
      }),
    )
    expect((await send(new GetIntegrationResponseCommand(status()))).responseTemplates).toEqual({
      'application/json': '{"ok":true}',
    })
    expect((await send(new GetMethodCommand(at()))).methodIntegration).toMatchObject({
      type: 'MOCK',
      timeoutInMillis: 1000,
    })
    const tested = await send(new TestInvokeMethodCommand({ ...at(), pathWithQueryString: '/flower?data=1' }))
    expect(tested).toMatchObject({ status: 200, body: '{"ok":true}', headers: { 'X-A': 'a' } })
    await expect(send(new TestInvokeMethodCommand({ ...at(), httpMethod: 'PUT' }))).rejects.toMatchObject(
      notFound('Invalid Method identifier specified'),
    )
    const other = () => ({ ...at(), statusCode: '404' })
    for (const command of [
      new GetMethodResponseCommand(other()),
      new UpdateMethodResponseCommand(other()),
      new DeleteMethodResponseCommand(other()),
      new GetIntegrationResponseCommand(other()),
      new UpdateIntegrationResponseCommand(other()),
      new DeleteIntegrationResponseCommand(other()),
    ])
      await expect(send(command)).rejects.toMatchObject(notFound())
    await send(new DeleteIntegrationResponseCommand(status()))
    await send(new DeleteMethodResponseCommand(status()))
    await send(new DeleteIntegrationCommand(at()))
    await expect(send(new DeleteIntegrationCommand(at()))).rejects.toMatchObject(notFound())
    await send(new DeleteMethodCommand(at()))
    for (const command of [new DeleteMethodCommand(at()), new UpdateMethodCommand(at())])
      await expect(send(command)).rejects.toMatchObject(notFound())
  })

  it('gateway responses', async () => {
    const type = { restApiId, responseType: 'DEFAULT_4XX' as const }
    expect(await send(new GetGatewayResponseCommand(type))).toMatchObject({ defaultResponse: true })
    await expect(send(new DeleteGatewayResponseCommand(type))).rejects.toMatchObject(notFound())
    const header = 'gatewayresponse.header.Access-Control-Allow-Origin'
    await send(new PutGatewayResponseCommand({ ...type, responseParameters: { [header]: "'*'" } }))
    const changed = await send(new UpdateGatewayResponseCommand({ ...type, ...replace('/statusCode', '418') }))
    expect(changed).toMatchObject({
      defaultResponse: false,
      statusCode: '418',
      responseParameters: { [header]: "'*'" },
    })
    const { items } = await send(new GetGatewayResponsesCommand({ restApiId, limit: 500 }))
    expect(items.filter((one: { defaultResponse: boolean }) => !one.defaultResponse)).toHaveLength(1)
    await send(new DeleteGatewayResponseCommand(type))
    await expect(
      send(new PutGatewayResponseCommand({ ...type, responseParameters: { 'header.X': "'*'" } })),
    ).rejects.toMatchObject(badRequest(/parameter/))
    await expect(
      send(new GetGatewayResponseCommand({ restApiId, responseType: 'NONE' as never })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
    })
  })
})

/** What the SDK adds to an answer is no part of the item. */
const changedWithout = ({ $metadata, ...rest }: { $metadata: unknown }) => rest

const mockApi = (title: string, more: object = {}) =>
  new TextEncoder().encode(
    JSON.stringify({
      openapi: '3.0.1',
      info: { title, description: 'Imported' },
      paths: {
        '/iris': {
          'x-amazon-apigateway-any-method': {
            parameters: [{ name: 'data', in: 'query', required: false, schema: { type: 'string' } }],
            responses: { 200: { description: 'ok', headers: { 'X-A': { schema: { type: 'string' } } } } },
            'x-amazon-apigateway-integration': {
              type: 'mock',
              requestTemplates: { 'application/json': '{"statusCode":200}' },
              responses: {
                default: { statusCode: '200', responseParameters: { 'method.response.header.X-A': `'${title}'` } },
              },
            },
          },
        },
      },
      ...more,
    }),
  )

describe('PutRestApi', () => {
  it('checks no counts of items of an imported model, until an update', async () => {
    const { id: restApiId } = await created('counts')
    const schema = { type: 'array', minItems: 1, maxItems: 2, items: { type: 'number' } }
    const model = { restApiId, modelName: 'Rows' }
    const read = async () => JSON.parse((await send(new GetModelCommand(model))).schema)
    const body = mockApi('counts', { components: { schemas: { Rows: schema } } })
    await send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body }))
    expect(await read()).toEqual(schema)
    await send(new UpdateModelCommand({ ...model, ...replace('/schema', JSON.stringify(schema)) }))
    expect(await read()).toEqual(schema)
  })

  it('takes what has items for an array, at every level, until an update', async () => {
    const { id: restApiId } = await created('untyped')
    const schema = { items: { items: { type: 'number' } }, properties: { items: { items: {} }, note: {} } }
    const model = { restApiId, modelName: 'Rows' }
    const read = async () => JSON.parse((await send(new GetModelCommand(model))).schema)
    const body = mockApi('untyped', { components: { schemas: { Rows: schema } } })
    await send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body }))
    const array = { type: 'array' }
    expect(await read()).toEqual({
      ...array,
      items: { ...array, items: { type: 'number' } },
      properties: { items: { ...array, items: {} }, note: {} },
    })
    await send(new UpdateModelCommand({ ...model, ...replace('/schema', JSON.stringify(schema)) }))
    expect(await read()).toEqual(schema)
  })

  it('overwrites: what the document lacks is reset, tags, stages and ids stay', async () => {
    const { id: restApiId } = await created('import', { tags: { team: 'ml' }, binaryMediaTypes: ['image/png'] })
    const schema = '{"type":"object"}'
    await send(new CreateModelCommand({ restApiId, name: 'Gone', contentType: 'application/json', schema }))
    const put = (body: Uint8Array, more: object = {}) =>
      send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body, ...more }))
    const first = await put(mockApi('one'))
    expect(first).toMatchObject({ id: restApiId, name: 'one', description: 'Imported', tags: { team: 'ml' } })
    expect(first.binaryMediaTypes).toBeUndefined()
    await expect(send(new GetModelCommand({ restApiId, modelName: 'Gone' }))).rejects.toMatchObject(notFound())
    const read = async () => (await send(new GetResourcesCommand({ restApiId, embed: ['methods'] }))).items
    const before = await read()
    expect(before[1].resourceMethods.ANY).toMatchObject({
      requestParameters: { 'method.request.querystring.data': false },
      methodIntegration: { type: 'MOCK', integrationResponses: { 200: { statusCode: '200' } } },
    })
    await put(mockApi('two'))
    expect((await read()).map((one: { id: string }) => one.id)).toEqual(before.map((one: { id: string }) => one.id))
  })

  it.each([
    ['no JSON', 'openapi: 3.0.1', /^Invalid OpenAPI input\.$/],
    ['another version', '{"openapi":"2.0"}', /OpenAPI 3\.0/],
    ['no title', '{"openapi":"3.0.1","info":{}}', /title/],
    [
      'an operation without integration',
      '{"openapi":"3.0.1","info":{"title":"a"},"paths":{"/a":{"get":{}}}}',
      /No integration/,
    ],
    [
      'a validator that is none',
      '{"openapi":"3.0.1","info":{"title":"a"},"paths":{"/a":{"get":{"x-amazon-apigateway-request-validator":"v"}}}}',
      /validator/,
    ],
    [
      'a parameter whose name has brackets',
      '{"openapi":"3.0.1","info":{"title":"a"},"paths":{"/a":{"get":{"parameters":[{"name":"a[b]","in":"query"}]}}}}',
      /Invalid mapping expression parameter specified: method\.request\.querystring\.a\[b\]/,
    ],
    [
      'a model that is none',
      '{"openapi":"3.0.1","info":{"title":"a"},"paths":{"/a":{"get":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/X"}}}}}}}}',
      /model/,
    ],
  ])('refuses %s and changes nothing', async (_, text, message) => {
    const { items } = await send(new GetRestApisCommand({}))
    const { id: restApiId, name } = items.find((api: { name: string }) => api.name === 'two')
    const body = new TextEncoder().encode(text)
    await expect(send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body }))).rejects.toMatchObject(
      badRequest(message),
    )
    expect((await send(new GetRestApiCommand({ restApiId }))).name).toBe(name)
  })

  it('shows warnings, and refuses if the call has to fail on them', async () => {
    const { items } = await send(new GetRestApisCommand({}))
    const { id: restApiId } = items.find((api: { name: string }) => api.name === 'two')
    const body = mockApi('two', { security: [{ key: [] }] })
    const warned = await send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body }))
    expect(warned.warnings).toEqual(['Root level security is ignored'])
    await expect(
      send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body, failOnWarnings: true })),
    ).rejects.toMatchObject(badRequest(/Root level security/))
  })
})

describe('deployments and stages', () => {
  let restApiId = ''
  const stage = () => ({ restApiId, stageName: 'prod' })
  const call = async (path = 'iris') => (await fetch(account.invokeUrl(restApiId, 'prod', path))).headers.get('x-a')
  beforeAll(async () => {
    restApiId = (await created('deployed')).id
    await send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body: mockApi('one') }))
  })

  it('a deployment is a snapshot: a change shows after the next one, and a stage can go back', async () => {
    const first = await send(new CreateDeploymentCommand({ ...stage(), description: 'first' }))
    expect(await call()).toBe('one')
    await send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body: mockApi('two') }))
    expect(await call()).toBe('one')
    const second = await send(new CreateDeploymentCommand(stage()))
    expect(await call()).toBe('two')
    await send(new UpdateStageCommand({ ...stage(), ...replace('/deploymentId', first.id) }))
    expect(await call()).toBe('one')
    await expect(send(new DeleteDeploymentCommand({ restApiId, deploymentId: first.id }))).rejects.toMatchObject(
      badRequest(/Active stages pointing to this deployment/),
    )
    const { items } = await send(new GetDeploymentsCommand({ restApiId }))
    expect(items).toHaveLength(2)
    const renamed = await send(
      new UpdateDeploymentCommand({ restApiId, deploymentId: second.id, ...replace('/description', 'second') }),
    )
    expect(renamed.description).toBe('second')
    expect((await send(new GetDeploymentCommand({ restApiId, deploymentId: first.id }))).description).toBe('first')
    await send(new DeleteDeploymentCommand({ restApiId, deploymentId: second.id }))
    const gone = { restApiId, deploymentId: second.id }
    for (const command of [
      new GetDeploymentCommand(gone),
      new UpdateDeploymentCommand(gone),
      new DeleteDeploymentCommand(gone),
    ])
      await expect(send(command)).rejects.toMatchObject(notFound('Invalid Deployment identifier specified'))
  })

  it('a stage has settings for all methods and for one, and all patches hold or none', async () => {
    const settings = await send(
      new UpdateStageCommand({
        ...stage(),
        patchOperations: [
          { op: 'replace', path: '/*/*/throttling/rateLimit', value: '50' },
          { op: 'replace', path: '/*/*/throttling/burstLimit', value: '100' },
          { op: 'replace', path: '/~1iris/GET/throttling/rateLimit', value: '5' },
          { op: 'replace', path: '/iris/POST/caching/ttlInSeconds', value: '60' },
          { op: 'replace', path: '/variables/a', value: '1' },
        ],
      }),
    )
    expect(settings.methodSettings['*/*']).toMatchObject({ throttlingRateLimit: 50, throttlingBurstLimit: 100 })
    // Each under the key that it was addressed by, and from then on with what the stage had for all.
    expect(settings.methodSettings['~1iris/GET']).toMatchObject({ throttlingRateLimit: 5, throttlingBurstLimit: 100 })
    expect(settings.methodSettings['iris/POST']).toMatchObject({ throttlingRateLimit: 50, cacheTtlInSeconds: 60 })
    expect(settings.methodSettings['iris/GET']).toBeUndefined()
    await expect(
      send(
        new UpdateStageCommand({
          ...stage(),
          patchOperations: [
            { op: 'replace', path: '/*/*/throttling/rateLimit', value: '1' },
            { op: 'replace', path: '/*/*/logging/loglevel', value: 'INFO' },
          ],
        }),
      ),
    ).rejects.toMatchObject(badRequest(/CloudWatch Logs role ARN must be set/))
    expect((await send(new GetStageCommand(stage()))).methodSettings['*/*'].throttlingRateLimit).toBe(50)
    await expect(
      send(new UpdateStageCommand({ ...stage(), ...replace('/*/*/throttling/rateLimit', 'fast') })),
    ).rejects.toMatchObject(badRequest(/Invalid value/))
    await expect(send(new UpdateStageCommand({ ...stage(), ...replace('/colour', 'red') }))).rejects.toMatchObject(
      badRequest(/path/),
    )
  })

  it('stages are made, listed and deleted', async () => {
    const { items } = await send(new GetDeploymentsCommand({ restApiId }))
    const deploymentId = items[0].id
    const dev = { restApiId, stageName: 'dev' }
    await send(new CreateStageCommand({ ...dev, deploymentId, tags: { a: '1' } }))
    await expect(send(new CreateStageCommand({ ...dev, deploymentId }))).rejects.toMatchObject({
      name: 'ConflictException',
    })
    await expect(send(new CreateStageCommand({ restApiId, stageName: 'a b', deploymentId }))).rejects.toMatchObject(
      badRequest(/Stage name/),
    )
    await expect(
      send(new CreateStageCommand({ restApiId, stageName: 'x', deploymentId: 'absent' })),
    ).rejects.toMatchObject(badRequest(/deployment identifier/))
    expect((await send(new GetStagesCommand({ restApiId }))).item).toHaveLength(2)
    await send(new DeleteStageCommand(dev))
    for (const command of [new GetStageCommand(dev), new UpdateStageCommand(dev), new DeleteStageCommand(dev)])
      await expect(send(command)).rejects.toMatchObject(notFound('Invalid stage identifier specified'))
    await expect(send(new GetStagesCommand({ restApiId: 'absent0000' }))).rejects.toMatchObject(notFound())
  })
})

it('the control plane throttles as AWS does: one DeleteRestApi in thirty seconds', async () => {
  const { id } = await created('limited')
  const { id: other } = await created('limited too')
  await send(new DeleteRestApiCommand({ restApiId: id }))
  await expect(account.apiGateway.send(new DeleteRestApiCommand({ restApiId: other }))).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    $metadata: { httpStatusCode: 429 },
  })
})
