/** What the events of a job add up to. Pure: replayed from the first event on, it gives the same picture in every tab. */
import type { Failure } from '@/lib/result'
import type { WiringSpec } from '@/lib/spec/spec'
import type { JobEvent, JobOutcome, JobStep } from '@/lib/wiring/state/plan'

export interface JobState {
  jobId: string
  kind: 'deploy' | 'remove'
  /** How many events led to this, without those that say how many are ahead: a replay has only the last of them. */
  eventCount: number
  /** The server's clock at the job's start, ms. */
  startedAt: number
  steps: JobStep[]
  /** The options of a deploy. */
  spec?: WiringSpec
  /** The percentage of the calls that they get; all unless given. */
  canaryPercent?: number
  /** While it waits for its turn. */
  queued?: { ahead: number; etaMs: number }
  /** Absent while it runs. */
  end?:
    | { outcome: JobOutcome; error?: undefined; durationMs: number }
    | { outcome?: undefined; error: Failure; durationMs: number }
}

export function nextState(state: JobState | undefined, event: JobEvent): JobState | undefined {
  if (event.type === 'started') {
    const { jobId, kind, at, steps, spec, canaryPercent } = event
    return { jobId, kind, eventCount: 1, startedAt: at, steps, spec, canaryPercent }
  }
  return state && { ...changed(state, event), eventCount: state.eventCount + (event.type === 'queued' ? 0 : 1) }
}

/** Says whether a replay is past what is shown already. */
export function isNews(known: JobState | undefined, state: JobState | undefined): state is JobState {
  if (!state || state.jobId !== known?.jobId) return state !== undefined
  if (state.eventCount !== known.eventCount) return state.eventCount > known.eventCount
  return (state.queued?.ahead ?? Number.POSITIVE_INFINITY) < (known.queued?.ahead ?? Number.POSITIVE_INFINITY)
}

function changed(state: JobState, event: Exclude<JobEvent, { type: 'started' }>): JobState {
  switch (event.type) {
    case 'queued':
      return { ...state, queued: { ahead: event.ahead, etaMs: event.etaMs } }
    case 'begun':
      return { ...state, startedAt: event.at, steps: event.steps ?? state.steps, queued: undefined }
    case 'step': {
      const known = state.steps.some((step) => step.id === event.step.id)
      const steps = known
        ? state.steps.map((step) => (step.id === event.step.id ? event.step : step))
        : [...state.steps, event.step]
      return { ...state, steps }
    }
    case 'finished':
      return { ...state, end: { outcome: event.outcome, durationMs: event.durationMs } }
    case 'failed':
      return { ...state, end: { error: event.error, durationMs: event.durationMs } }
  }
}

/** Says whether a stopped deploy takes back what it made. */
export const isUndoing = ({ steps }: JobState): boolean => steps.some(({ id }) => id.startsWith('undo-'))

/** The latest moment of a step, ms since the start. */
export const lastMoment = (steps: JobStep[]): number =>
  Math.max(0, ...steps.flatMap((step) => [step.startedMs ?? 0, step.endedMs ?? 0, ...step.attemptsMs]))

export const isOver = (step: JobStep): boolean => step.state === 'done' || step.state === 'skipped'
