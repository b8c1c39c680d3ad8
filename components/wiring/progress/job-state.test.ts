import { expect, it } from 'vitest'
import type { JobEvent, JobStep } from '@/lib/wiring/state/plan'
import { isNews, type JobState, lastMoment, nextState } from './job-state'

const waiting = (id: string): JobStep => ({ id, title: id, detail: '', state: 'waiting', attemptsMs: [] })
const started: JobEvent = {
  type: 'started',
  jobId: 'j1',
  kind: 'deploy',
  endpointName: 'iris',
  steps: [waiting('role'), waiting('function')],
  at: 1_000,
}
const running: JobEvent = {
  type: 'step',
  step: { ...waiting('role'), state: 'running', startedMs: 40, attemptsMs: [40, 900] },
}
const replay = (events: JobEvent[]) => events.reduce<JobState | undefined>(nextState, undefined)

it('adds up the events in order', () => {
  const state = replay([started, running, { type: 'finished', durationMs: 2_000, outcome: { writes: 3 } }])
  expect(state?.steps.map((step) => step.state)).toEqual(['running', 'waiting'])
  expect(state?.end).toEqual({ outcome: { writes: 3 }, durationMs: 2_000 })
  expect(lastMoment(state?.steps ?? [])).toBe(900)
})

it('begins again when another job starts', () => {
  const error = { code: 'throttled', message: 'AWS is throttling.' }
  const state = replay([started, { type: 'failed', durationMs: 1, error }, { ...started, jobId: 'j2' }])
  expect(state).toMatchObject({ jobId: 'j2' })
  expect(state?.end).toBeUndefined()
})

it('waits for the start', () => expect(replay([running])).toBeUndefined())

const queued = (ahead: number): JobEvent => ({ type: 'queued', ahead, etaMs: 1 })
const failed: JobEvent = { type: 'failed', durationMs: 0, error: { code: 'stopped', message: 'Stopped.' } }

it.each<[string, JobEvent[], JobEvent[], boolean]>([
  ['a first look', [], [started], true],
  ['the begin of a replay', [started, running], [started], false],
  ['the same again', [started, running], [started, running], false],
  ['the next step', [started], [started, running], true],
  [
    'the end of one that moved up thrice, of which a replay knows the last alone',
    [started, queued(3), queued(2), queued(1)],
    [started, failed],
    true,
  ],
  ['a move up', [started, queued(3), queued(2)], [started, queued(1)], true],
  ['where it stood before', [started, queued(3), queued(2)], [started, queued(3)], false],
  ['another job', [started, running], [{ ...started, jobId: 'j2' }], true],
])('distinguishes news from a replay: %s', (_, known, now, expected) => {
  expect(isNews(replay(known), replay(now))).toBe(expected)
})
