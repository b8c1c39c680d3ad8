/** A public API of each kind that pages show differently, deployed for the endpoint that is returned. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { adoptionSpec } from '../lib/wiring/adopt/adoption-spec'
import { runDeploy } from '../lib/wiring/engine'
import { walkInvokeUrl } from '../lib/wiring/read/walk-invoke-url'
import { testContext, unwrap } from '../lib/wiring/testing'
import type { TestAccount } from '../sandbox/testing/account'
import { wireByHand } from '../sandbox/testing/by-hand'
import { createEndpoint, createModel, variantOf } from '../sandbox/testing/endpoints'
import { endpointName, specWith } from './scenarios'

const row = '5.1,3.5,1.4,0.2'

export const wirings: Record<string, (account: TestAccount) => Promise<string>> = {
  async keyed(account) {
    await deploy(account, specWith({ sampleRow: undefined, access: { kind: 'key', rateLimit: 50, burstLimit: 100 } }))
    return endpointName
  },

  async direct(account) {
    await deploy(account, specWith({ integration: { kind: 'direct' } }))
    return endpointName
  },

  async proxy(account) {
    const server = createServer((_, response) => response.end('0.1,0.2,0.7')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    // The sandbox's own name for a port of this machine.
    const url = `https://${port}.loopback.sandbox.example/iris`
    await deploy(account, specWith({ integration: { kind: 'http', url } }))
    server.close()
    return endpointName
  },

  async canary(account) {
    await createModel(account, 'candidate', endpointName)
    await createEndpoint(account, 'candidate', [variantOf('AllTraffic', 'candidate')])
    await deploy(account, specWith())
    await deploy(account, specWith({ targetEndpoint: 'candidate' }), { canaryPercent: 50 })
    return endpointName
  },

  async 'many models'(account) {
    await createModel(account, 'zoo', '', true)
    await createEndpoint(account, 'many', [variantOf('AllTraffic', 'zoo')])
    const models = ['iris-xgboost/model.tar.gz', 'iris-forest/model.tar.gz']
    await deploy(account, specWith({ endpointName: 'many', target: { kind: 'model', models, parameter: 'model' } }))
    return 'many'
  },

  async adopted(account) {
    const { url } = await wireByHand(account, { endpointName })
    const walk = unwrap(await walkInvokeUrl(testContext(account), url))
    await deploy(account, adoptionSpec(walk, endpointName, row))
    return endpointName
  },
}

const deploy = async (account: TestAccount, ...[spec, options]: [Deployed, { canaryPercent?: number }?]) =>
  unwrap(await runDeploy(testContext(account), spec, () => {}, options))

type Deployed = ReturnType<typeof specWith>
