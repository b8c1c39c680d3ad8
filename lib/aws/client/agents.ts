/**
 * Connections to AWS for calls that are sent only once: a kept connection is given up before the other side closes it, and the
 * wait for a new one (names, TCP and TLS) is measured, because it is no part of what AWS or a model takes.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type ClientRequest, Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'

const spent = new AsyncLocalStorage<{ ms: number }>()

/** Runs it, and says how long its requests waited for connections, ms. */
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

/** Makes agents like the SDK's own. https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html */
const kept = { keepAlive: true, maxSockets: 50 }

/**
 * How long a kept connection waits for the next request, ms. AWS closes idle connections after a time that it does not
 * state. A request that crosses the close fails with ECONNRESET, and one that creates something is not sent again.
 */
const usualIdleMs = 2_000

interface Inside {
  createConnection: Create
  keepSocketAlive(socket: Socket): boolean
  reuseSocket(socket: Socket, request: ClientRequest): void
}

function briefAgent<A extends HttpAgent>(agent: A, opened: 'connect' | 'secureConnect', idleMs: number): A {
  const own = agent as unknown as Inside
  const { createConnection, keepSocketAlive, reuseSocket } = own
  own.createConnection = (options, callback) => measured(createConnection.call(agent, options, callback), opened)
  own.keepSocketAlive = (socket) => {
    const keeps = keepSocketAlive.call(agent, socket)
    // An agent of Node's destroys a free socket whose time is up.
    socket.setTimeout(idleMs)
    return keeps
  }
  own.reuseSocket = (socket, request) => {
    socket.setTimeout(0)
    reuseSocket.call(agent, socket, request)
  }
  return agent
}

export const briefAgents = (idleMs = usualIdleMs) => ({
  httpAgent: briefAgent(new HttpAgent(kept), 'connect', idleMs),
  httpsAgent: briefAgent(new HttpsAgent(kept), 'secureConnect', idleMs),
})
