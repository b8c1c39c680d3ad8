/** What the events of a trace add up to. Pure. */
import type { Failure } from '@/lib/result'
import type { Diagnosis, HopId, HopOutcome, TraceEvent } from '@/lib/trace/types'
import type { CallOutcome } from '../playground/call/call'

export interface TraceState {
  running: boolean
  /** The hops that are called now. */
  calling: HopId[]
  outcomes: Partial<Record<HopId, HopOutcome>>
  /** Set once all hops have answered. */
  ended: boolean
  diagnosis?: Diagnosis
  failure?: Failure
  /** What this very browser got from the URL. */
  browser?: CallOutcome
}

export const beforeTrace: TraceState = { running: false, calling: [], outcomes: {}, ended: false }
export const beginTrace: TraceState = { ...beforeTrace, running: true }

export function nextTrace(state: TraceState, event: TraceEvent): TraceState {
  switch (event.type) {
    case 'calling':
      return { ...state, calling: [...state.calling, event.hop] }
    case 'hop': {
      const { outcome } = event
      return {
        ...state,
        calling: state.calling.filter((hop) => hop !== outcome.hop),
        outcomes: { ...state.outcomes, [outcome.hop]: outcome },
      }
    }
    case 'ended':
      return { ...state, ended: true, diagnosis: event.diagnosis }
    case 'failed':
      return { ...state, running: false, calling: [], failure: event.error }
  }
}
