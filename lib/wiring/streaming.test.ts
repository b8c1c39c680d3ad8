/** A chat endpoint whose answers are streamed, from the deploy to the bytes that a caller reads. */

import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UpdateIntegrationCommand, UpdateStageCommand } from '@aws-sdk/client-api-gateway'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { spawnSandbox } from '../../sandbox/testing/spawn'
import { defaultSpec } from '../spec/defaults'
import type { WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { testFunction, testMethod } from '../trace/hops'
import { planDeploy, runDeploy } from './engine'
import { readWiring } from './read/current'
import type { WiringContext } from './run/context'
import { testContext, unwrap } from './testing'

const chat = (endpointName: string, stream = true): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), {
    contract: { features: [], input: { kind: 'chat', stream, parameters: [] } },
    sampleRow: 'What is a pipeline?',
    timeoutSeconds: stream ? 300 : 28,
  })
const conversation = { messages: [{ role: 'user', content: 'What is a pipeline?' }], max_tokens: 12 }
const json = { 'content-type': 'application/json' }
const send = (url: string, body: object, signal?: AbortSignal) =>
  fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body), signal })
const deployed = async (context: WiringContext, spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))

/** The words of a stream of chunks. */
const wordsOf = (events: string): string =>
  events
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice(6)).choices[0].delta.content ?? '')
    .join('')

describe('the language model of the sandbox', () => {
  const endpointName = 'sagemaker-chat-lmi'
  let account: TestAccount
  let context: WiringContext
  beforeAll(async () => {
    account = await createTestAccount()
    context = testContext(account)
  })
  afterAll(() => account.close())

  const resource = async () => {
    const view = await readWiring(context, endpointName)
    return { restApiId: view.restApiId ?? '', resourceId: view.resourceId ?? '', view }
  }

  it('plans what streaming needs: its permission, its mode, its path, its stage variable', async () => {
    const plan = unwrap(await planDeploy(context, chat(endpointName)))
    expect(plan.blockers).toEqual([])
    const text = (name: string) =>
      plan.items.flatMap((item) => item.documents ?? []).find((one) => one.name === name)?.text
    expect(text('Permissions')).toContain('"sagemaker:InvokeEndpointWithResponseStream"')
    expect(text('OpenAPI')).toContain('"responseTransferMode": "STREAM"')
    expect(text('OpenAPI')).toMatch(/2021-11-15\/functions\/[^"]+:live\/response-streaming-invocations"/)
    expect(text('Environment')).toContain('"RESPONSE_MODE": "stream"')
  })

  it('gives the model’s words through the public API, as it says them', async () => {
    const outcome = await deployed(context, chat(endpointName))
    expect(outcome.sample).toMatchObject({ status: 200, contentType: 'text/event-stream' })
    const whole = await account.runtime.send(
      new InvokeEndpointCommand({
        EndpointName: endpointName,
        Body: JSON.stringify(conversation),
        ContentType: json['content-type'],
      }),
    )
    const said = JSON.parse(new TextDecoder().decode(whole.Body)).choices[0].message.content
    const response = await send(outcome.invokeUrl ?? '', { ...conversation, stream: true })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(wordsOf(await response.text())).toBe(said)
    const request = await send(outcome.invokeUrl ?? '', conversation)
    expect((await request.json()).choices[0].message.content).toBe(said)
    expect((await deployed(context, chat(endpointName))).writes).toBe(0)
  })

  it('answers what is wrong with the request as before, with its status', async () => {
    const { invokeUrl = '' } = await deployed(context, chat(endpointName))
    const broken = await send(invokeUrl, { messages: [] })
    expect([broken.status, (await broken.json()).code]).toEqual([424, 'model_refused'])
    const preflight = await fetch(invokeUrl, { method: 'OPTIONS' })
    expect(preflight.status).toBe(200)
    const put = await fetch(invokeUrl, { method: 'PUT', headers: json, body: '{}' })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS'])
  })

  it('is tested whole: the function by Invoke, the method by TestInvokeMethod', async () => {
    await deployed(context, chat(endpointName))
    const { restApiId, resourceId, view } = await resource()
    const event = JSON.stringify({ httpMethod: 'POST', headers: json, body: JSON.stringify(conversation) })
    const ran = await testFunction(context.clients, view.functionName ?? '', 'live', event)
    expect(ran).toMatchObject({ healthy: true, status: 200, contentType: 'application/json' })
    const method = await testMethod(context.clients, {
      restApiId,
      resourceId,
      httpMethod: 'POST',
      pathWithQueryString: `/${view.resourcePath}`,
      body: JSON.stringify({ ...conversation, stream: true }),
      stageVariables: { transferMode: 'STREAM' },
    })
    expect(method).toMatchObject({ healthy: true, status: 200, contentType: 'text/event-stream' })
    expect(wordsOf(method.body)).not.toBe('')
  })

  it('finds what somebody changed by hand, and fixes it', async () => {
    const { invokeUrl = '' } = await deployed(context, chat(endpointName))
    const { restApiId, resourceId } = await resource()
    const { apiGateway } = context.clients
    const replace = (path: string, value: string) => ({ op: 'replace' as const, path, value })
    await apiGateway.send(
      new UpdateIntegrationCommand({
        restApiId,
        resourceId,
        httpMethod: 'ANY',
        patchOperations: [replace('/timeoutInMillis', '29000'), replace('/responseTransferMode', 'BUFFERED')],
      }),
    )
    await apiGateway.send(
      new UpdateStageCommand({
        restApiId,
        stageName: 'prod',
        patchOperations: [replace('/variables/transferMode', 'NONE')],
      }),
    )
    const plan = unwrap(await planDeploy(context, chat(endpointName)))
    const fields = plan.items.flatMap((item) => item.fields ?? []).map(({ field }) => field)
    expect(fields).toContain('/sagemaker ANY integration.responseTransferMode')
    expect(fields).toContain('variables.transferMode')
    await deployed(context, chat(endpointName))
    expect((await send(invokeUrl, { ...conversation, stream: true })).headers.get('content-type')).toBe(
      'text/event-stream',
    )
  })

  it('starts and stops to stream under load without one failure', async () => {
    const underLoad = testContext(account, { callers: true })
    const { invokeUrl = '' } = await deployed(underLoad, chat(endpointName, false))
    const refused: string[] = []
    let sent = 0
    let stopped = false
    const caller = async () => {
      while (!stopped) {
        sent += 1
        const response = await send(invokeUrl, { ...conversation, max_tokens: 1, stream: true })
        const text = await response.text()
        if (response.status !== 200 || !text.includes('[DONE]')) refused.push(`${response.status} ${text}`)
      }
    }
    // Each switch takes seconds, so that callers meet every state in between.
    const slow = ['UpdateStage', 'UpdateAlias'].map((operation) => ({ operation, kind: 'slow', times: 2, ms: 10_000 }))
    await account.orderFaults(slow)
    const callers = Promise.all([caller(), caller(), caller()])
    await deployed(underLoad, chat(endpointName))
    await deployed(underLoad, chat(endpointName, false))
    stopped = true
    await callers
    expect(refused).toEqual([])
    expect(sent).toBeGreaterThan(20)
    expect((await deployed(context, chat(endpointName, false))).writes).toBe(0)
  })
})

describe('a model that holds back the rest of its answer', () => {
  let open: ServerResponse[] = []
  let closed: Promise<unknown>[] = []
  const container = createServer((request, response) => {
    if (request.url === '/ping') return response.end()
    request.resume()
    closed.push(once(response, 'close'))
    open.push(response)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: first\n\n')
    // The sample of the deploy is answered whole.
    if (!holding) response.end()
    return undefined
  })
  let holding = false
  let end: () => Promise<void>
  let invokeUrl = ''

  beforeAll(async () => {
    container.listen(0, '127.0.0.1')
    await once(container, 'listening')
    const url = `http://127.0.0.1:${(container.address() as AddressInfo).port}`
    const sandbox = await spawnSandbox(['--endpoint', `gated=${url}`, '--time-scale', '20'])
    end = sandbox.end
    const { accessKeyId, secretAccessKey } = sandbox.info
    const context = testContext({ ...sandbox.info, credentials: { accessKeyId, secretAccessKey } })
    invokeUrl = (await deployed(context, withFields(chat('gated'), { sampleRow: undefined }))).invokeUrl ?? ''
    holding = true
  })
  beforeEach(() => {
    open = []
    closed = []
  })
  afterEach(() => container.closeAllConnections())
  afterAll(async () => {
    container.close()
    await end()
  })

  const reader = async (signal?: AbortSignal) => {
    const response = await send(invokeUrl, conversation, signal)
    const chunks = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    return { read: async () => (await chunks?.read())?.value, response }
  }

  it('has its first words read while it still has the rest', async () => {
    const { read, response } = await reader()
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(await read()).toBe('data: first\n\n')
    expect(open[0]?.writableEnded).toBe(false)
    open[0]?.end('data: second\n\n')
    expect(await read()).toBe('data: second\n\n')
    expect(await read()).toBeUndefined()
  })

  it('says in the stream that it broke off', async () => {
    const { read } = await reader()
    await read()
    open[0]?.destroy()
    expect(await read()).toMatch(/^\n\nevent: error\ndata: \{"code":"model_broke_off","message":"The model broke off/)
    expect(await read()).toBeUndefined()
  })

  it('is not called on when the caller leaves', async () => {
    const leaving = new AbortController()
    const { read } = await reader(leaving.signal)
    await read()
    leaving.abort()
    await closed[0]
    expect(open[0]?.writableEnded).toBe(false)
  })
})
