/**
 * What CloudTrail writes down: every management event of what really happened here, refused calls among them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
import { randomUUID } from 'node:crypto'
import type { Happened, Principal, World } from '../../kernel/types'

export interface TrailEvent {
  id: string
  at: number
  name: string
  source: string
  readOnly: boolean
  username?: string
  accessKeyId: string
  resources: { ResourceType: string; ResourceName: string }[]
  /** The record itself, as JSON text. */
  record: string
}

/** 90 days of AWS's; here also no more than this many of an account and region. */
const most = 5_000

export const trailOf = (world: World, accountId: string, region: string): TrailEvent[] =>
  world.state('cloudtrail', accountId, region, () => [] as TrailEvent[])

/** Data events are not in the event history. */
const dataEvents =
  /^(InvokeEndpoint|InvokeEndpointAsync|InvokeEndpointWithResponseStream|Invoke|InvokeWithResponseStream|GetMetricData|PutLogEvents|FilterLogEvents|GetLogEvents|GetProducts)$/

const sources: Record<string, string> = { tagging: 'tagging', monitoring: 'monitoring' }
const reads = /^(Get|List|Describe|Lookup|Head|Filter|Simulate|AssumeRole$)/

/** Lambda's names carry the date of their API's version, as its CloudTrail page lists them. */
const lambdaVersions: Record<string, string> = {
  AddPermission: '20150331v2',
  CreateAlias: '20150331',
  CreateFunction: '20150331',
  DeleteAlias: '20150331',
  DeleteFunction: '20150331',
  DeleteFunctionConcurrency: '20171031',
  GetAlias: '20150331',
  GetFunction: '20150331v2',
  GetFunctionConfiguration: '20150331v2',
  GetPolicy: '20150331v2',
  ListFunctions: '20150331',
  ListVersionsByFunction: '20150331',
  PublishVersion: '20150331',
  PutFunctionConcurrency: '20171031',
  RemovePermission: '20150331v2',
  TagResource: '20170331v2',
  UntagResource: '20170331v2',
  UpdateAlias: '20150331',
  UpdateFunctionCode: '20150331v2',
  UpdateFunctionConfiguration: '20150331v2',
}

/** IAM and STS without a region of its own are written in us-east-1. */
export function recordEvent({ call, signingName, operation, input, output, error }: Happened): void {
  if (dataEvents.test(operation) || (signingName === 's3' && !/Bucket/.test(operation))) return
  const { world, accountId, principal, requestId, headers } = call
  const region = call.region === 'aws-global' ? 'us-east-1' : call.region
  const name = signingName === 'lambda' ? `${operation}${lambdaVersions[operation] ?? ''}` : operation
  const source = `${sources[signingName] ?? signingName}.amazonaws.com`
  const readOnly = reads.test(operation)
  const at = Date.now()
  const id = randomUUID()
  const record = {
    eventVersion: '1.11',
    userIdentity: identityOf(principal),
    eventTime: new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    eventSource: source,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: '127.0.0.1',
    userAgent: headers['user-agent'] ?? '',
    ...(error ? { errorCode: error.code, errorMessage: error.message } : {}),
    requestParameters: parametersOf(operation, signingName, input),
    responseElements: readOnly || !output ? null : plain(output, deepest),
    requestID: requestId,
    eventID: id,
    readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
  }
  const trail = trailOf(world, accountId, region)
  trail.push({
    id,
    at,
    name,
    source,
    readOnly,
    username: principal.arn.split('/').at(-1),
    accessKeyId: principal.accessKeyId,
    resources: resourcesOf(signingName, input),
    record: JSON.stringify(record),
  })
  if (trail.length > most) trail.splice(0, trail.length - most)
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
function identityOf({ kind, arn, accountId, accessKeyId, userId, roleName, roleArn, sourceIdentity }: Principal) {
  const base = { principalId: userId, arn, accountId, accessKeyId }
  if (kind === 'user') return { type: 'IAMUser', ...base, userName: arn.split('/').at(-1) }
  return {
    type: 'AssumedRole',
    ...base,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: userId.split(':')[0],
        arn: roleArn,
        accountId,
        userName: roleName,
      },
      ...(sourceIdentity ? { sourceIdentity } : {}),
      attributes: { creationDate: new Date().toISOString(), mfaAuthenticated: 'false' },
    },
  }
}

const camel = (name: string) =>
  name
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (head) => head.toLowerCase())

/** API Gateway nests what it creates under `createRestApiInput` and its like. */
function parametersOf(operation: string, signingName: string, input: Record<string, unknown>): unknown {
  const all = plain(input, deepest) as Record<string, unknown>
  if (signingName !== 'apigateway' || !/^Create/.test(operation)) return all
  const labels = Object.fromEntries(Object.entries(all).filter(([key]) => /Id$/.test(key)))
  const rest = Object.fromEntries(Object.entries(all).filter(([key]) => !/Id$/.test(key)))
  return { ...labels, [`${camel(operation)}Input`]: rest }
}

const deepest = 6
const hidden = /^(zipFile|body|payload|secretAccessKey|sessionToken|value|password|variables)$/i
/** The query protocol's own. */
const form = /^(Action|Version)$/

/** Names in AWS's JSON form; code, bodies and secrets are left out, long text is cut. */
function plain(value: unknown, depth: number): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value) || value instanceof Uint8Array) return 'HIDDEN_DUE_TO_SECURITY_REASONS'
  if (typeof value === 'string') return value.slice(0, 1000)
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '...'
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => plain(item, depth - 1))
  // A tag's value is no secret.
  const isTag = 'Key' in value && 'Value' in value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (inner === undefined || (depth === deepest && form.test(key))) return []
      const secret = hidden.test(key) && !isTag
      return [[keyOf(key), secret ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : plain(inner, depth - 1)]]
    }),
  )
}

/** Keys of tags stay as they are. */
const keyOf = (key: string) => (key === 'restapi_id' ? 'restApiId' : /^\w+$/.test(key) ? camel(key) : key)

const kinds: Record<string, [string, string][]> = {
  lambda: [['FunctionName', 'AWS::Lambda::Function']],
  iam: [['RoleName', 'AWS::IAM::Role']],
  sagemaker: [['EndpointName', 'AWS::SageMaker::Endpoint']],
  logs: [['logGroupName', 'AWS::Logs::LogGroup']],
  sts: [['RoleArn', 'AWS::IAM::Role']],
}

const resourcesOf = (signingName: string, input: Record<string, unknown>) =>
  (kinds[signingName] ?? []).flatMap(([member, ResourceType]) =>
    typeof input[member] === 'string' ? [{ ResourceType, ResourceName: input[member] }] : [],
  )
