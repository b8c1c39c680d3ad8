/** What the server found of a model's features, as the deploy form offers it. */
import type { Failure } from '../../result'
import type { Evidence } from './evidence'

export interface FoundEvidence {
  /** `Data capture`, `Baseline statistics`. */
  title: string
  /** The address: `s3://bucket/key`. */
  place: string
  /** When it was written, ISO 8601. */
  at?: string
  evidence: Evidence
}

export interface EvidenceSearch {
  found: FoundEvidence[]
  /** What could not be looked at, and why. */
  refused: Failure[]
}

/** InvokeEndpoint is called at most that often in an hour to learn what a model takes. */
export const mostProbes = 5
/** And that long, all calls of the hour together, ms. */
export const mostProbeMs = 10_000

/** Who has the model called: a person by a click, or the console by itself. */
export type ProbedBy = 'click' | 'itself'

/**
 * What an hour allows. Once the console by itself has spent its part, 2 calls and 4 s of the 5 calls and 10 s are left for clicks.
 */
export const probeLimits: Record<ProbedBy, { calls: number; ms: number }> = {
  click: { calls: mostProbes, ms: mostProbeMs },
  itself: { calls: 3, ms: 6_000 },
}

export interface ProbedEndpoint {
  /** Calls that were made. */
  calls: number
  /** What was learned in one sentence. */
  learned: string
  /** Absent where the model took rows of any width, or said nothing of it. */
  evidence?: Evidence
}

/** The model's response to the sample that a deploy would send. */
export interface TestedSample {
  status: number
  contentType: string
  body: string
  /** From the console's server to the endpoint and back. */
  latencyMs: number
}
