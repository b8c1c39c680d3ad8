/** Methods behind a Lambda authorizer, with AWS's documented rules; keys from it. */
import * as gateway from '@aws-sdk/client-api-gateway'
import { CreateRoleCommand } from '@aws-sdk/client-iam'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  RemovePermissionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from './testing/account'
import { functionZip } from './testing/function-zip'
import { refusalOf, refused } from './testing/recorded'
import { retried, roleIsYoung, until } from './testing/wait'

const FunctionName = 'gate'
/** An authorizer and what stands behind it. A token says what the authorizer does. */
const code = `
let calls = 0
const outputs = {
  broken: () => ({ principalId: 'p' }),
  nested: (event) => ({ ...allowed(event), context: { list: [1] } }),
  deny: (event) => policy(event.methodArn, 'Deny'),
  elsewhere: (event) => policy(event.methodArn.replace(/[^/]+$/, 'other'), 'Allow'),
  everywhere: (event) => policy('*', 'Allow'),
}
const policy = (Resource, Effect) => ({
  principalId: 'ana',
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
  context: { calls: ++calls, admin: true },
})
const allowed = (event) => policy(event.methodArn, 'Allow')
export const handler = async (event) => {
  if (event.type === 'REQUEST')
    return { ...allowed(event), context: { calls: ++calls, stage: event.requestContext.stage, body: 'body' in event } }
  if (event.type !== 'TOKEN')
    return {
      statusCode: 200,
      body: JSON.stringify({ ...event.requestContext.authorizer, key: event.requestContext.identity.apiKey ?? null }),
    }
  const token = event.authorizationToken
  if (token === 'nobody') throw new Error('Unauthorized')
  if (token === 'crash') throw new Error('Database is down')
  if (outputs[token]) return outputs[token](event)
  return { ...allowed(event), usageIdentifierKey: token.replace(/^Bearer /, '') }
}`

let account: TestAccount
let functionArn = ''
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  const Statement = [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }]
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
  const { Role } = await account.iam.send(new CreateRoleCommand({ RoleName: 'gate', AssumeRolePolicyDocument }))
  const create = new CreateFunctionCommand({
    FunctionName,
    Role: Role?.Arn,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile: functionZip(code) },
  })
  functionArn = (await retried(() => account.lambda.send(create), roleIsYoung)).FunctionArn ?? ''
  await waitUntilFunctionActiveV2({ client: account.lambda, maxWaitTime: 60 }, { FunctionName })
  await permit('methods', '*/*/*/*')
})
afterAll(() => account.close())

const permit = (StatementId: string, path: string) =>
  retried(
    () =>
      account.lambda.send(
        new AddPermissionCommand({
          FunctionName,
          StatementId,
          Action: 'lambda:InvokeFunction',
          Principal: 'apigateway.amazonaws.com',
          SourceArn: `arn:aws:execute-api:${account.region}:${account.accountId}:${path}`,
        }),
      ),
    /ResourceConflict|Pending/,
  )
const unhurried = <T>(call: () => Promise<T>) => retried(call, /Too Many Requests/)
const uri = () => `arn:aws:apigateway:${account.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`
const token = (more: object = {}) => ({
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'custom',
  'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: uri(), authorizerResultTtlInSeconds: 60, ...more },
})

interface Options {
  scheme?: object
  key?: boolean
  responses?: object
}

async function made({ scheme = token(), key = false, responses }: Options = {}) {
  const client = account.apiGateway
  const { id: restApiId = '' } = await unhurried(() =>
    client.send(new gateway.CreateRestApiCommand({ name: 'gate', endpointConfiguration: { types: ['REGIONAL'] } })),
  )
  const operation = {
    security: [{ caller: [], ...(key ? { api_key: [] } : {}) }],
    'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: uri() },
  }
  const document = {
    openapi: '3.0.1',
    info: { title: 'gate', version: '1' },
    paths: { '/one': { get: operation }, '/two': { get: operation } },
    components: {
      securitySchemes: { caller: scheme, api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
    },
    ...(key ? { 'x-amazon-apigateway-api-key-source': 'AUTHORIZER' } : {}),
    ...(responses ? { 'x-amazon-apigateway-gateway-responses': responses } : {}),
  }
  const body = new TextEncoder().encode(JSON.stringify(document))
  await unhurried(() => client.send(new gateway.PutRestApiCommand({ restApiId, mode: 'overwrite', body })))
  await unhurried(() => client.send(new gateway.CreateDeploymentCommand({ restApiId, stageName: 'prod' })))
  const { items = [] } = await client.send(new gateway.GetAuthorizersCommand({ restApiId }))
  const statement = `authorizer-${restApiId}`
  await permit(statement, `${restApiId}/authorizers/${items[0]?.id}`)
  const call = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(account.invokeUrl(restApiId, 'prod', path), { headers })
    return [response.status, response.headers.get('x-amzn-errortype'), JSON.parse(await response.text())]
  }
  return {
    restApiId,
    statement,
    authorizer: items[0],
    call,
    as: (value: string, path = 'one') => call(path, { Authorization: value }),
  }
}

const unauthorized = [401, 'UnauthorizedException', { message: 'Unauthorized' }]
const misconfigured = [500, 'AuthorizerConfigurationException', { message: null }]
const denied = (more = '') => [
  403,
  'AccessDeniedException',
  { Message: `User is not authorized to access this resource${more}` },
]

describe('a TOKEN authorizer', () => {
  it('is judged by what its function returns', async () => {
    const api = await made({ scheme: token({ authorizerResultTtlInSeconds: 0 }) })
    expect(api.authorizer).toMatchObject({
      ...{ name: 'caller', type: 'TOKEN', authType: 'custom', authorizerUri: uri(), authorizerResultTtlInSeconds: 0 },
      identitySource: 'method.request.header.Authorization',
    })
    expect(await api.as('me')).toEqual([200, null, expect.objectContaining({ principalId: 'ana', admin: 'true' })])
    expect(await api.call('one')).toEqual(unauthorized)
    expect(await api.as('nobody')).toEqual(unauthorized)
    expect(await api.as('deny')).toEqual(denied(' with an explicit deny'))
    expect(await api.as('elsewhere')).toEqual(denied())
    expect(await api.as('broken')).toEqual(misconfigured)
    expect(await api.as('nested')).toEqual(misconfigured)
    expect(await api.as('crash')).toEqual([500, 'AuthorizerFailureException', { message: null }])
    await account.lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: api.statement }))
    expect(await api.as('me')).toEqual(misconfigured)
  })

  it('is called once for a token within its time, whose policy holds for every method', async () => {
    const api = await made()
    const callsOf = async (value: string, path?: string) => (await api.as(value, path))[2].calls
    const first = await callsOf('everywhere')
    expect(await callsOf('everywhere', 'two')).toBe(first)
    expect(await callsOf('me')).not.toBe(first)
    // Allowed for the first method alone.
    expect(await api.as('me', 'two')).toEqual(denied())
    await account.pass(61_000)
    expect(await callsOf('everywhere')).not.toBe(first)
  })

  it('is not called for a token that does not match', async () => {
    const api = await made({ scheme: token({ identityValidationExpression: '^Bearer [a-z]+$' }) })
    expect(await api.as('crash')).toEqual(unauthorized)
    expect((await api.as('Bearer me'))[0]).toBe(200)
  })
})

describe('a REQUEST authorizer', () => {
  const request = (more: object) => ({
    type: 'apiKey',
    name: 'Unused',
    in: 'header',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': { type: 'request', authorizerUri: uri(), ...more },
  })

  it('needs all of its sources and is known again by them', async () => {
    const identitySource = 'method.request.header.Authorization, method.request.querystring.team'
    const api = await made({ scheme: request({ identitySource }) })
    expect(await api.as('me')).toEqual(unauthorized)
    const first = await api.as('me', 'one?team=a')
    expect(first).toEqual([200, null, expect.objectContaining({ stage: 'prod', body: 'false' })])
    expect(await api.as('me', 'one?team=a')).toEqual(first)
    expect((await api.as('me', 'one?team=b'))[2].calls).not.toBe(first[2].calls)
  })

  it('without sources is called each time, and only without a time to live', async () => {
    const api = await made({ scheme: request({ authorizerResultTtlInSeconds: 0 }) })
    const first = await api.call('one')
    expect(first[0]).toBe(200)
    expect((await api.call('one'))[2].calls).not.toBe(first[2].calls)
    const create = new gateway.CreateAuthorizerCommand({
      ...{ restApiId: api.restApiId, name: 'cached', type: 'REQUEST', authorizerUri: uri() },
      authorizerResultTtlInSeconds: 60,
    })
    expect(await refusalOf(() => account.apiGateway.send(create))).toEqual(
      refused('BadRequestException', 400, /Identity source is required/),
    )
  })

  it.each([
    ['Authorization', 'header', 'method.request.header.Authorization'],
    ['team', 'query', 'method.request.querystring.team'],
    ['Unused', 'header', undefined],
  ])('without sources, in a scheme that names %s in %s, has %s', async (name, place, source) => {
    const scheme = { ...request({ authorizerResultTtlInSeconds: 0 }), name, in: place }
    const api = await made({ scheme })
    const { items = [] } = await account.apiGateway.send(
      new gateway.GetAuthorizersCommand({ restApiId: api.restApiId }),
    )
    expect(items[0]?.identitySource).toBe(source)
    // Without the source the gateway answers by itself.
    expect((await api.call('one'))[0]).toBe(source ? 401 : 200)
  })
})

describe('a key from an authorizer', () => {
  it('is judged by the gateway at each call, so that revoking it does not wait for the cache', async () => {
    const value = 'k'.repeat(30)
    const openAi = (type: string) => `{"error":{"message":$context.error.messageString,"type":"${type}","code":null}}`
    const api = await made({
      key: true,
      scheme: token({ identityValidationExpression: '^Bearer .+$' }),
      responses: {
        UNAUTHORIZED: { responseTemplates: { 'application/json': openAi('invalid_request_error') } },
        INVALID_API_KEY: {
          statusCode: 401,
          responseTemplates: { 'application/json': openAi('invalid_api_key') },
        },
        THROTTLED: { responseParameters: { 'gatewayresponse.header.Retry-After': "'1'" } },
      },
    })
    const client = account.apiGateway
    const { id: keyId = '' } = await client.send(new gateway.CreateApiKeyCommand({ name: 'k', value, enabled: true }))
    const { id: usagePlanId = '' } = await client.send(
      new gateway.CreateUsagePlanCommand({
        name: 'p',
        apiStages: [{ apiId: api.restApiId, stage: 'prod' }],
        quota: { limit: 3, period: 'DAY' },
      }),
    )
    await client.send(new gateway.CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }))
    const invalid = [
      401,
      'ForbiddenException',
      { error: { message: 'Forbidden', type: 'invalid_api_key', code: null } },
    ]
    await account.pass(10_000)
    await until(
      () => api.as(`Bearer ${value}`),
      ([status]) => status === 200,
    )
    const admitted = await api.as(`Bearer ${value}`)
    expect(admitted).toEqual([200, null, expect.objectContaining({ key: value })])
    expect(await api.as('Bearer wrong')).toEqual(invalid)
    expect(await api.call('one', { 'x-api-key': value })).toEqual([
      401,
      'UnauthorizedException',
      { error: { message: 'Unauthorized', type: 'invalid_request_error', code: null } },
    ])
    const enable = (enabled: string) =>
      client.send(
        new gateway.UpdateApiKeyCommand({
          apiKey: keyId,
          patchOperations: [{ op: 'replace', path: '/enabled', value: enabled }],
        }),
      )
    await enable('false')
    expect(await api.as(`Bearer ${value}`)).toEqual(invalid)
    await enable('true')
    expect((await api.as(`Bearer ${value}`))[0]).toBe(200)
    expect(await api.as(`Bearer ${value}`)).toEqual([429, 'LimitExceededException', { message: 'Limit Exceeded' }])
  })
})

describe('CreateAuthorizer refuses', () => {
  let restApiId = ''
  beforeAll(async () => {
    restApiId = (await made()).restApiId
  })
  const rows: [point: string, more: object, message: string | RegExp, name?: string, status?: number][] = [
    ['a URI of no function', { authorizerUri: 'arn:aws:lambda:us-east-1:1:function:f' }, /^Invalid Authorizer URI/],
    [
      'a token in two headers',
      { identitySource: 'method.request.header.A,method.request.header.B' },
      /^Invalid identity/,
    ],
    ['a token in the query', { identitySource: 'method.request.querystring.a' }, /^Invalid identity source/],
    ['an hour and a second', { authorizerResultTtlInSeconds: 3601 }, /between 0 and 3600/],
    ['less than no time', { authorizerResultTtlInSeconds: -1 }, /between 0 and 3600/],
    ['a name that is there', { name: 'caller' }, /must be unique/, 'ConflictException', 409],
    ['another source', { type: 'REQUEST', identitySource: 'method.request.body.a' }, /^Invalid mapping expression/],
  ]
  it.each(rows)('%s', async (_, more, message, name = 'BadRequestException', status = 400) => {
    const create = new gateway.CreateAuthorizerCommand({
      ...{ restApiId, name: 'new', type: 'TOKEN', authorizerUri: uri() },
      ...more,
    })
    expect(await refusalOf(() => account.apiGateway.send(create))).toEqual(refused(name, status, message))
  })

  it('the eleventh of an API', async () => {
    const create = (name: string) =>
      unhurried(() =>
        account.apiGateway.send(
          new gateway.CreateAuthorizerCommand({ restApiId, name, type: 'TOKEN', authorizerUri: uri() }),
        ),
      )
    const { id, authorizerResultTtlInSeconds } = await create('a1')
    expect([id, authorizerResultTtlInSeconds]).toEqual([expect.stringMatching(/./), undefined])
    for (const at of [2, 3, 4, 5, 6, 7, 8, 9]) await create(`a${at}`)
    expect(await refusalOf(() => create('a10'))).toEqual(
      refused('LimitExceededException', 429, /^Maximum number of Authorizers/),
    )
  })
})
