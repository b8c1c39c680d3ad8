/**
 * A process of the console without its pages: jobs in a PostgreSQL server, run by the engine in an account of the sandbox. It starts
 * the given orders and then goes on until it is killed: `replica.ts '{"sandbox": …, "keys": …, "url": …, "leaseMs": …, "orders": []}'`.
 */
import type { JobOrder } from '../lib/jobs/board'
import { StoredJobs } from '../lib/jobs/stored/stored-jobs'
import { runIdOf } from '../lib/spec/run-id'
import { openPostgres } from '../lib/store/open-postgres'
import { Store } from '../lib/store/store'
import { runDeploy, runRemove } from '../lib/wiring/engine'
import type { SandboxInfo } from '../sandbox/testing/spawn'
import { contextOf, type Keys } from './account'

export interface ReplicaInput {
  sandbox: SandboxInfo
  keys: Keys
  /** The address of the PostgreSQL server. */
  url: string
  leaseMs: number
  orders: JobOrder[]
}

const input = JSON.parse(process.argv[2] ?? '{}') as ReplicaInput
const context = contextOf(input.sandbox, input.keys)
// A server that is killed in the middle of a test is no fault of this process.
const report = (error: unknown) => process.stderr.write(`replica ${process.pid}: ${error}\n`)
const store = new Store({ open: () => openPostgres(input.url, report), report, againMs: 200 })
const jobs = new StoredJobs(store, {
  now: () => Date.now(),
  report,
  leaseMs: input.leaseMs,
  workOf: (order, jobId, holds) => (emit, signals) =>
    order.spec
      ? runDeploy(context, order.spec, emit, { ...signals, runId: runIdOf(jobId, holds ?? 1) })
      : runRemove(context, order.key.endpointName, emit, order.onlyRun),
})
await store.start()
for (const order of input.orders) {
  const started = await jobs.start(order)
  if (!started.ok) throw new Error(started.error.message)
}
process.stdout.write('ready\n')
// A process of the console has a server that keeps it.
setInterval(() => {}, 60_000)
