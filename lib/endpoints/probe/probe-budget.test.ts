import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProbedBy } from '../../model/profile/found-evidence'
import { rowsOf } from '../../store/database'
import { forgetRows } from '../../store/forget-rows'
import { Store } from '../../store/store'
import { databases } from '../../store/testing'
import { countProbesIn, takeProbe } from './probe-budget'
import { type ProbeTurn, takeProbeHere } from './probes-here'
import { takeStoredProbe } from './stored-probes'

const hour = 3_600_000

it('allows five calls of an endpoint in an hour, whoever makes them', async () => {
  for (let call = 0; call < 5; call += 1) await takeProbeHere('five', call * 1_000, 'click')?.end(10)
  expect(takeProbeHere('five', hour - 1, 'click')).toBeUndefined()
  expect(takeProbeHere('another', hour - 1, 'click')).toBeDefined()
  // The first call is an hour old.
  expect(takeProbeHere('five', hour, 'click')).toBeDefined()
})

it('allows ten seconds of them', async () => {
  const first = takeProbeHere('slow', 0, 'click')
  expect(first?.limitMs).toBe(10_000)
  await first?.end(7_000)
  const second = takeProbeHere('slow', 1, 'click')
  expect(second?.limitMs).toBe(3_000)
  // While one runs, nobody else can spend its seconds.
  expect(takeProbeHere('slow', 2, 'click')).toBeUndefined()
  await second?.end(3_500)
  expect(takeProbeHere('slow', 3, 'click')).toBeUndefined()
})

it('leaves two calls and four seconds for clicks, whatever the console calls by itself', async () => {
  for (let call = 0; call < 3; call += 1) await takeProbeHere('left', call, 'itself')?.end(10)
  expect(takeProbeHere('left', 3, 'itself')).toBeUndefined()
  await takeProbeHere('left', 4, 'click')?.end(10)
  await takeProbeHere('left', 5, 'click')?.end(10)
  expect(takeProbeHere('left', 6, 'click')).toBeUndefined()
  // A click that came first counts too.
  for (let call = 0; call < 3; call += 1) await takeProbeHere('clicked', call, 'click')?.end(10)
  expect(takeProbeHere('clicked', 3, 'itself')).toBeUndefined()
  const slow = takeProbeHere('seconds', 0, 'itself')
  expect(slow?.limitMs).toBe(6_000)
  expect(takeProbeHere('seconds', 1, 'click')?.limitMs).toBe(4_000)
})

it('forgets the endpoint that was called least recently, if there are too many', async () => {
  for (let call = 0; call < 4; call += 1) await takeProbeHere('often', call, 'click')?.end(10)
  for (let other = 0; other < 1_990; other += 1) takeProbeHere(`other-${other}`, 10, 'click')
  await takeProbeHere('often', 11, 'click')?.end(10)
  for (let later = 0; later < 1_990; later += 1) takeProbeHere(`later-${later}`, 12, 'click')
  expect(takeProbeHere('often', 13, 'click')).toBeUndefined()
})

describe.each(Object.keys(databases) as (keyof typeof databases)[])('calls that are counted on %s', (kind) => {
  let place: Awaited<ReturnType<(typeof databases)[typeof kind]>>
  const processes: Store[] = []
  const errors: unknown[] = []
  beforeAll(async () => {
    place = await databases[kind]()
    for (let process = 0; process < 3; process += 1) {
      const open = async () => ({ ...(await place.open()), close: async () => {} })
      const store = new Store({ open, report: (error) => errors.push(error) })
      await store.start()
      processes.push(store)
    }
  })
  afterAll(async () => {
    for (const store of processes) await store.end()
    await place.remove()
    expect(errors).toEqual([])
  })
  const take = (endpointArn: string, process = 0, by: ProbedBy = 'click') => {
    const store = processes[process]
    if (!store) throw new Error('no such process')
    return takeStoredProbe(store, endpointArn, by)
  }
  const turnOf = (turn: ProbeTurn | string): ProbeTurn => {
    if (typeof turn === 'string') throw new Error(turn)
    return turn
  }
  const countOf = async (endpointArn: string) => {
    const rows = await processes[0]?.use(async ({ db }) =>
      rowsOf<{ n: number }>(
        await db.execute(sql`select count(*)::int as n from probes where endpoint_arn = ${endpointArn}`),
      ),
    )
    return rows?.ok && rows.value[0]?.n
  }
  const age = (endpointArn: string, minutes: number) =>
    processes[0]?.use(({ db }) =>
      db.execute(
        sql`update probes set at = at - ${minutes}::int * interval '1 minute' where endpoint_arn = ${endpointArn}`,
      ),
    )

  it('are five of an endpoint in an hour, in all processes together', async () => {
    for (let call = 0; call < 5; call += 1) await turnOf(await take('five', call % 3)).end(10)
    expect(await take('five', 2)).toBe('used-up')
    expect(await take('another', 2)).toMatchObject({ limitMs: 10_000 })
    await age('five', 59)
    expect(await take('five', 1)).toBe('used-up')
    await age('five', 1)
    expect(await take('five', 1)).toMatchObject({ limitMs: 10_000 })
  })

  it('take ten seconds of them, and nobody can spend what a call that runs can still need', async () => {
    const first = turnOf(await take('slow', 0))
    expect(first.limitMs).toBe(10_000)
    expect(await take('slow', 1)).toBe('used-up')
    await first.end(7_000.4)
    const second = turnOf(await take('slow', 1))
    expect(second.limitMs).toBe(3_000)
    await second.end(3_500)
    expect(await take('slow', 2)).toBe('used-up')
  })

  it('leave two calls and four seconds for clicks, whatever the console calls by itself', async () => {
    for (let call = 0; call < 3; call += 1) await turnOf(await take('left', call, 'itself')).end(10)
    expect(await take('left', 0, 'itself')).toBe('used-up')
    for (let call = 0; call < 2; call += 1) await turnOf(await take('left', call)).end(10)
    expect(await take('left', 0)).toBe('used-up')
    expect(turnOf(await take('seconds', 0, 'itself')).limitMs).toBe(6_000)
    expect(turnOf(await take('seconds', 1)).limitMs).toBe(4_000)
  })

  it('are taken by one if many processes begin at the same moment', async () => {
    const turns = await Promise.all(Array.from({ length: 12 }, (_, call) => take('race', call % 3)))
    expect(turns.filter((turn) => turn !== 'used-up')).toHaveLength(1)
  })

  it('are those of a console that has this store', async () => {
    countProbesIn(() => processes[0])
    try {
      await turnOf(await takeProbe('chosen', 'click')).end(1)
    } finally {
      countProbesIn(() => undefined)
    }
    expect(await countOf('chosen')).toBe(1)
  })

  it('are forgotten after an hour, of whichever endpoint', async () => {
    await turnOf(await take('old')).end(1)
    await age('old', 61)
    await turnOf(await take('young')).end(1)
    await processes[0]?.use(({ db }) => forgetRows(db))
    expect(await countOf('old')).toBe(0)
    expect(await countOf('young')).toBe(1)
  })
})

it('are not made while the store that counts them is away', async () => {
  const away = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
  const store = new Store({ open: away, report: () => {}, againMs: 600_000 })
  await store.start()
  expect(await takeStoredProbe(store, 'away', 'click')).toBe('uncounted')
  await store.end()
})
