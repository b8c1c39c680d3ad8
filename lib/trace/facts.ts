/** What AWS says of a wiring, as far as a failure can be proved by it. Plain data: `known-failures` judges it. */

import type { Statement } from '../aws/iam/policy'
import type { Integration } from '../spec/route-parts/integration'
import type { Differing } from './types'

export interface WiringFacts {
  /** The name of the endpoint that answers, as it was requested. */
  endpointName: string
  /** In the form in which SageMaker has it; absent where there is none. */
  endpoint?: { name: string; arn: string; status: string; failureReason?: string; asynchronous: boolean }
  /** `none`: nothing is deployed. */
  state: 'none' | 'live' | 'incomplete'
  /** The spec on record can be read, so that it can be applied again. */
  recorded: boolean
  /** If it cannot: whether an older version holds a spec that can be gone back to. */
  restorable: boolean
  function?: {
    name: string
    /** The alias that the API calls exists. */
    alias: boolean
    timeoutSeconds: number
    /** What the spec says. */
    specTimeoutSeconds?: number
    /** `Active`, `Pending`, `Inactive`, `Failed`, with Lambda's reason. */
    state: string
    stateReason?: string
    environment: Record<string, string>
    /** Absent: it shares the account's. */
    reservedConcurrency?: number
    /** The role was made again: whom the variables are encrypted for, as far as it is known, and the role's id now. */
    lostGrant?: { from?: string; to: string }
  }
  /** If callers need a key: why the console's own key, which the trace uses, is refused. */
  playgroundKeyFault?: string
  /** What is in between if it is no function. */
  integration?: Integration
  /** The function's resource policy. */
  permissions: Statement[]
  /** The source ARN that the statement has to name. */
  wantedSource?: string
  /** Every policy of the function's role; undefined where they cannot be read. */
  rolePolicies?: string[]
  roleName?: string
  api?: {
    id: string
    /** With its slash. */
    path: string
    hasPath: boolean
    /** Flat, as `readApiFields` gives them. */
    fields: Record<string, string>
    adopted: boolean
  }
  stage?: {
    name: string
    exists: boolean
    rateLimit?: number
    burstLimit?: number
    /** It serves a snapshot of the desired definition. */
    served: boolean
  }
  /** Everything that is not as deployed. */
  differing: Differing[]
}
