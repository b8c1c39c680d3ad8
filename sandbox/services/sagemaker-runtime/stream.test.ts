/** InvokeEndpointWithResponseStream through the real SDK: parts as they come, the model's errors, the client that leaves. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  InvokeEndpointCommand,
  InvokeEndpointWithResponseStreamCommand,
  SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { spawnSandbox } from '../../testing/spawn'

const EndpointName = 'sagemaker-chat-lmi'
const conversation = { messages: [{ role: 'user', content: 'What is a pipeline?' }], max_tokens: 12 }
const ContentType = 'application/json'
const decoder = new TextDecoder()

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const stream = (client: SageMakerRuntimeClient, body: object, name = EndpointName) =>
  client.send(
    new InvokeEndpointWithResponseStreamCommand({ EndpointName: name, Body: JSON.stringify(body), ContentType }),
  )

describe('a model that streams', () => {
  it('sends its words one by one, and they are those of the whole answer', async () => {
    const whole = await account.runtime.send(
      new InvokeEndpointCommand({ EndpointName, Body: JSON.stringify(conversation), ContentType }),
    )
    const { choices, usage } = JSON.parse(decoder.decode(whole.Body))
    const response = await stream(account.runtime, { ...conversation, stream: true })
    expect([response.ContentType, response.InvokedProductionVariant]).toEqual(['text/event-stream', 'AllTraffic'])
    const parts: string[] = []
    for await (const { PayloadPart } of response.Body ?? []) parts.push(decoder.decode(PayloadPart?.Bytes))
    const events = parts.join('').split('\n\n').filter(Boolean)
    expect(events.at(-1)).toBe('data: [DONE]')
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event.replace('data: ', '')))
    expect(chunks.every(({ object }) => object === 'chat.completion.chunk')).toBe(true)
    expect(chunks.map(({ choices: [one] }) => one.delta.content ?? '').join('')).toBe(choices[0].message.content)
    expect(chunks.at(-1).choices[0].finish_reason).toBe('length')
    expect([usage.completion_tokens, parts.length]).toEqual([12, 15])
  })

  it('answers the same to the same seed, and something else to another', async () => {
    const invoke = async (seed: number) => {
      const body = JSON.stringify({ ...conversation, seed })
      const response = await account.runtime.send(new InvokeEndpointCommand({ EndpointName, Body: body, ContentType }))
      return JSON.parse(decoder.decode(response.Body)).choices[0].message.content as string
    }
    expect(await invoke(1)).toBe(await invoke(1))
    expect(await invoke(2)).not.toBe(await invoke(1))
  })
})

describe('before the first part', () => {
  it.each([
    ['a request that the model cannot read', EndpointName, { messages: [] }, 'ModelError', 424],
    ['an endpoint that is none', 'absent', conversation, 'ValidationError', 400],
  ])('%s is an error of the call', async (_, name, body, error, status) => {
    await expect(stream(account.runtime, body, name)).rejects.toMatchObject({
      name: error,
      $metadata: { httpStatusCode: status },
    })
  })
  it('a user who can invoke and not stream is refused', async () => {
    const { runtime } = await account.restricted(['sagemaker:InvokeEndpointWithResponseStream'])
    await expect(stream(runtime, conversation)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } })
  })
})

describe('a container of anyone’s own', () => {
  const open: ServerResponse[] = []
  let fromContainer: (response: ServerResponse) => void = () => {}
  const container = createServer((request, response) => {
    if (request.url === '/ping') return response.end()
    open.push(response)
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.write('one ')
    fromContainer(response)
    return undefined
  })
  let runtime: SageMakerRuntimeClient
  let end: () => Promise<void>

  beforeAll(async () => {
    container.listen(0, '127.0.0.1')
    await once(container, 'listening')
    const url = `http://127.0.0.1:${(container.address() as AddressInfo).port}`
    const sandbox = await spawnSandbox(['--endpoint', `own=${url}`, '--time-scale', '2000'])
    end = sandbox.end
    const { info } = sandbox
    runtime = new SageMakerRuntimeClient({ endpoint: info.url, region: info.region, credentials: info, maxAttempts: 1 })
  })
  afterAll(async () => {
    container.closeAllConnections()
    container.close()
    await end()
  })

  it('gives its first part while it still holds back the rest', async () => {
    fromContainer = () => {}
    const response = await stream(runtime, {}, 'own')
    const parts = response.Body?.[Symbol.asyncIterator]()
    expect(decoder.decode((await parts?.next())?.value.PayloadPart?.Bytes)).toBe('one ')
    open.at(-1)?.end('two')
    expect(decoder.decode((await parts?.next())?.value.PayloadPart?.Bytes)).toBe('two')
    expect((await parts?.next())?.done).toBe(true)
  })

  it.each([
    ['breaks off', (response: ServerResponse) => response.destroy(), 'StreamBroken'],
    ['does not end in its 8 minutes', () => {}, 'ModelInvocationTimeExceeded'],
  ])('that %s ends the stream with an error', async (_, act, ErrorCode) => {
    fromContainer = () => {}
    const response = await stream(runtime, {}, 'own')
    const read = async () => {
      for await (const { PayloadPart } of response.Body ?? []) if (PayloadPart) act(open.at(-1) as ServerResponse)
    }
    await expect(read()).rejects.toMatchObject({ name: 'ModelStreamError', ErrorCode })
  })

  it('hears of it when the client leaves', async () => {
    const leaving = new AbortController()
    const gone = new Promise((resolve) => {
      fromContainer = (response) => response.once('close', resolve)
    })
    const response = await runtime.send(
      new InvokeEndpointWithResponseStreamCommand({ EndpointName: 'own', Body: '{}', ContentType }),
      { abortSignal: leaving.signal },
    )
    const parts = response.Body?.[Symbol.asyncIterator]()
    await parts?.next()
    leaving.abort()
    await parts?.return?.()
    await gone
  })
})
