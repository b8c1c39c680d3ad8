/** The rate limit that processes share, on both databases: together they allow no more than one alone. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, rowsOf } from '../store/database'
import { forgetRows } from '../store/forget-rows'
import { Store } from '../store/store'
import { databases } from '../store/testing'
import { storedRateLimit } from './stored-rate-limit'

const failTest = (error: unknown): never => {
  throw error
}
const secret = 's'.repeat(32)

describe.each(Object.keys(databases) as (keyof typeof databases)[])('a shared rate limit on %s', (kind) => {
  let place: Awaited<ReturnType<(typeof databases)[typeof kind]>>
  let database: Database
  const stores: Store[] = []

  beforeAll(async () => {
    place = await databases[kind]()
    database = await place.open()
  })
  afterAll(async () => {
    for (const store of stores) await store.end()
    await place.remove()
  })

  /** Returns the limit of a process of the console; a busy machine takes its time. */
  async function replica() {
    const opened = await place.open()
    const store = new Store({ open: async () => ({ ...opened, close: async () => {} }), report: failTest })
    stores.push(store)
    await store.start()
    return storedRateLimit({ store: () => store, secret, report: failTest, patienceMs: 60_000 })
  }

  it('is one over all processes, however their requests meet, and fills again steadily', async () => {
    const all = await Promise.all([replica(), replica(), replica()])
    const limit = { perMinute: 20, perMinuteOfAll: 1_000 }
    const begunAt = Date.now()
    const seconds = await Promise.all(Array.from({ length: 60 }, (_, n) => all[n % 3]!('a', limit, '203.0.113.1')))
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
    const take = await replica()
    const limit = { perMinute: 2, perMinuteOfAll: 3 }
    const results: boolean[] = []
    for (const caller of ['x', 'x', 'x', 'y', 'z']) results.push((await take('c', limit, caller)) === 0)
    expect(results).toEqual([true, true, false, true, false])
  })

  it('keeps no address, and its rows go once they are full again', async () => {
    const rows = JSON.stringify(rowsOf(await database.db.execute(sql`select * from rate_limits`)))
    expect(rows).not.toContain('203.0.113')
    await database.db.execute(sql`update rate_limits set at = at - interval '5 minutes'`)
    await forgetRows(database.db)
    expect(rowsOf(await database.db.execute(sql`select * from rate_limits`))).toEqual([])
  })
})

it('allows what a store that is away, late or absent cannot judge: the process has counted by itself', async () => {
  const limit = { perMinute: 1, perMinuteOfAll: 1 }
  const away = new Store({ open: () => Promise.reject(new Error('Connection terminated')), report: () => {} })
  await away.start()
  const endless = { use: () => new Promise(() => {}) } as unknown as Store
  const broken = { use: () => Promise.reject(new Error('a fault of ours')) } as unknown as Store
  const errors: unknown[] = []
  for (const store of [away, endless, broken, undefined]) {
    const take = storedRateLimit({ store: () => store, secret, report: (error) => errors.push(error), patienceMs: 20 })
    expect([await take('a', limit, 'x'), await take('a', limit, 'x')]).toEqual([0, 0])
  }
  expect(errors).toHaveLength(2)
  await away.end()
})
