import { describe, expect, it } from 'vitest'
import { fail, ok } from '../result'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import type { JobEvent, JobStep } from '../wiring/state/plan'
import { Jobs } from './jobs'

const key = { accountId: '123456789012', region: 'us-east-1', endpointName: 'iris' }
const step = (id: string): JobStep => ({ id, title: id, detail: '', state: 'done', attemptsMs: [] })

function create() {
  const reports: unknown[] = []
  let now = 0
  const jobs = new Jobs({ now: () => now, report: (error) => reports.push(error) })
  return { jobs, reports, pass: (ms: number) => (now += ms) }
}

async function all(events: AsyncIterable<JobEvent> | undefined): Promise<JobEvent[]> {
  const seen: JobEvent[] = []
  for await (const event of events ?? []) seen.push(event)
  return seen
}

/** A job that goes on when the test says so. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

describe('jobs', () => {
  it('are stopped by who started them, or by an admin, until the last step', async () => {
    const { jobs } = create()
    const { opened, open } = gate()
    const me = { id: 'ana', isAdmin: false }
    const started = jobs.start(
      key,
      'deploy',
      [],
      async (emit, { stop }) => {
        emit(step('a'))
        await opened
        if (stop.aborted) return fail({ code: 'stopped', message: 'Stopped.' })
        emit(step('record'))
        return ok({ writes: 1 })
      },
      { owner: 'ana' },
    )
    const jobId = started.ok ? started.value.jobId : ''
    const code = (result: ReturnType<Jobs['stop']>) => (result.ok ? 'ok' : result.error.code)
    expect(code(jobs.stop(key, jobId, { id: 'bo', isAdmin: false }))).toBe('forbidden')
    expect(code(jobs.stop(key, 'another', me))).toBe('no-job')
    expect(code(jobs.stop({ ...key, endpointName: 'wine' }, jobId, me))).toBe('no-job')
    expect(code(jobs.stop(key, jobId, { id: 'bo', isAdmin: true }))).toBe('ok')
    open()
    const events = await all(jobs.events(key))
    expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'stopped' } })
    expect(code(jobs.stop(key, jobId, me))).toBe('no-job')
    expect(jobs.usual('deploy')).toBeUndefined()
  })

  it('are not stopped at the last step, nor while they remove something; what waits ends at once', async () => {
    const { jobs } = create()
    const { opened, open } = gate()
    const me = { id: 'ana', isAdmin: false }
    const begin = (endpointName: string, kind: 'deploy' | 'remove') => {
      const started = jobs.start(
        { ...key, endpointName },
        kind,
        [],
        async (emit) => {
          emit(step('record'))
          await opened
          return ok({ writes: 1 })
        },
        { owner: 'ana' },
      )
      return started.ok ? started.value.jobId : ''
    }
    const stop = (endpointName: string, jobId: string) => {
      const result = jobs.stop({ ...key, endpointName }, jobId, me)
      return result.ok ? `begun: ${result.value.begun}` : result.error.code
    }
    const [last, , , waiting] = ['a', 'b', 'c', 'd'].map((name) => begin(name, 'deploy'))
    expect(stop('a', last ?? '')).toBe('too-late')
    expect(stop('e', begin('e', 'remove'))).toBe('not-stoppable')
    expect(stop('d', waiting ?? '')).toBe('begun: false')
    expect((await all(jobs.events({ ...key, endpointName: 'd' }))).at(-1)).toMatchObject({
      error: { cause: 'It waited for its turn. Nothing was changed.' },
    })
    begin('f', 'deploy')
    const stateOf = (name: string) => jobs.list(key).find(({ endpointName }) => endpointName === name)
    expect([stateOf('d')?.state, stateOf('f')?.ahead]).toEqual(['failed', 0])
    open()
    await all(jobs.events({ ...key, endpointName: 'f' }))
    expect(stateOf('d')?.state).toBe('failed')
  })

  it('are not joined while they are being stopped', async () => {
    const { jobs } = create()
    const { opened, open } = gate()
    const run = async () => {
      await opened
      return fail({ code: 'stopped', message: 'Stopped.' })
    }
    const begin = () => jobs.start(key, 'deploy', [], run, { owner: 'ana' })
    const started = begin()
    expect(begin()).toMatchObject({ value: { joined: true } })
    jobs.stop(key, started.ok ? started.value.jobId : '', { id: 'ana', isAdmin: false })
    expect(begin()).toMatchObject({ ok: false, error: { code: 'busy' } })
    open()
    await all(jobs.events(key))
    expect(begin()).toMatchObject({ value: { joined: false } })
  })

  it('replays what was and follows what comes, to as many as look on', async () => {
    const { jobs } = create()
    const { opened, open } = gate()
    jobs.start(key, 'deploy', [step('a')], async (emit) => {
      emit(step('a'))
      await opened
      emit(step('b'))
      return ok({ writes: 2 })
    })
    const first = all(jobs.events(key))
    const second = all(jobs.events(key))
    open()
    const types = ['started', 'step', 'step', 'finished']
    expect((await first).map((event) => event.type)).toEqual(types)
    expect((await second).map((event) => event.type)).toEqual(types)
    expect((await all(jobs.events(key))).map((event) => event.type)).toEqual(types)
  })

  it('ends the tries of a running job for a person, and when the process shuts down', async () => {
    const { jobs } = create()
    const run = (_: unknown, { enough }: { enough: AbortSignal }) =>
      new Promise<ReturnType<typeof ok<{ writes: number }>>>((done) =>
        enough.addEventListener('abort', () => done(ok({ writes: 1 }))),
      )
    const stop = (id: string, isAdmin = false) => {
      const result = jobs.stopTrying(key, { id, isAdmin })
      return result.ok ? 'ok' : result.error.code
    }
    expect(stop('ana')).toBe('no-job')
    jobs.start(key, 'deploy', [], run, { owner: 'ana' })
    expect(stop('bo')).toBe('forbidden')
    expect(stop('ana')).toBe('ok')
    expect((await all(jobs.events(key))).at(-1)).toMatchObject({ type: 'finished' })
    expect(stop('ana')).toBe('no-job')
    jobs.start(key, 'deploy', [], run, { owner: 'ana' })
    expect(stop('root', true)).toBe('ok')
    await all(jobs.events(key))
    jobs.start(key, 'deploy', [], run)
    expect(await jobs.drain(new Promise(() => {}))).toMatchObject({ finished: 1, cutOff: 0 })
  })

  it('says of a deploy that is done what it proved, and of a removal nothing', async () => {
    const { jobs } = create()
    const sample = { status: 504, body: '', contentType: '', latencyMs: 1 }
    jobs.start(key, 'deploy', [], async () => ok({ writes: 1, sample }))
    await all(jobs.events(key))
    expect(jobs.list(key)).toMatchObject([{ state: 'done', live: { kind: 'silent' } }])
    jobs.start(key, 'remove', [], async () => ok({ writes: 1 }))
    await all(jobs.events(key))
    expect(jobs.list(key)[0]).not.toHaveProperty('live')
  })

  it('joins a running job of the same kind, refuses another kind, and starts again when it is done', async () => {
    const { jobs } = create()
    const { opened, open } = gate()
    const run = async () => {
      await opened
      return ok({ writes: 0 })
    }
    const started = jobs.start(key, 'deploy', [], run)
    const again = jobs.start(key, 'deploy', [], run)
    expect(started.ok && again.ok && again.value).toEqual({ jobId: started.ok && started.value.jobId, joined: true })
    const other = jobs.start(key, 'remove', [], run)
    expect(other.ok ? undefined : other.error.code).toBe('busy')
    expect(jobs.start({ ...key, region: 'eu-west-1' }, 'remove', [], run).ok).toBe(true)
    expect(jobs.running(key)?.kind).toBe('deploy')
    open()
    await all(jobs.events(key))
    expect(jobs.running(key)).toBeUndefined()
    const next = jobs.start(key, 'remove', [], run)
    expect(next.ok && next.value.joined).toBe(false)
  })

  it('reports a failure as an event', async () => {
    const { jobs } = create()
    jobs.start(key, 'deploy', [], async () => fail({ code: 'throttled', message: 'Too fast.', step: 'rest-api' }))
    expect((await all(jobs.events(key))).at(-1)).toMatchObject({ type: 'failed', error: { code: 'throttled' } })
  })

  it('says what nobody expected, and reports it with its cause', async () => {
    const { jobs, reports } = create()
    const mistake = new TypeError('x is not a function')
    jobs.start(key, 'deploy', [], async () => {
      throw mistake
    })
    expect((await all(jobs.events(key))).at(-1)).toMatchObject({ type: 'failed', error: { code: 'unexpected' } })
    expect(reports).toEqual([mistake])
  })

  it('ends for one who turns away, and the work goes on', async () => {
    const { jobs } = create()
    const { opened, open } = gate()
    jobs.start(key, 'deploy', [], async () => {
      await opened
      return ok({ writes: 1 })
    })
    const leaving = new AbortController()
    const left = all(jobs.events(key, leaving.signal))
    leaving.abort()
    expect((await left).map((event) => event.type)).toEqual(['started'])
    open()
    expect((await all(jobs.events(key))).at(-1)?.type).toBe('finished')
  })

  it('forgets a finished job after half an hour', async () => {
    const { jobs, pass } = create()
    jobs.start(key, 'deploy', [], async () => ok({ writes: 0 }))
    await all(jobs.events(key))
    pass(31 * 60_000)
    jobs.start({ ...key, endpointName: 'other' }, 'deploy', [], async () => ok({ writes: 0 }))
    expect(jobs.events(key)).toBeUndefined()
  })

  it('queues what is more than the account can take, says its place, and lists all', async () => {
    const { jobs } = create()
    const gates = Array.from({ length: 5 }, gate)
    for (const [index, { opened }] of gates.entries()) {
      const endpointName = `iris-${index}`
      const run = async () => {
        await opened
        return ok({ writes: 1 })
      }
      jobs.start({ ...key, endpointName }, 'deploy', [], run, { owner: 'ana' })
    }
    expect(jobs.list(key).map(({ state }) => state)).toEqual(['running', 'running', 'running', 'queued', 'queued'])
    expect(jobs.list(key).at(-1)).toMatchObject({ ahead: 1, etaMs: expect.any(Number) })
    const last = all(jobs.events({ ...key, endpointName: 'iris-4' }))
    for (const { open } of gates) open()
    expect((await last).map((event) => event.type)).toEqual(['started', 'queued', 'queued', 'begun', 'finished'])
    expect(new Set(jobs.list(key).map(({ state }) => state))).toEqual(new Set(['done']))
    expect(jobs.list({ ...key, region: 'eu-west-1' })).toEqual([])
  })

  it('does not let a deploy of other options join', () => {
    const { jobs } = create()
    const { opened } = gate()
    const run = async () => {
      await opened
      return ok({ writes: 0 })
    }
    const spec = defaultSpec('iris', 'Real-time')
    jobs.start(key, 'deploy', [], run, { spec })
    expect(jobs.start(key, 'deploy', [], run, { spec: { ...spec } })).toMatchObject({
      ok: true,
      value: { joined: true },
    })
    const other = jobs.start(key, 'deploy', [], run, { spec: withFields(spec, { memoryMb: 512 }) })
    expect(other.ok ? undefined : other.error.code).toBe('busy')
  })
})

describe('a process that shuts down', () => {
  const other = (endpointName: string) => ({ ...key, endpointName })
  const never = new Promise<void>(() => {})

  it('finishes what runs, ends what waits, and starts nothing new', async () => {
    const { jobs } = create()
    const { opened, open } = gate()
    const begun: string[] = []
    // Three deploys run side by side in a region; the fourth waits.
    for (const name of ['a', 'b', 'c', 'd']) {
      jobs.start(other(name), 'deploy', [], async () => {
        begun.push(name)
        await opened
        return ok({ writes: 1 })
      })
    }
    const drained = jobs.drain(never)
    expect(jobs.start(other('e'), 'deploy', [], async () => ok({ writes: 0 }))).toMatchObject({
      ok: false,
      error: { code: 'shutting-down', remedy: expect.stringContaining('another process') },
    })
    expect((await all(jobs.events(other('d')))).at(-1)).toMatchObject({
      type: 'failed',
      error: { code: 'handed-over', cause: expect.stringContaining('Nothing was changed') },
    })
    // Whoever requests a job that runs is still shown it.
    expect(jobs.start(other('a'), 'deploy', [], async () => ok({ writes: 0 }))).toMatchObject({ ok: true })
    open()
    expect(await drained).toEqual({ finished: 3, neverBegun: 1, cutOff: 0 })
    expect((await all(jobs.events(other('a')))).at(-1)?.type).toBe('finished')
    expect(begun).toEqual(['a', 'b', 'c'])
  })

  it('says where it goes on when time is up, once, whatever the work still does', async () => {
    const { jobs } = create()
    const { opened, open } = gate()
    jobs.start(key, 'remove', [], async (emit) => {
      await opened
      emit(step('late'))
      return ok({ writes: 1 })
    })
    expect(await jobs.drain(Promise.resolve())).toEqual({ finished: 0, neverBegun: 0, cutOff: 1 })
    const seen = all(jobs.events(key))
    open()
    expect((await seen).at(-1)).toMatchObject({
      type: 'failed',
      error: { code: 'handed-over', message: expect.stringContaining('removal had ended') },
    })
    await opened
    expect(jobs.list(key)).toMatchObject([{ state: 'failed' }])
  })

  it('has nothing to wait for where nothing runs', async () => {
    expect(await create().jobs.drain(never)).toEqual({ finished: 0, neverBegun: 0, cutOff: 0 })
  })
})
