/** What becomes of a job if the database, an answer of it, or a process is away at the wrong moment. */
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { until } from '../../../sandbox/testing/wait'
import { takeMeasures } from '../../measures'
import { fail, ok } from '../../result'
import { defaultSpec } from '../../spec/defaults'
import { type Database, rowsOf } from '../../store/database'
import { Store } from '../../store/store'
import { databases } from '../../store/testing'
import type { JobEvent, JobStep } from '../../wiring/state/plan'
import type { JobOrder, Work } from '../board'
import { forget } from './lease-rows'
import { readPast } from './past-rows'
import { StoredJobs } from './stored-jobs'

const step = (id: string): JobStep => ({ id, title: id, detail: '', state: 'done', attemptsMs: [] })
const leaseMs = 2_000
const endless: Work = () => new Promise(() => {})
const done: Work = async () => ok({ writes: 1 })

let place: Awaited<ReturnType<typeof databases.postgres>>
let own: Database
const errors: unknown[] = []
const stores: Store[] = []
const replicas: StoredJobs[] = []
let accounts = 0

beforeAll(async () => {
  place = await databases.postgres()
})
afterEach(async () => {
  for (const jobs of replicas.splice(0)) await jobs.drain(Promise.resolve())
  await own.db.execute(sql`truncate jobs cascade`)
})
afterAll(async () => {
  for (const store of stores) await store.end()
  await place.remove()
  expect(errors).toEqual([])
})

/** A process of the console whose database can be away, and that counts the statements that it sends. */
async function replica(
  workOf: (order: JobOrder, jobId: string, holds?: number) => Work,
  { silentFor = leaseMs }: { silentFor?: number } = {},
) {
  const line = { isAway: false, statements: 0 }
  const open = async () => {
    const database = await place.open()
    const db = new Proxy(database.db, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (name !== 'execute' && name !== 'transaction') return value
        line.statements++
        if (line.isAway) throw Object.assign(new Error('The line is cut'), { code: 'ECONNRESET' })
        return value.bind(target)
      },
    })
    return { ...database, db, close: async () => {} }
  }
  const report = (error: unknown) => {
    if ((error as { code?: string }).code !== 'ECONNRESET') errors.push(error)
  }
  const store = new Store({ open, report, againMs: 50 })
  stores.push(store)
  const jobs = new StoredJobs(store, { now: () => Date.now(), report, workOf, leaseMs: silentFor })
  replicas.push(jobs)
  await store.start()
  own ??= await place.open()
  return Object.assign(jobs, { line })
}

function newOrder(name = 'iris'): JobOrder {
  const key = { accountId: String(++accounts).padStart(12, '0'), region: 'us-east-1', endpointName: name }
  const person = { id: 'ana', name: 'Ana', email: 'ana@acme.dev', role: 'deployer' as const }
  return { key, kind: 'deploy', person, spec: defaultSpec(name, 'Real-time') }
}
async function eventsOf(jobs: StoredJobs, { key }: JobOrder, isLast = (_: JobEvent) => false): Promise<JobEvent[]> {
  const seen: JobEvent[] = []
  const followed = await jobs.events(key, AbortSignal.timeout(240_000))
  if (!followed.ok) throw new Error(followed.error.message)
  for await (const event of followed.value) if (seen.push(event) && isLast(event)) break
  return seen
}
interface Row {
  id: string
  holds: number
  seenAt: string
  silentMs: number
}
const rowOf = async ({ key }: JobOrder): Promise<Row | undefined> =>
  rowsOf<Row>(
    await own.db.execute(sql`select id, holds, seen_at::text as "seenAt", (extract(epoch from clock_timestamp() - seen_at) * 1000)::float8 as "silentMs"
      from jobs where account_id = ${key.accountId} order by created_at desc limit 1`),
  )[0]

it('a job whose claim was answered to nobody is begun again, also by the process that made the claim', async () => {
  const jobs = await replica(() => done)
  const order = newOrder()
  const busy = newOrder()
  const held = await replica(({ key }) => (key.accountId === busy.key.accountId ? endless : done))
  await held.start(busy)
  await jobs.drain(Promise.resolve())
  // As the claim leaves it whose answer did not come: the row names the process, which runs nothing of it.
  await own.db.execute(sql`insert into jobs (id, kind, account_id, region, endpoint_name, owner, input, state, holder, holds)
    select gen_random_uuid(), kind, ${order.key.accountId}, region, endpoint_name, owner, ${JSON.stringify(order)}::json, state, holder, 1
    from jobs where account_id = ${busy.key.accountId}`)
  const events = await eventsOf(held, order)
  expect(events.map(({ type }) => type)).toEqual(['begun', 'finished'])
  expect(await rowOf(order)).toMatchObject({ holds: 2 })
  expect(await rowOf(busy)).toMatchObject({ holds: 1 })
})

it('a job that another process took over ran from its first start, and has its person though an older build wrote its row', async () => {
  const jobs = await replica(() => done)
  const order = newOrder()
  const ended: { outcome: string; seconds?: number }[] = []
  takeMeasures({ awsCall: () => {}, request: () => {}, jobEnded: (job) => ended.push(job) })
  try {
    // As an older build left it a minute after it began: its row has no person.
    await own.db.execute(sql`insert into jobs (id, kind, account_id, region, endpoint_name, owner, input, state, holder, holds, begun_at, seen_at)
      values (gen_random_uuid(), 'deploy', ${order.key.accountId}, ${order.key.region}, 'iris', 'ana', ${JSON.stringify(order)}::json,
        'running', null, 1, now() - interval '60 seconds', now())`)
    const events = await eventsOf(jobs, order, ({ type }) => type === 'finished')
    const last = events.at(-1)
    const durationMs = last?.type === 'finished' ? last.durationMs : 0
    expect(durationMs).toBeGreaterThanOrEqual(60_000)
    expect(durationMs).toBeLessThan(120_000)
    const { jobs: listed } = await readPast(own.db, order.key, {})
    expect(listed).toEqual([
      expect.objectContaining({ person: 'ana@acme.dev', outcome: 'done', durationMs: Math.round(durationMs) }),
    ])
    expect(ended).toEqual([{ kind: 'deploy', outcome: 'done', seconds: durationMs / 1000 }])
  } finally {
    takeMeasures(undefined)
  }
})

it('a job that no process went on with is counted as what the list calls it', async () => {
  const ended: { outcome: string; seconds?: number }[] = []
  takeMeasures({ awsCall: () => {}, request: () => {}, jobEnded: (job) => ended.push(job) })
  try {
    const jobs = await replica(() => endless)
    const order = newOrder()
    await own.db.execute(sql`insert into jobs (id, kind, account_id, region, endpoint_name, owner, input, state, holder, holds, begun_at, seen_at)
      values (gen_random_uuid(), 'deploy', ${order.key.accountId}, ${order.key.region}, 'iris', 'ana', ${JSON.stringify(order)}::json,
        'running', gen_random_uuid(), 1, now() - interval '1 hour', now() - interval '1 hour')`)
    await eventsOf(jobs, order, ({ type }) => type === 'failed')
    const { jobs: listed } = await readPast(own.db, order.key, {})
    expect(listed).toMatchObject([{ person: 'ana@acme.dev', outcome: 'left-behind' }])
    expect(ended).toEqual([{ kind: 'deploy', outcome: 'left-behind' }])
  } finally {
    takeMeasures(undefined)
  }
})

it('a process that waits for its jobs at its end goes on to show that it lives', async () => {
  let finish = () => {}
  const first = await replica(() => async () => {
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    return ok({ writes: 1 })
  })
  const order = newOrder()
  await first.start(order)
  const drained = first.drain(new Promise(() => {}))
  const from = (await rowOf(order))?.seenAt ?? ''
  await until(
    () => rowOf(order),
    (row) => (row?.seenAt ?? '') > from,
  )
  finish()
  expect(await drained).toEqual({ finished: 1, neverBegun: 0, cutOff: 0 })
})

it('an outage of the database takes no job from a process that lives', async () => {
  let finish = () => {}
  const first = await replica(() => async (emit) => {
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    emit(step('after'))
    return ok({ writes: 1 })
  })
  const order = newOrder()
  await first.start(order)
  const second = await replica(() => endless)
  for (const { line } of [first, second]) line.isAway = true
  await until(
    () => rowOf(order),
    (row) => (row?.silentMs ?? 0) > 1.5 * leaseMs,
  )
  // The other one is back first, and looks.
  second.line.isAway = false
  const from = second.line.statements
  await until(
    async () => second.line.statements,
    (statements) => statements > from + 4,
  )
  first.line.isAway = false
  finish()
  const events = await eventsOf(second, order)
  expect(events.map(({ type }) => type)).toEqual(['started', 'step', 'finished'])
})

it('a stop reaches the run of a job that was taken over once it knows what the one before left', async () => {
  const order = newOrder()
  // A process that ends gives its jobs up itself, so nothing here waits for a lease.
  const patient = { silentFor: 600_000 }
  const first = await replica(() => endless, patient)
  await first.start(order)
  const id = (await rowOf(order))?.id ?? ''
  expect(await first.stop(order.key, id, { id: 'ana', isAdmin: false })).toEqual(ok({ begun: true }))
  await first.drain(Promise.resolve())
  const seen: unknown[] = []
  const work =
    (jobId: string, holds?: number): Work =>
    async (emit, { stop }) => {
      seen.push([jobId, holds, stop.aborted])
      emit(step('read'))
      seen.push(stop.aborted)
      return fail({ code: 'stopped', message: 'Stopped.' })
    }
  const second = await replica((_, jobId, holds) => work(jobId, holds), patient)
  expect((await eventsOf(second, order)).at(-1)).toMatchObject({ error: { code: 'stopped' } })
  expect(seen).toEqual([[id, 2, false], true])
})

it('an hour after its end nothing is left of a row that a job sent, and after 90 days nothing of the job', async () => {
  const jobs = await replica(() => done)
  const order = newOrder()
  await jobs.start(order)
  await eventsOf(jobs, order)
  const kept = async () =>
    rowsOf(
      await own.db.execute(sql`select input is null as forgotten, state, owner,
        (select count(*)::int from job_events where job_id = jobs.id) as events from jobs where account_id = ${order.key.accountId}`),
    )
  const age = (by: string) =>
    own.db.execute(sql`update jobs set ended_at = now() - ${by}::interval where account_id = ${order.key.accountId}`)
  await age('31 minutes')
  await forget(own.db)
  expect(await kept()).toEqual([{ forgotten: false, state: 'finished', owner: 'ana', events: 2 }])
  expect(await jobs.events(order.key, AbortSignal.timeout(1_000))).toMatchObject({ error: { code: 'no-job' } })
  await age('61 minutes')
  await forget(own.db)
  expect(await kept()).toEqual([{ forgotten: true, state: 'finished', owner: 'ana', events: 0 }])
  await age('91 days')
  await forget(own.db)
  expect(await kept()).toEqual([])
})
