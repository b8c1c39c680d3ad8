/**
 * What the wiring should be: from a wish to every AWS resource as plain data. Pure; `observe` says what is, `diff` what
 * differs, `apply` and nothing else makes it so.
 */
import { securityOf } from './access'
import { accessLogFormat } from './access-log'
import { resourcePolicyOf } from './allow-list'
import { binaryMediaTypesOf } from './binary-media-types'
import { gatewayTimeoutMs } from './budgets'
import {
  adoptedOptionsTag,
  adoptedTag,
  adoptedUriTag,
  deployedByTag,
  endpointTag,
  managedTag,
  namesOf,
  pathTag,
  pathToTag,
  personToTag,
  restApiIdPlaceholder,
  rolePolicyName,
  shortHash,
  sourceArnOf,
  stageTag,
  type WiringNames,
} from './names'
import { type ApiDefinition, openApiOf } from './openapi'
import { apiFieldsOf } from './openapi-fields'
import { modelOf } from './openapi-model'
import { requestRulesOf } from './openapi-request'
import { type PolicyDocument, permissionsPolicy, trustPolicy } from './policy'
import { answeringEndpoint, isStreaming, type WiringSpec, type WiringTarget } from './spec'
import { modelChoice, type Target, targetEnvironment } from './target'

export interface DesiredInput {
  spec: WiringSpec
  target: WiringTarget
  /** Of the endpoint that answers, as DescribeEndpoint gives it, verbatim. */
  endpointArn: string
  /** The console's own origin, always allowed: its playground calls the URL from the browser. */
  consoleOrigin: string
  /** The function's code. */
  zip: { bytes: Uint8Array; sha256: string }
  deployedBy: string
}

/** What UpdateFunctionConfiguration takes, and what a published version keeps. */
export interface FunctionSettings {
  roleArn: string
  runtime: string
  handler: string
  memoryMb: number
  timeoutSeconds: number
  architecture: string
  environment: Record<string, string>
}

export interface Desired {
  spec: WiringSpec
  target: WiringTarget
  /** On each resource from its birth. */
  tags: Record<string, string>
  role:
    | {
        kind: 'create'
        name: string
        arn: string
        description: string
        trust: PolicyDocument
        policyName: string
        policy: PolicyDocument
      }
    | { kind: 'existing'; arn: string; endpointArn: string; streaming?: boolean; target?: Target }
  logGroup: { name: string; arn: string; retentionDays: number }
  /** Where the gateway writes a line for each call, where it shall. */
  accessLog?: { name: string; arn: string; retentionDays: number; format: string }
  function: {
    name: string
    arn: string
    description: string
    settings: FunctionSettings
    codeSha256: string
    zip: Uint8Array
  }
  aliasArn: string
  /** Another wish that a share of the calls goes to. */
  canary?: { percent: number; spec: WiringSpec; function: Desired['function'] }
  api: {
    definition: ApiDefinition
    openApi: object /** Names the deployment that was made of it. */
    definitionHash: string
  }
  stage: {
    name: string
    rateLimit: number
    burstLimit: number
    /** A stage variable: it tells the function that the gateway streams, and changes in one call with the deployment. */
    transferMode?: 'STREAM'
  }
  /** The usage plan and the console's own key of it; absent where callers need none. */
  keys?: {
    planName: string
    description: string
    /** Of each key. */
    rateLimit: number
    burstLimit: number
    quotaPerDay?: number
    playgroundKeyName: string
  }
  /** With the placeholder where the API's id belongs. */
  permissionSource: string
  /** On the REST API, written last: what was deployed, and what the table needs without reading more. */
  record: Record<string, string>
}

const description = (endpointName: string) => `Public URL of SageMaker endpoint ${endpointName}, made by Portico`

export function desired(input: DesiredInput): Desired {
  const { spec, target, zip } = input
  const names = namesOf(spec.endpointName, target)
  const role = roleOf(input)
  const streaming = isStreaming(spec)
  const definition: ApiDefinition = {
    name: spec.apiName,
    description: description(spec.endpointName),
    path: `/${spec.resourcePath}`,
    queryParameter: spec.queryParameter,
    request: requestRulesOf(spec),
    integrationUri: `arn:${target.partition}:apigateway:${target.region}:lambda:path/${invocationPath(names.aliasArn, streaming)}`,
    binaryMediaTypes: binaryMediaTypesOf(spec.contract, spec.request.form),
    streaming,
    timeoutMs: gatewayTimeoutMs(spec.timeoutSeconds, streaming),
    modelChoice: modelChoice(spec.target),
    security: securityOf(spec.access),
    policy: spec.adopted ? undefined : resourcePolicyOf(spec.access, spec.allowedIps),
    model: spec.adopted ? undefined : modelOf(spec.endpointName, spec.contract, spec.request.form),
    adopted: spec.adopted && { method: spec.adopted.method, options: spec.adopted.options },
  }
  const openApi = spec.adopted ? apiFieldsOf(definition) : openApiOf(definition)
  return {
    spec,
    target,
    tags: {
      [managedTag]: 'true',
      [endpointTag]: spec.endpointName,
      [deployedByTag]: personToTag(input.deployedBy),
    },
    role,
    logGroup: { name: names.logGroupName, arn: names.logGroupArn, retentionDays: spec.logRetentionDays },
    ...accessLogOf(spec, names),
    function: {
      name: names.functionName,
      arn: names.functionArn,
      description: description(spec.endpointName),
      settings: {
        roleArn: role.arn,
        runtime: 'nodejs24.x',
        handler: 'index.handler',
        memoryMb: spec.memoryMb,
        timeoutSeconds: spec.timeoutSeconds,
        architecture: 'x86_64',
        environment: {
          ENDPOINT_NAME: answeringEndpoint(spec),
          ALLOWED_ORIGINS: allowedOrigins(spec.corsOrigins, input.consoleOrigin),
          QUERY_PARAMETER: spec.queryParameter,
          ...shapeVariables(spec),
          ...(streaming ? { RESPONSE_MODE: 'stream' } : {}),
          ...targetEnvironment(spec.target),
        },
      },
      codeSha256: zip.sha256,
      zip: zip.bytes,
    },
    aliasArn: names.aliasArn,
    api: { definition, openApi, definitionHash: shortHash(JSON.stringify(openApi), 16) },
    stage: {
      name: spec.stage,
      rateLimit: spec.throttle.rateLimit,
      burstLimit: spec.throttle.burstLimit,
      ...(streaming ? { transferMode: 'STREAM' as const } : {}),
    },
    ...keysOf(spec, names),
    permissionSource: sourceArnOf(target, restApiIdPlaceholder, spec.resourcePath),
    record: { [stageTag]: spec.stage, [pathTag]: pathToTag(spec.resourcePath), ...adoptedTagsOf(spec) },
  }
}

/** Only what differs from the defaults, so that a wish of before has the settings of before. */
function shapeVariables({ request, response }: WiringSpec): Record<string, string> {
  return {
    ...(request.methods === 'any' ? {} : { REQUEST_METHODS: request.methods.toUpperCase() }),
    ...(request.form === 'rows' ? {} : { REQUEST_FORM: request.form }),
    ...(response.form === 'model' ? {} : { RESPONSE_FORM: response.form }),
  }
}

const accessLogOf = (spec: WiringSpec, names: WiringNames): Pick<Desired, 'accessLog'> =>
  spec.accessLog
    ? {
        accessLog: {
          name: names.accessLogName,
          arn: names.accessLogArn,
          retentionDays: spec.logRetentionDays,
          format: accessLogFormat,
        },
      }
    : {}

function keysOf({ access, endpointName }: WiringSpec, names: WiringNames): Pick<Desired, 'keys'> {
  if (access.kind !== 'key') return {}
  const { kind: _, ...limits } = access
  const { usagePlanName, playgroundKeyName } = names
  return { keys: { ...limits, planName: usagePlanName, playgroundKeyName, description: description(endpointName) } }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html */
const invocationPath = (aliasArn: string, streaming: boolean): string =>
  streaming
    ? `2021-11-15/functions/${aliasArn}/response-streaming-invocations`
    : `2015-03-31/functions/${aliasArn}/invocations`

/** What a release needs to give the path back, even where the function is gone. */
function adoptedTagsOf({ adopted }: WiringSpec): Record<string, string> {
  if (!adopted) return {}
  const { method, uri, options } = adopted
  return { [adoptedTag]: method, [adoptedUriTag]: uri, [adoptedOptionsTag]: String(options) }
}

function roleOf({ spec, target, endpointArn }: DesiredInput): Desired['role'] {
  if (spec.role.kind === 'existing') {
    const streaming = isStreaming(spec) || undefined
    return { kind: 'existing', arn: spec.role.arn, endpointArn, streaming, target: spec.target }
  }
  const names = namesOf(spec.endpointName, target)
  return {
    kind: 'create',
    name: names.roleName,
    arn: names.roleArn,
    description: description(spec.endpointName),
    trust: trustPolicy(),
    policyName: rolePolicyName,
    policy: permissionsPolicy(endpointArn, names.logGroupArn, isStreaming(spec), spec.target),
  }
}

function allowedOrigins(corsOrigins: string[], consoleOrigin: string): string {
  if (corsOrigins.includes('*')) return '*'
  return [...new Set([consoleOrigin, ...corsOrigins])].join(',')
}
