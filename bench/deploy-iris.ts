/** A sandbox with a public API in front of its iris model, and plain load on it: what the batch benchmarks measure against. */

import { createClients } from '../lib/aws/client/create-clients'
import type { FeatureContract } from '../lib/model/contract/contract'
import { defaultSpec } from '../lib/spec/defaults'
import { withFields } from '../lib/spec/testing'
import { runDeploy } from '../lib/wiring/engine'
import type { WiringContext } from '../lib/wiring/run/context'
import { startSandbox } from '../scripts/lib/servers.mjs'

const timeScale = 20

export const count = 100_000
export const throttle = { rateLimit: 10_000, burstLimit: 5_000 }
export const contract: FeatureContract = {
  features: ['a', 'b', 'c', 'd'].map((name) => ({ name, type: 'number' as const })),
  output: { task: 'classification', labels: ['setosa', 'versicolor', 'virginica'] },
}
const rows = Array.from({ length: count }, (_, row) => `${4 + (row % 40) / 10},3.1,${1 + (row % 59) / 10},0.2`)
export const csv = `a,b,c,d\n${rows.join('\n')}`

/** @param consoleOrigin allowed to call the URL from a browser */
export async function deployIris(consoleOrigin: string) {
  const { child, info } = await startSandbox(['--time-scale', String(timeScale)])
  const { region, url, accountId, accessKeyId, secretAccessKey, invokeUrlTemplate } = info
  const context: WiringContext = {
    clients: createClients({ region, endpointUrl: url, credentials: { accessKeyId, secretAccessKey } }),
    target: { accountId, region, partition: 'aws' },
    consoleOrigin,
    invokeUrlTemplate,
    deployedBy: 'bench',
    clock: { now: () => Date.now() * timeScale, wait: (ms) => new Promise((done) => setTimeout(done, ms / timeScale)) },
    fetch,
  }
  const spec = withFields(defaultSpec('iris-xgboost', 'Real-time'), { throttle, contract })
  const deployed = await runDeploy(context, spec, () => {})
  if (!deployed.ok) throw new Error(deployed.error.message)
  const { invokeUrl } = deployed.value
  if (!invokeUrl) throw new Error('The deploy gave no invoke URL')
  return { child, info, invokeUrl }
}

export const postCsv = (invokeUrl: string, body: string, signal?: AbortSignal) =>
  fetch(invokeUrl, { method: 'POST', body, headers: { 'content-type': 'text/csv' }, signal })

/** All rows by a generator that knows the best request size beforehand and throws the answers away. */
export async function plainLoad(invokeUrl: string, limits: { maxRows: number; maxConcurrency: number }): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) {
      const body = rows.slice(next, next + limits.maxRows).join('\n')
      next += limits.maxRows
      const response = await postCsv(invokeUrl, body)
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`The URL answered ${response.status}`)
    }
  }
  await Promise.all(Array.from({ length: limits.maxConcurrency }, worker))
}

/** Rows a second. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return count / ((performance.now() - begun) / 1000)
}

export const middle = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
