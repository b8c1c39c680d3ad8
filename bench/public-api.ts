/**
 * What the public API costs beside the model: the same row sent to the endpoint itself (InvokeEndpoint, the floor) and
 * through gateway, function and endpoint, in turns, in one run. Prints both medians and their ratio.
 *
 *   npm run bench public-api
 */
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { createClients } from '../lib/aws/client/create-clients'
import { defaultSpec } from '../lib/spec/defaults'
import { runDeploy } from '../lib/wiring/engine'
import type { WiringContext } from '../lib/wiring/run/context'
import { startSandbox, stop } from '../scripts/lib/servers.mjs'
import { report } from './row'

const timeScale = 20
const rounds = 300
const warmUp = 30
const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'

const { child, info } = await startSandbox(['--time-scale', String(timeScale)])
const { region, url, accountId, accessKeyId, secretAccessKey, invokeUrlTemplate } = info
const clients = createClients({ region, endpointUrl: url, credentials: { accessKeyId, secretAccessKey } })
const context: WiringContext = {
  clients,
  target: { accountId, region, partition: 'aws' },
  consoleOrigin: 'http://localhost:3000',
  invokeUrlTemplate,
  deployedBy: 'bench',
  clock: { now: () => Date.now() * timeScale, wait: (ms) => new Promise((done) => setTimeout(done, ms / timeScale)) },
  fetch,
}
// No throttle stands in the way of the measurement.
const throttle = { rateLimit: 10_000, burstLimit: 5_000 }
const deployed = await runDeploy(context, { ...defaultSpec(endpointName, 'Real-time'), throttle }, () => {})
if (!deployed.ok) throw new Error(deployed.error.message)

const direct = async () => {
  const response = await clients.runtime.send(
    new InvokeEndpointCommand({ EndpointName: endpointName, ContentType: 'text/csv', Body: row }),
  )
  return new TextDecoder().decode(response.Body)
}
const publicApi = async () => (await fetch(`${deployed.value.invokeUrl}?data=${row}`)).text()

async function timed(call: () => Promise<string>): Promise<number> {
  const begun = performance.now()
  await call()
  return performance.now() - begun
}

const times = { direct: [] as number[], publicApi: [] as number[] }
for (let round = -warmUp; round < rounds; round += 1) {
  const [a, b] = [await timed(direct), await timed(publicApi)]
  if (round < 0) continue
  times.direct.push(a)
  times.publicApi.push(b)
}
if ((await direct()) !== (await publicApi())) throw new Error('The two ways gave different answers')

const at = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
for (const [name, values] of Object.entries(times))
  process.stdout.write(
    `${name.padEnd(10)} p50 ${at(values, 0.5).toFixed(2)} ms, p90 ${at(values, 0.9).toFixed(2)} ms\n`,
  )
const ms = (values: number[]) => `${at(values, 0.5).toFixed(2)} ms`
report([
  {
    what: 'A row through the public API',
    measured: ms(times.publicApi),
    peer: `${ms(times.direct)} for InvokeEndpoint itself`,
    ratio: at(times.publicApi, 0.5) / at(times.direct, 0.5),
    goal: 'printed',
  },
])
await stop(child)
