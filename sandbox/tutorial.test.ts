/**
 * The tutorial walked by hand with granular calls, as people do it in four consoles, and the ways in which it goes wrong.
 */
import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  TestInvokeMethodCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, DeleteRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  InvokeCommand,
  RemovePermissionCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from './testing/account'
import { functionZip } from './testing/function-zip'
import { retried, roleIsYoung, until } from './testing/wait'

/** What a tutorial's reader would write, in Node: the row of `?data=` goes to the endpoint as CSV. */
const handler = `
import { AwsClient } from 'aws4fetch'
const env = process.env
export async function handler(event) {
  console.log('called with', event.queryStringParameters?.data)
  const aws = new AwsClient({
    accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
    sessionToken: env.AWS_SESSION_TOKEN, service: 'sagemaker', region: env.AWS_REGION, retries: 0,
  })
  const response = await aws.fetch(env.AWS_ENDPOINT_URL + '/endpoints/' + env.ENDPOINT_NAME + '/invocations', {
    method: 'POST', headers: { 'content-type': 'text/csv' }, body: event.queryStringParameters.data,
  })
  return { statusCode: response.status, headers: { 'content-type': 'text/csv' }, body: await response.text() }
}`

async function bundled(source: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  })
  return functionZip(outputFiles[0]?.text ?? '')
}

const FunctionName = 'tutorial'
const RoleName = 'tutorial-role'
let account: TestAccount
let roleArn = ''
let restApiId = ''
let resourceId = ''
let url = ''
let zip: Uint8Array

const policy = (arn: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'sagemaker:InvokeEndpoint', Resource: arn },
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: 'arn:aws:logs:*:*:*' },
    ],
  })
const endpointArn = () => `arn:aws:sagemaker:${account.region}:${account.accountId}:endpoint/iris-xgboost`
const allow = (StatementId: string, path: string) =>
  account.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId,
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:${account.region}:${account.accountId}:${restApiId}/${path}`,
    }),
  )
/** One deployment in five seconds is what AWS allows; the client waits its turn. */
const deploy = () =>
  retried(
    () => account.apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' })),
    /TooManyRequests/,
  )
const putCode = async (source: string) => {
  await account.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: await bundled(source) }))
  await waitUntilFunctionUpdatedV2({ client: account.lambda, maxWaitTime: 180, minDelay: 1 }, { FunctionName })
}
const call = async (row = '5.1,3.5,1.4,0.2') => {
  const response = await fetch(`${url}?data=${row}`)
  return { status: response.status, text: await response.text(), headers: response.headers }
}

beforeAll(async () => {
  account = await createTestAccount()
  zip = await bundled(handler)
  const { Role } = await account.iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    }),
  )
  roleArn = Role?.Arn ?? ''
})
afterAll(() => account.close())

describe('step by step', () => {
  it('the function is made once its role has spread', async () => {
    const create = () =>
      account.lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Role: roleArn,
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: { ZipFile: zip },
          Environment: { Variables: { ENDPOINT_NAME: 'iris-xgboost' } },
        }),
      )
    // How it is refused until then depends on how old the role is by now.
    const made = await retried(create, roleIsYoung)
    expect(made.State).toBe('Pending')
    await waitUntilFunctionActiveV2({ client: account.lambda, maxWaitTime: 180, minDelay: 1 }, { FunctionName })
  })

  it('the function cannot call the endpoint until its role allows it', async () => {
    const event = JSON.stringify({ queryStringParameters: { data: '5.1,3.5,1.4,0.2' } })
    const invoke = async () => {
      const response = await account.lambda.send(new InvokeCommand({ FunctionName, Payload: event, LogType: 'Tail' }))
      return JSON.parse(new TextDecoder().decode(response.Payload)) as { statusCode: number; body: string }
    }
    const denied = await invoke()
    expect(denied.statusCode).toBe(403)
    expect(denied.body).toContain('is not authorized to perform: sagemaker:InvokeEndpoint')
    const wide = policy(endpointArn())
    await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument: wide }))
    expect((await invoke()).statusCode).toBe(200)
  })

  it('API, resource, method, integration, tested before it is deployed', async () => {
    const { apiGateway } = account
    const api = await apiGateway.send(
      new CreateRestApiCommand({ name: 'tutorial', endpointConfiguration: { types: ['REGIONAL'] } }),
    )
    restApiId = api.id ?? ''
    const { items } = await apiGateway.send(new GetResourcesCommand({ restApiId }))
    const root = items?.find((resource) => resource.path === '/')
    const resource = await apiGateway.send(
      new CreateResourceCommand({ restApiId, parentId: root?.id, pathPart: 'predict' }),
    )
    resourceId = resource.id ?? ''
    await expect(apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))).rejects.toMatchObject({
      name: 'BadRequestException',
      message: "The REST API doesn't contain any methods",
    })
    await apiGateway.send(
      new PutMethodCommand({
        restApiId,
        resourceId,
        httpMethod: 'ANY',
        authorizationType: 'NONE',
        requestParameters: { 'method.request.querystring.data': false },
      }),
    )
    const functionArn = `arn:aws:lambda:${account.region}:${account.accountId}:function:${FunctionName}`
    await apiGateway.send(
      new PutIntegrationCommand({
        restApiId,
        resourceId,
        httpMethod: 'ANY',
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: `arn:aws:apigateway:${account.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      }),
    )
    const test = () =>
      apiGateway.send(
        new TestInvokeMethodCommand({
          restApiId,
          resourceId,
          httpMethod: 'GET',
          pathWithQueryString: '/predict?data=5.1,3.5,1.4,0.2',
        }),
      )
    const refused = await test()
    expect(refused.status).toBe(500)
    expect(refused.log).toContain('Invalid permissions on Lambda function')
    await allow('gateway', '*/*/predict')
    const tested = await test()
    expect(tested).toMatchObject({ status: 200, latency: expect.any(Number) })
    expect(tested.body).toMatch(/^[\de.-]+,[\de.-]+,[\de.-]+\n$/)
    expect(tested.log).toContain('Method completed with status: 200')
  })

  it('nothing answers before the deployment; after it the URL gives the model’s answer', async () => {
    url = account.invokeUrl(restApiId, 'prod', 'predict')
    expect((await call()).status).toBe(403)
    await deploy()
    const response = await call()
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv'])
    const { Body } = await account.runtime.send(
      new InvokeEndpointCommand({ EndpointName: 'iris-xgboost', ContentType: 'text/csv', Body: '5.1,3.5,1.4,0.2' }),
    )
    expect(response.text).toBe(new TextDecoder().decode(Body))
    expect(response.headers.get('x-amzn-requestid')).toBeTruthy()
  })

  it('what the function prints lands in its log, where it can write', async () => {
    await account.logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${FunctionName}` }))
    await call('6.2,2.8,4.8,1.8')
    const lines = await until(
      async () =>
        (await account.logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${FunctionName}` }))).events ??
        [],
      (events) => events.some((event) => event.message?.includes('REPORT')),
    )
    expect(lines.map((event) => event.message).join('')).toMatch(
      /START RequestId: .*\n.*INFO\tcalled with 6.2,2.8,4.8,1.8\n/,
    )
  })
})

describe('and how it goes wrong', () => {
  it('another path, another method of a resource, a stage that is none', async () => {
    const at = (stage: string, path: string) => fetch(account.invokeUrl(restApiId, stage, path))
    const missing = await at('prod', 'Predict?data=1')
    expect([missing.status, await missing.json()]).toEqual([403, { message: 'Missing Authentication Token' }])
    expect(missing.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException')
    const stage = await at('dev', 'predict?data=1')
    expect([stage.status, await stage.json()]).toEqual([403, { message: 'Forbidden' }])
  })

  it('no permission, or one with ANY in its source ARN, which matches nothing', async () => {
    await account.lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: 'gateway' }))
    expect(await call()).toMatchObject({ status: 500, text: '{"message":"Internal server error"}' })
    await allow('any', '*/ANY/predict')
    expect((await call()).status).toBe(500)
    await allow('get', 'prod/GET/predict')
    expect((await call()).status).toBe(200)
    await allow('gateway', '*/*/predict')
  })

  it('the role loses its policy: what the function answers then is its own', async () => {
    await account.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'invoke' }))
    expect((await call()).status).toBe(403)
    const PolicyDocument = policy(endpointArn())
    await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument }))
    expect((await call()).status).toBe(200)
  })

  it.each([
    ['an answer whose body is an object', 'return { statusCode: 200, body: { a: 1 } }', 502],
    ['a bare value', 'return [0.1, 0.2]', 502],
    ['an exception', "throw new TypeError('x is not a function')", 502],
    ['an exit', 'process.exit(3)', 502],
  ])('%s', async (_, body, status) => {
    await putCode(`export const handler = async () => { ${body} }`)
    expect(await call()).toMatchObject({ status, text: '{"message":"Internal server error"}' })
  })

  it('a function that is slower than its own deadline', async () => {
    await putCode('export const handler = () => new Promise(() => {})')
    expect((await call()).status).toBe(502)
  })

  it('a gateway that waits less than the function', async () => {
    const waiting = (timeoutInMillis: number) =>
      account.apiGateway.send(
        new PutIntegrationCommand({
          restApiId,
          resourceId,
          httpMethod: 'ANY',
          type: 'AWS_PROXY',
          integrationHttpMethod: 'POST',
          timeoutInMillis,
          uri: `arn:aws:apigateway:${account.region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${account.region}:${account.accountId}:function:${FunctionName}/invocations`,
        }),
      )
    await waiting(200)
    // The deployment is a snapshot: nothing changes until the next one.
    expect((await call()).status).toBe(502)
    await deploy()
    const late = await call()
    expect([late.status, JSON.parse(late.text)]).toEqual([504, { message: 'Endpoint request timed out' }])
    await waiting(29_000)
    await deploy()
  })

  it('more callers than the stage allows', async () => {
    await putCode("export const handler = async () => ({ statusCode: 200, body: 'ok' })")
    await account.apiGateway.send(
      new UpdateStageCommand({
        restApiId,
        stageName: 'prod',
        patchOperations: [
          { op: 'replace', path: '/*/*/throttling/rateLimit', value: '0.001' },
          { op: 'replace', path: '/*/*/throttling/burstLimit', value: '2' },
        ],
      }),
    )
    const responses = [await call(), await call(), await call()]
    expect(responses.map((response) => response.status)).toEqual([200, 200, 429])
    expect(responses[2]?.text).toBe('{"message":"Too Many Requests"}')
    await account.apiGateway.send(
      new UpdateStageCommand({
        restApiId,
        stageName: 'prod',
        patchOperations: [{ op: 'replace', path: '/*/*/throttling/rateLimit', value: '100' }],
      }),
    )
  })

  it('a body beyond 10 MB, a URL beyond 10,240 characters, signs that must be encoded', async () => {
    const post = (size: number) => fetch(url, { method: 'POST', body: 'x'.repeat(size) })
    expect((await post(10 * 1024 * 1024 + 1)).status).toBe(413)
    const tooLong = await post(7 * 1024 * 1024)
    expect([tooLong.status, await tooLong.json()]).toEqual([413, { message: 'Request Too Long' }])
    expect((await call('1'.repeat(10_300))).status).toBe(414)
    expect((await fetch(`${url}?data=1%7C2`)).status).toBe(200)
  })

  it('the function is gone, then the API', async () => {
    await account.lambda.send(new DeleteFunctionCommand({ FunctionName }))
    expect((await call()).status).toBe(500)
    await account.apiGateway.send(new DeleteRestApiCommand({ restApiId }))
    expect(await call()).toMatchObject({ status: 403, text: '{"message":"Forbidden"}' })
    await expect(account.apiGateway.send(new DeleteRestApiCommand({ restApiId }))).rejects.toMatchObject({
      name: expect.stringMatching(/NotFoundException|TooManyRequestsException/),
    })
  })
})
