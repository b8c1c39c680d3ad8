/** What the events of a trace add up to. Pure. */
import type { Failure } from '@/lib/result'
import type { Diagnosis, HopId, HopOutcome, TraceEvent } from '@/lib/trace/types'
import type { Asked } from '../playground/call/call'

export interface TraceState {
  running: boolean
  /** The hops that are called now. */
  asking: HopId[]
  outcomes: Partial<Record<HopId, HopOutcome>>
  /** Set once all hops have answered. */
  ended: boolean
  diagnosis?: Diagnosis
  failure?: Failure
  /** What this very browser got from the URL. */
  browser?: Asked
}

export const beforeTrace: TraceState = { running: false, asking: [], outcomes: {}, ended: false }
export const beginTrace: TraceState = { ...beforeTrace, running: true }

export function nextTrace(state: TraceState, event: TraceEvent): TraceState {
  switch (event.type) {
    case 'asking':
      return { ...state, asking: [...state.asking, event.hop] }
    case 'hop': {
      const { outcome } = event
      return {
        ...state,
        asking: state.asking.filter((hop) => hop !== outcome.hop),
        outcomes: { ...state.outcomes, [outcome.hop]: outcome },
      }
    }
    case 'ended':
      return { ...state, ended: true, diagnosis: event.diagnosis }
    case 'failed':
      return { ...state, running: false, asking: [], failure: event.error }
  }
}
