/**
 * The desired state: every AWS resource that a spec leads to, as plain data, with names, ARNs and settings in AWS's own words.
 * `desiredOf` computes it, and `observed.ts` has what AWS has instead. What belongs to the API is apart from what
 * belongs to a route of it. A resource in a folder of its own adds its part to `DesiredParts` from there.
 */

import type { PolicyDocument } from '../../aws/iam/policy'
import type { FunctionSettings } from '../../aws/types'
import type { StageCache } from '../../spec/api-parts/cache'
import type { CustomDomain } from '../../spec/api-parts/domain'
import type { Route } from '../../spec/route'
import type { Target } from '../../spec/route-parts/target'
import type { WiringSpec, WiringTarget } from '../../spec/spec'
import type { ApiDefinition } from '../openapi/definition'
import type { EarlierTemplates } from '../openapi/templates'

/** Holds all that the desired state follows from: what a person chose, where, and what the account requires. */
export interface DesiredInput {
  spec: WiringSpec
  target: WiringTarget
  /** The ARN of the endpoint that answers, verbatim from DescribeEndpoint. */
  endpointArn: string
  /** The console's own origin, always allowed: its playground calls the URL from the browser. */
  consoleOrigin: string
  /** The function's code. */
  zip: { bytes: Uint8Array; sha256: string }
  deployedBy: string
  /** The ARN of the permissions boundary that the account wants on each role. */
  boundary?: string
  /** The ARN of the KMS key with which the account wants its log groups encrypted. */
  logKey?: string
  /** The names of the tags that the account requires. */
  requiredTags?: string[]
  /** The build whose templates are meant; today's unless given. */
  earlier?: EarlierTemplates
}

/** Who can assume a role. */
export type TrustedService = 'lambda.amazonaws.com' | 'apigateway.amazonaws.com'

interface DesiredFunction {
  name: string
  arn: string
  description: string
  settings: FunctionSettings
  codeSha256: string
  zip: Uint8Array
}

/** Holds a log group as it should be. */
export interface LogGroup {
  name: string
  arn: string
  retentionDays: number
  /** Comes from the account's guard rails; another one of the group is left alone where it wants none. */
  kmsKeyArn?: string
}

/** What there is only if a person chooses it. A resource can add its part in its own folder, by `declare module`. */
export interface DesiredParts {
  /** The log of the gateway's lines for each call. */
  accessLog?: LogGroup & { format: string }
  domain?: CustomDomain
  /** The usage plan and the console's own key of it; absent if callers need none. */
  keys?: {
    planName: string
    description: string
    /** The rate of each key. */
    rateLimit: number
    burstLimit: number
    quotaPerDay?: number
    playgroundKeyName: string
  }
}

/** What there is once, however many routes a public API has. */
export interface DesiredApi extends DesiredParts {
  spec: WiringSpec
  target: WiringTarget
  /** The endpoint that all resources are named after, and have in a tag. */
  endpointName: string
  /** On each resource from its birth. */
  tags: Record<string, string>
  /** What the account requires of them, chosen or not. */
  requiredTags?: string[]
  api: {
    definition: ApiDefinition
    openApi: object /** Names the deployment that was made of it. */
    definitionHash: string
  }
  stage: {
    name: string
    rateLimit: number
    burstLimit: number
    /** A stage variable: by it the function knows that the gateway streams, and changes in one call with the deployment. */
    transferMode?: 'STREAM'
    cache?: StageCache
  }
  /** On the REST API, written last: what was deployed, and what the table needs without reading more. */
  record: Record<string, string>
}

/** What stands behind one route. */
export interface DesiredRoute {
  route: Route
  /** The answer goes to callers while it comes. */
  streaming: boolean
  role:
    | {
        kind: 'create'
        name: string
        /** Begins and ends with a slash. */
        path: string
        arn: string
        description: string
        trust: PolicyDocument
        policyName: string
        policy: PolicyDocument
        /** Comes from the account's guard rails; another one of the role is left alone where it wants none. */
        boundary?: string
      }
    | {
        kind: 'existing'
        arn: string
        endpointArn: string
        streaming?: boolean
        target?: Target
        /** Who assumes it; Lambda unless given. */
        service?: TrustedService
      }
    /** No role is used. */
    | { kind: 'none' }
  /** The log group of the function; absent, like what follows, if there is none. */
  logGroup?: LogGroup
  function?: DesiredFunction
  aliasArn?: string
  /** The route as the canary has it. */
  canary?: { percent: number; route: Route; function: DesiredFunction }
  /** The source of the statement that allows the API to call the function, with a placeholder for the API's id. */
  permissionSource?: string
}

/** An API with its route. */
export type Desired = DesiredApi & DesiredRoute

/** A route that a function answers. */
export type RouteWithFunction = DesiredRoute &
  Required<Pick<DesiredRoute, 'logGroup' | 'function' | 'aliasArn' | 'permissionSource'>>

export type DesiredWithFunction = DesiredApi & RouteWithFunction

export const hasFunction = <Found extends DesiredRoute>(desired: Found): desired is Found & RouteWithFunction =>
  desired.function !== undefined
