/** From a spec to the desired state: every AWS resource that should be there. */

import { inputOf } from '../../model/contract/contract'
import { securityOf } from '../../spec/access'
import { gatewayTimeoutMs } from '../../spec/budgets'
import {
  adoptedOptionsTag,
  adoptedTag,
  adoptedUriTag,
  alarmsTag,
  deployedByTag,
  domainTag,
  endpointTag,
  managedTag,
  namesOf,
  pathTag,
  pathToTag,
  personToTag,
  shortHash,
  stageTag,
  type WiringNames,
  wiringDescription,
} from '../../spec/names'
import { answeringEndpoint, isStreaming, type WiringSpec, type WiringTarget } from '../../spec/spec'
import { modelChoice } from '../../spec/target'
import { resourcePolicyOf } from '../openapi/allow-list'
import { binaryMediaTypesOf } from '../openapi/binary-media-types'
import { originsOf } from '../openapi/cors'
import type { ApiDefinition } from '../openapi/definition'
import { openApiOf } from '../openapi/document'
import { apiFieldsOf } from '../openapi/fields'
import { runtimeUri } from '../openapi/integration'
import { modelOf } from '../openapi/model'
import { requestRulesOf } from '../openapi/request'
import { accessLogOf } from '../resources/access-log/plan'
import { alarmsOf } from '../resources/alarms/plan'
import { functionPart } from '../resources/function/plan'
import { keysOf } from '../resources/keys/plan'
import { roleOf } from '../resources/role/plan'
import type { Desired, DesiredInput } from '../state/desired'

export function desiredOf(input: DesiredInput): Desired {
  const { spec, target } = input
  const names = namesOf(spec.endpointName, target)
  const streaming = isStreaming(spec)
  const own = spec.integration === undefined
  const role = roleOf(input)
  const definition: ApiDefinition = {
    name: spec.apiName,
    description: wiringDescription(spec.endpointName),
    path: `/${spec.resourcePath}`,
    queryParameter: spec.queryParameter,
    request: requestRulesOf(spec),
    integrationUri: integrationUriOf(spec, target, names),
    backend: backendOf(input, role),
    binaryMediaTypes: binaryMediaTypesOf(spec.contract, spec.request.form),
    streaming,
    timeoutMs: gatewayTimeoutMs(spec.timeoutSeconds, streaming),
    modelChoice: modelChoice(spec.target),
    // Behind an HTTP proxy the address itself says by its own headers whose pages can read.
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
    ...alarmsOf(spec, names),
    record: {
      [stageTag]: spec.stage,
      [pathTag]: pathToTag(spec.resourcePath),
      ...(spec.domain ? { [domainTag]: spec.domain.name } : {}),
      ...(spec.alarms ? { [alarmsTag]: 'true' } : {}),
      ...adoptedTagsOf(spec),
    },
  }
}

const hashOf = (openApi: object): string => shortHash(JSON.stringify(openApi), 16)

/** Derives it from a stored spec: a definition depends on neither the endpoint's ARN nor the zip. */
export function definitionOf(
  { target, consoleOrigin }: Pick<DesiredInput, 'target' | 'consoleOrigin'>,
  spec: WiringSpec,
): ApiDefinition {
  const zip = { bytes: new Uint8Array(), sha256: '' }
  return desiredOf({ spec, target, endpointArn: '', consoleOrigin, zip, deployedBy: '' }).api.definition
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
