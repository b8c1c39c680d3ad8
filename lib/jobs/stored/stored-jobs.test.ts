import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fail, ok } from '../../result'
import { defaultSpec } from '../../spec/defaults'
import { rowsOf } from '../../store/database'
import { Store } from '../../store/store'
import { databases } from '../../store/testing'
import type { JobEvent, JobStep } from '../../wiring/state/plan'
import type { JobOrder, Signals, Work } from '../board'
import { StoredJobs } from './stored-jobs'

const step = (id: string): JobStep => ({ id, title: id, detail: '', state: 'done', attemptsMs: [] })
const person = (id: string): JobOrder['person'] => ({ id, name: id, email: `${id}@acme.dev`, role: 'deployer' })

/** A promise that the test resolves. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

describe.each(Object.keys(databases) as (keyof typeof databases)[])('jobs on %s', (kind) => {
  let place: Awaited<ReturnType<(typeof databases)[typeof kind]>>
  const errors: unknown[] = []
  const stores: Store[] = []
  const replicas: StoredJobs[] = []
  let accounts = 0

  beforeAll(async () => {
    place = await databases[kind]()
  })
  // A process of one test takes no job of another one.
  afterEach(async () => {
    for (const jobs of replicas.splice(0)) await jobs.drain(Promise.resolve())
  })
  afterAll(async () => {
    for (const store of stores) await store.end()
    await place.remove()
    expect(errors).toEqual([])
  })

  /** Returns a process of the console, and an account of its own for each test. */
  async function replica(work: (order: JobOrder) => Work, leaseMs = 60_000) {
    const report = (error: unknown) => errors.push(error)
    // One database can serve several stores of a test, and the test closes it.
    const store = new Store({ open: async () => ({ ...(await place.open()), close: async () => {} }), report })
    stores.push(store)
    const jobs = new StoredJobs(store, { now: () => Date.now(), report, workOf: work, leaseMs })
    replicas.push(jobs)
    await store.start()
    return jobs
  }
  const account = () => {
    const accountId = String(++accounts).padStart(12, '0')
    return (endpointName: string) => ({ accountId, region: 'us-east-1', endpointName })
  }
  const deploy = (key: JobOrder['key'], owner = 'ana'): JobOrder => ({
    key,
    kind: 'deploy',
    person: person(owner),
    spec: defaultSpec(key.endpointName, 'Real-time'),
  })
  const eventsOf = async (jobs: StoredJobs, key: JobOrder['key'], until?: (event: JobEvent) => boolean) => {
    const seen: JobEvent[] = []
    const followed = await jobs.events(key, AbortSignal.timeout(240_000))
    if (!followed.ok) throw new Error(followed.error.message)
    for await (const event of followed.value) {
      seen.push(event)
      if (until?.(event)) break
    }
    return seen
  }
  const idOf = async (started: ReturnType<StoredJobs['start']>) => {
    const result = await started
    if (!result.ok) throw new Error(result.error.message)
    return result.value.jobId
  }

  it('are shown step by step in another process, joined by the same order, and refuse another one', async () => {
    const at = account()
    const { opened, open } = gate()
    const [first, second] = [
      await replica(() => async (emit) => {
        emit(step('a'))
        await opened
        emit(step('b'))
        return ok({ writes: 7 })
      }),
      await replica(() => async () => fail({ code: 'wrong-process', message: 'The second ran it.' })),
    ]
    const key = at('iris')
    const jobId = await idOf(first.start(deploy(key)))
    const seen = eventsOf(second, key)
    const isA = (event: JobEvent) => event.type === 'step' && event.step.id === 'a'
    await eventsOf(second, key, isA)
    expect(await second.running(key)).toEqual({ jobId, kind: 'deploy' })
    expect(await second.start(deploy(key))).toEqual(ok({ jobId, joined: true }))
    expect(await second.start({ key, kind: 'remove', person: person('bo') })).toMatchObject({
      error: { code: 'busy', message: 'A deploy of this endpoint is running.' },
    })
    open()
    const types = (await seen).map((event) => (event.type === 'step' ? event.step.id : event.type))
    expect(types.filter((type) => type !== 'queued')).toEqual(['started', 'a', 'b', 'finished'])
    expect(await second.running(key)).toBeUndefined()
    expect(await second.list(key)).toMatchObject([{ jobId, endpointName: 'iris', state: 'done' }])
    expect((await eventsOf(second, key)).at(-1)).toMatchObject({ type: 'finished', outcome: { writes: 7 } })
  })

  it('begin in fair turns, never more than the width over all processes, and each exactly once', async () => {
    const at = account()
    const began: string[] = []
    let [running, most] = [0, 0]
    const work =
      (order: JobOrder): Work =>
      async () => {
        began.push(order.key.endpointName)
        most = Math.max(most, ++running)
        // Others get their turn to begin too much.
        await new Promise((resolve) => setImmediate(resolve))
        running--
        return ok({ writes: 1 })
      }
    const { opened, open } = gate()
    const held =
      (order: JobOrder): Work =>
      async (emit, signals) => {
        await opened
        return work(order)(emit, signals)
      }
    const all = [await replica(held), await replica(held), await replica(held)]
    const names = Array.from({ length: 12 }, (_, index) => `ana-${index}`)
    for (const [index, name] of names.entries()) await all[index % 3]!.start(deploy(at(name)))
    for (const name of ['bo-0', 'bo-1']) await all[0]!.start(deploy(at(name), 'bo'))
    expect(await all[2]!.counts()).toEqual({ deploy: { waiting: 11, running: 3 }, remove: { waiting: 0, running: 0 } })
    const states = (await all[1]!.list(at('any'))).map(({ state }) => state)
    expect([states.filter((state) => state === 'running').length, states.length]).toEqual([3, 14])
    const waiting = (await all[2]!.list(at('any'))).filter(({ state }) => state === 'queued')
    expect(waiting.map(({ ahead }) => ahead).sort((a, b) => a! - b!)).toEqual(Array.from({ length: 11 }, (_, n) => n))
    open()
    await Promise.all([...names, 'bo-0', 'bo-1'].map((name) => eventsOf(all[1]!, at(name))))
    expect(most).toBeLessThanOrEqual(3)
    expect([...began].sort()).toEqual([...names, 'bo-0', 'bo-1'].sort())
    // Three of ana's ran before bo came. From then on the two take turns; first come, first served would put bo's last, at 12 and 13.
    const { db } = await place.open()
    const turns = rowsOf<{ name: string }>(
      await db.execute(
        sql`select endpoint_name as name from jobs where account_id = ${at('any').accountId} order by begun_at`,
      ),
    ).map(({ name }) => name)
    expect(turns.slice(0, 3).sort()).toEqual(names.slice(0, 3))
    expect(turns.slice(3)).toEqual(['bo-0', 'ana-3', 'bo-1', ...names.slice(4)])
  })

  it('are stopped in whichever process, by their owner or an admin: what waits at once, what runs by its signal', async () => {
    const at = account()
    const signals = new Map<string, Signals>()
    const work =
      ({ key }: JobOrder): Work =>
      async (_, given) => {
        signals.set(key.endpointName, given)
        await new Promise<void>((resolve) => given.stop.addEventListener('abort', () => resolve()))
        return fail({ code: 'stopped', message: 'Stopped.' })
      }
    const [first, second] = [await replica(work), await replica(work)]
    const ids = new Map<string, string>()
    for (const name of ['a', 'b', 'c', 'd']) ids.set(name, await idOf(first.start(deploy(at(name)))))
    const stop = async (name: string, id: string, isAdmin = false) => {
      const result = await second.stop(at(name), ids.get(name) ?? '', { id, isAdmin })
      return result.ok ? result.value : result.error.code
    }
    expect(await stop('d', 'bo')).toBe('forbidden')
    expect(await second.stop(at('d'), 'another', { id: 'ana', isAdmin: false })).toMatchObject({
      error: { code: 'no-job' },
    })
    expect(await stop('d', 'ana')).toEqual({ begun: false })
    expect((await eventsOf(first, at('d'))).at(-1)).toMatchObject({
      error: { cause: 'It waited for its turn. Nothing was changed.' },
    })
    expect(await stop('a', 'root', true)).toEqual({ begun: true })
    expect((await eventsOf(second, at('a'))).at(-1)).toMatchObject({ type: 'failed', error: { code: 'stopped' } })
    expect(await second.stopTrying(at('b'), { id: 'bo', isAdmin: false })).toMatchObject({
      error: { code: 'forbidden' },
    })
    const enough = new Promise((resolve) => signals.get('b')?.enough.addEventListener('abort', resolve))
    expect(await second.stopTrying(at('b'), { id: 'ana', isAdmin: false })).toEqual(ok(null))
    await enough
    for (const name of ['b', 'c']) expect(await stop(name, 'ana')).toEqual({ begun: true })
    for (const name of ['b', 'c']) await eventsOf(first, at(name))
    expect(await stop('b', 'ana')).toBe('no-job')
    expect(signals.has('d')).toBe(false)
  })

  it('go on in another process when one has to end: what ran is taken over with its steps again, what waits begins there', async () => {
    const at = account()
    const runs: string[] = []
    const endless =
      ({ key }: JobOrder): Work =>
      async (emit) => {
        runs.push(`first ${key.endpointName}`)
        emit(step('read'))
        return new Promise(() => {})
      }
    const first = await replica(endless)
    for (const name of ['a', 'b', 'c', 'd']) await first.start(deploy(at(name)))
    await eventsOf(first, at('c'), (event) => event.type === 'step')
    const second = await replica(({ key, person: { email } }) => async () => {
      runs.push(`second ${key.endpointName} for ${email}`)
      return ok({ writes: 1 })
    })
    const watched = eventsOf(second, at('a'))
    expect(await first.drain(Promise.resolve())).toEqual({ finished: 0, neverBegun: 0, cutOff: 3 })
    expect(await first.start(deploy(at('e')))).toMatchObject({ error: { code: 'shutting-down' } })
    const events = await watched
    expect(events.find((event) => event.type === 'begun')).toMatchObject({
      steps: [
        { id: 'read', state: 'waiting' },
        ...Array(events[0]!.type === 'started' ? events[0]!.steps.length - 1 : 0).fill(expect.anything()),
      ],
    })
    expect(events.at(-1)).toMatchObject({ type: 'finished' })
    for (const name of ['b', 'c', 'd'])
      expect((await eventsOf(second, at(name))).at(-1)).toMatchObject({ type: 'finished' })
    expect(runs.slice(3).sort()).toEqual(['a', 'b', 'c', 'd'].map((name) => `second ${name} for ana@acme.dev`))
  })

  it('keep what a person chose and what a model answered as it is: NUL, half a character, and the order of members', async () => {
    const at = account()
    const body = '\u0000 \ud83d {"b":1,"a":2}'
    const given: JobOrder[] = []
    const jobs = await replica((order) => async (emit) => {
      given.push(order)
      emit({ ...step('sample'), detail: body })
      emit({ ...step('sample'), detail: `${body} again` })
      return ok({ writes: 1, sample: { status: 200, body, contentType: 'text/plain', latencyMs: 1 } })
    })
    const order = deploy(at('iris'))
    order.spec!.routes[0]!.sampleRow = body
    await jobs.start(order)
    const events = await eventsOf(jobs, order.key)
    expect(events.filter(({ type }) => type === 'step')).toMatchObject([
      { step: { detail: body } },
      { step: { detail: `${body} again` } },
    ])
    expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: { sample: { body } } })
    expect(JSON.stringify(given)).toBe(JSON.stringify([order]))
    expect(await jobs.list(order.key)).toMatchObject([{ state: 'done' }])
  })

  it('estimate from what jobs of all processes took', async () => {
    const at = account()
    const [first, second] = [
      await replica(() => async () => ok({ writes: 0 })),
      await replica(() => async () => ok({ writes: 0 })),
    ]
    for (const name of ['a', 'b', 'c']) {
      await first.start({ key: at(name), kind: 'remove', person: person('ana') })
      await eventsOf(first, at(name))
    }
    expect(await second.usual('remove')).toMatchObject({ count: 3 })
  })
})
