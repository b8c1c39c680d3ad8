/** What pages know of endpoints: SageMaker's answers, reshaped once. Dates are ISO strings, so they cross to the browser. */
import type { Candidate } from '../model/profile/candidates'
import type { ClarifyFacts } from '../model/profile/facts'
import type { TestedSample } from '../model/profile/found-evidence'
import type { Failure } from '../result'
import type { EndpointKind } from '../spec/route-parts/endpoint'
import type { WiringSpec } from '../spec/spec'
import type { Live } from '../wiring/state/live-words'

export type EndpointStatus =
  | 'OutOfService'
  | 'Creating'
  | 'Updating'
  | 'SystemUpdating'
  | 'RollingBack'
  | 'InService'
  | 'Deleting'
  | 'Failed'
  | 'UpdateRollbackFailed'

/** Failed for good: SageMaker does nothing more about it by itself. */
export const hasFailed = (status: EndpointStatus): boolean => status === 'Failed' || status === 'UpdateRollbackFailed'

export interface EndpointRow {
  name: string
  arn: string
  status: EndpointStatus
  createdAt: string
  modifiedAt: string
  /** From tags alone on the first paint; confirmed by reading when the row is visible. */
  publicApi: PublicApiState
}

/** `incomplete`: managed resources exist, but no stage answers (a deploy or removal did not finish). */
export type PublicApiState =
  | { state: 'none' }
  | {
      state: 'live'
      restApiId: string
      stage: string
      resourcePath: string
      invokeUrl: string
      /** What its last deploy proved; absent if that was before it was kept. */
      live?: Live
    }
  | { state: 'incomplete'; restApiId: string; reason: string }

/** The columns that cost a DescribeEndpoint and a DescribeEndpointConfig; filled in for visible rows. */
export interface EndpointSummary {
  /** Absent if the configuration could not be read. */
  kind?: EndpointKind
  /** `ml.m5.large × 1`, `2 GB, max 10`. */
  capacity?: string
  /** From the container image's URI: `XGBoost 1.7-1`, `Linear Learner`, `scikit-learn 1.2`; the image's name otherwise. */
  container?: string
  /** Why it failed, in SageMaker's words. */
  failureReason?: string
  variantCount: number
  /** Requests of the last day, by the hour, the oldest first; absent where CloudWatch refused. */
  requests?: number[]
}

export interface EndpointSummaries {
  /** By name. */
  summaries: Record<string, EndpointSummary>
  /** Why parts of them are missing, one for each action that AWS refused. */
  failures: Failure[]
}

export interface VariantDetail {
  name: string
  modelName?: string
  container?: string
  image?: string
  instanceType?: string
  currentInstanceCount?: number
  desiredInstanceCount?: number
  /** `provisionedConcurrency` is what is kept warm now, if any. */
  serverless?: { memoryMb: number; maxConcurrency: number; provisionedConcurrency?: number }
  /** The settings of the container's environment that say something of its input; never a token or a key. */
  settings?: Record<string, string>
  /** The model package that it was made from. */
  packageName?: string
  /** The address of its files. */
  modelData?: string
  /** For a container that hosts many models: the prefix of the models. */
  modelsPrefix?: string
  /** 0 to 1. */
  weight?: number
}

/** What AWS refused to show of an endpoint; the rest is as AWS shows it. */
export interface UnreadParts {
  /** Variants, kind, capacity, data capture. */
  config?: Failure
  /** Containers and models. */
  models?: Failure
}

export interface EndpointDetail extends EndpointSummary {
  kind: EndpointKind
  capacity: string
  name: string
  arn: string
  status: EndpointStatus
  createdAt: string
  modifiedAt: string
  configName: string
  variants: VariantDetail[]
  /** The prefix for the answers of an asynchronous endpoint. */
  asynchronous?: { output?: string; failure?: string }
  /** The explainer's configuration. */
  clarify?: ClarifyFacts
  dataCapture?: { enabled: boolean; destination: string }
  unread: UnreadParts
}

export interface EndpointPage {
  rows: EndpointRow[]
  /** SageMaker's own token of the next page. */
  nextToken?: string
  /** When AWS was read, ISO. */
  readAt: string
}

/** At most so many days old, or older. */
export interface AgeFilter {
  days: number
  older: boolean
}

export interface EndpointQuery {
  /** `NameContains`: letters, digits and hyphens. */
  search?: string
  status?: EndpointStatus
  sortBy: 'Name' | 'CreationTime' | 'Status'
  sortOrder: 'Ascending' | 'Descending'
  created?: AgeFilter
  modified?: AgeFilter
  /** The token of a page, from the page before. */
  token?: string
}

/** What a model was found to be, and the spec that a deploy of it starts with. */
export interface FoundModel {
  spec: WiringSpec
  /** `Chat messages · likely, detected from the LMI 0.33 container`. */
  line: string
  /** What calls of the model came to, or why none were made. */
  learned?: string
  /** Why a call of the model failed before the model had it. */
  failure?: Failure
  /** How many kinds of input fit; one unless it is unsure. */
  kinds: number
  /** Each of them. */
  candidates: Candidate[]
  /** The model's response to the sample of the spec, if this process sent it. */
  tested?: TestedSample
  /** A call showed what it takes. */
  proved: boolean
  /** It stays open what the model takes. */
  unsure: boolean
}

/** The same after the form's own calls, with why its access is what it is: `as the model takes chat messages`. */
export type TriedModel = FoundModel & { reason: string }

/** What "Deploy several" shows of one endpoint before anything is written. */
export interface DetectedRow {
  name: string
  /** What a deploy of it starts with, and what is deployed if the person says so. */
  spec?: WiringSpec
  /** What its model takes, and what says so. */
  line?: string
  /** What calls of the model came to, or why none were made. */
  learned?: string
  unsure?: boolean
  /** `/iris`. */
  path?: string
  /** Who can call: `Open to anyone`. */
  callers?: string
  /** Why it cannot be deployed. */
  failure?: Failure
}

export interface PlaceEndpoint {
  name: string
  status: EndpointStatus
  /** Set if the index found it: what it was found by. */
  tags?: string[]
  container?: string
}

/** A public API of the region. */
interface PlaceApi {
  endpointName: string
  restApiId: string
  publicApi: PublicApiState
}

/** What the command palette searches. */
export interface Places {
  /** The newest 100. */
  endpoints: PlaceEndpoint[]
  /** The account has more endpoints than were read. */
  more: boolean
  apis: PlaceApi[]
  /** The tags of endpoints, as `key: value`, by name. */
  tags: Record<string, string[]>
  /** Some tagged endpoints were not read. */
  moreTags: boolean
  /** What the index of this role has read besides, which a search finds too. */
  indexed?: { tags: number; containers: number }
  /** What AWS refused to show; the rest is complete. */
  failures: Failure[]
}
