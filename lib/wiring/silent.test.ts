/** What a deploy proves of its model, kept on the API: of one that has to start first too, as it is called again. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import { type DeployOptions, runDeploy } from './engine'
import { listManagedApis } from './read/list-managed'
import type { Emit } from './run/progress'
import { liveLine } from './state/live-words'
import { testContext, unwrap } from './testing'

const name = 'asleep'
const spec = withFields(defaultSpec(name, 'Real-time'), { sampleRow: '1,2', timeoutSeconds: 5 })
let account: TestAccount
let container: ReturnType<typeof createServer>
let calls = 0
/** Which calls get no answer before the function stops waiting. */
let isAsleep = (call: number): boolean => call === 1

beforeAll(async () => {
  container = createServer((request, response) => {
    if (request.url === '/ping') return void response.end()
    calls += 1
    if (!isAsleep(calls)) response.writeHead(200, { 'content-type': 'text/csv' }).end('0.9')
  })
  container.listen(0, '127.0.0.1')
  await once(container, 'listening')
  const url = `http://127.0.0.1:${(container.address() as AddressInfo).port}`
  account = await createTestAccount({ endpoints: [{ name, url }] })
})
afterAll(() => {
  account.close()
  container.closeAllConnections()
  container.close()
})

const deploy = async (options: DeployOptions = {}, emit: Emit = () => {}) =>
  unwrap(await runDeploy(testContext(account), spec, emit, options))

/** Reads it like any page of any process. */
async function shown() {
  const { clients, target } = testContext(account)
  const [api] = await listManagedApis(clients, target)
  return liveLine(api?.live)
}

it('is live with its answer, once it is there', async () => {
  expect((await deploy()).sample).toMatchObject({ status: 200, body: '0.9' })
  expect(calls).toBe(2)
  expect(await shown()).toBe('Live (the model answered)')
  expect((await deploy()).writes).toBe(0)
})

it('is not called, if the person declined', async () => {
  const before = calls
  expect(await deploy({ untested: true })).not.toHaveProperty('sample')
  expect(calls).toBe(before)
  expect(await shown()).toBe('Live, not tested')
})

it('is called again until a person wants no more tries', async () => {
  isAsleep = () => true
  const person = new AbortController()
  const states: string[] = []
  const { sample } = await deploy({ enough: person.signal }, ({ id, state, canStop }) => {
    if (id === 'sample') states.push(canStop ? 'can be stopped' : state)
    if (canStop) person.abort()
  })
  expect(sample?.status).toBe(504)
  expect(states.slice(-4)).toEqual(['can be stopped', 'running', 'running', 'done'])
  expect(await shown()).toBe('Live, no answer in 29 s')
})
