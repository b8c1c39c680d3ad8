import { expect, it } from 'vitest'
import type { JobEvent, JobStep } from '@/lib/wiring/state/plan'
import { type JobState, lastMoment, nextState } from './job-state'

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
