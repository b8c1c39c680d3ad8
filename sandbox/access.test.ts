/** Who gets through an invoke URL: signatures, user pools' tokens, resource policies. */

import {
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  DeleteAuthorizerCommand,
  GetAuthorizerCommand,
  GetAuthorizersCommand,
  GetMethodCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  PutRestApiCommand,
  UpdateAuthorizerCommand,
  UpdateMethodCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from './testing/account'
import { signed } from './testing/signed'
import { retried } from './testing/wait'

let account: TestAccount
let other: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  other = await createTestAccount({ seed: false })
})
afterAll(() => {
  account.close()
  other.close()
})

interface Import {
  schemes?: Record<string, object>
  security?: object[]
  policy?: object
}

const mock = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200', responseTemplates: { 'application/json': '{"ok":true}' } } },
}
const document = ({ schemes, security, policy }: Import) => ({
  openapi: '3.0.1',
  info: { title: 'guarded', version: '1.0' },
  paths: {
    '/iris': {
      'x-amazon-apigateway-any-method': {
        ...(security ? { security } : {}),
        responses: { 200: { description: 'ok' } },
        'x-amazon-apigateway-integration': mock,
      },
    },
  },
  ...(schemes ? { components: { securitySchemes: schemes } } : {}),
  ...(policy ? { 'x-amazon-apigateway-policy': policy } : {}),
})

const unhurried = <T>(call: () => Promise<T>) => retried(call, /Too Many Requests/)
const put = (restApiId: string, api: Import) =>
  unhurried(() =>
    account.apiGateway.send(
      new PutRestApiCommand({
        restApiId,
        mode: 'overwrite',
        body: new TextEncoder().encode(JSON.stringify(document(api))),
      }),
    ),
  )
const deploy = (restApiId: string) =>
  unhurried(() => account.apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' })))

async function made(api: Import): Promise<{ restApiId: string; url: string }> {
  const { id: restApiId = '' } = await unhurried(() =>
    account.apiGateway.send(
      new CreateRestApiCommand({ name: 'guarded', endpointConfiguration: { types: ['REGIONAL'] } }),
    ),
  )
  await put(restApiId, api)
  await deploy(restApiId)
  return { restApiId, url: account.invokeUrl(restApiId, 'prod', 'iris') }
}

const said = async (response: Response | Promise<Response>) => {
  const { status, headers } = await response
  return `${status} ${headers.get('x-amzn-errortype') ?? ''} ${await (await response).text()}`
}

const header = { type: 'apiKey', name: 'Authorization', in: 'header' }
const iam: Import = {
  schemes: { sigv4: { ...header, 'x-amazon-apigateway-authtype': 'awsSigv4' } },
  security: [{ sigv4: [] }],
}
const amzDate = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')

describe('an AWS_IAM method', () => {
  let url: string
  let restApiId: string
  beforeAll(async () => {
    ;({ url, restApiId } = await made(iam))
  })
  const arn = (verb = 'GET') =>
    `arn:aws:execute-api:us-east-1:********${account.accountId.slice(-4)}:${restApiId}/prod/${verb}/iris`

  it('answers who can', async () => {
    const address = `${url}?data=5.1%2C3.5,1.4&b=%20x+y`
    expect(await said(fetch(address, await signed(account.credentials, address)))).toBe('200  {"ok":true}')
    const body = JSON.stringify({ data: [[5.1, 'ü']] })
    expect(
      await said(
        fetch(
          url,
          await signed(account.credentials, url, {
            method: 'POST',
            body,
            headers: { 'content-type': 'application/json' },
          }),
        ),
      ),
    ).toBe('200  {"ok":true}')
  })

  it('refuses who did not sign', async () => {
    expect(await said(fetch(url))).toBe(
      '403 MissingAuthenticationTokenException {"message":"Missing Authentication Token"}',
    )
    expect(await said(fetch(url, { headers: { authorization: 'Bearer abc' } }))).toMatch(
      /^403 IncompleteSignatureException .*missing equal-sign/,
    )
    const partly = { authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20261124/us-east-1/execute-api/aws4_request' }
    expect(await said(fetch(url, { headers: partly }))).toMatch(/requires 'Signature' parameter/)
  })

  it.each<[string, (keys: TestAccount['credentials']) => Promise<RequestInit>, RegExp]>([
    [
      'with another secret',
      (keys) => signed({ ...keys, secretAccessKey: 'other' }, url),
      /^403 InvalidSignatureException .*The request signature we calculated does not match/,
    ],
    [
      'with an unknown key',
      (keys) => signed({ ...keys, accessKeyId: 'AKIA0000000000000000' }, url),
      /^403 UnrecognizedClientException .*The security token included in the request is invalid/,
    ],
    [
      'ten minutes ago',
      (keys) => signed(keys, url, { datetime: amzDate(Date.now() - 600_000) }),
      /^403 InvalidSignatureException .*Signature expired: \d+T\d+Z is now earlier than/,
    ],
    [
      'ten minutes too early',
      (keys) => signed(keys, url, { datetime: amzDate(Date.now() + 600_000) }),
      /Signature not yet current/,
    ],
    [
      'for another service',
      (keys) => signed(keys, url, { service: 'lambda' }),
      /scoped to correct service: 'execute-api'/,
    ],
    ['for another region', (keys) => signed(keys, url, { region: 'eu-west-1' }), /scoped to a valid region/],
    ['for another query', (keys) => signed(keys, `${url}?data=1`), /does not match the signature/],
    [
      'for another body',
      async (keys) => ({ ...(await signed(keys, url, { method: 'POST', body: 'a' })), body: 'b' }),
      /does not match the signature/,
    ],
  ])('refuses what was signed %s', async (_, sign, words) => {
    expect(await said(fetch(url, await sign(account.credentials)))).toMatch(words)
  })

  it('refuses whom a policy denies it', async () => {
    const { keys, arn: user } = await account.restrictedKeys(['execute-api:Invoke'])
    expect(await said(fetch(url, await signed(keys, url)))).toBe(
      `403 AccessDeniedException {"Message":"User: ${user} is not authorized to perform: execute-api:Invoke on resource: ${arn()} with an explicit deny"}`,
    )
  })

  it('refuses another account, unless the API’s policy names it', async () => {
    const call = async () => said(fetch(url, await signed(other.credentials, url)))
    expect(await call()).toMatch(new RegExp(`${arn()}"}$`.replaceAll('*', '\\*')))
    await put(restApiId, {
      ...iam,
      policy: statements({ Principal: { AWS: other.accountId }, Resource: 'execute-api:/prod/GET/iris' }),
    })
    // A policy is part of what a deployment freezes.
    expect(await call()).toMatch(/^403 AccessDenied/)
    await deploy(restApiId)
    expect(await call()).toBe('200  {"ok":true}')
    expect(await said(fetch(url, await signed(other.credentials, url, { method: 'POST' })))).toMatch(
      /^403 AccessDenied/,
    )
  })
})

const statements = (...all: object[]) => ({
  Version: '2012-10-17',
  Statement: all.map((one) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: ['execute-api:/*'],
    ...one,
  })),
})
const outside = (...ips: string[]) => ({ Effect: 'Deny', Condition: { NotIpAddress: { 'aws:SourceIp': ips } } })

describe('a resource policy', () => {
  it('keeps addresses out that are not in its list, whatever they say of themselves', async () => {
    const { url, restApiId } = await made({ policy: statements({}, outside('203.0.113.0/24')) })
    const words =
      /^403 AccessDeniedException {"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:\*{8}\d{4}:\w+\/prod\/GET\/iris with an explicit deny"}$/
    expect(await said(fetch(url))).toMatch(words)
    expect(await said(fetch(url, { headers: { 'x-forwarded-for': '203.0.113.7' } }))).toMatch(words)
    await put(restApiId, { policy: statements({}, outside('203.0.113.0/24', '127.0.0.1')) })
    await deploy(restApiId)
    expect(await said(fetch(url))).toBe('200  {"ok":true}')
  })

  it('holds for signed requests too', async () => {
    const { url } = await made({
      ...iam,
      policy: statements({ Resource: 'execute-api:/*/OPTIONS/*' }, outside('203.0.113.0/24')),
    })
    expect(await said(fetch(url, await signed(account.credentials, url)))).toMatch(
      /user\/admin is not authorized .* with an explicit deny/,
    )
  })

  it('without a permission allows nobody', async () => {
    const { url } = await made({ policy: statements(outside('127.0.0.1')) })
    expect(await said(fetch(url))).toMatch(/^403 AccessDeniedException .*GET\/iris"}$/)
  })

  it('is given back with its own ARN written out and its marks escaped', async () => {
    const { restApiId } = await made({ policy: statements({}) })
    const { policy = '' } = await account.apiGateway.send(new GetRestApiCommand({ restApiId }))
    const own = `arn:aws:execute-api:us-east-1:${account.accountId}:${restApiId}/*`
    expect(JSON.parse(JSON.parse(`"${policy}"`))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: own }],
    })
    const patch = (value: string) =>
      account.apiGateway.send(
        new UpdateRestApiCommand({ restApiId, patchOperations: [{ op: 'replace', path: '/policy', value }] }),
      )
    await expect(patch('{"Statement":[{"Effect":"Allow"}]}')).rejects.toThrow(/Invalid policy document/)
    expect((await patch('')).policy).toBeUndefined()
  })
})

async function newPool(name: string) {
  const { UserPool } = await account.cognito.send(new CreateUserPoolCommand({ PoolName: name }))
  const UserPoolId = UserPool?.Id ?? ''
  const { UserPoolClient } = await account.cognito.send(
    new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'app', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
  )
  await account.cognito.send(new AdminCreateUserCommand({ UserPoolId, Username: 'ana' }))
  const Password = 'Second-1234'
  await account.cognito.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username: 'ana', Password, Permanent: true }),
  )
  const { AuthenticationResult } = await account.cognito.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: UserPoolClient?.ClientId ?? '',
      AuthParameters: { USERNAME: 'ana', PASSWORD: Password },
    }),
  )
  return {
    arn: UserPool?.Arn ?? '',
    id: AuthenticationResult?.IdToken ?? '',
    access: AuthenticationResult?.AccessToken ?? '',
  }
}

const guarded = (arn: string, scopes: string[] = []): Import => ({
  schemes: {
    people: {
      ...header,
      'x-amazon-apigateway-authtype': 'cognito_user_pools',
      'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [arn] },
    },
  },
  security: [{ people: scopes }],
})

describe('a method behind a user pool', () => {
  let pool: Awaited<ReturnType<typeof newPool>>
  let stranger: Awaited<ReturnType<typeof newPool>>
  beforeAll(async () => {
    pool = await newPool('people')
    stranger = await newPool('strangers')
  })

  const unauthorized = '401 UnauthorizedException {"message":"Unauthorized"}'
  const ok = '200  {"ok":true}'

  it('takes identity tokens of that pool where it names no scope', async () => {
    const { url } = await made(guarded(pool.arn))
    const call = (authorization?: string) => said(fetch(url, { headers: authorization ? { authorization } : {} }))
    expect(await call(pool.id)).toBe(ok)
    expect(await call(`Bearer ${pool.id}`)).toBe(ok)
    for (const token of [undefined, 'abc', pool.access, stranger.id, `${pool.id.slice(0, -6)}AAAAAA`])
      expect(await call(token)).toBe(unauthorized)
  })

  it('takes access tokens with one of its scopes', async () => {
    const { url, restApiId } = await made(guarded(pool.arn, ['aws.cognito.signin.user.admin', 'iris/predict']))
    const call = (authorization: string) => said(fetch(url, { headers: { authorization } }))
    expect(await call(pool.access)).toBe(ok)
    expect(await call(pool.id)).toBe(unauthorized)
    await put(restApiId, guarded(pool.arn, ['iris/predict']))
    await deploy(restApiId)
    expect(await call(pool.access)).toBe(unauthorized)
  })

  it('is made, read, changed and removed piece by piece', async () => {
    const { restApiId } = await made({})
    const client = account.apiGateway
    const { id: authorizerId = '' } = await client.send(
      new CreateAuthorizerCommand({
        restApiId,
        name: 'people',
        type: 'COGNITO_USER_POOLS',
        providerARNs: [pool.arn],
        identitySource: 'method.request.header.Authorization',
      }),
    )
    const { items } = await client.send(new GetAuthorizersCommand({ restApiId }))
    expect(items).toMatchObject([{ id: authorizerId, name: 'people', providerARNs: [pool.arn] }])
    await client.send(
      new UpdateAuthorizerCommand({
        restApiId,
        authorizerId,
        patchOperations: [{ op: 'add', path: '/providerARNs', value: stranger.arn }],
      }),
    )
    const read = await client.send(new GetAuthorizerCommand({ restApiId, authorizerId }))
    expect(read.providerARNs).toEqual([pool.arn, stranger.arn])
    const { items: resources = [] } = await client.send(new GetResourcesCommand({ restApiId }))
    const resourceId = resources.find(({ path }) => path === '/iris')?.id
    const method = { restApiId, resourceId, httpMethod: 'ANY' }
    const type = { op: 'replace' as const, path: '/authorizationType', value: 'COGNITO_USER_POOLS' }
    await expect(client.send(new UpdateMethodCommand({ ...method, patchOperations: [type] }))).rejects.toThrow(
      /requires a valid authorizer/,
    )
    await client.send(
      new UpdateMethodCommand({
        ...method,
        patchOperations: [type, { op: 'replace', path: '/authorizerId', value: authorizerId }],
      }),
    )
    expect(await client.send(new GetMethodCommand(method))).toMatchObject({
      authorizationType: 'COGNITO_USER_POOLS',
      authorizerId,
    })
    await expect(client.send(new DeleteAuthorizerCommand({ restApiId, authorizerId }))).rejects.toThrow(/in use/)
    await client.send(new UpdateMethodCommand({ ...method, patchOperations: [{ ...type, value: 'NONE' }] }))
    await client.send(new DeleteAuthorizerCommand({ restApiId, authorizerId }))
    for (const gone of [
      new GetAuthorizerCommand({ restApiId, authorizerId }),
      new UpdateAuthorizerCommand({ restApiId, authorizerId, patchOperations: [] }),
    ])
      await expect(client.send(gone as GetAuthorizerCommand)).rejects.toMatchObject({ name: 'NotFoundException' })
    await expect(client.send(new GetAuthorizersCommand({ restApiId: 'none' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    })
    await expect(
      client.send(
        new CreateAuthorizerCommand({
          restApiId,
          name: 'people',
          type: 'COGNITO_USER_POOLS',
          providerARNs: ['x'],
          identitySource: 'method.request.header.Authorization',
        }),
      ),
    ).rejects.toThrow(/must be the ARN of a user pool/)
  })
})
