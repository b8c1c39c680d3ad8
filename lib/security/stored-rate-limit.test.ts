/** The rate limit that processes share: together they allow no more than one alone, and it never takes the pool of the database. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ok } from '../result'
import { type Database, rowsOf } from '../store/database'
import { forgetRows } from '../store/forget-rows'
import { Store } from '../store/store'
import { databases } from '../store/testing'
import { storedRateLimit } from './stored-rate-limit'

const failTest = (error: unknown): never => {
  throw error
}
const secret = 's'.repeat(32)
const patient = { patienceMs: 60_000, lockMs: 60_000 }

describe('a shared rate limit', () => {
  let place: Awaited<ReturnType<typeof databases.postgres>>
  let database: Database
  const stores: Store[] = []

  beforeAll(async () => {
    place = await databases.postgres()
    database = await place.open()
  })
  afterAll(async () => {
    for (const store of stores) await store.end()
    await place.remove()
  })

  /** Returns the limit of a process of the console and its store; a busy machine takes its time. */
  async function replica() {
    const opened = await place.open()
    const store = new Store({ open: async () => ({ ...opened, close: async () => {} }), report: failTest })
    stores.push(store)
    await store.start()
    return { store, take: storedRateLimit({ store: () => store, secret, report: failTest, ...patient }) }
  }

  const rowsWritten = async (where: string) =>
    rowsOf(await database.db.execute(sql.raw(`select key from rate_limits where ${where}`))).length

  it('is one over all processes, however their requests meet, and fills again steadily', async () => {
    const all = (await Promise.all([replica(), replica(), replica()])).map(({ take }) => take)
    const limit = { perMinute: 20, perMinuteOfSite: 1_000, perMinuteOfAll: 1_000 }
    const begunAt = Date.now()
    // Each process has at most two at the store.
    const senders = [...all, ...all].map(async (take) => {
      const seconds: number[] = []
      for (let sent = 0; sent < 10; sent += 1) seconds.push(await take('a', limit, '203.0.113.1'))
      return seconds
    })
    const seconds = (await Promise.all(senders)).flat()
    const refilled = ((Date.now() - begunAt) / 60_000) * limit.perMinute
    const passed = seconds.filter((one) => one === 0).length
    expect(passed).toBeGreaterThanOrEqual(20)
    expect(passed).toBeLessThanOrEqual(20 + Math.ceil(refilled))
    expect(Math.max(...seconds)).toBeLessThanOrEqual(3)
    // Another caller and another kind are counted apart.
    expect(await all[0]!('a', limit, '203.0.113.2')).toBe(0)
    expect(await all[0]!('b', limit, '203.0.113.1')).toBe(0)
    await database.db.execute(sql`update rate_limits set at = at - interval '30 seconds'`)
    expect(await all[1]!('a', limit, '203.0.113.1')).toBe(0)
  })

  it('holds others back when all together are too many, and takes nothing from a caller who is refused', async () => {
    const { take } = await replica()
    const limit = { perMinute: 2, perMinuteOfSite: 3, perMinuteOfAll: 3 }
    const results: boolean[] = []
    for (const caller of ['x', 'x', 'x', 'y', 'z']) results.push((await take('c', limit, caller)) === 0)
    expect(results).toEqual([true, true, false, true, false])
    // One who never passed has no row: x, y and all have one.
    expect(await rowsWritten("remaining < 3 and at > now() - interval '1 minute'")).toBe(3)
  })

  it('leaves the pool to jobs while the lock is held elsewhere, and lets callers go on', async () => {
    const { store, take } = await replica()
    const hurried = storedRateLimit({ store: () => store, secret, report: failTest, patienceMs: 60_000, lockMs: 20 })
    const limit = { perMinute: 20, perMinuteOfSite: 1_000, perMinuteOfAll: 1_000 }
    const takes = await database.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('rate limit held', 0))`)
      const takes = Array.from({ length: 8 }, () => take('held', limit, '203.0.113.1'))
      // Two of them wait for the lock, so six connections of the pool of 8 are free.
      expect(await Promise.all(takes.slice(2))).toEqual(Array(6).fill(0))
      const others = Array.from({ length: 6 }, () => store.use(({ db }) => db.execute(sql`select 1`), false))
      const first = await Promise.race([Promise.all(others), ...takes.slice(0, 2)])
      expect(first).toMatchObject(Array(6).fill({ ok: true }))
      expect(await hurried('held', limit, '203.0.113.1')).toBe(0)
      return takes
    })
    expect(await Promise.all(takes)).toEqual(Array(8).fill(0))
    // That somebody else has the lock is no fault of the store, so the next request is counted.
    const one = { perMinute: 1, perMinuteOfSite: 9, perMinuteOfAll: 9 }
    expect([await hurried('other', one, 'x'), await hurried('other', one, 'x')]).not.toEqual([0, 0])
  })

  it('goes from its table however many rows are old', async () => {
    await database.db.execute(sql`insert into rate_limits (key, remaining, at)
      select 'old ' || n, 1, now() - interval '5 minutes' from generate_series(1, 1200) as n`)
    await forgetRows(database.db)
    expect(await rowsWritten("key like 'old %'")).toBe(0)
  })

  it('keeps no address, and its rows go once they are full again', async () => {
    const rows = JSON.stringify(rowsOf(await database.db.execute(sql`select * from rate_limits`)))
    expect(rows).not.toContain('203.0.113')
    await database.db.execute(sql`update rate_limits set at = at - interval '5 minutes'`)
    await forgetRows(database.db)
    expect(rowsOf(await database.db.execute(sql`select * from rate_limits`))).toEqual([])
  })

  it('of a site of IPv6 is less than that of all, so that others go on', async () => {
    const { take } = await replica()
    const limit = { perMinute: 1, perMinuteOfSite: 2, perMinuteOfAll: 3 }
    const seconds: number[] = []
    for (const network of [1, 2, 3])
      seconds.push(await take('site', limit, `2001:db8:1:${network}::/64`, '2001:db8:1::/48'))
    expect(seconds).toEqual([0, 0, expect.any(Number)])
    expect(seconds[2]).toBeGreaterThan(0)
    expect(await take('site', limit, '203.0.113.9')).toBe(0)
  })
})

it('counts alone on a database that no other process has, and writes nothing there', async () => {
  const pglite = { kind: 'pglite', db: new Proxy({}, { get: failTest }) } as unknown as Database
  const store = { use: async (work: (database: Database) => unknown) => ok(await work(pglite)) } as unknown as Store
  const take = storedRateLimit({ store: () => store, secret, report: failTest, ...patient })
  const limit = { perMinute: 1, perMinuteOfSite: 1, perMinuteOfAll: 1 }
  expect([await take('a', limit, 'x'), await take('a', limit, 'x')]).toEqual([0, 0])
})

it('leaves a store that failed or was late alone for 5 s', async () => {
  for (const use of [() => new Promise(() => {}), async () => ({ ok: false })]) {
    let now = 0
    let uses = 0
    const counted = () => {
      uses += 1
      return use()
    }
    const store = { use: counted } as unknown as Store
    const take = storedRateLimit({ store: () => store, secret, report: failTest, patienceMs: 20, now: () => now })
    const limit = { perMinute: 1, perMinuteOfSite: 1, perMinuteOfAll: 1 }
    const usesAt = async (ms: number) => {
      now = ms
      await take('a', limit, 'x')
      return uses
    }
    expect([await usesAt(0), await usesAt(1), await usesAt(4_999), await usesAt(5_000)]).toEqual([1, 1, 1, 2])
  }
})

it('allows what a store that is away, late or absent cannot judge: the process has counted by itself', async () => {
  const limit = { perMinute: 1, perMinuteOfSite: 1, perMinuteOfAll: 1 }
  const away = new Store({ open: () => Promise.reject(new Error('Connection terminated')), report: () => {} })
  await away.start()
  const endless = { use: () => new Promise(() => {}) } as unknown as Store
  const broken = { use: () => Promise.reject(new Error('a fault of ours')) } as unknown as Store
  const errors: unknown[] = []
  for (const store of [away, endless, broken, undefined]) {
    const take = storedRateLimit({ store: () => store, secret, report: (error) => errors.push(error), patienceMs: 20 })
    expect([await take('a', limit, 'x'), await take('a', limit, 'x')]).toEqual([0, 0])
  }
  expect(errors).toHaveLength(1)
  await away.end()
})
