/** The stream of an OpenAI-compatible URL, read by OpenAI's client from a container that the test holds back. */

import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { spawnSandbox } from '../../sandbox/testing/spawn'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import { runDeploy } from './engine'
import { testContext, unwrap } from './testing'

const messages = [{ role: 'user' as const, content: 'What is a pipeline?' }]

describe('a model that holds back the rest of its response', () => {
  const open: ServerResponse[] = []
  const closed: Promise<unknown>[] = []
  const chunk = (content: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`
  const container = createServer((request, response) => {
    if (request.url === '/ping') return response.end()
    request.resume()
    closed.push(once(response, 'close'))
    open.push(response)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    return response.write(chunk('first'))
  })
  let end: () => Promise<void>
  let client: OpenAI
  beforeAll(async () => {
    container.listen(0, '127.0.0.1')
    await once(container, 'listening')
    const url = `http://127.0.0.1:${(container.address() as AddressInfo).port}`
    const sandbox = await spawnSandbox(['--endpoint', `gated=${url}`, '--time-scale', '20'])
    end = sandbox.end
    const { accessKeyId, secretAccessKey } = sandbox.info
    const there = testContext({ ...sandbox.info, credentials: { accessKeyId, secretAccessKey } })
    const spec = withFields(
      { ...defaultSpec('gated', 'Real-time'), openAi: { model: 'gated', container: 'openai' } },
      { contract: { features: [], input: { kind: 'chat', stream: true, parameters: [] } }, timeoutSeconds: 300 },
    )
    const { invokeUrl } = unwrap(await runDeploy(there, spec, () => {}, { untested: true }))
    client = new OpenAI({ baseURL: invokeUrl, apiKey: 'unused', maxRetries: 0 })
  })
  afterEach(() => {
    container.closeAllConnections()
    open.length = 0
    closed.length = 0
  })
  afterAll(async () => {
    container.close()
    await end()
  })
  const words = async () => {
    const stream = await client.chat.completions.create({ model: 'gated', messages, stream: true })
    const events = stream[Symbol.asyncIterator]()
    const next = async () => (await events.next()).value?.choices[0]?.delta.content
    return { stream, next }
  }

  it('has its first words read before it has written the last', async () => {
    const { next } = await words()
    expect(await next()).toBe('first')
    expect(open.at(-1)?.writableEnded).toBe(false)
    open.at(-1)?.end(`${chunk('last')}data: [DONE]\n\n`)
    expect([await next(), await next()]).toEqual(['last', undefined])
  })

  it('that breaks off is an error of the client, and no complete response', async () => {
    const { next } = await words()
    await next()
    open.at(-1)?.destroy()
    await expect(next()).rejects.toThrow(OpenAI.APIError)
  })

  it('is not called on when the caller leaves', async () => {
    const { stream, next } = await words()
    await next()
    stream.controller.abort()
    await closed[0]
    expect(open.at(-1)?.writableEnded).toBe(false)
  })
})
