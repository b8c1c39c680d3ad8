/** One job as a list shows it, from its events. Pure. */
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { liveOf } from '../wiring/state/live'
import type { JobEvent, JobOutcome, JobSummary } from '../wiring/state/plan'
import type { JobKind } from './board'

const liveIn = (kind: JobKind, spec: WiringSpec | undefined, outcome: JobOutcome): Pick<JobSummary, 'live'> =>
  kind === 'deploy' ? { live: liveOf(outcome, spec && onlyRoute(spec).integration?.kind === 'http') } : {}

/** @param events its first event, and those after it in order; steps that a later event of the same step replaces can be missing */
export function summaryOf(
  { id, kind, endpointName, spec }: { id: string; kind: JobKind; endpointName: string; spec?: WiringSpec },
  events: JobEvent[],
): JobSummary {
  const common = { jobId: id, kind, endpointName }
  const last = events.at(-1)
  if (last?.type === 'finished') return { ...common, state: 'done', ...liveIn(kind, spec, last.outcome) }
  if (last?.type === 'failed') return { ...common, state: 'failed', error: last.error }
  if (last?.type === 'queued') return { ...common, state: 'queued', ahead: last.ahead, etaMs: last.etaMs }
  const steps = new Map(
    events.flatMap((event) => (event.type === 'step' ? [[event.step.id, event.step] as const] : [])),
  )
  const under = [...steps.values()].filter((step) => step.state === 'running' || step.state === 'retrying').at(-1)
  return {
    ...common,
    state: 'running',
    step: under && { title: under.title, detail: under.detail, state: under.state },
  }
}
