/** What Lambda remembers of one account and region. */
import type { Call, World } from '../../kernel/types'

/** Code and settings at one moment: `$LATEST` as it is now, or a published version, which never changes. */
export interface Revision {
  version: string
  revisionId: string
  /** Until a change has settled; the end of a change is a revision of its own. */
  changingId?: string
  description: string
  /** For a published version: what `$LATEST` was described as when it was published. */
  latestDescription?: string
  role: string
  handler: string
  runtime: string
  timeoutSeconds: number
  memoryMb: number
  environment?: Record<string, string>
  /** The customer's own key; Lambda's own unless set. */
  kmsKeyArn?: string
  /** The unique id of the role that can decrypt the variables. */
  grantedTo?: string
  layers: string[]
  /** Absent of what was saved before it was kept; then it passes a trace through. */
  tracing?: 'Active' | 'PassThrough'
  /** MB of `/tmp`; 512 unless set. */
  ephemeralMb?: number
  architectures: string[]
  code: Buffer
  codeSha256: string
  lastModified: number
  /** From when it is on its way to Active, and to a finished update. */
  pendingSince: number
  updatingSince?: number
}

export interface Alias {
  name: string
  version: string
  /** A second version with its part of the traffic, 0 to 1. */
  routing?: { version: string; weight: number }
  description: string
  revisionId: string
}

export interface PolicyStatement {
  Sid: string
  Effect: 'Allow'
  Principal: { Service: string } | { AWS: string } | '*'
  Action: string
  Resource: string
  Condition?: Record<string, Record<string, string>>
}

export interface FunctionUrl {
  id: string
  authType: 'NONE' | 'AWS_IAM'
  createdAt: number
}

export interface LambdaFunction {
  name: string
  arn: string
  latest: Revision
  versions: Map<string, Revision>
  lastVersion: number
  aliases: Map<string, Alias>
  /** By qualifier; the empty one is the function's own. */
  policies: Map<string, PolicyStatement[]>
  /** By qualifier. A policy keeps its revision when its function or alias gets another. */
  policyRevisions?: Map<string, string>
  tags: Record<string, string>
  reservedConcurrency?: number
  /** By qualifier; the empty one is the function's own. */
  urls: Map<string, FunctionUrl>
}

export interface LambdaState {
  functions: Map<string, LambdaFunction>
}

export interface Place {
  accountId: string
  region: string
}

export const lambdaState = (world: World, { accountId, region }: Place): LambdaState =>
  world.state('lambda', accountId, region, () => ({ functions: new Map() }))

export const stateOf = (call: Call) => lambdaState(call.world, call)

/** AWS's ms: how long a new function, a new version and an update take. */
const settleMs = { pending: 5_000, version: 800, updating: 1_500 }

export const isPending = (world: World, revision: Revision): boolean =>
  !world.clock.hasPassed(revision.pendingSince, revision.version === '$LATEST' ? settleMs.pending : settleMs.version)

export const isUpdating = (world: World, revision: Revision): boolean =>
  revision.updatingSince !== undefined && !world.clock.hasPassed(revision.updatingSince, settleMs.updating)
