/**
 * What the batch engine costs beside plain load: the same rows through the same public URL, once by `lib/batch` (checked,
 * paced, parsed, kept) and once by a generator that knows the best request size beforehand and throws the answers away.
 *
 *   npm run bench:batch
 */

import { createClients } from '../lib/aws/create-clients'
import { sentLine } from '../lib/batch/check-row'
import { cellsOf } from '../lib/batch/csv-line'
import { matchColumns } from '../lib/batch/match-columns'
import { limitsFor } from '../lib/batch/pace'
import { prepare, rowLine } from '../lib/batch/prepare'
import { readTable } from '../lib/batch/read-table'
import { rowState } from '../lib/batch/results'
import { createRun } from '../lib/batch/run'
import type { FeatureContract } from '../lib/features/contract'
import type { WiringContext } from '../lib/wiring/context'
import { defaultSpec } from '../lib/wiring/defaults'
import { runDeploy } from '../lib/wiring/engine'
import { startSandbox, stop } from '../scripts/lib/servers.mjs'

const timeScale = 20
const count = 100_000
const contract: FeatureContract = {
  features: ['a', 'b', 'c', 'd'].map((name) => ({ name, type: 'number' as const })),
  output: { task: 'classification', labels: ['setosa', 'versicolor', 'virginica'] },
}
const throttle = { rateLimit: 10_000, burstLimit: 5_000 }
const limits = limitsFor(throttle)

const { child, info } = await startSandbox(['--time-scale', String(timeScale)])
const { region, url, accountId, accessKeyId, secretAccessKey, invokeUrlTemplate } = info
const context: WiringContext = {
  clients: createClients({ region, endpointUrl: url, credentials: { accessKeyId, secretAccessKey } }),
  target: { accountId, region, partition: 'aws' },
  consoleOrigin: 'http://localhost:3000',
  invokeUrlTemplate,
  deployedBy: 'bench',
  clock: { now: () => Date.now() * timeScale, wait: (ms) => new Promise((done) => setTimeout(done, ms / timeScale)) },
  fetch,
}
const deployed = await runDeploy(context, { ...defaultSpec('iris-xgboost', 'Real-time'), throttle }, () => {})
if (!deployed.ok) throw new Error(deployed.error.message)
const { invokeUrl } = deployed.value
if (!invokeUrl) throw new Error('The deploy gave no invoke URL')
const post = (body: string, signal?: AbortSignal) =>
  fetch(invokeUrl, { method: 'POST', body, headers: { 'content-type': 'text/csv' }, signal })

const rows = Array.from({ length: count }, (_, row) => `${4 + (row % 40) / 10},3.1,${1 + (row % 59) / 10},0.2`)

/** Rows a second. */
async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return count / ((performance.now() - begun) / 1000)
}

async function plain(): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) {
      const body = rows.slice(next, next + limits.maxRows).join('\n')
      next += limits.maxRows
      const answer = await post(body)
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`The URL answered ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: limits.maxConcurrency }, worker))
}

async function batch(): Promise<void> {
  const read = await readTable(new Blob([`a,b,c,d\n${rows.join('\n')}`]))
  if (!read.ok) throw new Error(read.error.message)
  const table = read.value
  const plan = matchColumns(table, contract)
  const results = await prepare(table, plan, contract, () => new Promise((done) => setImmediate(done)))
  if (!results) throw new Error('The check was stopped')
  await new Promise<void>((done, failed) => {
    const run = createRun({
      results,
      lineAt: (row) => sentLine(cellsOf(rowLine(table, plan, row)), plan),
      send: async (body, signal) => {
        const answer = await post(body, signal)
        const contentType = answer.headers.get('content-type') ?? ''
        return { kind: 'answer', status: answer.status, contentType, text: await answer.text() }
      },
      output: contract.output,
      limits,
      onChange: () => {
        const { phase, problem } = run.state()
        if (phase === 'done') done()
        if (phase === 'stopped') failed(new Error(problem))
      },
    })
    run.start()
  })
  if (results.tally[rowState.answered] !== count) throw new Error('Rows went without an answer')
}

await plain()
const speeds = { plain: [] as number[], batch: [] as number[] }
for (let round = 0; round < 3; round += 1) {
  speeds.plain.push(await timed(plain))
  speeds.batch.push(await timed(batch))
}
const middle = (values: number[]) => [...values].sort((a, b) => a - b)[1] ?? 0
for (const [name, values] of Object.entries(speeds))
  process.stdout.write(`${name.padEnd(6)} ${Math.round(middle(values)).toLocaleString('en')} rows/s\n`)
process.stdout.write(
  `ratio of throughputs, batch to plain load: ${(middle(speeds.batch) / middle(speeds.plain)).toFixed(2)}\n`,
)
await stop(child)
