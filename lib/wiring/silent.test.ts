/** A model that has to start first, as a serverless endpoint or one that was scaled to zero, is called again. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createTestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import { runDeploy } from './engine'
import { liveOf } from './state/live'
import { testContext, unwrap } from './testing'

it('is live with its answer, once it is there', async () => {
  const name = 'asleep'
  const calls: string[] = []
  const container = createServer((request, response) => {
    if (request.url === '/ping') return void response.end()
    calls.push('called')
    // The first request gets no answer before the function stops waiting.
    if (calls.length > 1) response.writeHead(200, { 'content-type': 'text/csv' }).end('0.9')
  })
  container.listen(0, '127.0.0.1')
  await once(container, 'listening')
  const url = `http://127.0.0.1:${(container.address() as AddressInfo).port}`
  const account = await createTestAccount({ endpoints: [{ name, url }] })
  try {
    const spec = withFields(defaultSpec(name, 'Real-time'), { sampleRow: '1,2', timeoutSeconds: 3 })
    const outcome = unwrap(await runDeploy(testContext(account), spec, () => {}))
    expect(outcome.sample).toMatchObject({ status: 200, body: '0.9' })
    expect(liveOf(outcome)).toEqual({ kind: 'answered', madeUp: false })
    expect(calls).toHaveLength(2)
  } finally {
    account.close()
    container.closeAllConnections()
    container.close()
  }
})
