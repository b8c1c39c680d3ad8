/** Containers of our own behind endpoints of the sandbox: each answers `/ping` and `/invocations` as SageMaker requires. */
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { listening } from './listening'

interface Invocation {
  body: Buffer
  contentType: string
}

/** A failure that is thrown is answered with 400 and its message. */
export type Model = (invocation: Invocation) => { contentType: string; body: string | Uint8Array }

/** @param models by the name of their endpoint. @returns the endpoints that a sandbox's account is to have for them */
export async function startContainers(models: Record<string, Model>) {
  const server = createServer(async (request, response) => {
    const [, name = '', path] = (request.url ?? '').split('/')
    if (path === 'ping') return response.end()
    const body = await buffer(request)
    try {
      const reply = models[name]?.({ body, contentType: request.headers['content-type'] ?? '' })
      response.writeHead(reply ? 200 : 404, { 'content-type': reply?.contentType ?? 'text/plain' })
      response.end(reply?.body)
    } catch (error) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error))
    }
  })
  const port = await listening(server)
  return {
    endpoints: Object.keys(models).map((name) => ({ name, url: `http://127.0.0.1:${port}/${name}` })),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
