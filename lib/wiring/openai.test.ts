/** The OpenAI-compatible URL, deployed, and called by the clients that people have. */

import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai'
import { embedMany, generateText, streamText } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { readApiKeyValue } from '../aws/apigateway/api-key'
import type { KeyAccess } from '../spec/api-parts/access'
import { defaultSpec } from '../spec/defaults'
import type { OpenAi } from '../spec/route-parts/openai'
import type { WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, runDeploy } from './engine'
import { findApiKeys } from './read/find-keys'
import type { WiringContext } from './run/context'
import { testContext, unwrap } from './testing'

const chatSpec = (openAi: OpenAi = { model: 'sage', container: 'openai' }, stream = true): WiringSpec => ({
  ...withFields(defaultSpec('sagemaker-chat-lmi', 'Real-time'), {
    contract: { features: [], input: { kind: 'chat', stream, parameters: [] } },
    sampleRow: 'What is a pipeline?',
    timeoutSeconds: stream ? 300 : 28,
  }),
  openAi,
})

const messages = [{ role: 'user' as const, content: 'What is a pipeline?' }]
const clientOf = (baseURL: string, headers: Record<string, string> = {}) =>
  new OpenAI({ baseURL, apiKey: 'unused', defaultHeaders: headers, maxRetries: 0 })

/** What a call is refused with. */
const refusalOf = async (call: PromiseLike<unknown>) => {
  try {
    await call
  } catch (error) {
    if (error instanceof OpenAI.APIError) return error
    throw error
  }
  throw new Error('The call was not refused')
}

let account: TestAccount
let context: WiringContext
beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account, { callers: true })
})
afterAll(() => account.close())

const deploy = async (spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))

describe('a chat model that streams, behind a container with OpenAI’s form', () => {
  let url: string
  let client: OpenAI
  let said: string
  beforeAll(async () => {
    url = (await deploy(chatSpec())).invokeUrl ?? ''
    client = clientOf(url)
    const { Body } = await account.runtime.send(
      new InvokeEndpointCommand({
        EndpointName: 'sagemaker-chat-lmi',
        ContentType: 'application/json',
        Body: JSON.stringify({ messages, max_tokens: 12 }),
      }),
    )
    said = JSON.parse(new TextDecoder().decode(Body)).choices[0].message.content
  })

  it('is deployed as planned: the same deploy writes nothing more', async () => {
    expect((await deploy(chatSpec())).writes).toBe(0)
    const plan = unwrap(await planDeploy(context, chatSpec()))
    expect(plan.items.filter(({ change }) => change !== 'none')).toEqual([])
  })

  it('openai: gets the container’s own completion', async () => {
    const { data, response } = await client.chat.completions
      .create({ model: 'sage', messages, max_tokens: 12 })
      .withResponse()
    expect(data.choices[0]?.message.content).toBe(said)
    expect(data.usage?.total_tokens).toBeGreaterThan(0)
    expect(response.headers.get('x-request-id')).toMatch(/\S/)
  })

  it('openai: streams the same words', async () => {
    const stream = await client.chat.completions.create({ model: 'sage', messages, max_tokens: 12, stream: true })
    let text = ''
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? ''
    expect(text).toBe(said)
  })

  it('openai: lists the model, and knows no other', async () => {
    const models = await client.models.list()
    expect(models.data.map(({ id }) => id)).toEqual(['sage'])
    expect((await client.models.retrieve('sage')).id).toBe('sage')
    const [listed, called] = [
      await refusalOf(client.models.retrieve('gpt-4o')),
      await refusalOf(client.chat.completions.create({ model: 'gpt-4o', messages })),
    ]
    for (const error of [listed, called]) expect([error.status, error.code]).toEqual([404, 'model_not_found'])
  })

  it('openai: refusals have OpenAI’s form, whoever refuses', async () => {
    const empty = await refusalOf(client.chat.completions.create({ model: 'sage', messages: [] }))
    // The container's 424 is no status of OpenAI's.
    expect([empty.status, empty.code, empty.type]).toEqual([400, 'model_refused', 'invalid_request_error'])
    expect(empty.message).toContain('Input Parsing failed')
    const unknown = await refusalOf(client.responses.create({ model: 'sage', input: 'Hi' }))
    expect([unknown.status, unknown.code]).toEqual([404, 'unknown_url'])
    const elsewhere = await fetch(`${url}ty/models`)
    expect([elsewhere.status, await elsewhere.json()]).toEqual([
      404,
      { error: expect.objectContaining({ code: 'unknown_url', param: null }) },
    ])
  })

  it('the URL’s own path answers as before', async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messages, max_tokens: 12 }),
    })
    expect((await response.json()).choices[0].message.content).toBe(said)
  })

  it('a browser’s preflight allows the headers of OpenAI’s package', async () => {
    const preflight = await fetch(`${url}/chat/completions`, { method: 'OPTIONS' })
    expect(preflight.status).toBe(200)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('*,Authorization')
  })

  it('ai: generates and streams text', async () => {
    const model = createOpenAICompatible({ name: 'portico', baseURL: url })('sage')
    expect((await generateText({ model, messages, maxOutputTokens: 12 })).text).toBe(said)
    const { textStream } = streamText({ model, messages, maxOutputTokens: 12 })
    let text = ''
    for await (const part of textStream) text += part
    expect(text).toBe(said)
  })

  it('langchain: invokes and streams', async () => {
    const model = new ChatOpenAI({ model: 'sage', apiKey: 'unused', maxTokens: 12, configuration: { baseURL: url } })
    expect((await model.invoke('What is a pipeline?')).content).toBe(said)
    let text = ''
    for await (const part of await model.stream('What is a pipeline?')) text += part.content
    expect(text).toBe(said)
  })
})

describe('a chat model that does not stream', () => {
  it('refuses stream: true and never fakes it', async () => {
    const client = clientOf((await deploy(chatSpec(undefined, false))).invokeUrl ?? '')
    const error = await refusalOf(client.chat.completions.create({ model: 'sage', messages, stream: true }))
    expect([error.status, error.param]).toEqual([400, 'stream'])
    const whole = await client.chat.completions.create({ model: 'sage', messages, max_tokens: 5 })
    expect(whole.choices[0]?.message.content).toMatch(/\S/)
  })
})

describe('an embedding model behind TEI', () => {
  const endpoint = 'paragraphs-tei'
  const texts = ['a pipeline of steps', 'the right to be heard']
  let url: string
  let vectors: number[][]
  beforeAll(async () => {
    const spec = withFields(defaultSpec(endpoint, 'Real-time'), {
      contract: { features: [], input: { kind: 'text', wrap: 'inputs', parameters: [] } },
    })
    url = (await deploy({ ...spec, openAi: { model: 'paragraphs', container: 'embed' } })).invokeUrl ?? ''
    const { Body } = await account.runtime.send(
      new InvokeEndpointCommand({
        EndpointName: endpoint,
        ContentType: 'application/json',
        Body: JSON.stringify({ inputs: texts }),
      }),
    )
    vectors = JSON.parse(new TextDecoder().decode(Body))
  })

  it('openai: numbers are the container’s, in either encoding', async () => {
    const client = clientOf(url)
    const plain = await client.embeddings.create({ model: 'paragraphs', input: texts, encoding_format: 'float' })
    expect(plain.data.map(({ embedding }) => embedding)).toEqual(vectors)
    expect(plain).not.toHaveProperty('usage')
    const packed = await client.embeddings.create({ model: 'paragraphs', input: texts })
    expect(packed.data.map(({ embedding }) => embedding)).toEqual(vectors.map((one) => [...new Float32Array(one)]))
  })

  it('openai: what the container has no place for is refused by name', async () => {
    const client = clientOf(url)
    const error = await refusalOf(client.embeddings.create({ model: 'paragraphs', input: texts, dimensions: 8 }))
    expect([error.status, error.param, error.code]).toEqual([400, 'dimensions', 'unsupported_parameter'])
    const tokens = await refusalOf(client.embeddings.create({ model: 'paragraphs', input: [1, 2] }))
    expect([tokens.status, tokens.param]).toEqual([400, 'input'])
    const chat = await refusalOf(client.chat.completions.create({ model: 'paragraphs', messages }))
    expect([chat.status, chat.code]).toEqual([404, 'unsupported_call'])
  })

  it('ai and langchain embed', async () => {
    const model = createOpenAICompatible({ name: 'portico', baseURL: url }).textEmbeddingModel('paragraphs')
    expect((await embedMany({ model, values: texts })).embeddings).toEqual(vectors)
    const langchain = new OpenAIEmbeddings({
      model: 'paragraphs',
      apiKey: 'unused',
      encodingFormat: 'float',
      configuration: { baseURL: url },
    })
    expect(await langchain.embedDocuments(texts)).toEqual(vectors)
  })
})

describe('a URL that requires a key', () => {
  const endpointName = 'sagemaker-chat-lmi'
  const keyed = (access: Partial<KeyAccess>) =>
    withFields(chatSpec(undefined, false), {
      access: { kind: 'key', rateLimit: 50, burstLimit: 100, ...access },
      throttle: { rateLimit: 50, burstLimit: 100 },
    })
  const short = { model: 'sage', messages, max_tokens: 1 }
  const keyOf = async () => {
    const [key] = await findApiKeys(context.clients, endpointName)
    return (await readApiKeyValue(context.clients.apiGateway, key?.id ?? '')) ?? ''
  }

  it('answers a wrong key with 401 and the right one with a completion', async () => {
    const url = (await deploy(keyed({}))).invokeUrl ?? ''
    for (const headers of [undefined, { 'x-api-key': 'wrong-wrong-wrong-wrong' }]) {
      const error = await refusalOf(clientOf(url, headers).chat.completions.create(short))
      expect(error).toBeInstanceOf(OpenAI.AuthenticationError)
      expect([error.status, error.code, error.type]).toEqual([401, 'invalid_api_key', 'invalid_request_error'])
    }
    const headers = { 'x-api-key': await keyOf() }
    expect((await clientOf(url, headers).chat.completions.create(short)).choices).toHaveLength(1)
    expect((await deploy(keyed({}))).writes).toBe(0)
  })

  it('answers who calls too often with 429, and says when to try again', async () => {
    const url = (await deploy(keyed({ quotaPerDay: 40 }))).invokeUrl ?? ''
    const client = clientOf(url, { 'x-api-key': await keyOf() })
    let error: unknown
    for (let left = 50; left > 0 && !error; left -= 1)
      error = await client.models.list().then(
        () => undefined,
        (refused) => refused,
      )
    expect(error).toBeInstanceOf(OpenAI.RateLimitError)
    expect(error).toMatchObject({ status: 429, code: 'insufficient_quota' })
    expect((error as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toBe('3600')
  })
})
