import { describe, expect, test } from 'vitest'
import type { FeatureContract } from '../model/contract/contract'
import type { BatchResponse } from './outcome'
import { limitsFor } from './pace'
import { createResults, rowState } from './results'
import { type BatchRun, type Clock, createRun } from './run'

/** Time passes only where something waits for it. */
function virtualTime() {
  let now = 0
  const due: { at: number; act: () => void }[] = []
  const after: Clock['after'] = (ms, act) => {
    const timer = { at: now + ms, act }
    due.push(timer)
    return () => {
      const at = due.indexOf(timer)
      if (at >= 0) due.splice(at, 1)
    }
  }
  const clock: Clock = { now: () => now, after }
  /** Until nothing is due, or `until` holds. */
  const play = async (until = () => false) => {
    for (;;) {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
      if (until()) return
      const next = due.sort((a, b) => a.at - b.at).shift()
      if (!next) return
      now = Math.max(now, next.at)
      next.act()
    }
  }
  return { clock, play, now: () => now }
}

type Model = (
  rows: string[],
  at: number,
) => { status?: number; text: string; retryAfter?: string; ms?: number } | 'lost'

const output: FeatureContract['output'] = { task: 'classification', labels: ['no', 'yes'] }
/** `0.25,0.75` a row, in CSV. */
const good = (rows: string[]) => rows.map(() => '0.25,0.75\n').join('')
const sorry = (message: string) => JSON.stringify({ code: 'model_refused', message })

function batch(count: number, model: Model) {
  const time = virtualTime()
  const results = createResults(count, output?.labels)
  const sent: { rows: number; at: number }[] = []
  let flying = 0
  let most = 0
  const send = (body: string, signal: AbortSignal) =>
    new Promise<BatchResponse | undefined>((resolve) => {
      const rows = body.split('\n')
      sent.push({ rows: rows.length, at: time.now() })
      flying += 1
      most = Math.max(most, flying)
      const said = model(rows, time.now())
      signal.addEventListener('abort', () => resolve(undefined))
      time.clock.after(said === 'lost' ? 10 : (said.ms ?? 20), () => {
        flying -= 1
        if (said === 'lost') return resolve({ kind: 'unreachable', timedOut: false })
        const { status = 200, text, retryAfter } = said
        const contentType = status < 400 ? 'text/csv' : 'application/json'
        resolve({ kind: 'response', status, contentType, text, retryAfter })
      })
    })
  const run: BatchRun = createRun({
    results,
    lineAt: (row) => String(row),
    send,
    output,
    limits: limitsFor({ rateLimit: 100, burstLimit: 50 }),
    onChange: () => {},
    clock: time.clock,
  })
  return { ...time, run, results, sent, most: () => most }
}

const countOf = ({ tally }: { tally: number[] }, state: number) => tally[state]

describe('a run', () => {
  test('answers every row once, in few requests that grow', async () => {
    const { run, results, sent, play, most } = batch(10_000, (rows) => ({ text: good(rows) }))
    run.start()
    await play()
    expect(run.state().phase).toBe('done')
    expect(countOf(results, rowState.predicted)).toBe(10_000)
    expect(sent.reduce((sum, request) => sum + request.rows, 0)).toBe(10_000)
    expect(sent.slice(0, 2)).toEqual([{ rows: 1, at: 0 }, expect.objectContaining({ rows: 4 })])
    expect(sent.length).toBeLessThan(30)
    expect(most()).toBeLessThanOrEqual(6)
  })

  test('finds the rows that the model refuses, and only they fail', async () => {
    const bad = new Set(['17', '500', '501', '999'])
    const { run, results, play } = batch(1_000, (rows) =>
      rows.some((row) => bad.has(row)) ? { status: 400, text: sorry('could not convert') } : { text: good(rows) },
    )
    run.start()
    await play()
    expect([...results.reasons]).toEqual(
      [...bad].map((row) => [Number(row), '400: could not convert']).sort((a, b) => Number(a[0]) - Number(b[0])),
    )
    expect(countOf(results, rowState.predicted)).toBe(996)
  })

  test('sends single rows where the endpoint answers one only', async () => {
    const { run, results, sent, play } = batch(50, () => ({ text: '0.25,0.75\n' }))
    run.start()
    await play()
    expect(run.state()).toMatchObject({ phase: 'done', oneAtATime: true })
    expect(countOf(results, rowState.predicted)).toBe(50)
    expect(sent.filter((request) => request.rows > 1).length).toBeLessThanOrEqual(2)
  })

  test('two probabilities for the first of two rows are not the answers of two rows', async () => {
    const { run, results, play } = batch(2, () => ({ text: '[0.25, 0.75]' }))
    run.start()
    await play()
    expect([...results.label]).toEqual([1, 1])
  })

  test('makes requests smaller where 413 and 504 say so', async () => {
    const { run, results, play } = batch(2_000, (rows) =>
      rows.length > 100 ? { status: rows.length > 200 ? 413 : 504, text: '{}' } : { text: good(rows) },
    )
    run.start()
    await play()
    expect(countOf(results, rowState.predicted)).toBe(2_000)
    expect(run.state().rowsPerRequest).toBeLessThanOrEqual(125)
  })

  test('slows down at 429, waits as Retry-After says, and loses no row', async () => {
    let refused = 0
    const { run, results, sent, play } = batch(3_000, (rows, at) => {
      if (at > 60 && refused < 6) {
        refused += 1
        return { status: 429, text: '{"message":"Too Many Requests"}', retryAfter: '2' }
      }
      return { text: good(rows) }
    })
    run.start()
    await play()
    expect(countOf(results, rowState.predicted)).toBe(3_000)
    const gaps = sent.slice(1).map((request, before) => request.at - (sent[before]?.at ?? 0))
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(1_900)
  })

  test('a passing 502 is tried again; one row that breaks the model is found', async () => {
    const seen = new Map<string, number>()
    const { run, results, play } = batch(300, (rows) => {
      const key = rows[0] ?? ''
      seen.set(key, (seen.get(key) ?? 0) + 1)
      if (rows.includes('123')) return { status: 502, text: sorry('The model failed') }
      return seen.get(key) === 1 && key === '21' ? { status: 503, text: '{}' } : { text: good(rows) }
    })
    run.start()
    await play()
    expect([...results.reasons.keys()]).toEqual([123])
    expect(countOf(results, rowState.predicted)).toBe(299)
  })

  test.each([
    ['a closed door', { status: 403, text: '{"message":"Forbidden"}' }, /^403: Forbidden/, 0],
    ['a used up quota', { status: 429, text: '{"message":"Limit Exceeded"}' }, /^429: Limit Exceeded.*quota/, 0],
    [
      'a used up quota of an OpenAI-compatible URL',
      { status: 429, text: '{"error":{"message":"Limit Exceeded: the API key has used up its quota."}}' },
      /^429: Limit Exceeded.*quota/,
      0,
    ],
    ['no network', 'lost' as const, /got no answer/, 0],
    [
      'a model that takes no row',
      { status: 415, text: sorry('not supported') },
      /^24 rows failed one after another/,
      24,
    ],
    ['a model that is down', { status: 502, text: sorry('The model failed') }, /^24 rows failed one after another/, 24],
  ])('%s stops it, and what was not sent waits', async (_, said, problem, failed) => {
    const { run, results, play } = batch(500, () => said)
    run.start()
    await play()
    expect(run.state()).toMatchObject({ phase: 'stopped', problem: expect.stringMatching(problem) })
    expect(results.tally).toEqual([500 - failed, 0, 0, 0, failed])
  })

  test('pauses and goes on; cancels and goes on', async () => {
    const { run, results, sent, play } = batch(5_000, (rows) => ({ text: good(rows) }))
    run.start()
    await play(() => (countOf(results, rowState.predicted) ?? 0) > 100)
    run.pause()
    await play()
    const soFar = countOf(results, rowState.predicted) ?? 0
    expect(run.state()).toMatchObject({ phase: 'paused', requests: 0 })
    expect(soFar).toBeLessThan(5_000)
    run.start()
    await play(() => (countOf(results, rowState.predicted) ?? 0) > soFar)
    run.cancel()
    await play()
    expect(run.state().phase).toBe('stopped')
    expect(results.tally[rowState.sent]).toBe(0)
    run.start()
    await play()
    expect(countOf(results, rowState.predicted)).toBe(5_000)
    expect(sent.length).toBeLessThan(40)
  })

  test('failed rows are tried again on demand, and only they', async () => {
    let fixed = false
    const { run, results, sent, play } = batch(100, (rows) =>
      !fixed && rows.includes('50') ? { status: 400, text: sorry('no') } : { text: good(rows) },
    )
    run.start()
    await play()
    expect(countOf(results, rowState.failed)).toBe(1)
    fixed = true
    const before = sent.length
    run.retryFailed()
    await play()
    expect(sent.slice(before).map((request) => request.rows)).toEqual([1])
    expect(countOf(results, rowState.predicted)).toBe(100)
  })
})
