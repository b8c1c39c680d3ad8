/** The Model Context Protocol at `/mcp`, with its own client over HTTP, and by hand where a client never goes wrong. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { handlerWith } from '../src/handler'
import { mcpOf } from '../src/mcp'
import { context, environmentOf, event } from './events'
import { startRuntime } from './runtime-server'

const iris = {
  features: [
    { name: 'sepal length', type: 'number', unit: 'cm', min: 4.3, max: 7.9 },
    { name: 'petal (width)', type: 'number', default: '1.3', description: 'Across the middle' },
    { name: 'id', type: 'integer', default: '1' },
    { name: 'site', type: 'choice', choices: ['north', 'south, hill'] },
  ],
  output: { task: 'classification', name: 'species', labels: ['setosa', 'versicolor', 'virginica'] },
}

const tool = {
  name: 'predict_iris',
  title: 'Species',
  description: 'Predicts the species from a row of features.',
  inputSchema: { type: 'object', properties: { sepal_length: { type: 'number' } } },
}

let runtime: Awaited<ReturnType<typeof startRuntime>>
/** The gateway's place: each request becomes the event of a proxy integration. */
let gateway: ReturnType<typeof createServer>
let url: URL

beforeAll(async () => {
  runtime = await startRuntime()
  gateway = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const reply = await handlerWith({ mcp: mcpOf(process.env.LAMBDA_TASK_ROOT) })(
      event({
        resource: '/iris/mcp',
        httpMethod: request.method,
        headers: request.headers,
        body: chunks.length > 0 ? Buffer.concat(chunks).toString() : null,
      }),
      context,
    )
    response
      .writeHead(reply.statusCode, reply.headers)
      .end(Buffer.from(reply.body, reply.isBase64Encoded ? 'base64' : 'utf8'))
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  url = new URL(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`)
})
afterAll(async () => {
  gateway.closeAllConnections()
  gateway.close()
  await runtime.close()
})

let client: Client
beforeEach(() => {
  vi.unstubAllEnvs()
  vi.spyOn(console, 'log').mockImplementation(() => {})
  runtime.respondWith({ body: '1\n' })
  deployed(iris)
  client = new Client({ name: 'test', version: '1.0.0' })
})
afterEach(() => client.close())

function deployed(contract: object, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tool-'))
  writeFileSync(join(folder, 'wiring.json'), JSON.stringify({ contract }))
  writeFileSync(join(folder, 'tool.json'), JSON.stringify(tool))
  for (const [name, value] of Object.entries({ ...environmentOf(runtime.url), LAMBDA_TASK_ROOT: folder, ...env }))
    vi.stubEnv(name, value)
}

const connect = () => client.connect(new StreamableHTTPClientTransport(url))
const call = async (args: Record<string, unknown>, name = 'predict_iris') => {
  await connect()
  return client.callTool({ name, arguments: args })
}
const sent = () => ({ body: runtime.received[0]?.body.toString(), type: runtime.received[0]?.headers['content-type'] })

describe('the client of the protocol', () => {
  it('connects, agrees to a revision, and lists the one tool', async () => {
    await connect()
    expect(client.getServerVersion()).toEqual({ name: 'predict_iris', title: 'Species', version: '1.0.0' })
    expect(client.getServerCapabilities()).toEqual({ tools: {} })
    expect(client.getInstructions()).toBe(tool.description)
    await expect(client.ping()).resolves.toEqual({})
    await expect(client.listTools()).resolves.toEqual({ tools: [tool] })
  })

  it('gets a prediction as structure and as text', async () => {
    const result = await call({ sepal_length: 5.1, petal_width: 0.2, site: 'south, hill' })
    expect(sent()).toEqual({ body: '5.1,0.2,1,"south, hill"', type: 'text/csv' })
    expect(result.structuredContent).toEqual({ predictions: [{ label: 'versicolor' }] })
    expect(result.content).toEqual([{ type: 'text', text: '{"predictions":[{"label":"versicolor"}]}' }])
    expect(result.isError).toBeUndefined()
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['a missing feature', { site: 'north' }, 'sepal length is missing and has no default'],
    [
      'a misspelt one',
      { sepal_lenght: 1, site: 'north' },
      'There is no feature sepal_lenght (the closest is sepal length). Give the arguments by the names in the schema.',
    ],
    ['no argument', {}, 'There is no feature in it'],
    ['a text for a number', { sepal_length: 'long', site: 'north' }, 'sepal length'],
    ['a list', { sepal_length: [1, 2], site: 'north' }, 'must be one value'],
  ])('reads why %s is refused as a result', async (_, args, words) => {
    const result = await call(args)
    expect(result).toMatchObject({ isError: true, content: [{ type: 'text', text: expect.stringContaining(words) }] })
    expect(runtime.received).toEqual([])
  })

  it('reads what the model refuses as a result, and nothing of the account', async () => {
    runtime.respondWith({
      status: 424,
      headers: { 'x-amzn-errortype': 'ModelError' },
      body: JSON.stringify({
        OriginalStatusCode: 500,
        OriginalMessage: 'secret trace',
        Message: 'Iris-xgboost failed',
      }),
    })
    const result = await call({ sepal_length: 5, site: 'north' })
    expect(result).toMatchObject({ isError: true, content: [{ type: 'text' }] })
    expect(JSON.stringify(result)).not.toMatch(/secret trace|Iris-xgboost/)
  })

  it('is refused a tool that is not there', async () => {
    await expect(call({}, 'predict_penguins')).rejects.toThrow('Unknown tool: the only one is predict_iris')
  })

  it.each<[string, object, Record<string, unknown>, string, string]>([
    [
      'text',
      { features: [], input: { kind: 'text', wrap: 'inputs', parameters: [{ name: 'top_k', type: 'integer' }] } },
      { text: 'Fine', top_k: 3 },
      '{"inputs":"Fine","parameters":{"top_k":3}}',
      'application/json',
    ],
    [
      'text of BlazingText',
      { features: [], input: { kind: 'text', wrap: 'instances', parameters: [] } },
      { text: 'Fine' },
      '{"instances":["Fine"]}',
      'application/json',
    ],
    [
      'plain text',
      { features: [], input: { kind: 'text', wrap: 'plain', parameters: [] } },
      { text: '{"a":1}' },
      '{"a":1}',
      'text/plain',
    ],
    [
      'a conversation',
      { features: [], input: { kind: 'chat', parameters: [], stream: false } },
      { messages: [{ role: 'user', content: 'Hi' }], temperature: 0.5 },
      '{"messages":[{"role":"user","content":"Hi"}],"temperature":0.5}',
      'application/json',
    ],
    ['other JSON', { features: [], input: { kind: 'json' } }, { body: [[1, 2.5]] }, '[[1,2.5]]', 'application/json'],
    ['rows without names', { features: [] }, { data: '5.1,3.5' }, '5.1,3.5', 'text/csv'],
    [
      'a picture',
      { features: [], input: { kind: 'image', contentType: 'image/*' } },
      { data: Buffer.from('pixels').toString('base64'), mimeType: 'image/png' },
      'pixels',
      'image/png',
    ],
    [
      'a recording',
      { features: [], input: { kind: 'audio', contentType: 'audio/wav' } },
      { data: Buffer.from('waves').toString('base64') },
      'waves',
      'audio/wav',
    ],
  ])('sends %s', async (_, contract, args, body, type) => {
    deployed(contract)
    expect((await call(args)).isError).toBeUndefined()
    expect(sent()).toEqual({ body, type })
  })

  it('gets a picture as one', async () => {
    deployed({ features: [], input: { kind: 'text', wrap: 'plain', parameters: [] } })
    runtime.respondWith({ headers: { 'content-type': 'image/png' }, body: Buffer.from([137, 80, 0, 255]) })
    expect((await call({ text: 'A cat' })).content).toEqual([
      { type: 'image', data: 'iVAA/w==', mimeType: 'image/png' },
    ])
  })
})

describe('by hand', () => {
  const post = (message: unknown, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof message === 'string' ? message : JSON.stringify(message),
    })
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }

  it.each<[string, unknown, Record<string, string>, number, object | undefined]>([
    ['a request', ping, {}, 200, { jsonrpc: '2.0', id: 1, result: {} }],
    ['an id that is a text', { ...ping, id: 'a' }, {}, 200, { jsonrpc: '2.0', id: 'a', result: {} }],
    ['a notification', { jsonrpc: '2.0', method: 'notifications/initialized' }, {}, 202, undefined],
    ['a response', { jsonrpc: '2.0', id: 1, result: {} }, {}, 202, undefined],
    ['an unknown method', { ...ping, method: 'resources/list' }, {}, 200, { error: { code: -32601 } }],
    ['a cursor', { ...ping, method: 'tools/list', params: { cursor: 'x' } }, {}, 200, { error: { code: -32602 } }],
    ['parameters as a list', { ...ping, method: 'tools/list', params: [] }, {}, 200, { result: {} }],
    ['no JSON', '{', {}, 400, { id: null, error: { code: -32700 } }],
    ['JSON without end', '['.repeat(10_000), {}, 400, { id: null, error: { code: -32700 } }],
    ['no message', '{}', {}, 400, { id: null, error: { code: -32600 } }],
    ['an id that is null', { ...ping, id: null }, {}, 200, { id: null, error: { code: -32600 } }],
    ['another origin', ping, { Origin: 'https://evil.dev' }, 403, { error: { code: -32600 } }],
    ['an origin of the list', ping, { Origin: 'https://acme.dev' }, 200, { result: {} }],
    ['another type', ping, { 'Content-Type': 'text/plain' }, 415, { error: { code: -32600 } }],
    ['events alone', ping, { Accept: 'text/event-stream' }, 406, { error: { code: -32600 } }],
    ['a revision that is none', ping, { 'MCP-Protocol-Version': '2024-11-05' }, 400, { error: { code: -32600 } }],
    ['a batch of a newer revision', [ping], { 'MCP-Protocol-Version': '2025-06-18' }, 400, { error: { code: -32600 } }],
    ['an empty batch', [], {}, 400, { error: { code: -32600 } }],
  ])('%s', async (_, message, headers, status, body) => {
    const response = await post(message, headers)
    expect(response.status).toBe(status)
    const text = await response.text()
    if (body) expect(JSON.parse(text)).toMatchObject(body)
    else expect(text).toBe('')
  })

  it.each(['GET', 'DELETE', 'PUT'])('%s is answered with 405', async (method) => {
    const response = await fetch(url, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  })

  it('answers the batch of the oldest revision', async () => {
    const response = await post([ping, { jsonrpc: '2.0', method: 'notifications/x' }, { ...ping, id: 2, method: 'x' }])
    expect(await response.json()).toMatchObject([
      { id: 1, result: {} },
      { id: 2, error: { code: -32601 } },
    ])
    expect((await post([{ jsonrpc: '2.0', method: 'notifications/x' }])).status).toBe(202)
  })

  it.each([
    ['2025-03-26', '2025-03-26'],
    ['2025-06-18', '2025-06-18'],
    ['2024-11-05', '2025-11-25'],
    ['2026-07-28', '2025-11-25'],
  ])('a client of %s is offered %s', async (protocolVersion, offered) => {
    const response = await post({ ...ping, method: 'initialize', params: { protocolVersion } })
    expect(await response.json()).toMatchObject({ result: { protocolVersion: offered } })
  })

  it('keeps digits on the way to the model and back', async () => {
    deployed({ ...iris, output: { task: 'regression' } })
    runtime.respondWith({
      headers: { 'content-type': 'application/json' },
      body: '{"predictions":[12345678901234567890]}',
    })
    const params = '{"name":"predict_iris","arguments":{"sepal_length":1.50,"id":9007199254740993,"site":"north"}}'
    const response = await post(`{"jsonrpc":"2.0","id":9007199254740993,"method":"tools/call","params":${params}}`)
    const text = await response.text()
    expect(sent().body).toBe('1.50,1.3,9007199254740993,north')
    expect(text).toContain('"id":9007199254740993')
    expect(text).toContain('"structuredContent":{"predictions":[{"value":12345678901234567890}]}')
  })
})

it('is an ordinary path without a tool in the zip', async () => {
  vi.stubEnv('LAMBDA_TASK_ROOT', mkdtempSync(join(tmpdir(), 'no-tool-')))
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: '1,2' })
  expect([response.status, sent().body]).toEqual([200, '1,2'])
})
