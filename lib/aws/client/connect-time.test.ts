import { lookup } from 'node:dns'
import { createServer, get } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { expect, it } from 'vitest'
import { timedAgents, withConnectTime } from './connect-time'

it('counts the wait for a new connection, and none for one that is kept', async () => {
  const delayMs = 100
  const server = createServer((_, response) => response.end('ok'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { httpAgent } = timedAgents()
  const slow: LookupFunction = (_, options, done) => {
    setTimeout(() => lookup('127.0.0.1', options, done), delayMs)
  }
  const { port } = server.address() as AddressInfo
  const ask = () =>
    withConnectTime(async (connectMs) => {
      await new Promise<void>((done, failed) => {
        get({ host: 'runtime.test', port, agent: httpAgent, lookup: slow }, (response) => {
          response.resume().on('end', () => setImmediate(done))
        }).on('error', failed)
      })
      return connectMs()
    })
  // A timer of Node's may fire a fraction of a millisecond early.
  expect(await ask()).toBeGreaterThanOrEqual(delayMs - 1)
  expect(await ask()).toBe(0)
  httpAgent.destroy()
  await new Promise((done) => server.close(done))
})
