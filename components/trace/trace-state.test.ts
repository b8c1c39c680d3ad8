import { describe, expect, it } from 'vitest'
import type { Diagnosis, HopId, HopOutcome, HopResult, TraceEvent } from '@/lib/trace/types'
import { hopLook } from './hop-look'
import { beforeTrace, beginTrace, nextTrace, type TraceState } from './trace-state'

const result: HopResult = {
  request: { call: 'GET /iris', body: '' },
  healthy: true,
  status: 200,
  headers: {},
  body: '',
  latencyMs: 1,
  shares: [],
  at: '2026-11-24T10:00:00.000Z',
}
const outcome = (hop: HopId, state: 'answered' | 'broken'): TraceEvent => ({
  type: 'hop',
  outcome: { hop, state, result: { ...result, healthy: state === 'answered' } },
})
const diagnosis: Diagnosis = {
  id: 'invoke-permission',
  hop: 'method',
  title: '',
  means: '',
  remedy: '',
  call: '',
  docs: '',
  message: '',
  proof: '',
  changes: [],
  callersUnaffected: false,
}
const stateOf = (...events: TraceEvent[]): TraceState => events.reduce(nextTrace, beginTrace)

const words = (state: TraceState) =>
  ([['endpoint'], ['function'], ['method'], ['url', 'browser']] as HopId[][]).map((hops) => hopLook(state, hops).word)

describe('the columns of a trace', () => {
  it.each<[string, TraceState, string[]]>([
    ['before', beforeTrace, ['Not called yet', 'Not called yet', 'Not called yet', 'Not called yet']],
    [
      'under way',
      stateOf({ type: 'calling', hop: 'endpoint' }, outcome('endpoint', 'answered'), {
        type: 'calling',
        hop: 'function',
      }),
      ['Answered', 'Calling', 'Waits for its turn', 'Waits for its turn'],
    ],
    [
      'with a broken hop, before the cause is named',
      stateOf(outcome('endpoint', 'broken'), { type: 'calling', hop: 'function' }),
      ['Broken', 'Calling', 'Waits for its turn', 'Waits for its turn'],
    ],
    [
      'with a broken hop and those behind it',
      stateOf(
        outcome('endpoint', 'answered'),
        outcome('function', 'answered'),
        outcome('method', 'broken'),
        outcome('url', 'broken'),
        outcome('browser', 'answered'),
        { type: 'ended', diagnosis },
      ),
      ['Answered', 'Answered', 'Broken here', 'Broken by hop 3'],
    ],
    [
      'broken in a browser alone',
      stateOf(outcome('url', 'answered'), outcome('browser', 'broken'), {
        type: 'ended',
        diagnosis: { ...diagnosis, hop: 'browser' },
      }),
      ['Waits for its turn', 'Waits for its turn', 'Waits for its turn', 'Broken here'],
    ],
    [
      'where a hop has nothing to answer, or the console is not allowed to call',
      stateOf(
        { type: 'hop', outcome: { hop: 'endpoint', state: 'skipped', why: 'The probe ends at the handler.' } },
        {
          type: 'hop',
          outcome: {
            hop: 'function',
            state: 'denied',
            failure: { code: 'access-denied', message: '' },
          } satisfies HopOutcome,
        },
      ),
      ['Not called', 'Not allowed', 'Waits for its turn', 'Waits for its turn'],
    ],
  ])('%s', (_, state, expected) => expect(words(state)).toEqual(expected))
})

it('keeps what came before it broke off', () => {
  const error = { code: 'network', message: 'Gone' }
  const state = stateOf(
    outcome('endpoint', 'answered'),
    { type: 'calling', hop: 'function' },
    { type: 'failed', error },
  )
  expect(state).toMatchObject({ running: false, calling: [], failure: error, ended: false })
  expect(state.outcomes.endpoint?.state).toBe('answered')
})
