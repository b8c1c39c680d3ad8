/** A site of somebody else's, with one page. */
import { createServer } from 'node:http'

export async function startSite() {
  let html = ''
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The site has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    show(body: string) {
      html = `<!doctype html><html lang="en"><title>A site</title><body>${body}</body></html>`
    },
    stop: () => server.close(),
  }
}
