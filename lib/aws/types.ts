/** What the modules of this folder return and take: AWS's resources, reshaped once. Plain data, and safe in the browser. */

import type { Statement } from './iam/policy'

/** Holds an IAM role as IAM has it now. */
export interface ObservedRole {
  /** Never given to another role, of the same name either. */
  id: string
  name: string
  arn: string
  /** ms. */
  createdAt: number
  tags: Record<string, string>
  /** In IAM's own form: URL-encoded JSON. */
  trust: string
  policy?: string
  /** The ARN of a policy that limits what the role is allowed to do, whatever its own policies say. */
  boundary?: string
  /** Names and ARNs of the policies that somebody else gave it; each absent if the console is not allowed to list them. */
  additions?: { inline?: string[]; attached?: string[] }
}

/** Holds a log group as CloudWatch Logs has it now. */
export interface ObservedLogGroup {
  name: string
  /** Absent: kept for ever. */
  retentionDays?: number
  /** Absent: encrypted with a key of CloudWatch Logs. */
  kmsKeyArn?: string
  tags: Record<string, string>
}

/** One version of the function, `$LATEST` among them. */
export interface ObservedVersion {
  version: string
  settings: FunctionSettings
  /** Base64, as Lambda gives it. */
  codeSha256: string
  revisionId: string
  /** When it was published, or `$LATEST` last changed; ms. */
  modifiedAt: number
  /** The unique id of the role that its variables are encrypted for; absent if it does not say. */
  grantedTo?: string
  /** They are encrypted for a role of the same name that is gone: the id of the one that is there now. */
  grantLost?: string
  /** `Pending`, `Active`, `Inactive`, `Failed`. */
  state: string
  stateReason?: string
  /** `InProgress`, `Successful`, `Failed`. */
  lastUpdateStatus: string
  lastUpdateReason?: string
}

/** Holds a function as Lambda has it now, with its unpublished version. */
export interface ObservedFunction {
  name: string
  tags: Record<string, string>
  latest: ObservedVersion
  /** Calls at once that are kept for it; 0: it is switched off. Absent: it shares the account's. */
  reservedConcurrency?: number
}

/** Holds a function URL: a way to call the function past the gateway. */
export interface ObservedFunctionUrl {
  url: string
  /** `NONE`: anybody on the internet. */
  authType: string
  /** The alias; absent where it calls `$LATEST`. */
  qualifier?: string
}

/** Who can call aliases by their names, or versions by their numbers. */
export interface QualifiedPermissions {
  /** `next`, `12`. */
  byQualifier: { qualifier: string; statements: Statement[] }[]
  /** Those whose policy the console is not allowed to read. */
  denied: string[]
  /** How many more there are that were not looked at. */
  unread: number
}

/** Holds the alias that the gateway calls, with the version that it points at. */
export interface ObservedAlias {
  version: string
  revisionId: string
  /** A second version that gets a percentage of the traffic. */
  canary?: { version: string; percent: number; settled?: ObservedVersion }
  /** The version that it points at, with its settings. */
  live?: ObservedVersion
}

/** Holds a REST API as API Gateway has it now, without its resources. */
export interface ObservedApi {
  id: string
  name: string
  description: string
  /** ms. */
  createdAt: number
  tags: Record<string, string>
  binaryMediaTypes: string[]
  apiKeySource: string
  /** `REGIONAL`, `EDGE` or `PRIVATE`. */
  endpointType: string
  disableExecuteApiEndpoint: boolean
  policy: string
  /** `AVAILABLE` unless API Gateway says that it is still at work. */
  status: string
}

/** An API read back as flat fields, the same that `apiFieldsOf` expects. */
export interface ApiFields {
  fields: Record<string, string>
  /** Resource ids by path. */
  resourceIds: Record<string, string>
}

/** Holds a stage: the deployment that callers reach, and its settings. */
export interface ObservedStage {
  name: string
  deploymentId: string
  /** Applies to all methods; absent if the stage has no settings. An entry made for another setting has the account's own. */
  rateLimit?: number
  burstLimit?: number
  /** The settings of single methods (`iris/ANY`), each with the keys that the stage has them under. */
  methods: Record<string, { rateLimit?: number; burstLimit?: number; cached?: boolean; keys: string[] }>
  /** Its size, and for how long all methods' answers are kept; absent where there is none. While it is made it is empty. */
  cache?: { sizeGb: string; ttlSeconds?: number; isReady?: boolean }
  /** Another deployment that gets a percentage of the traffic. */
  canary?: { percent: number; deploymentId: string }
  /** The ARN of a web ACL that stands before it. */
  webAcl?: string
  /** The stage variable by which the function knows that the gateway streams. */
  transferMode?: string
  /** The log group's ARN and the form of a line, where the stage writes one for each call. */
  accessLog?: { arn: string; format: string }
  tags: Record<string, string>
  /** The description of its deployment: all that AWS shows of a snapshot. */
  deploymentDescription?: string
  /** Set for an adopted API if its owner deployed after us, so what the API has now can be live already. */
  deployedByOthers?: boolean
}

/** Holds the limits that a usage plan has for one method of a stage. */
export interface MethodLimit {
  /** `abc1234567:prod`. */
  stage: string
  /** `/iris/GET`. */
  method: string
  rateLimit?: number
  burstLimit?: number
}

/** Holds a usage plan without its keys. */
export interface PlanFacts {
  id: string
  name: string
  tags: Record<string, string>
  /** `abc1234567:prod`. */
  stages: string[]
  /** What somebody set for single methods of a stage. */
  methodLimits: MethodLimit[]
  /** Applies to each key. */
  rateLimit?: number
  burstLimit?: number
  quota?: { limit: number; period: string }
}

/** Holds a usage plan with the ids of its keys. */
export interface ObservedUsagePlan extends PlanFacts {
  /** Names every key in it, whoever made it. */
  keyIds: string[]
}

/** Without its value, which is read only where somebody needs it. */
export interface ObservedApiKey {
  id: string
  name: string
  enabled: boolean
  /** ms. */
  createdAt: number
  tags: Record<string, string>
}

/** Holds a custom domain with its base paths, ours and those of other people. */
export interface ObservedDomain {
  name: string
  certificateArn: string
  /** What the name's DNS record has to point at. */
  target: string
  tags: Record<string, string>
  /** Without a base path: empty. Ours are those that lead to an API of this endpoint. */
  paths: { basePath: string; restApiId: string; stage: string; ours: boolean }[]
}

/** The id that distinguishes roles of the same name. */
export type RoleIdentity = Pick<ObservedRole, 'id' | 'createdAt' | 'tags'>

/** What UpdateFunctionConfiguration takes, and what a published version keeps. */
export interface FunctionSettings {
  roleArn: string
  runtime: string
  handler: string
  memoryMb: number
  timeoutSeconds: number
  architecture: string
  environment: Record<string, string>
  /** What somebody added to the function: `Layers`; never part of a spec. */
  additions?: Record<string, string>
}

/** One of the region's user pools, to choose from. */
export interface UserPoolChoice {
  name: string
  arn: string
}

/** What one key can do, by its usage plan. */
export interface PlanLimits {
  /** Requests a second of each key, steady. */
  rateLimit: number
  /** Requests of a key at once. */
  burstLimit: number
  /** Requests of a key in a day, UTC; without it a key has no quota. */
  quotaPerDay?: number
}

/** Says which version an alias points at, and which one gets a percentage of the traffic beside it. */
export interface AliasTarget {
  version: string
  canary?: { version: string; percent: number }
}

/**
 * Holds what PutMetricAlarm takes of an alarm, as plain data.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export interface AlarmSettings {
  namespace: string
  metric: string
  dimensions: Record<string, string>
  /** `Average`, `p99`. */
  statistic: string
  periodSeconds: number
  evaluationPeriods: number
  datapointsToAlarm: number
  /** `GreaterThanThreshold`. */
  comparison: string
  threshold: number
  /** What a minute without calls counts as: `notBreaching`. */
  missingData: string
  actionsEnabled: boolean
  /** ARNs of SNS topics, or of what else somebody chose. */
  alarmActions: string[]
  /** What happens when the alarm ends, or has no data. */
  otherActions: string[]
}

/** Holds an alarm as CloudWatch has it now. */
export interface ObservedAlarm {
  name: string
  arn: string
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  state: string
  settings: AlarmSettings
  tags: Record<string, string>
}
