/**
 * What the batch engine costs beside plain load: the same rows through the same public API, once by `lib/batch` (checked,
 * paced, parsed, kept) and once by a generator that knows the best request size beforehand and throws the answers away.
 *
 *   npm run bench batch
 */
import { sentLine } from '../lib/batch/check-row'
import { cellsOf } from '../lib/batch/csv-line'
import { matchColumns } from '../lib/batch/match-columns'
import { limitsFor } from '../lib/batch/pace'
import { prepare, rowLine } from '../lib/batch/prepare'
import { readTable } from '../lib/batch/read-table'
import { rowState } from '../lib/batch/results'
import { createRun } from '../lib/batch/run'
import { stop } from '../scripts/lib/servers.mjs'
import { contract, count, csv, deployIris, middle, plainLoad, postCsv, throttle, timed } from './deploy-iris'
import { report } from './row'

const limits = limitsFor(throttle)
const { child, invokeUrl } = await deployIris('http://localhost:3000')
const plain = () => plainLoad(invokeUrl, limits)

async function batch(): Promise<void> {
  const read = await readTable(new Blob([csv]))
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
        const response = await postCsv(invokeUrl, body, signal)
        const contentType = response.headers.get('content-type') ?? ''
        return { kind: 'response', status: response.status, contentType, text: await response.text() }
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
  if (results.tally[rowState.predicted] !== count) throw new Error('Rows went without an answer')
}

await plain()
const speeds = { plain: [] as number[], batch: [] as number[] }
for (let round = 0; round < 3; round += 1) {
  speeds.plain.push(await timed(plain))
  speeds.batch.push(await timed(batch))
}
for (const [name, values] of Object.entries(speeds))
  process.stdout.write(`${name.padEnd(6)} ${Math.round(middle(values)).toLocaleString('en')} rows/s\n`)
const ratio = middle(speeds.batch) / middle(speeds.plain)
const rate = (values: number[]) => `${Math.round(middle(values)).toLocaleString('en')} rows/s`
report([
  {
    what: 'Batch engine',
    measured: rate(speeds.batch),
    peer: `${rate(speeds.plain)} of plain load`,
    ratio,
    goal: '≥ 0.95 ×',
    met: ratio >= 0.95,
  },
])
await stop(child)
