/**
 * Processes of the console on one real PostgreSQL server: the one that runs a deploy is killed in the middle of a write, and so is the
 * server. What counts is what AWS has in the end and the record of its calls, not what the table says. `npm test` kills the process
 * in one of the writes, which a seed chooses and is printed; `npm run test:faults` in all.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JobKey, JobOrder } from '../lib/jobs/board'
import { StoredJobs } from '../lib/jobs/stored/stored-jobs'
import { openPostgres } from '../lib/store/open-postgres'
import { Store } from '../lib/store/store'
import type { JobEvent } from '../lib/wiring/state/plan'
import type { Fault, RecordedCall } from '../sandbox/kernel/faults'
import { type SandboxInfo, spawnSandbox } from '../sandbox/testing/spawn'
import { until } from '../sandbox/testing/wait'
import { startPostgres } from '../scripts/lib/postgres.mjs'
import { type Keys, timeScale } from './account'
import { prepare } from './matrix'
import type { ReplicaInput } from './replica'
import { endpointName, faultsInEnd, scenarios } from './scenarios'
import { drawsOf, seed } from './seed'

const leaseMs = 1_500
const scenario = scenarios.find(({ name }) => name === 'deploy')
if (!scenario?.after) throw new Error('There is no scenario of a first deploy.')
const spec = scenario.after

let sandbox: SandboxInfo
let endSandbox: () => Promise<void>
let server: Awaited<ReturnType<typeof startPostgres>>
let store: Store
/** Only looks: it begins nothing and takes nothing over. */
let watcher: StoredJobs
const children = new Set<ChildProcess>()
const counts: string[] = []

beforeAll(async () => {
  const flags = ['--time-scale', String(timeScale), '--role-propagation-ms', '0']
  ;[server, { info: sandbox, end: endSandbox }] = await Promise.all([startPostgres(), spawnSandbox(flags)])
  store = new Store({ open: () => openPostgres(server.url, () => {}), report: () => {}, againMs: 200 })
  const none = async () => ({ ok: false as const, error: { code: 'watcher', message: 'The watcher runs nothing.' } })
  watcher = new StoredJobs(store, { now: () => Date.now(), report: () => {}, workOf: () => none, leaseMs })
  await watcher.drain(Promise.resolve())
  await store.start()
})
afterAll(async () => {
  process.stdout.write(`\nSeed ${seed} (FAULT_SEED=${seed} repeats it):\n${counts.join('\n')}\n`)
  for (const child of children) await kill(child)
  await store.end()
  await server.remove()
  await endSandbox()
})

async function replica(keys: Keys, orders: JobOrder[] = []): Promise<ChildProcess> {
  const input: ReplicaInput = { sandbox, keys, url: server.url, leaseMs, orders }
  const child = spawn(process.execPath, ['--import', 'tsx', 'faults/replica.ts', JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The replica ended with ${code} before it was ready`)
  })
  ended.catch(() => {})
  await Promise.race([once(createInterface({ input: child.stdout! }), 'line'), ended])
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** What the rows say of a job, read again and again through faults of the server. */
async function endOf(key: JobKey): Promise<JobEvent[]> {
  for (;;) {
    const seen: JobEvent[] = []
    try {
      const events = await watcher.events(key, AbortSignal.timeout(30_000))
      if (events.ok) for await (const event of events.value) seen.push(event)
    } catch {
      // The server was away.
    }
    const last = seen.at(-1)
    if (last?.type === 'finished' || last?.type === 'failed') return seen
    await store.pause()
  }
}

/** How often each creating call took effect, by the sandbox's record. */
const created = (calls: RecordedCall[]): Record<string, number> => {
  const took = calls.filter(
    ({ operation, fault }) => /^Create(Role|Function|RestApi)$/.test(operation) && (!fault || fault === 'timeout'),
  )
  return Object.fromEntries(
    ['CreateRole', 'CreateFunction', 'CreateRestApi'].map((name) => [
      name,
      took.filter(({ operation }) => operation === name).length,
    ]),
  )
}

const orderIn = ({ accountId }: Keys): JobOrder => ({
  key: { accountId, region: sandbox.region, endpointName },
  kind: 'deploy',
  person: { id: 'ana', name: 'Ana', email: 'ana@acme.dev', role: 'deployer' },
  spec,
})

const kills: Pick<Fault, 'operation' | 'kind'>[] = [
  { operation: 'CreateFunction', kind: 'timeout' },
  { operation: 'CreateDeployment', kind: 'hang' },
  { operation: 'AddPermission', kind: 'timeout' },
]
const chosen = process.env.EVERY_FAULT ? kills : [kills[drawsOf(seed)(kills.length)] as (typeof kills)[number]]

it.each(chosen)(
  'a process that is killed at $operation ($kind) leaves a deploy that another one finishes, once',
  async (fault) => {
    const { account, strangers, close } = await prepare(sandbox, scenario)
    const order = orderIn(account.keys)
    await account.order([fault])
    const first = await replica(account.keys, [order])
    const second = await replica(account.keys)
    await until(account.calls, (calls) => calls.some((call) => call.fault))
    await kill(first)
    const events = await endOf(order.key)
    const last = events.at(-1)
    expect(events.filter(({ type }) => type === 'begun')).toHaveLength(1)
    expect(last).toMatchObject({ type: 'finished' })
    const calls = await account.calls()
    expect(created(calls)).toEqual({ CreateRole: 1, CreateFunction: 1, CreateRestApi: 1 })
    const findings =
      last?.type === 'finished' ? await faultsInEnd(scenario, account.context, strangers, last.outcome) : []
    expect(findings).toEqual([])
    counts.push(`killed at ${fault.operation} (${fault.kind}): ${calls.length} calls by both processes, 0 orphans`)
    await kill(second)
    close()
  },
)

it('a server that is killed in the middle ends no deploy, and its rows have the whole of it in the end', async () => {
  const { account, strangers, close } = await prepare(sandbox, scenario)
  const order = orderIn(account.keys)
  // Long enough for the server to go and come back.
  await account.order([{ operation: 'CreateDeployment', kind: 'slow', ms: 2_000 * timeScale }])
  const child = await replica(account.keys, [order])
  await until(account.calls, (calls) => calls.some((call) => call.fault))
  await server.kill()
  expect(await store.use(({ db }) => db.execute(sql`select 1`))).toMatchObject({ error: { code: 'store-unavailable' } })
  await server.start()
  const events = await endOf(order.key)
  const last = events.at(-1)
  expect(last).toMatchObject({ type: 'finished' })
  expect(created(await account.calls())).toEqual({ CreateRole: 1, CreateFunction: 1, CreateRestApi: 1 })
  expect(last?.type === 'finished' && (await faultsInEnd(scenario, account.context, strangers, last.outcome))).toEqual(
    [],
  )
  await kill(child)

  // AWS is the truth of every public API: without a row, it is found whole.
  await store.use(({ db }) => db.execute(sql`truncate jobs cascade`))
  expect(await watcher.running(order.key)).toBeUndefined()
  expect(last?.type === 'finished' && (await faultsInEnd(scenario, account.context, strangers, last.outcome))).toEqual(
    [],
  )
  close()
})
