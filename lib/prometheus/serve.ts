/** A server for `/metrics` alone, on a port that only a collector reaches. */
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import type { Exposition } from './place'
import { respondMetrics } from './respond'

interface ServePlace {
  port: number
  /** The address that it listens on; every one of this machine unless given. */
  host?: string
  token?: string
  exposition: Exposition
  report(error: unknown): void
}

/** Rejects if the port cannot be listened on. It keeps no process alive. */
export async function serveMetrics({ port, host, token, exposition, report }: ServePlace): Promise<Server> {
  // Not `createServer`, which the entrance of the console (scripts/lib/entrance.mjs) stands before.
  const server = new Server((request, response) => void respond(request, response).catch(report))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      server.on('error', report)
      resolve()
    })
  })
  return server.unref()

  async function respond({ method, url, headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const isMetrics = url?.split('?', 1)[0] === '/metrics'
    const refused = !isMetrics ? 404 : method !== 'GET' && method !== 'HEAD' ? 405 : undefined
    if (refused) {
      response.writeHead(refused, { 'content-type': 'text/plain; charset=utf-8', allow: 'GET, HEAD' })
      response.end('This port has /metrics alone.\n')
      return
    }
    try {
      const { status, headers: sent, body } = await respondMetrics(exposition, token, headers.authorization)
      response.writeHead(status, sent).end(body)
    } catch (error) {
      response.writeHead(500).end()
      throw error
    }
  }
}
