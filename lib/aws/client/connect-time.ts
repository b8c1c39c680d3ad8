/**
 * Agents that measure how long a request waits for a new connection: names, TCP and TLS. The first call of a client has all of
 * that, and it is no part of what AWS or a model takes.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'

const spent = new AsyncLocalStorage<{ ms: number }>()

/** Runs it, and tells how long its requests waited for connections, ms. */
export async function withConnectTime<T>(run: (connectMs: () => number) => Promise<T>): Promise<T> {
  const time = { ms: 0 }
  return spent.run(time, () => run(() => time.ms))
}

function measured<S extends { once(event: string, listener: () => void): unknown } | null | undefined>(
  socket: S,
  opened: 'connect' | 'secureConnect',
): S {
  const time = spent.getStore()
  const begun = performance.now()
  socket?.once(opened, () => {
    if (time) time.ms += performance.now() - begun
  })
  return socket
}

type Create = (this: unknown, options: object, callback?: (error: Error | null, socket: Socket) => void) => Socket

/** As the SDK makes its own. https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html */
const kept = { keepAlive: true, maxSockets: 50 }

function timed<A extends HttpAgent>(agent: A, opened: 'connect' | 'secureConnect'): A {
  const own = agent as unknown as { createConnection: Create }
  const create = own.createConnection
  own.createConnection = (options, callback) => measured(create.call(agent, options, callback), opened)
  return agent
}

export const timedAgents = () => ({
  httpAgent: timed(new HttpAgent(kept), 'connect'),
  httpsAgent: timed(new HttpsAgent(kept), 'secureConnect'),
})
