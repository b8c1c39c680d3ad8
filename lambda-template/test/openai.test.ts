/** Calls of OpenAI's API, as the function makes calls of the model from them, with a real server in SageMaker's place. */
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ResponseStream } from '../src/awslambda'
import { handlerWith } from '../src/handler'
import { openAiFront } from '../src/openai/front'
import { streamingHandlerWith } from '../src/streaming'
import { exceptionMessage, partMessage } from './event-stream-messages'
import { context, environmentOf, event } from './events'
import { type PlannedResponse, startRuntime } from './runtime-server'

let runtime: Awaited<ReturnType<typeof startRuntime>>
beforeAll(async () => {
  runtime = await startRuntime()
  for (const [name, value] of Object.entries(environmentOf(runtime.url))) vi.stubEnv(name, value)
  vi.stubEnv('OPENAI_MODEL', 'llama')
  vi.stubGlobal('awslambda', {
    HttpResponseStream: {
      from: (stream: ResponseStream, metadata: object) => {
        stream.write(`${JSON.stringify(metadata)}\0\0\0\0\0\0\0\0`)
        return stream
      },
    },
  })
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})
afterAll(() => runtime.close())
beforeEach(() => {
  vi.stubEnv('OPENAI_CONTAINER', 'openai')
  vi.stubEnv('OPENAI_CONTAINER_MODEL', '')
})

class Stream extends PassThrough {
  setContentType() {}
}

const handler = handlerWith({ frontOf: openAiFront })
const streamingHandler = streamingHandlerWith({ frontOf: openAiFront })
const json = { 'content-type': 'application/json' }
const chats = 'chat/completions'

const called = (below: string, body?: string, members: object = {}) =>
  event({
    httpMethod: body === undefined ? 'GET' : 'POST',
    path: `/llama/${below}`,
    pathParameters: { proxy: below },
    headers: json,
    body: body ?? null,
    ...members,
  })

async function call(below: string, body?: object | string, members?: object) {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify({ model: 'llama', ...body })
  const response = await handler(called(below, text, members), context)
  const value = response.body === '' ? undefined : JSON.parse(response.body)
  return { ...response, json: value, error: value?.error }
}

const sentBody = () => JSON.parse(runtime.received.at(-1)?.body.toString() ?? '')
const responds = (value: unknown): PlannedResponse => ({ headers: json, body: JSON.stringify(value) })
const modelError = (OriginalStatusCode: number, OriginalMessage: string): PlannedResponse => ({
  status: 424,
  headers: { ...json, 'x-amzn-errortype': 'ModelError:http://internal.amazon.com/coral/' },
  body: JSON.stringify({ Message: 'Received error', OriginalMessage, OriginalStatusCode }),
})

describe('a container with OpenAI’s form', () => {
  it.each([
    [
      'tools',
      '{"model":"llama","messages":[],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"auto"}',
    ],
    ['a seed of 64 bits and more digits', '{"model":"llama","messages":[],"seed":9007199254740993,"temperature":0.10}'],
    [
      'pictures',
      '{"model":"llama","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:,"}}]}]}',
    ],
  ])('gets %s as they came, and no name of a model', async (_, body) => {
    runtime.respondWith(responds({ choices: [] }))
    expect((await call(chats, body)).statusCode).toBe(200)
    expect(runtime.received.at(-1)?.body.toString()).toBe(body.replace('"model":"llama",', ''))
  })

  it('gets the name that it knows', async () => {
    vi.stubEnv('OPENAI_CONTAINER_MODEL', '/opt/ml/model')
    runtime.respondWith(responds({ choices: [] }))
    await call(chats, { messages: [] })
    expect(sentBody()).toEqual({ model: '/opt/ml/model', messages: [] })
  })

  it('gives its response unchanged, with the request’s id', async () => {
    const body = '{"id":"x","usage":{"total_tokens":3},"choices":[{"logprobs":{"content":[-0.10]}}]}'
    runtime.respondWith({ headers: json, body })
    const response = await call(chats, { messages: [] })
    expect(response.body).toBe(body)
    expect(response.headers['x-request-id']).toBe('gateway-id')
  })

  it('gives embeddings in the encoding that was requested', async () => {
    const vector = [0.5, -2]
    const packed = Buffer.from(new Float32Array(vector).buffer).toString('base64')
    const of = (embedding: unknown) => ({ data: [{ index: 0, embedding }], usage: { total_tokens: 1 } })
    for (const given of [vector, packed]) {
      runtime.respondWith(responds(of(given)))
      expect((await call('embeddings', { input: 'a', encoding_format: 'base64' })).json).toEqual(of(packed))
      expect((await call('embeddings', { input: 'a' })).json).toEqual(of(vector))
    }
  })

  it('refuses embeddings that are too large for Lambda as numbers, and takes JSON of any type', async () => {
    const vector = new Float32Array(400_000).fill(0.1)
    const packed = Buffer.from(vector.buffer).toString('base64')
    const body = JSON.stringify({ data: [{ index: 0, embedding: packed }] })
    runtime.respondWith({ headers: { 'content-type': 'application/octet-stream' }, body })
    const whole = await call('embeddings', { input: 'a', encoding_format: 'base64' })
    expect([whole.body, whole.isBase64Encoded]).toEqual([body, false])
    const { statusCode, error } = await call('embeddings', { input: 'a', encoding_format: 'float' })
    expect([statusCode, error.code]).toEqual([502, 'answer_too_large'])
  })
})

describe('what has no place in a container of another form is refused, and the rest is translated', () => {
  it.each<[string, object, object]>([
    ['a prompt alone', { prompt: 'Hi' }, { inputs: 'Hi', parameters: { return_full_text: false } }],
    [
      'parameters',
      { prompt: ['Hi'], max_tokens: 5, temperature: 0.5, top_p: 0.9, seed: 1, n: 1, user: 'ana', stop: null },
      {
        inputs: 'Hi',
        parameters: {
          max_new_tokens: 5,
          temperature: 0.5,
          top_p: 0.9,
          do_sample: true,
          seed: 1,
          return_full_text: false,
        },
      },
    ],
    [
      'the likeliest token',
      { prompt: 'Hi', temperature: 0 },
      { inputs: 'Hi', parameters: { do_sample: false, return_full_text: false } },
    ],
  ])('completions: %s', async (_, body, expected) => {
    vi.stubEnv('OPENAI_CONTAINER', 'generate')
    runtime.respondWith(responds([{ generated_text: ' there' }]))
    const { json: response } = await call('completions', body)
    expect(sentBody()).toEqual(expected)
    // Nothing that the container did not give: no id, no time, no usage, no reason why it ended.
    expect(response).toEqual({ object: 'text_completion', model: 'llama', choices: [{ index: 0, text: ' there' }] })
  })

  it('completions: says why the text ended if the container does', async () => {
    vi.stubEnv('OPENAI_CONTAINER', 'generate')
    runtime.respondWith(responds({ generated_text: 'x', details: { finish_reason: 'eos_token' } }))
    expect((await call('completions', { prompt: 'Hi' })).json.choices[0].finish_reason).toBe('stop')
  })

  it('chats: dialogs of JumpStart', async () => {
    vi.stubEnv('OPENAI_CONTAINER', 'dialogs')
    const generation = { role: 'assistant', content: ' Hello' }
    runtime.respondWith(responds([{ generation }]))
    const messages = [
      { role: 'system', content: [{ type: 'text', text: 'Be brief' }] },
      { role: 'user', content: 'Hi' },
    ]
    const { json: response } = await call(chats, { messages, max_completion_tokens: 5, temperature: 0.1 })
    expect(sentBody()).toEqual({
      inputs: [
        [
          { role: 'system', content: 'Be brief' },
          { role: 'user', content: 'Hi' },
        ],
      ],
      parameters: { max_new_tokens: 5, temperature: 0.1 },
    })
    expect(response).toEqual({
      object: 'chat.completion',
      model: 'llama',
      choices: [{ index: 0, message: generation }],
    })
  })

  const user = { role: 'user', content: 'Hi' }
  it.each<[string, string, object, string]>([
    ['generate', 'completions', { prompt: 'Hi', stop: ['.'] }, 'stop'],
    ['generate', 'completions', { prompt: 'Hi', n: 2 }, 'n'],
    ['generate', 'completions', { prompt: 'Hi', logprobs: 1 }, 'logprobs'],
    ['generate', 'completions', { prompt: ['a', 'b'] }, 'prompt'],
    ['generate', 'completions', { prompt: 'Hi', max_tokens: 1.5 }, 'max_tokens'],
    ['generate', 'completions', { prompt: 'Hi', temperature: 'hot' }, 'temperature'],
    ['generate', 'completions', { prompt: 'Hi', stream: true }, 'stream'],
    ['generate', 'completions', { prompt: 'Hi', constructor: 1 }, 'constructor'],
    ['dialogs', chats, { messages: [user], tools: [{ type: 'function' }] }, 'tools'],
    ['dialogs', chats, { messages: [user], response_format: { type: 'json_object' } }, 'response_format'],
    ['dialogs', chats, { messages: [{ ...user, name: 'ana' }] }, 'messages[0]'],
    ['dialogs', chats, { messages: [user, { role: 'tool', content: 'x' }] }, 'messages[1]'],
    ['dialogs', chats, { messages: [user], max_tokens: 5, max_completion_tokens: 6 }, 'max_tokens'],
    ['embed', 'embeddings', { input: 'Hi', dimensions: 3 }, 'dimensions'],
    ['embed', 'embeddings', { input: [[1, 2]] }, 'input'],
    ['embed', 'embeddings', { input: 'Hi', encoding_format: 'int8' }, 'encoding_format'],
    ['openai', chats, { messages: [user], stream: true }, 'stream'],
  ])('%s refuses %s with %j by the name of the field', async (container, below, body, param) => {
    vi.stubEnv('OPENAI_CONTAINER', container)
    runtime.respondWith(responds({}))
    const { statusCode, error } = await call(below, body)
    expect([statusCode, error.type, error.param]).toEqual([400, 'invalid_request_error', param])
    expect(error.message).toMatch(/\.$/)
    expect(runtime.received).toEqual([])
  })

  it.each([
    ['generate', 'completions', { prompt: 'Hi' }],
    ['dialogs', chats, { messages: [user] }],
    ['embed', 'embeddings', { input: 'Hi' }],
  ])('%s: a response of another form is no prediction', async (container, below, body) => {
    vi.stubEnv('OPENAI_CONTAINER', container)
    runtime.respondWith(responds({ predictions: [1] }))
    const { statusCode, error } = await call(below, body)
    expect([statusCode, error.code]).toEqual([502, 'unexpected_response'])
  })
})

describe('refusals', () => {
  it.each<[string, string, string | undefined, number, string]>([
    ['a path that is not there', 'responses', '{}', 404, 'unknown_url'],
    ['another method', chats, undefined, 405, 'method_not_allowed'],
    ['no JSON', chats, 'model=llama', 400, 'invalid_json'],
    ['a list', chats, '[]', 400, 'invalid_json'],
    ['too deep', chats, '['.repeat(5_000), 400, 'invalid_json'],
    ['no model', chats, '{"messages":[]}', 400, 'missing_required_parameter'],
    ['another model', chats, '{"model":"gpt-4o"}', 404, 'model_not_found'],
    ['another model of the list', 'models/gpt-4o', undefined, 404, 'model_not_found'],
  ])('%s', async (_, below, body, status, code) => {
    const { statusCode, error, headers } = await call(below, body)
    expect([statusCode, error.code, error.type]).toEqual([status, code, 'invalid_request_error'])
    expect(headers['x-request-id']).toBe('gateway-id')
  })

  it.each<[string, PlannedResponse, number, string, RegExp]>([
    [
      'LMI’s 424',
      modelError(424, '{"error":"Input Parsing failed","code":424}'),
      400,
      'model_refused',
      /^Input Parsing failed$/,
    ],
    [
      'vLLM’s context length',
      modelError(400, '{"object":"error","message":"This model\'s maximum context length is 4096 tokens.","code":400}'),
      400,
      'context_length_exceeded',
      /^This model's maximum/,
    ],
    [
      'TGI’s context length',
      modelError(
        422,
        '{"error":"Input validation error: `inputs` must have less than 1024 tokens. Given: 2000","error_type":"validation"}',
      ),
      400,
      'context_length_exceeded',
      /1024/,
    ],
    ['a container’s 429', modelError(429, 'busy'), 429, 'rate_limit_exceeded', /busy/],
    ['a container’s 401', modelError(401, 'no token'), 502, 'model_refused', /no token/],
    ['a crash', modelError(500, 'Traceback: secret'), 502, 'model_failed', /^(?!.*secret)/],
  ])('%s', async (_, planned, status, code, words) => {
    runtime.respondWith(planned)
    const { statusCode, error, headers } = await call(chats, { messages: [] })
    expect([statusCode, error.code]).toEqual([status, code])
    expect(error.message).toMatch(words)
    expect(headers['Retry-After']).toBe(status === 429 ? '1' : undefined)
  })
})

describe('a stream', () => {
  async function run(body: object) {
    const stream = new Stream()
    const sent = called(chats, JSON.stringify({ model: 'llama', ...body }), {
      stageVariables: { transferMode: 'STREAM' },
    })
    const done = streamingHandler(sent, stream, context)
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk)
    await done
    const [head = '', ...rest] = Buffer.concat(chunks).toString().split('\0'.repeat(8))
    return { ...JSON.parse(head), body: rest.join('') }
  }
  const says = (...messages: Buffer[]): PlannedResponse => ({
    headers: {
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-sagemaker-content-type': 'application/json',
    },
    body: Buffer.concat(messages),
  })

  it('goes on event by event, whatever the parts are', async () => {
    runtime.respondWith(
      says(partMessage('da'), partMessage('ta: {"a":1}\r\n\r\ndata: {"b"'), partMessage(':2}\n\ndata: [DONE]\n\n')),
    )
    const { headers, body } = await run({ messages: [], stream: true })
    expect(headers['Content-Type']).toBe('text/event-stream')
    expect(body).toBe('data: {"a":1}\r\n\r\ndata: {"b":2}\n\ndata: [DONE]\n\n')
    expect(sentBody()).toEqual({ messages: [], stream: true })
  })

  it('that breaks off ends with an error between two events, and without [DONE]', async () => {
    const broken = exceptionMessage('ModelStreamError', { Message: 'x', ErrorCode: 'ModelInvocationTimeExceeded' })
    runtime.respondWith(says(partMessage('data: {"a":1}\n\ndata: {"unfinished'), broken))
    const { statusCode, body } = await run({ messages: [], stream: true })
    const [first, second, ...more] = body.split('\n\n')
    expect([statusCode, first, more]).toEqual([200, 'data: {"a":1}', ['']])
    expect(JSON.parse(second.slice('data: '.length)).error).toMatchObject({
      type: 'server_error',
      code: 'model_too_slow',
    })
  })

  it('that breaks off before its first event is a refusal', async () => {
    runtime.respondWith(says(partMessage('da'), exceptionMessage('ModelStreamError', { Message: 'x' })))
    const { statusCode, body } = await run({ messages: [], stream: true })
    expect([statusCode, JSON.parse(body).error.code]).toEqual([502, 'model_broke_off'])
  })

  it('is none if the container answers as a whole', async () => {
    runtime.respondWith(says(partMessage('{"choices":[]}')))
    const { statusCode, body } = await run({ messages: [], stream: true })
    expect([statusCode, JSON.parse(body).error.param]).toEqual([400, 'stream'])
  })

  it('is not needed: a whole answer comes through the same function', async () => {
    runtime.respondWith(says(partMessage('{"choices":[]}')))
    const { statusCode, headers, body } = await run({ messages: [] })
    expect([statusCode, headers['Content-Type'], body]).toEqual([200, 'application/json', '{"choices":[]}'])
  })
})
