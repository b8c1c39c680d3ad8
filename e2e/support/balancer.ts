/** One address in front of several processes: a cookie says to which a browser goes, as a load balancer's does. */
import { createServer, request as send } from 'node:http'
import { pipeline } from 'node:stream'
import { listening } from './listening'

export async function startBalancer() {
  const ports = new Map<string, number>()
  const server = createServer((incoming, outgoing) => {
    const wanted = incoming.headers.cookie?.match(/(?:^|; )replica=(\w+)/)?.[1]
    const port = ports.get(wanted ?? '') ?? [...ports.values()][0]
    const { method, url: path, headers } = incoming
    const onward = send({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers)
      // Passes a break on: a process that is killed leaves no answer half open.
      pipeline(response, outgoing, () => {})
    })
    onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  const port = await listening(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    send: (replica: string, port: number) => ports.set(replica, port),
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
