/** The list of deploys and removals, on both databases: who did which, when, and what became of it. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fail, ok } from '../../result'
import { defaultSpec } from '../../spec/defaults'
import type { Database } from '../../store/database'
import { Store } from '../../store/store'
import { databases } from '../../store/testing'
import type { JobOrder } from '../board'
import { memoryBoard } from '../memory-board'
import { mostPast, outcomes, type PastQuery, pastQueryOf } from '../past'
import { StoredJobs } from './stored-jobs'

const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
const failTest = (error: unknown): never => {
  throw error
}
const place = { accountId: '111122223333', region: 'eu-west-1' }
const elsewhere = { accountId: '111122223333', region: 'us-east-1' }

const orderOf = (endpointName: string, owner: string, kind: JobOrder['kind'] = 'deploy', where = place): JobOrder => ({
  key: { ...where, endpointName },
  kind,
  person: { id: `id of ${owner}`, name: owner, email: `${owner}@acme.dev`, role: 'deployer' },
  ...(kind === 'deploy' ? { spec: defaultSpec(endpointName, 'Real-time') } : {}),
})

describe.each(Object.keys(databases) as (keyof typeof databases)[])('past jobs on %s', (kind) => {
  let opened: Awaited<ReturnType<(typeof databases)[typeof kind]>>
  let database: Database
  let store: Store
  let jobs: StoredJobs
  let release = () => {}

  beforeAll(async () => {
    opened = await databases[kind]()
    database = await opened.open()
    store = new Store({ open: async () => ({ ...database, close: async () => {} }), report: failTest })
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    jobs = new StoredJobs(store, {
      now: () => Date.now(),
      report: failTest,
      leaseMs: 60_000,
      workOf: (order) => async () => {
        if (order.key.endpointName.startsWith('held')) await held
        if (order.key.endpointName === 'broken') return fail({ code: 'access-denied', message: 'a row of a customer' })
        return ok({ writes: 1 })
      },
    })
    await store.start()
    await run(orderOf('iris', 'ana'))
    await run(orderOf('iris', 'bo', 'remove'))
    await run(orderOf('broken', 'ana'))
    await run(orderOf('iris', 'cy', 'deploy', elsewhere))
    for (const name of ['held-1', 'held-2', 'held-3', 'held-4']) await jobs.start(orderOf(name, 'bo'))
  })
  afterAll(async () => {
    release()
    await jobs.drain(new Promise((resolve) => setTimeout(resolve, 20_000).unref()))
    await store.end()
    await opened.remove()
  })

  async function run(order: JobOrder) {
    await jobs.start(order)
    const events = await jobs.events(order.key, AbortSignal.timeout(60_000))
    if (events.ok) for await (const _ of events.value);
  }

  async function listed(wanted: PastQuery = {}, where = place) {
    const past = await jobs.past(where, wanted)
    if (!past.ok) throw new Error(past.error.message)
    return past.value
  }
  const lines = async (wanted: PastQuery) =>
    (await listed(wanted)).jobs.map(({ kind, endpointName, person, outcome }) =>
      [kind, endpointName, person?.split('@')[0], outcome].join(' '),
    )

  it.each<[string, PastQuery, string[]]>([
    [
      'all of a region',
      {},
      [
        'deploy held-4 bo waiting',
        'deploy held-3 bo running',
        'deploy held-2 bo running',
        'deploy held-1 bo running',
        'deploy broken ana failed',
        'remove iris bo done',
        'deploy iris ana done',
      ],
    ],
    ['an endpoint', { endpointName: 'iris' }, ['remove iris bo done', 'deploy iris ana done']],
    ['a person', { person: 'ana@acme.dev' }, ['deploy broken ana failed', 'deploy iris ana done']],
    ['a kind', { kind: 'remove' }, ['remove iris bo done']],
    ['an outcome', { outcome: 'waiting' }, ['deploy held-4 bo waiting']],
    [
      'all of these',
      { endpointName: 'iris', person: 'ana@acme.dev', kind: 'deploy', outcome: 'done' },
      ['deploy iris ana done'],
    ],
    ['nobody', { person: "nobody' or true --" }, []],
  ])('are listed, the newest first: of %s', async (_, wanted, expected) =>
    expect(await lines(wanted)).toEqual(expected),
  )

  it('have times, the code of a failure and never its words, and everybody to choose from', async () => {
    const { jobs: all, people, hasMore } = await listed({ outcome: 'failed' })
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ failureCode: 'access-denied', durationMs: expect.any(Number), isReplayable: true })
    expect(Math.abs(Date.parse(all[0]?.startedAt ?? '') - Date.now())).toBeLessThan(600_000)
    expect(JSON.stringify(all)).not.toContain('a row of a customer')
    expect([people, hasMore]).toEqual([['ana@acme.dev', 'bo@acme.dev'], false])
    expect((await listed({}, elsewhere)).people).toEqual(['cy@acme.dev'])
  })

  it('can be replayed if it is the last one of its endpoint and ended lately', async () => {
    const ofIris = async () => (await listed({ endpointName: 'iris' })).jobs.map(({ isReplayable }) => isReplayable)
    expect(await ofIris()).toEqual([true, false])
    await database.db.execute(
      sql`update jobs set ended_at = now() - interval '40 minutes' where endpoint_name = 'iris'`,
    )
    expect(await ofIris()).toEqual([false, false])
  })

  it('stop at a hundred, and say that there are more', async () => {
    await database.db.execute(sql`insert into jobs (id, kind, account_id, region, endpoint_name, owner, state, ended_at)
      select gen_random_uuid(), 'deploy', '999999999999', 'eu-west-1', 'old', 'ana', 'finished', now() from generate_series(1, 120)`)
    const many = await listed({}, { accountId: '999999999999', region: 'eu-west-1' })
    expect([many.jobs.length, many.hasMore, many.people]).toEqual([mostPast, true, []])
    expect(many.jobs[0]).toMatchObject({ person: undefined, outcome: 'done' })
  })

  it('go on after the last one that was shown, also where jobs began in the same moment', async () => {
    const where = { accountId: '999999999999', region: 'eu-west-1' }
    const first = await listed({}, where)
    const rest = await listed({ before: first.jobs.at(-1)?.id }, where)
    expect([rest.jobs.length, rest.hasMore]).toEqual([20, false])
    expect(new Set([...first.jobs, ...rest.jobs].map(({ id }) => id)).size).toBe(120)
    expect((await listed({ before: crypto.randomUUID() }, where)).jobs).toEqual([])
  })

  it.each([
    ['stopped', 'stopped'],
    ['left-behind', 'left-behind'],
    ['access-denied', 'failed'],
    [null, 'failed'],
  ])('that failed with the code %s are listed and filtered as %s', async (code, outcome) => {
    const where = { accountId: '888888888888', region: 'eu-west-1' }
    await database.db.execute(sql`delete from jobs where account_id = ${where.accountId}`)
    await database.db.execute(sql`insert into jobs (id, kind, account_id, region, endpoint_name, owner, state, ended_at, failure_code)
      values (gen_random_uuid(), 'deploy', ${where.accountId}, ${where.region}, 'iris', 'ana', 'failed', now(), ${code})`)
    for (const one of outcomes)
      expect((await listed({ outcome: one }, where)).jobs.map((job) => job.outcome)).toEqual(
        one === outcome ? [outcome] : [],
      )
  })
})

it('are not kept without a store, and the failure says what to set', async () => {
  const board = memoryBoard({ now: () => 0, report: failTest, workOf: () => async () => ok({ writes: 0 }) })
  expect(await board.past(place, {})).toMatchObject({
    ok: false,
    error: { code: 'no-store', remedy: expect.stringContaining('DATABASE_URL') },
  })
})

it('are a failure while the store is away', async () => {
  const away = new Store({ open: () => Promise.reject(new Error('Connection terminated')), report: () => {} })
  const jobs = new StoredJobs(away, { now: () => 0, report: failTest, workOf: () => async () => ok({ writes: 0 }) })
  await away.start()
  expect(await jobs.past(place, {})).toMatchObject({ ok: false, error: { code: 'store-unavailable' } })
  await away.end()
})

it.each<[Parameters<typeof pastQueryOf>[0], PastQuery]>([
  [{}, {}],
  [
    { person: 'ana@acme.dev', kind: 'remove', outcome: 'left-behind', before: id },
    { person: 'ana@acme.dev', kind: 'remove', outcome: 'left-behind', before: id },
  ],
  [{ person: '', kind: 'all', outcome: ['done', 'failed'], before: `${id}'` }, {}],
  [{ outcome: 'handed-over', before: '2026-01-01' }, {}],
])('the address %j filters by %j', (params, wanted) =>
  expect(pastQueryOf(params)).toEqual({
    person: undefined,
    kind: undefined,
    outcome: undefined,
    before: undefined,
    ...wanted,
  }),
)
