/** The function as Lambda runs it where it streams, with a real server in SageMaker's place. */
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ResponseStream } from '../src/awslambda'
import { streamingHandler } from '../src/streaming'
import { exceptionMessage, partMessage } from './event-stream-messages'
import { credentials, type PlannedResponse, startRuntime } from './runtime-server'

let runtime: Awaited<ReturnType<typeof startRuntime>>
let lines: string[] = []

beforeAll(async () => {
  runtime = await startRuntime()
  const env = {
    ENDPOINT_NAME: 'chat',
    ALLOWED_ORIGINS: 'https://acme.dev',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_LAMBDA_FUNCTION_VERSION: '7',
    AWS_ENDPOINT_URL: runtime.url,
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  vi.stubGlobal('awslambda', {
    HttpResponseStream: {
      from: (stream: ResponseStream, metadata: object) => {
        stream.write(`${JSON.stringify(metadata)}\0\0\0\0\0\0\0\0`)
        return stream
      },
    },
  })
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line)
  })
})
afterAll(() => runtime.close())
beforeEach(() => {
  lines = []
})

const conversation = '{"messages":[{"role":"user","content":"hi"}],"stream":true}'
const post = (members: object = {}) => ({
  httpMethod: 'POST',
  headers: { 'Content-Type': 'application/json', origin: 'https://acme.dev' },
  body: conversation,
  stageVariables: { transferMode: 'STREAM' },
  requestContext: { requestId: 'gateway-id' },
  ...members,
})

class Stream extends PassThrough {
  contentType = ''
  setContentType(type: string) {
    this.contentType = type
  }
}

/** Runs the function; its bytes can be read while it runs. */
function start(event: unknown, remainingMs = 28_000) {
  const stream = new Stream()
  const done = streamingHandler(event, stream, { awsRequestId: 'id', getRemainingTimeInMillis: () => remainingMs })
  return { stream, done }
}

async function run(event: unknown, remainingMs?: number) {
  const { stream, done } = start(event, remainingMs)
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  await done
  const text = Buffer.concat(chunks).toString()
  const [head = '', body = ''] = text.split('\0'.repeat(8))
  return { text, contentType: stream.contentType, head: JSON.parse(head), body }
}

const streaming = (write: (response: ServerResponse) => void, contentType = 'text/event-stream'): PlannedResponse => ({
  headers: { 'content-type': 'application/vnd.amazon.eventstream', 'x-amzn-sagemaker-content-type': contentType },
  write,
})
const said = (...messages: Buffer[]) => streaming((response) => response.end(Buffer.concat(messages)))

describe('an answer that is streamed', () => {
  it('has its status and headers first, then the model’s bytes and nothing else', async () => {
    runtime.respondWith(said(partMessage('data: one\n\n'), partMessage('data: two\n\n')))
    const { head, body } = await run(post({ headers: { ...post().headers, accept: 'text/event-stream' } }))
    expect(head).toMatchObject({
      statusCode: 200,
      headers: {
        'Content-Type': 'text/event-stream',
        'Access-Control-Allow-Origin': 'https://acme.dev',
        'Cache-Control': 'no-store',
        'Server-Timing': expect.stringMatching(/^model;dur=\d+, (connect;dur=\d+, )?handler;dur=\d+$/),
      },
    })
    expect(body).toBe('data: one\n\ndata: two\n\n')
    const [received] = runtime.received
    expect(received).toMatchObject({
      method: 'POST',
      path: '/endpoints/chat/invocations-response-stream',
      signed: true,
    })
    expect(received?.headers['x-amzn-sagemaker-accept']).toBe('text/event-stream')
    expect(received?.body.toString()).toBe(conversation)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: 'gateway-id', status: 200, code: 'ok' })
  })

  it('goes on while the model still has the rest', async () => {
    let model: ServerResponse | undefined
    runtime.respondWith(
      streaming((response) => {
        model = response
        response.write(partMessage('first'))
      }),
    )
    const { stream, done } = start(post())
    const read = async (until: string) => {
      let text = ''
      while (!text.endsWith(until)) {
        await once(stream, 'readable')
        text += stream.read() ?? ''
      }
    }
    await read('first')
    expect(model?.writableEnded).toBe(false)
    model?.end(partMessage('second'))
    await read('second')
    await done
  })

  it('stops calling when the caller leaves', async () => {
    let closed: Promise<unknown> | undefined
    runtime.respondWith(
      streaming((response) => {
        closed = once(response, 'close')
        response.write(partMessage('first'))
      }),
    )
    const { stream, done } = start(post())
    await once(stream, 'readable')
    while (!closed) await once(stream, 'readable')
    stream.destroy()
    await closed
    await done
    expect(JSON.parse(lines[0] ?? '').code).toBe('caller_left')
  })
})

describe('what breaks it off', () => {
  const midway = (end: (response: ServerResponse) => void, contentType?: string) =>
    streaming((response) => {
      response.write(partMessage('data: one\n\n'), () => end(response))
    }, contentType)
  const exception = (type: string, fields: object) => (response: ServerResponse) =>
    response.end(exceptionMessage(type, fields))

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['the connection', (response) => response.destroy(), 'model_broke_off'],
    ['the model', exception('ModelStreamError', { ErrorCode: 'StreamBroken' }), 'model_broke_off'],
    [
      'SageMaker’s limit',
      exception('ModelStreamError', { ErrorCode: 'ModelInvocationTimeExceeded' }),
      'model_too_slow',
    ],
    ['SageMaker', exception('InternalStreamFailure', { Message: 'arn:aws:x' }), 'sagemaker_failed'],
    ['the deadline', () => {}, 'model_too_slow'],
  ])('%s is sent as the last event', async (_, end, code) => {
    runtime.respondWith(midway(end))
    const { head, body } = await run(post(), 1_000)
    expect(head.statusCode).toBe(200)
    expect(body).toMatch(/^data: one\n\n\n\nevent: error\ndata: \{.*\}\n\n$/)
    const reported = JSON.parse(body.split('data: ').at(-1) ?? '')
    expect(reported).toMatchObject({ code, message: expect.stringMatching(/^\S.*\.$/), requestId: 'gateway-id' })
    expect(JSON.parse(lines[0] ?? '').code).toBe(code)
  })

  it('adds nothing to what is no stream of events', async () => {
    runtime.respondWith(midway((response) => response.destroy(), 'text/plain'))
    expect((await run(post())).body).toBe('data: one\n\n')
  })
})

describe('what fails before the first byte is the same JSON as ever', () => {
  const json = (status: number, name: string, fields: object): PlannedResponse => ({
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
    body: JSON.stringify(fields),
  })
  it.each<[string, PlannedResponse, number, string]>([
    ['a refusal', json(424, 'ModelError', { OriginalStatusCode: 400, OriginalMessage: 'no' }), 400, 'model_refused'],
    [
      'a permission that lacks',
      json(403, 'AccessDeniedException', {
        message: 'not authorized to perform: sagemaker:InvokeEndpointWithResponseStream on it',
      }),
      502,
      'role_denied',
    ],
    [
      'an exception at once',
      said(exceptionMessage('ModelStreamError', { ErrorCode: 'StreamBroken' })),
      502,
      'model_broke_off',
    ],
    [
      'a body that is no event stream',
      streaming((response) => response.end('<html>nothing of it</html>')),
      502,
      'model_broke_off',
    ],
    ['silence', { silent: true }, 504, 'model_too_slow'],
    ['silence after the head', streaming((response) => response.flushHeaders()), 504, 'model_too_slow'],
  ])('%s', async (_, response, status, code) => {
    runtime.respondWith(response)
    const { head, body } = await run(post(), 1_000)
    expect(head).toMatchObject({ statusCode: status, headers: { 'Access-Control-Allow-Origin': 'https://acme.dev' } })
    expect(head.headers['Content-Type']).toBe('application/json; charset=utf-8')
    expect(JSON.parse(body)).toMatchObject({ code, requestId: 'gateway-id' })
  })

  it('names the permission that lacks in the log, and to no caller', async () => {
    runtime.respondWith(
      json(403, 'AccessDeniedException', { message: 'perform: sagemaker:InvokeEndpointWithResponseStream' }),
    )
    const log = vi.spyOn(console, 'log')
    const { body } = await run(post())
    expect(body).not.toMatch(/sagemaker:|chat/)
    expect(log.mock.calls.flat().join()).toContain(
      'perform sagemaker:InvokeEndpointWithResponseStream on the endpoint chat',
    )
  })

  it('a wrong request, the probe and a preflight call no model', async () => {
    runtime.respondWith({})
    expect((await run(post({ body: '{' }))).head.statusCode).toBe(400)
    expect((await run(post({ httpMethod: 'OPTIONS', body: null }))).head.statusCode).toBe(204)
    const probe = await run(post({ headers: { 'X-Portico-Probe': '1' } }))
    expect(JSON.parse(probe.body)).toEqual({ portico: 'probe', functionVersion: '7', endpointName: 'chat' })
    expect(runtime.received).toEqual([])
  })
})

it('an empty answer is one', async () => {
  runtime.respondWith(said())
  expect(await run(post())).toMatchObject({ head: { statusCode: 200 }, body: '' })
})

it('a gateway that does not stream, or a test, gets the whole answer as a proxy response', async () => {
  runtime.respondWith({ headers: { 'content-type': 'application/json' }, body: '{"choices":[]}' })
  const { text, contentType } = await run(post({ stageVariables: null }))
  expect(contentType).toBe('application/json')
  expect(JSON.parse(text)).toMatchObject({ statusCode: 200, body: '{"choices":[]}', isBase64Encoded: false })
  expect(runtime.received[0]?.path).toBe('/endpoints/chat/invocations')
})
