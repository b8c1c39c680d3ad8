import { lookup } from 'node:dns'
import { createServer, get } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { expect, it } from 'vitest'
import { briefAgents, withConnectTime } from './agents'

it('counts the wait for a new connection, and none for one that is kept', async () => {
  const delayMs = 100
  const server = createServer((_, response) => response.end('ok'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { httpAgent } = briefAgents(60_000)
  const slow: LookupFunction = (_, options, done) => {
    setTimeout(() => lookup('127.0.0.1', options, done), delayMs)
  }
  const { port } = server.address() as AddressInfo
  const poll = () =>
    withConnectTime(async (connectMs) => {
      await new Promise<void>((done, failed) => {
        get({ host: 'runtime.test', port, agent: httpAgent, lookup: slow }, (response) => {
          response.resume().on('end', () => setImmediate(done))
        }).on('error', failed)
      })
      return connectMs()
    })
  // A timer of Node's can fire a fraction of a millisecond early.
  expect(await poll()).toBeGreaterThanOrEqual(delayMs - 1)
  expect(await poll()).toBe(0)
  httpAgent.destroy()
  await new Promise((done) => server.close(done))
})

it('gives an idle connection up by itself, and takes a new one for the next request', async () => {
  const server = createServer((_, response) => response.end('ok'))
  // The server itself never closes one.
  server.keepAliveTimeout = 0
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const closed: Promise<void>[] = []
  server.on('connection', (socket) => closed.push(new Promise((done) => socket.once('close', () => done()))))
  const { httpAgent } = briefAgents(50)
  const { port } = server.address() as AddressInfo
  const call = () =>
    new Promise<void>((done, failed) => {
      get({ host: '127.0.0.1', port, agent: httpAgent }, (response) => response.resume().on('end', done)).on(
        'error',
        failed,
      )
    })
  await call()
  await closed[0]
  await call()
  expect(closed).toHaveLength(2)
  await closed[1]
  await new Promise((done) => server.close(done))
})
