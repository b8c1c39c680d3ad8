/** From a spec to the desired state: every AWS resource that should be there. */

import { partitionOf } from '../../aws/partition'
import { inputOf } from '../../model/contract/contract'
import { securityOf } from '../../spec/access'
import { gatewayTimeoutMs } from '../../spec/budgets'
import {
  adoptedOptionsTag,
  adoptedTag,
  adoptedUriTag,
  deployedByTag,
  domainTag,
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
} from '../../spec/names'
import { answeringEndpoint, isStreaming, type WiringSpec, type WiringTarget } from '../../spec/spec'
import { modelChoice, targetEnvironment } from '../../spec/target'
import { resourcePolicyOf } from '../openapi/allow-list'
import { binaryMediaTypesOf } from '../openapi/binary-media-types'
import { originsOf } from '../openapi/cors'
import type { ApiDefinition } from '../openapi/definition'
import { openApiOf } from '../openapi/document'
import { apiFieldsOf } from '../openapi/fields'
import { runtimeUri } from '../openapi/integration'
import { modelOf } from '../openapi/model'
import { requestRulesOf } from '../openapi/request'
import { accessLogFormat } from '../resources/access-log/line'
import { gatewayPolicy, permissionsPolicy, trustPolicy } from '../resources/role/policy'
import type { Desired, DesiredInput } from '../state/desired'

const description = (endpointName: string) => `Public URL of SageMaker endpoint ${endpointName}, made by Portico`

export function desiredOf(input: DesiredInput): Desired {
  const { spec, target } = input
  const names = namesOf(spec.endpointName, target)
  const streaming = isStreaming(spec)
  const own = spec.integration === undefined
  const role = roleOf(input)
  const definition: ApiDefinition = {
    name: spec.apiName,
    description: description(spec.endpointName),
    path: `/${spec.resourcePath}`,
    queryParameter: spec.queryParameter,
    request: requestRulesOf(spec),
    integrationUri: integrationUriOf(spec, target, names),
    backend: backendOf(input, role),
    binaryMediaTypes: binaryMediaTypesOf(spec.contract, spec.request.form),
    streaming,
    timeoutMs: gatewayTimeoutMs(spec.timeoutSeconds, streaming),
    modelChoice: modelChoice(spec.target),
    // Behind an HTTP proxy the address itself says by its own headers whose pages may read.
    origins: spec.integration?.kind === 'http' ? ['*'] : originsOf(spec.corsOrigins, input.consoleOrigin),
    security: securityOf(spec.access),
    policy: spec.adopted ? undefined : resourcePolicyOf(spec.access, spec.allowedIps),
    // The form of body that it describes is the function's.
    model: spec.adopted || !own ? undefined : modelOf(spec.endpointName, spec.contract, spec.request.form),
    adopted: spec.adopted && { method: spec.adopted.method, options: spec.adopted.options },
  }
  if (!own) definition.mark = hashOf(openApiOf(definition))
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
    ...accessLogOf(spec, names),
    ...(own ? functionPart(input, names, role) : {}),
    api: { definition, openApi, definitionHash: hashOf(openApi) },
    stage: {
      name: spec.stage,
      rateLimit: spec.throttle.rateLimit,
      burstLimit: spec.throttle.burstLimit,
      ...(streaming ? { transferMode: 'STREAM' as const } : {}),
      ...(spec.cache ? { cache: spec.cache } : {}),
    },
    ...(spec.domain ? { domain: spec.domain } : {}),
    ...keysOf(spec, names),
    record: {
      [stageTag]: spec.stage,
      [pathTag]: pathToTag(spec.resourcePath),
      ...(spec.domain ? { [domainTag]: spec.domain.name } : {}),
      ...adoptedTagsOf(spec),
    },
  }
}

const hashOf = (openApi: object): string => shortHash(JSON.stringify(openApi), 16)

/** Of a stored spec: a definition depends on neither the endpoint's ARN nor the zip. */
export function definitionOf(
  { target, consoleOrigin }: Pick<DesiredInput, 'target' | 'consoleOrigin'>,
  spec: WiringSpec,
): ApiDefinition {
  const zip = { bytes: new Uint8Array(), sha256: '' }
  return desiredOf({ spec, target, endpointArn: '', consoleOrigin, zip, deployedBy: '' }).api.definition
}

/** What there is only where a function answers. */
function functionPart(
  { spec, target, zip, consoleOrigin }: DesiredInput,
  names: WiringNames,
  role: Desired['role'],
): Pick<Desired, 'logGroup' | 'function' | 'aliasArn' | 'permissionSource'> {
  return {
    logGroup: { name: names.logGroupName, arn: names.logGroupArn, retentionDays: spec.logRetentionDays },
    function: {
      name: names.functionName,
      arn: names.functionArn,
      description: description(spec.endpointName),
      settings: {
        roleArn: role.kind === 'none' ? '' : role.arn,
        runtime: 'nodejs24.x',
        handler: 'index.handler',
        memoryMb: spec.memoryMb,
        timeoutSeconds: spec.timeoutSeconds,
        architecture: 'x86_64',
        environment: {
          ENDPOINT_NAME: answeringEndpoint(spec),
          ALLOWED_ORIGINS: originsOf(spec.corsOrigins, consoleOrigin).join(','),
          QUERY_PARAMETER: spec.queryParameter,
          ...shapeVariables(spec),
          ...domainVariable(target),
          ...(isStreaming(spec) ? { RESPONSE_MODE: 'stream' } : {}),
          ...targetEnvironment(spec.target),
        },
      },
      codeSha256: zip.sha256,
      zip: zip.bytes,
    },
    aliasArn: names.aliasArn,
    permissionSource: sourceArnOf(target, restApiIdPlaceholder, spec.resourcePath),
  }
}

function integrationUriOf(spec: WiringSpec, { partition, region }: WiringTarget, { aliasArn }: WiringNames): string {
  if (spec.integration?.kind === 'http') return spec.integration.url
  if (spec.integration?.kind === 'direct') return runtimeUri(partition, region, answeringEndpoint(spec))
  return `arn:${partition}:apigateway:${region}:lambda:path/${invocationPath(aliasArn, isStreaming(spec))}`
}

function backendOf({ spec, consoleOrigin }: DesiredInput, role: Desired['role']): ApiDefinition['backend'] {
  if (spec.integration?.kind !== 'direct') return spec.integration && { kind: 'http' }
  return {
    kind: 'direct',
    credentials: role.kind === 'none' ? '' : role.arn,
    allowOrigin: spec.corsOrigins.includes('*') ? '*' : consoleOrigin,
    ...(spec.target?.kind === 'variant' ? { variant: spec.target.variant } : {}),
    ...(spec.cache ? { cached: true } : {}),
    ...(['image', 'audio'].includes(inputOf(spec.contract).kind) ? { bytes: true } : {}),
  }
}

/** Only what differs from the defaults, so that a spec of before has the settings of before. */
function shapeVariables({ request, response }: WiringSpec): Record<string, string> {
  return {
    ...(request.methods === 'any' ? {} : { REQUEST_METHODS: request.methods.toUpperCase() }),
    ...(request.form === 'rows' ? {} : { REQUEST_FORM: request.form }),
    ...(response.form === 'model' ? {} : { RESPONSE_FORM: response.form }),
  }
}

/** The end of AWS's host names, which the function cannot know by itself; in most partitions it is the same. */
function domainVariable({ region }: WiringTarget): Record<string, string> {
  const { domain } = partitionOf(region)
  return domain === 'amazonaws.com' ? {} : { DOMAIN_SUFFIX: domain }
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
  if (spec.integration?.kind === 'http') return { kind: 'none' }
  const direct = spec.integration?.kind === 'direct'
  if (spec.role.kind === 'existing') {
    const streaming = isStreaming(spec) || undefined
    return {
      kind: 'existing',
      arn: spec.role.arn,
      endpointArn,
      streaming,
      target: spec.target,
      ...(direct ? { service: 'apigateway.amazonaws.com' as const } : {}),
    }
  }
  const names = namesOf(spec.endpointName, target)
  return {
    kind: 'create',
    name: names.roleName,
    arn: names.roleArn,
    description: description(spec.endpointName),
    trust: trustPolicy(direct ? 'apigateway.amazonaws.com' : undefined),
    policyName: rolePolicyName,
    policy: direct
      ? gatewayPolicy(endpointArn, spec.target)
      : permissionsPolicy(endpointArn, names.logGroupArn, isStreaming(spec), spec.target),
  }
}
