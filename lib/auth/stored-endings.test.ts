/** Sign-outs that one process hands on to another through the database of both. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../../sandbox/testing/wait'
import { rowsOf } from '../store/database'
import { forgetRows } from '../store/forget-rows'
import { Store } from '../store/store'
import { databases } from '../store/testing'
import { type Ending, endingOf } from './ended-sessions'
import { StoredEndings } from './stored-endings'

let place: Awaited<ReturnType<typeof databases.postgres>>
const stores: Store[] = []
const errors: unknown[] = []
beforeAll(async () => {
  place = await databases.postgres()
})
afterAll(async () => {
  for (const store of stores) await store.end()
  await place.remove()
  expect(errors).toEqual([])
})

const report = (error: unknown) => void errors.push(error)
const inAnHour = () => Math.floor(Date.now() / 1000) + 3_600
let sessions = 0
const session = (endsAt = inAnHour()): Ending => endingOf({ sid: `session-${++sessions}`, endsAt })

/** A process of the console, and which sessions it takes for ended. */
function processOf({ isAway = false } = {}) {
  const line = { isAway, deaf: false, now: Date.now() }
  const kept = new Set<string>()
  const open = async () => {
    if (line.isAway) throw Object.assign(new Error('The line is cut'), { code: 'ECONNREFUSED' })
    const database = await place.open()
    const listen: typeof database.listen = (channel, heard) =>
      database.listen(channel, (payload) => void (line.deaf || heard(payload)))
    return { ...database, listen, close: async () => {} }
  }
  const store = new Store({ open, report: line.isAway ? () => {} : report, againMs: 20 })
  stores.push(store)
  const endings = new StoredEndings(store, { keep: ({ key }) => kept.add(key), report, now: () => line.now })
  void store.start()
  return { line, kept, endings }
}
const knows = (kept: Set<string>, ...all: Ending[]) =>
  until(
    async () => all.filter(({ key }) => kept.has(key)).length,
    (count) => count === all.length,
  )

it('are known at once in a process that runs, and in one that starts later before its first page', async () => {
  const [here, there] = [processOf(), processOf()]
  await Promise.all([here.endings.known(), there.endings.known()])
  const ended = session()
  await here.endings.share(ended)
  await knows(there.kept, ended)
  const later = processOf()
  await later.endings.known()
  expect([...later.kept]).toContain(ended.key)
})

it('are forgotten once the session would have ended by itself', async () => {
  const here = processOf()
  await here.endings.known()
  const [old, next] = [session(inAnHour() - 7_200), session()]
  for (const ending of [old, next]) await here.endings.share(ending)
  const { db } = await place.open()
  await forgetRows(db)
  const keys = rowsOf<{ key: string }>(await db.execute(sql`select key from ended_sessions`)).map(({ key }) => key)
  expect([keys.includes(old.key), keys.includes(next.key)]).toEqual([false, true])
})

it('that no notification brought are read half a minute later', async () => {
  const [here, there] = [processOf(), processOf()]
  await Promise.all([here.endings.known(), there.endings.known()])
  there.line.deaf = true
  const ended = session()
  await here.endings.share(ended)
  await there.endings.known()
  expect(there.kept).not.toContain(ended.key)
  there.line.now += 30_000
  await there.endings.known()
  await knows(there.kept, ended)
})

it('of a process whose database is away hold up nobody, and are handed on once it is back', async () => {
  const [here, there] = [processOf({ isAway: true }), processOf()]
  await there.endings.known()
  const ended = session()
  await here.endings.share(ended)
  expect(there.kept).not.toContain(ended.key)
  here.line.isAway = false
  await knows(there.kept, ended)
})
