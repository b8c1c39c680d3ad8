/** The server's entrance, before a server of Node's: what it refuses, whose address it writes, whom it blames. */
import { createServer, type RequestListener, type Server, type ServerResponse, request as send } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { entrance } from '../../scripts/lib/entrance.mjs'
import { requestNotes } from '../running/request-notes'

let server: Server
afterEach(() => server.close())

async function stand(next: RequestListener, env: Record<string, string> = {}): Promise<number> {
  server = createServer(entrance(next, env))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

interface ReceivedResponse {
  status?: number
  headers: Record<string, unknown>
  body: string
}

const responseOf = (port: number, method: string, path: string, headers: Record<string, string> = {}) =>
  new Promise<ReceivedResponse>((resolve, reject) =>
    send({ port, host: '127.0.0.1', method, path, headers, agent: false }, async (response) => {
      const body = Buffer.concat(await response.toArray()).toString()
      resolve({ status: response.statusCode, headers: response.headers, body })
    })
      .on('error', reject)
      .end(),
  )

describe('the entrance', () => {
  it.each([
    ['TRACE', '/', 405],
    ['PUT', '/api/ready', 405],
    ['PROPFIND', '/', 405],
    ['GET', '/%ff%fe', 400],
    ['GET', '/share/%E0%A4%A', 400],
    ['GET', '/%', 400],
    ['GET', '/a%20b/%E2%82%AC?q=%ff', 200],
    ['HEAD', '/', 200],
    ['OPTIONS', '/', 200],
    ['POST', '/', 200],
  ])('%s %s: %i', async (method, path, status) => {
    const port = await stand((_, response) => response.end('in'))
    const { headers, body, ...response } = await responseOf(port, method, path)
    expect(response.status).toBe(status)
    if (status === 405) expect(headers.allow).toBe('GET, HEAD, OPTIONS, POST')
    if (status !== 200) expect(body).toMatch(/^.{20,}\.\n$/)
  })

  it.each([
    ['nothing', undefined, undefined, '127.0.0.1'],
    ['a forged address, and no proxy', '203.0.113.9', undefined, '127.0.0.1'],
    ['a forged address, and no proxy', '203.0.113.9', '0', '127.0.0.1'],
    ['an address of a proxy', 'forged, 203.0.113.9', '1', 'forged, 203.0.113.9'],
  ])('given %s (%s, TRUSTED_PROXIES=%s) hands on %s', async (_, sent, TRUSTED_PROXIES, handedOn) => {
    const port = await stand(
      ({ headers }, response) => response.end(headers['x-forwarded-for']),
      TRUSTED_PROXIES === undefined ? {} : { TRUSTED_PROXIES },
    )
    const { body } = await responseOf(port, 'GET', '/', sent ? { 'x-forwarded-for': sent } : {})
    expect(body).toBe(handedOn)
  })

  it('drops the header that is sent twice', async () => {
    const port = await stand(({ headers }, response) => response.end(headers['x-forwarded-for']))
    const socket = connect(port, '127.0.0.1')
    socket.end('GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: a\r\nX-Forwarded-For: b\r\nConnection: close\r\n\r\n')
    expect(Buffer.concat(await socket.toArray()).toString()).toMatch(/\r\n\r\n127\.0\.0\.1$/)
  })

  const action = { 'next-action': 'f'.repeat(42) }
  const form = { 'content-type': 'multipart/form-data; boundary=x' }

  it.each([
    ['an action whose body is no JSON', 'POST', '/1/r/endpoints', action, {}, 400],
    ['a form that cannot be read', 'POST', '/1/r/endpoints', form, {}, 400],
    ['an action that fails', 'POST', '/1/r/endpoints', action, { actionBegan: true }, 500],
    ['a fault of the proxy', 'POST', '/1/r/endpoints', action, { proxyFailed: true }, 500],
    ['a page that fails', 'POST', '/1/r/endpoints', {}, {}, 500],
    ['a page that fails', 'GET', '/1/r/endpoints', {}, {}, 500],
    ['a route that fails', 'POST', '/api/sign-out', form, {}, 500],
  ])('%s (%s %s): blamed on who caused it', async (_, method, path, headers, happened, status) => {
    for (const fail of [
      (response: ServerResponse) => {
        response.statusCode = 500
        response.end('of Next')
      },
      (response: ServerResponse) => {
        response.writeHead(500, { 'content-type': 'text/x-component', 'content-length': 7 })
        response.write('of ')
        response.write('Next')
        response.end()
      },
    ]) {
      const port = await stand((_, response) => {
        Object.assign(requestNotes() ?? {}, happened)
        fail(response)
      })
      const response = await responseOf(port, method, path, headers)
      expect(response.status).toBe(status)
      if (status === 500) expect(response.body).toBe('of Next')
      else expect(response.body).toMatch(/cannot be read, and nothing was done\. Reload the page and try again\.\n$/)
      if (status === 400) expect(response.headers['content-type']).toBe('text/plain; charset=utf-8')
      server.close()
    }
  })

  it.each([
    [200, 404],
    [500, 500],
  ])('a page that sets 404 and is answered by %i gives %i', async (given, status) => {
    const port = await stand((_, response) => {
      const notes = requestNotes()
      if (notes) notes.status = 404
      response.statusCode = given
      response.end('words')
    })
    expect(await responseOf(port, 'GET', '/share/x')).toMatchObject({ status, body: 'words' })
  })
})
