/** The index without AWS: queries in the URL, matches, budget, and what a look reads, as tables. */
import { describe, expect, it } from 'vitest'
import type { EndpointRow } from '../endpoints/types'
import { type Failure, fail, ok } from '../result'
import type { ManagedApi } from '../wiring/read/list-managed'
import { Budget, mostAnHour, mostASecond } from './budget'
import { EndpointIndex } from './endpoint-index'
import { fill } from './fill'
import { columnsOf, parseIndexQuery } from './index-query'
import type { Details, IndexReader } from './reader'
import { type Entry, selectRows } from './select-rows'
import type { Indexed } from './types'

const day = 24 * 3_600_000
const now = Date.parse('2026-11-30T12:00:00Z')

describe('the query in the URL', () => {
  it('is none if SageMaker can do it', () => {
    for (const params of [{}, { status: 'Failed', sort: 'Name' }, { state: 'open' }, { cost: 'much' }, { tag: ' ' }])
      expect(parseIndexQuery(params)).toBeUndefined()
  })

  it('holds filters and sort, and leaves out what means nothing', () => {
    const query = parseIndexQuery({
      state: 'live',
      tag: ['team:fraud', 'stage'],
      cost: '0.5',
      access: 'everyone',
      created: 'older-90d',
      sort: 'Cost',
      page: '2',
    })
    expect(query).toMatchObject({
      state: 'live',
      tags: ['team:fraud', 'stage'],
      cost: 0.5,
      access: undefined,
      created: { days: 90, older: true },
      sort: 'Cost',
      order: 'Descending',
      page: 2,
    })
    expect(query && columnsOf(query)).toEqual(['state', 'tags', 'cost'])
  })

  it.each(['0', '99999', '-1', '1e9', 'x'])('takes page %s as one that there can be', (page) => {
    expect(parseIndexQuery({ state: 'none', page })?.page).toBe(1)
  })
})

const rowOf = (name: string, more: Partial<EndpointRow> = {}): EndpointRow => ({
  name,
  arn: `arn:aws:sagemaker:us-east-1:111122223333:endpoint/${name}`,
  status: 'InService',
  createdAt: new Date(now - 10 * day).toISOString(),
  modifiedAt: new Date(now - 5 * day).toISOString(),
  publicApi: { state: 'none' },
  ...more,
})
const entry = (name: string, facts: Indexed = {}, more: Partial<EndpointRow> = {}): Entry => ({
  row: rowOf(name, more),
  facts,
})

describe('matches', () => {
  const all = [
    entry('a-cheap', { hour: 0.1, tags: { team: 'fraud' }, container: 'XGBoost 1.7-1', access: null }),
    entry('b-dear', { hour: 4, tags: { 'team:eu': 'fraud' }, container: 'DJL', access: 'key' }),
    entry('c-unread'),
    entry('d-unpriced', { hour: null, tags: {}, container: null, access: 'open' }, { status: 'Creating' }),
  ]
  const names = (params: Record<string, string | string[]>) => {
    const query = parseIndexQuery(params)
    return query && selectRows(all, query, now).entries.map(({ row }) => row.name)
  }
  it.each([
    [{ tag: 'team:fraud' }, ['a-cheap']],
    [{ tag: 'TEAM:EU' }, ['b-dear']],
    [{ tag: ['team', 'team:fraud'] }, ['a-cheap']],
    [{ container: 'xgb' }, ['a-cheap']],
    [{ access: 'open' }, ['d-unpriced']],
    [{ cost: '1' }, ['b-dear']],
    [{ cost: '0' }, ['a-cheap', 'b-dear']],
    [{ state: 'none', group: 'progress' }, ['d-unpriced']],
    [{ state: 'none', search: 'DEAR' }, ['b-dear']],
    [{ state: 'none', created: '7d' }, []],
    [{ state: 'none', modified: 'older-90d' }, []],
    // What is not read, or has none, stands last in both orders.
    [{ sort: 'Cost', order: 'Descending' }, ['b-dear', 'a-cheap', 'c-unread', 'd-unpriced']],
    [{ sort: 'Cost', order: 'Ascending' }, ['a-cheap', 'b-dear', 'c-unread', 'd-unpriced']],
  ] as [Record<string, string | string[]>, string[]][])('%o', (params, expected) => {
    expect(names({ order: 'Ascending', sort: 'Name', ...params })).toEqual(expected)
  })

  it('are 60 on a page, whatever there is, and a page beyond is the last', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => entry(`e-${index}`))
    const query = parseIndexQuery({ state: 'none', page: '999' })
    const found = query && selectRows(many, query, now)
    expect([found?.entries.length, found?.matched, found?.page, found?.pages]).toEqual([40, 10_000, 167, 167])
  })
})

it('the budget allows so many calls a second, and no more in any hour', () => {
  const budget = new Budget()
  let at = now
  let calls = 0
  while (calls < mostAnHour) {
    const { ms } = budget.waitOf(at)
    at += ms
    budget.take(1, at)
    calls++
  }
  expect(at - now).toBe(((mostAnHour - 1) / mostASecond) * 1_000)
  const wait = budget.waitOf(at)
  expect([wait.why, at + wait.ms]).toEqual(['budget', now + 60 * 60_000])
})

const denied: Failure = { code: 'denied', message: 'No.', denied: { action: 'sagemaker:DescribeEndpoint' } }
const throttled: Failure = { code: 'throttled', message: 'Later.' }

/** Reads of an imagined region; `calls` has what was read. */
function region(names: string[], over: Partial<IndexReader> = {}) {
  const calls: string[] = []
  const reader: IndexReader = {
    list: async (token) => {
      calls.push('list')
      const start = Number(token ?? 0)
      const endpoints = names.slice(start, start + 100).map((name) => rowOf(name))
      return ok({ endpoints, nextToken: start + 100 < names.length ? String(start + 100) : undefined })
    },
    tags: async () => {
      calls.push('tags')
      return ok({ tags: [[names[0] ?? '', { team: 'fraud' }]] })
    },
    apis: async () => {
      calls.push('apis')
      return ok<ManagedApi[]>([])
    },
    access: async () => ok('open'),
    details: async (name) => {
      calls.push(name)
      return ok<Details>({ container: 'XGBoost 1.7-1', hour: 1, currency: 'USD' })
    },
    ...over,
  }
  return { reader, calls }
}

/** Time that only waiting moves. */
function ownTime() {
  let at = now
  const pass = (ms: number) => {
    at += ms
  }
  return { now: () => at, wait: async (ms: number) => pass(ms), pass }
}

describe('a look', () => {
  it('reads the parts that its columns need, what is in view first, and each once', async () => {
    const index = new EndpointIndex()
    const clock = ownTime()
    const { reader, calls } = region(['a', 'b', 'c'])
    index.look(['state'], [], reader, now)
    await fill(index, new Budget(), clock)
    expect(calls).toEqual(['apis', 'list'])
    index.look(['container', 'tags'], ['c'], reader, clock.now())
    await fill(index, new Budget(), clock)
    expect(calls.slice(2)).toEqual(['c', 'tags', 'a', 'b'])
    expect(index.progress(['container', 'tags'], clock.now())).toMatchObject({
      listed: 3,
      listComplete: true,
      columns: { container: { read: 3, complete: true }, tags: { read: 3, complete: true } },
    })
  })

  it('ends when nobody looks any longer, and never claims more than was read', async () => {
    const names = Array.from({ length: 400 }, (_, index) => `e-${String(index).padStart(3, '0')}`)
    const index = new EndpointIndex()
    const clock = ownTime()
    const { reader, calls } = region(names)
    index.look(['container'], [], reader, now)
    await fill(index, new Budget(), clock)
    const { columns, listed, listComplete } = index.progress(['container'], clock.now())
    expect(clock.now() - now).toBeGreaterThanOrEqual(30_000)
    expect([listed, listComplete, columns.container?.complete]).toEqual([400, true, false])
    expect(columns.container?.read).toBe(calls.filter((call) => call.startsWith('e-')).length)
    expect(columns.container?.read).toBeLessThan((30_000 / 1_000) * mostASecond)
  })

  it('rests when AWS throttles, and says so', async () => {
    let first = true
    const index = new EndpointIndex()
    const clock = ownTime()
    const list: IndexReader['list'] = async () => {
      if (!first) return ok({ endpoints: [] })
      first = false
      return fail(throttled)
    }
    index.look(['state'], [], region([], { list }).reader, now)
    let said: string | undefined
    const wait = async (ms: number) => {
      said ??= index.progress(['state'], clock.now()).waiting
      await clock.wait(ms)
    }
    await fill(index, new Budget(), { now: clock.now, wait })
    await fill(index, new Budget(), clock)
    expect(said).toBe('throttled')
    expect(index.progress(['state'], clock.now())).toMatchObject({ listComplete: true })
  })

  it('names a denied read, stops after three, and reads the others where one endpoint alone is denied', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const all = new EndpointIndex()
    const clock = ownTime()
    const { reader, calls } = region(names, {
      details: async (name) => {
        calls.push(name)
        return fail(denied)
      },
    })
    all.look(['container'], [], reader, now)
    await fill(all, new Budget(), clock)
    expect(calls.filter((call) => names.includes(call))).toEqual(['a', 'b', 'c'])
    expect(all.progress(['container'], clock.now()).columns.container).toEqual({
      read: 0,
      complete: false,
      failure: denied,
    })

    const one = new EndpointIndex()
    const alone = region(names, {
      details: async (name) => (name === 'b' ? fail(denied) : ok<Details>({ container: 'DJL' })),
    })
    one.look(['container'], [], alone.reader, clock.now())
    await fill(one, new Budget(), clock)
    expect(one.progress(['container'], clock.now()).columns.container).toEqual({
      read: 4,
      complete: false,
      failure: denied,
    })
  })

  it('reads public APIs again once a job ended, and the list after five minutes', async () => {
    const index = new EndpointIndex()
    const clock = ownTime()
    const { reader, calls } = region(['a'])
    const look = async () => {
      calls.length = 0
      index.look(['state'], [], reader, clock.now())
      await fill(index, new Budget(), clock)
      return [...calls]
    }
    expect(await look()).toEqual(['apis', 'list'])
    expect(await look()).toEqual([])
    index.noteJobs([{ jobId: '1', endpointName: 'a' }])
    expect(await look()).toEqual(['apis'])
    index.noteJobs([{ jobId: '1', endpointName: 'a' }])
    expect(await look()).toEqual([])
    clock.pass(6 * 60_000)
    expect(await look()).toEqual(['apis', 'list'])
  })

  it('has tags that the console wrote at once', async () => {
    const index = new EndpointIndex()
    const clock = ownTime()
    index.look(['tags'], [], region(['a', 'b']).reader, now)
    await fill(index, new Budget(), clock)
    index.noteTags('b', { owner: 'ana' })
    expect([index.factsOf('a').tags, index.factsOf('b').tags]).toEqual([{ team: 'fraud' }, { owner: 'ana' }])
  })
})
