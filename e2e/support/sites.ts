/** A site of somebody else's, with one page. */
import { createServer } from 'node:http'
import { listening } from './listening'

export async function startSite() {
  let html = ''
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(html)
  })
  const port = await listening(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    show(body: string) {
      html = `<!doctype html><html lang="en"><title>A site</title><body>${body}</body></html>`
    },
    stop: () => server.close(),
  }
}
