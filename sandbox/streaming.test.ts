/** Functions that stream, and integrations that give their answers on as they come, through the real SDK and the invoke URL. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetIntegrationCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  type PutIntegrationCommandInput,
  PutMethodCommand,
  UpdateIntegrationCommand,
} from '@aws-sdk/client-api-gateway'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createTestAccount, type TestAccount } from './testing/account'
import { functionZip } from './testing/function-zip'
import { spawnSandbox } from './testing/spawn'
import { retried, roleIsYoung } from './testing/wait'

type Clients = Pick<TestAccount, 'accountId' | 'region' | 'lambda' | 'apiGateway' | 'iam'>

const decoder = new TextDecoder()
let account: TestAccount
/** Functions call here, and go on once the test answers. */
const gate = createServer((_, response) => waiting.push(response))
let waiting: ServerResponse[] = []
let gateUrl = ''

beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  gate.listen(0, '127.0.0.1')
  await once(gate, 'listening')
  gateUrl = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`
  await makeRole(account)
})
afterAll(() => {
  gate.closeAllConnections()
  gate.close()
  account.close()
})

const makeRole = ({ iam }: Clients) =>
  iam.send(
    new CreateRoleCommand({
      RoleName: 'function',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    }),
  )

let made = 0

async function functionOf({ lambda, accountId }: Clients, source: string, Timeout = 10): Promise<string> {
  made += 1
  const FunctionName = `streams-${made}`
  await retried(
    () =>
      lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Role: `arn:aws:iam::${accountId}:role/function`,
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Timeout,
          Code: { ZipFile: functionZip(source) },
        }),
      ),
    roleIsYoung,
  )
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 180, minDelay: 1, maxDelay: 1 }, { FunctionName })
  return FunctionName
}

/** A handler's body, with `stream`; `http` has its prelude written already. */
const streams = (body: string) => `
export const handler = awslambda.streamifyResponse(async (event, stream, context) => {
  const http = () => awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'Content-Type': 'text/plain', 'X-Mine': 'yes' } })
  ${body}
})`
const gated = () =>
  streams(`const out = http(); out.write('first '); await fetch('${gateUrl}'); out.write('second'); out.end()`)

async function invokeStreaming(FunctionName: string) {
  const response = await account.lambda.send(new InvokeWithResponseStreamCommand({ FunctionName, Payload: '{}' }))
  const chunks: string[] = []
  let complete: { ErrorCode?: string; ErrorDetails?: string } | undefined
  for await (const event of response.EventStream ?? []) {
    if (event.PayloadChunk) chunks.push(decoder.decode(event.PayloadChunk.Payload))
    complete = event.InvokeComplete ?? complete
  }
  return { chunks, complete, version: response.ExecutedVersion }
}

describe('a function that streams', () => {
  it('is read by InvokeWithResponseStream while it writes', async () => {
    const name = await functionOf(
      account,
      streams(`stream.write('first'); await fetch('${gateUrl}'); stream.end('second')`),
    )
    waiting = []
    const response = await account.lambda.send(
      new InvokeWithResponseStreamCommand({ FunctionName: name, Payload: '{}' }),
    )
    const events = response.EventStream?.[Symbol.asyncIterator]()
    const next = async () => decoder.decode((await events?.next())?.value?.PayloadChunk?.Payload)
    expect(await next()).toBe('first')
    while (waiting.length === 0) await once(gate, 'request')
    waiting.pop()?.end()
    expect(await next()).toBe('second')
    expect((await events?.next())?.value).toEqual({ InvokeComplete: {} })
  })

  it('is answered whole by Invoke: prelude, eight zero bytes, body', async () => {
    const name = await functionOf(
      account,
      streams(`const out = http(); out.write('one '); out.write('two'); out.end()`),
    )
    const { Payload } = await account.lambda.send(new InvokeCommand({ FunctionName: name, Payload: '{}' }))
    const [head = '', body] = decoder.decode(Payload).split('\0'.repeat(8))
    expect(JSON.parse(head)).toEqual({ statusCode: 201, headers: { 'Content-Type': 'text/plain', 'X-Mine': 'yes' } })
    expect(body).toBe('one two')
  })

  it('can fail in the middle', async () => {
    const name = await functionOf(account, streams(`stream.write('one'); throw new TypeError('no more')`))
    const { chunks, complete } = await invokeStreaming(name)
    expect(chunks).toEqual(['one'])
    expect(complete?.ErrorCode).toBe('Unhandled')
    expect(JSON.parse(complete?.ErrorDetails ?? '')).toMatchObject({ errorType: 'TypeError', errorMessage: 'no more' })
  })

  it('and one that does not is given in one piece', async () => {
    const name = await functionOf(account, 'export const handler = async () => ({ a: 1 })')
    expect(await invokeStreaming(name)).toEqual({ chunks: ['{"a":1}'], complete: {}, version: '$LATEST' })
  })

  it.each([
    ['a function that is none', { FunctionName: 'absent' }, 'ResourceNotFoundException'],
    ['a payload that is no JSON', { Payload: '{' }, 'InvalidRequestContentException'],
    ['an event', { InvocationType: 'Event' as never }, 'ValidationException'],
  ])('%s is refused', async (_, input, name) => {
    const FunctionName = `streams-${made}`
    await expect(
      account.lambda.send(new InvokeWithResponseStreamCommand({ FunctionName, ...input })),
    ).rejects.toMatchObject({ name })
  })
})

const uriOf = (region: string, arn: string, mode: 'BUFFERED' | 'STREAM') =>
  mode === 'STREAM'
    ? `arn:aws:apigateway:${region}:lambda:path/2021-11-15/functions/${arn}/response-streaming-invocations`
    : `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`

/** An API of its own in front of the function; its id, and the change of its integration. */
async function publish(clients: Clients, name: string, integration: Partial<PutIntegrationCommandInput> = {}) {
  const { apiGateway, lambda, accountId, region } = clients
  const { id: restApiId = '' } = await retried(
    () => apiGateway.send(new CreateRestApiCommand({ name, endpointConfiguration: { types: ['REGIONAL'] } })),
    /TooManyRequests/,
  )
  const { items } = await apiGateway.send(new GetResourcesCommand({ restApiId }))
  const resource = await apiGateway.send(
    new CreateResourceCommand({ restApiId, parentId: items?.[0]?.id, pathPart: 'stream' }),
  )
  const method = { restApiId, resourceId: resource.id ?? '', httpMethod: 'ANY' }
  await apiGateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`
  const put: PutIntegrationCommandInput = {
    ...method,
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    uri: uriOf(region, arn, integration.responseTransferMode ?? 'STREAM'),
    responseTransferMode: 'STREAM',
    timeoutInMillis: 10_000,
    ...integration,
  }
  await apiGateway.send(new PutIntegrationCommand(put))
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: 'gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:${region}:${accountId}:${restApiId}/*/*/stream`,
    }),
  )
  await retried(() => apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' })), /TooManyRequests/)
  return { restApiId, method, put }
}

async function urlOf(source: string, integration?: Partial<PutIntegrationCommandInput>, timeout?: number) {
  const name = await functionOf(account, source, timeout)
  return account.invokeUrl((await publish(account, name, integration)).restApiId, 'prod', 'stream')
}

describe('an integration that streams', () => {
  it('gives the first bytes on while the function still has the rest', async () => {
    const url = await urlOf(gated())
    waiting = []
    const response = await fetch(url)
    expect([response.status, response.headers.get('x-mine'), response.headers.get('content-type')]).toEqual([
      201,
      'yes',
      'text/plain',
    ])
    expect(response.headers.get('x-amzn-requestid')).toBeTruthy()
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe('first ')
    while (waiting.length === 0) await once(gate, 'request')
    waiting.pop()?.end()
    expect((await reader?.read())?.value).toBe('second')
    expect((await reader?.read())?.done).toBe(true)
  })

  it('has no limit of 6 MB', async () => {
    const url = await urlOf(
      streams(`const out = http(); for (let n = 0; n < 70; n++) out.write('x'.repeat(100_000)); out.end()`),
    )
    expect((await (await fetch(url)).text()).length).toBe(7_000_000)
  })

  it.each([
    ['a function that does not stream', 'export const handler = async () => ({ statusCode: 200, body: "" })', {}],
    ['one without prelude', streams(`stream.end('just this')`), {}],
    ['one whose prelude is none', streams(`stream.end('{"statusCode":"x"}' + '\\0'.repeat(8))`), {}],
    [
      'one whose prelude takes more than 16 KB',
      streams(`stream.end('{' + ' '.repeat(17_000) + '}' + '\\0'.repeat(8))`),
      {},
    ],
    ['one that fails before its prelude', streams(`throw new Error('no')`), {}],
    [
      'one behind an integration that does not stream',
      streams(`http().end('x')`),
      { responseTransferMode: 'BUFFERED' as const },
    ],
  ])('%s is a 502', async (_, source, integration) => {
    const response = await fetch(await urlOf(source, integration))
    expect([response.status, await response.json()]).toEqual([502, { message: 'Internal server error' }])
  })

  it('a path of the other mode is a configuration error', async () => {
    const name = await functionOf(account, streams(`http().end('x')`))
    const arn = `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}`
    const { restApiId } = await publish(account, name, { uri: uriOf(account.region, arn, 'BUFFERED') })
    expect((await fetch(account.invokeUrl(restApiId, 'prod', 'stream'))).status).toBe(500)
  })

  it('breaks the connection where the function fails in the middle', async () => {
    const response = await fetch(await urlOf(streams(`http().write('one'); throw new Error('no more')`)))
    expect(response.status).toBe(201)
    await expect(response.text()).rejects.toThrow()
  })

  it('ends at its deadline: 504 before the first byte, a broken connection after it', async () => {
    const slow = { timeoutInMillis: 500 }
    const before = await fetch(await urlOf(streams('await new Promise(() => setInterval(() => {}, 1000))'), slow, 3))
    expect([before.status, await before.json()]).toEqual([504, { message: 'Endpoint request timed out' }])
    const url = await urlOf(
      streams(
        `const out = http(); out.write('one'); if (event.queryStringParameters?.warm) return out.end(); await new Promise(() => setInterval(() => {}, 1000))`,
      ),
      slow,
      3,
    )
    // A cold start can take longer than the deadline, and a call that is cut off takes its environment with it.
    const warm = async () => {
      const response = await fetch(`${url}?warm=1`)
      await response.text().catch(() => {})
      return response.status === 201
    }
    let after: Response | undefined
    for (let calls = 0; after?.status !== 201 && calls < 50; calls++) if (await warm()) after = await fetch(url)
    expect(after?.status).toBe(201)
    await expect(after?.text()).rejects.toThrow()
  })

  it('shows the function that its caller left', async () => {
    const url = await urlOf(
      streams(
        `const out = http(); out.on('close', () => fetch('${gateUrl}')); out.write('one'); await new Promise((done) => out.on('close', done))`,
      ),
    )
    const leaving = new AbortController()
    const response = await fetch(url, { signal: leaving.signal })
    await response.body?.getReader().read()
    const reported = once(gate, 'request')
    leaving.abort()
    await reported
  })
})

describe('what an integration can say of its transfer mode', () => {
  it('STREAM up to 15 minutes, of proxies alone; BUFFERED up to 29 s', async () => {
    const name = await functionOf(account, streams(`http().end('x')`))
    const { method, put } = await publish(account, name)
    const send = (input: Partial<PutIntegrationCommandInput>) =>
      account.apiGateway.send(new PutIntegrationCommand({ ...put, ...input }))
    await send({ timeoutInMillis: 900_000 })
    expect(await account.apiGateway.send(new GetIntegrationCommand(method))).toMatchObject({
      responseTransferMode: 'STREAM',
      timeoutInMillis: 900_000,
    })
    const refused = { name: 'BadRequestException' }
    await expect(send({ timeoutInMillis: 900_001 })).rejects.toMatchObject(refused)
    await expect(send({ responseTransferMode: 'BUFFERED', timeoutInMillis: 29_001 })).rejects.toMatchObject(refused)
    await expect(send({ responseTransferMode: 'CHUNKED' as never })).rejects.toMatchObject({
      name: 'ValidationException',
    })
    await expect(send({ type: 'MOCK', timeoutInMillis: 1_000 })).rejects.toMatchObject(refused)
    const update = (path: string, value: string) =>
      account.apiGateway.send(
        new UpdateIntegrationCommand({ ...method, patchOperations: [{ op: 'replace', path, value }] }),
      )
    await expect(update('/responseTransferMode', 'BUFFERED')).rejects.toMatchObject(refused)
    await update('/timeoutInMillis', '29000')
    expect((await update('/responseTransferMode', 'BUFFERED')).responseTransferMode).toBe('BUFFERED')
  })
})

it('a stream that is silent for five minutes ends', async () => {
  // AWS's five minutes are 6 s here.
  const { info, end } = await spawnSandbox(['--time-scale', '50'])
  onTestFinished(end)
  const { url: endpoint, region, accountId, accessKeyId, secretAccessKey, invokeUrlTemplate } = info
  const options = { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
  const clients = {
    accountId,
    region,
    lambda: new LambdaClient(options),
    apiGateway: new APIGatewayClient(options),
    iam: new IAMClient(options),
  }
  await makeRole(clients)
  const name = await functionOf(
    clients,
    streams(
      `if (event.warm) return stream.end('warm'); http().write('one'); await new Promise(() => setInterval(() => {}, 1000))`,
    ),
  )
  const { restApiId } = await publish(clients, name)
  // A busy machine can take longer than that to start an environment.
  await clients.lambda.send(new InvokeCommand({ FunctionName: name, Payload: '{"warm":true}' }))
  const response = await fetch(
    `${invokeUrlTemplate.replace('{restApiId}', restApiId).replace('{stage}', 'prod')}/stream`,
  )
  expect(response.status).toBe(201)
  await expect(response.text()).rejects.toThrow()
})
