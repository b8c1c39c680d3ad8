/** What a deploy, repair or removal would change, resource by resource, field by field. Pure data for the page. */
import type { Failure } from '../../result'
import type { WiringSpec } from '../../spec/spec'
import type { Live } from './live-words'
import type { ResourceType } from './resource-types'

/** Is what a plan does with a resource; `replace` makes a new one and removes the old one. */
export type ChangeKind = 'create' | 'update' | 'replace' | 'delete' | 'none'

/** Holds one field that differs: `from` is absent if it is added, `to` if it goes. */
export interface FieldChange {
  /**
   * `Timeout`, `Environment.ALLOWED_ORIGINS`, `policy`; AWS's own word. Between two specs it is a person's: `rate`, or a whole
   * sentence without values, `7 features described`.
   */
  field: string
  from?: string
  to?: string
}

/** Holds one row of a plan: a resource, and what would change of it. */
export interface PlanItem {
  type: ResourceType
  /** The resource's name, path or id. */
  name: string
  /** Given if `lib/endpoints/list/resource-arns.ts` cannot derive it. */
  arn?: string
  change: ChangeKind
  /** One fact for the row: `nodejs24.x, 256 MB, 28 s`. */
  fact: string
  /** What of it could not be read, and so not be compared, in words; absent if all was. */
  unchecked?: string[]
  /** Why this change. */
  why: string
  fields: FieldChange[]
  /** What is amiss with something of somebody else's, which no plan of ours changes, and what to do about it. */
  foreign?: string
  /** Documents to read in full before saying yes: `Permissions`, `Trust`, `OpenAPI`; pretty JSON. */
  documents?: { name: string; text: string }[]
}

/** Holds everything that a deploy, repair or removal would do, and what stands in its way. */
export interface Plan {
  items: PlanItem[]
  /** Something that must be settled first: a resource with our name and without our tag, an unsuitable role. */
  blockers: { resource: string; message: string; remedy: string }[]
  /** The invoke URL, where the API exists already; with `{restapi_id}` in it where it does not. */
  invokeUrl: string
  /** Changes other than `none`. */
  changeCount: number
}

/** One step of a running deploy or removal, as the progress list shows it. */
export interface JobStep {
  id: string
  title: string
  /** What is happening now: `Role not assumable yet (attempt 3), next try in 4 s`. */
  detail: string
  state: 'waiting' | 'running' | 'retrying' | 'done' | 'skipped' | 'failed'
  /** It tries again for minutes, and goes on without if a person wants no more tries. */
  canStop?: true
  /** Milliseconds since the job's start. */
  startedMs?: number
  endedMs?: number
  /** The start of each attempt, in ms since the job's start; more than one after a retry. */
  attemptsMs: number[]
}

/** Is one message of a job's stream. `started` comes first; `finished` or `failed` comes last. */
export type JobEvent =
  | {
      type: 'started'
      jobId: string
      kind: 'deploy' | 'remove'
      endpointName: string
      steps: JobStep[]
      at: number
      /** What a deploy makes so: any tab can run it again. */
      spec?: WiringSpec
      /** The percentage of the traffic that it gets; all unless given. */
      canaryPercent?: number
    }
  /** Waits for its turn; sent each time that it moves up. */
  | { type: 'queued'; ahead: number; etaMs: number }
  /** Its turn came, or another process took it over, which goes through all steps again; steps count from here. */
  | { type: 'begun'; at: number; steps?: JobStep[] }
  | { type: 'step'; step: JobStep }
  | { type: 'finished'; durationMs: number; outcome: JobOutcome }
  | { type: 'failed'; durationMs: number; error: Failure }

/** An answer through the public API, or through the gateway's own test of it. */
interface Met {
  status: number
  body: string
  contentType: string
  latencyMs: number
}

/** Holds what a finished job made and proved. */
export interface JobOutcome {
  invokeUrl?: string
  restApiId?: string
  /** AWS writes that were made; 0 when everything was up to date. */
  writes: number
  /** The sample row's answer, or absent where there was no row to send. */
  sample?: Met
  /** Without a sample row: what came of a request that was made up to reach the model or the address. */
  reached?: Met
  /** Why the gateway's own test answered instead of the URL, which does not let the console in. */
  behind?: string
}

/** One published version: an older one can be gone back to. */
export interface DeploymentEntry {
  version: string
  /** ISO. */
  publishedAt: string
  publishedBy?: string
  live: boolean
  /** The percentage of the traffic that it answers beside the live version. */
  canaryPercent?: number
  /** The snapshot of its definition, while API Gateway still has it. */
  deploymentId?: string
  /** Its role was deleted and made again: only the role of before can decrypt its variables, so no callers reach it again. */
  grantLost?: true
  /** Absent where somebody else put other code there: nothing to go back to. */
  spec?: WiringSpec
  /** Against the version before; empty for the first. */
  changes: FieldChange[]
}

/** The drift of one wiring in a word. */
export interface WiringCheck {
  /** `unpublished`: the API was changed by hand, and the stage does not serve it yet. */
  state: 'healthy' | 'unpublished' | 'drifted' | 'incomplete' | 'none'
  endpointGone: boolean
  /** Each resource that is not as deployed: `throttlingRateLimit`, `missing`. */
  differing: { type: ResourceType; what: string }[]
  /** What could not be read, and so not be compared, in words. */
  unchecked: string[]
  /** ISO. */
  checkedAt: string
}

/** One job of the region, as a list shows it. */
export interface JobSummary {
  jobId: string
  kind: 'deploy' | 'remove'
  endpointName: string
  state: 'queued' | 'running' | 'done' | 'failed'
  /** While queued: how many begin before it, and in how many ms it can begin. */
  ahead?: number
  etaMs?: number
  /** While it runs: the step that is under way. */
  step?: Pick<JobStep, 'title' | 'detail' | 'state'>
  /** What a deploy that is done proved. */
  live?: Live
  error?: Failure
}
