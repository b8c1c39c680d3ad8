import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildRowRequest } from '@/lib/model/requests/build-request'
import { plainRequest } from '@/lib/model/requests/request-shape'
import { withApiKey } from './authorize'
import type { Call } from './call'
import { sendCall } from './send-call'

const rows = buildRowRequest({ invokeUrl: 'http://a/b', queryParameter: 'data', request: plainRequest }, ['1,2'])
const event = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`

/** The answers that are still open, so that a test decides when they go on. */
const open: ServerResponse[] = []
const server = createServer((request, response) => {
  if (request.url === '/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(event('Good'))
    open.push(response)
    return
  }
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    response.writeHead(request.url === '/refused' ? 429 : 200, {
      'content-type': 'application/json',
      'retry-after': '1',
    })
    const body = Buffer.concat(parts).toString('base64')
    const { 'content-type': type, accept, 'x-api-key': own, authorization: key = own } = request.headers
    response.end(JSON.stringify([request.method, type, accept, body, ...(key ? [key] : [])]))
  })
})
let base = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.closeAllConnections())

const never = new AbortController().signal

describe('a call', () => {
  it.each([
    [rows, ['GET', undefined, '*/*', '']],
    [{ method: 'POST', url: '', body: '1,2' } as const, ['POST', 'text/csv', '*/*', btoa('1,2')]],
    [
      {
        method: 'POST',
        url: '',
        body: new Blob(['\xff']),
        contentType: 'image/png',
        accept: 'application/json',
      } as const,
      ['POST', 'image/png', 'application/json', Buffer.from('\xff').toString('base64')],
    ],
    [withApiKey('secret', undefined)(rows) as Call, ['GET', undefined, '*/*', '', 'secret']],
    [withApiKey('secret', 'authorization')(rows) as Call, ['GET', undefined, '*/*', '', 'Bearer secret']],
    [withApiKey('secret', 'both')(rows) as Call, ['GET', undefined, '*/*', '', 'Bearer secret']],
    [withApiKey('', 'authorization')(rows) as Call, ['GET', undefined, '*/*', '']],
  ])('%j', async (call, seen) => {
    const outcome = await sendCall({ ...call, url: `${base}/echo` }, never)
    expect(outcome?.kind === 'response' && JSON.parse(outcome.text)).toEqual(seen.map((part) => part ?? null))
  })
  it('gives a refusal as it came', async () => {
    const outcome = await sendCall({ method: 'GET', url: `${base}/refused` }, never)
    expect(outcome).toMatchObject({ kind: 'response', status: 429, retryAfter: '1' })
  })
  it('says when nothing answers', async () => {
    expect(await sendCall({ method: 'GET', url: 'http://127.0.0.1:1' }, never)).toMatchObject({
      kind: 'unreachable',
      timedOut: false,
    })
  })
})

describe('an answer in events', () => {
  it('is passed on as it comes, and kept whole', async () => {
    const seenWords: string[] = []
    const outcome = await sendCall({ method: 'GET', url: `${base}/stream` }, never, {
      onWords: (words) => {
        seenWords.push(words)
        // Only what was read can make the server go on.
        if (words === 'Good') open.pop()?.end(`${event(' day')}data: [DONE]\n\n`)
      },
    })
    expect(seenWords).toEqual(['Good', 'Good day'])
    expect(outcome).toMatchObject({ text: `${event('Good')}${event(' day')}data: [DONE]\n\n` })
    expect(outcome?.kind === 'response' && (outcome.firstTokenMs ?? 0) <= outcome.latencyMs).toBe(true)
  })
  it('is nothing once it was stopped', async () => {
    const stop = new AbortController()
    expect(
      await sendCall({ method: 'GET', url: `${base}/stream` }, stop.signal, { onWords: () => stop.abort() }),
    ).toBeUndefined()
  })
})
