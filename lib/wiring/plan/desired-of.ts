/** From a spec to the desired state: every AWS resource that should be there. */

import { inputOf } from '../../model/contract/contract'
import { isEnforced } from '../../model/requests/request-shape'
import { type Access, type Security, securityOf } from '../../spec/api-parts/access'
import { gatewayTimeoutMs } from '../../spec/budgets'
import {
  adoptedOptionsTag,
  adoptedTag,
  adoptedUriTag,
  authorizerNamesOf,
  deployedByTag,
  endpointTag,
  managedTag,
  namesOf,
  pathTag,
  pathToTag,
  personToTag,
  shortHash,
  stageTag,
  wiringDescription,
} from '../../spec/names'
import { isStreaming, type Route, servingEndpoint } from '../../spec/route'
import { modelChoice } from '../../spec/route-parts/target'
import { type ApiSpec, onlyRoute, type WiringSpec, type WiringTarget } from '../../spec/spec'
import { resourcePolicyOf } from '../openapi/allow-list'
import { binaryMediaTypesOf } from '../openapi/binary-media-types'
import { originsOf } from '../openapi/cors'
import type { ApiDefinition } from '../openapi/definition'
import { openApiOf } from '../openapi/document'
import { apiFieldsOf } from '../openapi/fields'
import { runtimeUri } from '../openapi/integration'
import { jsonRowsModel, jsonRowsRefusal } from '../openapi/json-rows'
import { modelOf } from '../openapi/model'
import { requestRulesOf } from '../openapi/request'
import { resources } from '../resources'
import { apiTagsOf } from '../resources/api-tags'
import { functionPart } from '../resources/function/plan'
import { roleOf } from '../resources/role/plan'
import type { Desired, DesiredApi, DesiredInput, DesiredRoute, LogGroup } from '../state/desired'

/** Computes every resource that the spec wants, with names, ARNs and settings as AWS has them. The same input gives the same state. */
export function desiredOf(input: DesiredInput): Desired {
  const behind = routePart(onlyRoute(input.spec), input)
  const whole: Desired = { ...apiPart(behind, input), ...behind }
  const { logGroup, accessLog } = whole
  return {
    ...whole,
    ...(logGroup ? { logGroup: encrypted(logGroup, input) } : {}),
    ...(accessLog ? { accessLog: encrypted(accessLog, input) } : {}),
  }
}

const encrypted = <Group extends LogGroup>(group: Group, { logKey }: DesiredInput): Group =>
  logKey ? { ...group, kmsKeyArn: logKey } : group

/** What stands behind one route: a role, and a function with all that belongs to it unless something else answers. */
function routePart(route: Route, input: DesiredInput): DesiredRoute {
  const role = roleOf(route, input)
  return {
    route,
    streaming: isStreaming(route, input.spec),
    role,
    ...(route.integration ? {} : functionPart(route, input, namesOf(route.endpointName, input.target), role)),
  }
}

/** What there is once. All of it is named after the endpoint of the only route. */
function apiPart({ route, streaming, role }: DesiredRoute, input: DesiredInput): DesiredApi {
  const { spec, target } = input
  const { endpointName } = route
  const names = namesOf(endpointName, target)
  const definition = definitionWith({ route, streaming, role }, input)
  const openApi = spec.adopted ? apiFieldsOf(definition) : openApiOf(definition)
  return {
    ...Object.assign({}, ...resources.map(({ desired }) => desired?.(spec, endpointName, names, input))),
    spec,
    target,
    endpointName,
    ...(input.requiredTags ? { requiredTags: input.requiredTags } : {}),
    tags: {
      ...spec.tags,
      [managedTag]: 'true',
      [endpointTag]: endpointName,
      [deployedByTag]: personToTag(input.deployedBy),
    },
    api: { definition, openApi, definitionHash: hashOf(openApi) },
    stage: {
      name: spec.stage,
      rateLimit: spec.throttle.rateLimit,
      burstLimit: spec.throttle.burstLimit,
      ...(streaming ? { transferMode: 'STREAM' as const } : {}),
      ...(spec.cache ? { cache: spec.cache } : {}),
    },
    record: {
      [stageTag]: spec.stage,
      [pathTag]: pathToTag(route.resourcePath),
      ...apiTagsOf(spec),
      ...adoptedTagsOf(spec),
    },
  }
}

/** The API's document has one path, so it is of both. */
function definitionWith({ route, streaming, role }: DesiredRoute, input: DesiredInput): ApiDefinition {
  const { spec, target } = input
  const own = route.integration === undefined
  const definition: ApiDefinition = {
    name: spec.apiName,
    description: wiringDescription(route.endpointName),
    path: `/${route.resourcePath}`,
    queryParameter: route.queryParameter,
    request: requestRulesOf(route),
    integrationUri: integrationUriOf(route, streaming, target),
    backend: backendOf(route, role, input),
    binaryMediaTypes: binaryMediaTypesOf(route.contract, route.request.form),
    streaming,
    timeoutMs: gatewayTimeoutMs(route.timeoutSeconds, streaming),
    modelChoice: modelChoice(route.target),
    // Behind an HTTP proxy the address itself says by its own headers whose pages can read.
    origins: route.integration?.kind === 'http' ? ['*'] : originsOf(spec.corsOrigins, input.consoleOrigin),
    security: securityWith(spec.access, route.endpointName, target),
    policy: spec.adopted ? undefined : resourcePolicyOf(spec.access, spec.allowedIps),
    ...(spec.adopted ? {} : bodyRulesOf(route)),
    ...(spec.openAi ? { openAi: true as const } : {}),
    ...(spec.mcp ? { mcp: true as const } : {}),
    adopted: spec.adopted && { method: spec.adopted.method, options: spec.adopted.options },
  }
  return own ? definition : { ...definition, mark: hashOf(openApiOf(definition)) }
}

/** An authorizer is called by the ARN of its function: it has no versions, because nothing of a spec is in it. */
function securityWith(access: Access, endpointName: string, target: WiringTarget): Security {
  const security = securityOf(access)
  if (!security.keyHeader) return security
  const { functionArn } = authorizerNamesOf(endpointName, target)
  const { partition, region } = target
  return {
    ...security,
    authorizerUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
  }
}

/** The form of body that the API describes is the function's; without one, the rows that the gateway enforces in JSON. */
function bodyRulesOf({ endpointName, contract, request, integration }: Route): Partial<ApiDefinition> {
  if (integration?.kind === 'direct' && isEnforced({ request, contract }))
    return {
      model: jsonRowsModel(endpointName, contract.features),
      bodyRefusal: jsonRowsRefusal(contract.features),
    }
  return { model: integration ? undefined : modelOf(endpointName, contract, request) }
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

function integrationUriOf(route: Route, streaming: boolean, target: WiringTarget): string {
  const { partition, region } = target
  if (route.integration?.kind === 'http') return route.integration.url
  if (route.integration?.kind === 'direct') return runtimeUri(partition, region, servingEndpoint(route))
  const { aliasArn } = namesOf(route.endpointName, target)
  return `arn:${partition}:apigateway:${region}:lambda:path/${invocationPath(aliasArn, streaming)}`
}

function backendOf(
  route: Route,
  role: DesiredRoute['role'],
  { spec, consoleOrigin, earlier }: DesiredInput,
): ApiDefinition['backend'] {
  if (route.integration?.kind !== 'direct') return route.integration && { kind: 'http' }
  return {
    kind: 'direct',
    credentials: role.kind === 'none' ? '' : role.arn,
    allowOrigin: spec.corsOrigins.includes('*') ? '*' : consoleOrigin,
    ...(route.target?.kind === 'variant' ? { variant: route.target.variant } : {}),
    ...(spec.cache ? { cached: true } : {}),
    ...(route.response.accept ? { accept: route.response.accept } : {}),
    ...(['image', 'audio'].includes(inputOf(route.contract).kind) ? { bytes: true } : {}),
    ...textTypeOf(route),
    ...(earlier ? { earlier } : {}),
  }
}

function textTypeOf({ request, contract }: Route): { textType?: 'text/csv' | 'text/plain' | 'raw' } {
  const input = inputOf(contract)
  if (request.form === 'raw') return { textType: 'raw' }
  if (input.kind === 'rows') return { textType: 'text/csv' }
  return input.kind === 'text' && input.wrap === 'plain' ? { textType: 'text/plain' } : {}
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html */
const invocationPath = (aliasArn: string, streaming: boolean): string =>
  streaming
    ? `2021-11-15/functions/${aliasArn}/response-streaming-invocations`
    : `2015-03-31/functions/${aliasArn}/invocations`

/** What a release needs to give the path back, even where the function is gone. */
function adoptedTagsOf({ adopted }: ApiSpec): Record<string, string> {
  if (!adopted) return {}
  const { method, uri, options } = adopted
  return { [adoptedTag]: method, [adoptedUriTag]: uri, [adoptedOptionsTag]: String(options) }
}
