/** Without a sample row too, a deploy ends well only where a request came to the model as the role, or to the address. */

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import type { WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { runDeploy } from './engine'
import type { WiringContext } from './run/context'
import { testContext, unwrap } from './testing'

const spec = defaultSpec('iris-xgboost', 'Real-time')
const row = '5.1,3.5,1.4,0.2'
let account: TestAccount
let context: WiringContext
let said: string[]
beforeEach(async () => {
  account = await createTestAccount()
  context = testContext(account)
  said = []
})
afterEach(() => account.close())

const deploy = (spec: WiringSpec) =>
  runDeploy(context, spec, ({ id, detail, state }) => {
    if (id === 'sample' && state === 'done') said.push(detail)
  })
const statusOf = async (url: string | undefined) => (await fetch(`${url}?data=${row}`)).status

async function listening(status: number) {
  const server = createServer((_, response) => response.writeHead(status).end('{"message": "no such model"}'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((done) => server.close(done))
  return { integration: { kind: 'http' as const, url: `https://${port}.loopback.sandbox.example/iris` }, close }
}

it('a gateway that calls SageMaker itself does so for the first caller', async () => {
  const { invokeUrl, sample, reached } = unwrap(await deploy(withFields(spec, { integration: { kind: 'direct' } })))
  expect(sample).toBeUndefined()
  expect(reached?.status).toBeGreaterThanOrEqual(200)
  expect(await statusOf(invokeUrl)).toBe(200)
  expect(said).toEqual([expect.stringContaining('a row that was made up, as none was given')])
})

it('a function does so too', async () => {
  const { invokeUrl, reached } = unwrap(await deploy(spec))
  expect(reached?.body).not.toContain('role_denied')
  expect(await statusOf(invokeUrl)).toBe(200)
})

it('an address that refuses was reached; one that is dead was not', async () => {
  const { integration, close } = await listening(404)
  const { reached } = unwrap(await deploy(withFields(spec, { integration })))
  expect(reached).toMatchObject({ status: 404 })
  await close()
  expect(await deploy(withFields(spec, { integration }))).toMatchObject({
    ok: false,
    error: { code: 'address-unreachable', step: 'sample', cause: expect.stringContaining('504') },
  })
})

it('no caller is switched to an address that is dead', async () => {
  const { invokeUrl } = unwrap(await deploy(withFields(spec, { integration: { kind: 'direct' } })))
  const { integration, close } = await listening(200)
  await close()
  expect(await deploy(withFields(spec, { integration }))).toMatchObject({
    ok: false,
    error: { code: 'address-unreachable', step: 'role-proof', message: expect.stringContaining('callers still reach') },
  })
  expect(await statusOf(invokeUrl)).toBe(200)
})
