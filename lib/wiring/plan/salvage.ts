/**
 * The spec of a wiring whose record is gone (its function was deleted, and its code with it), from what is left: the API's
 * definition, stage and tags, the usage plan, the log group, the role. What nothing shows is said by name. Pure.
 */

import { parsePolicy } from '../../aws/iam/policy'
import type { Feature } from '../../model/contract/contract'
import { type KeyAccess, keyDefaults } from '../../spec/api-parts/access'
import { gatewaySeconds } from '../../spec/budgets'
import {
  adoptedOptionsTag,
  adoptedTag,
  adoptedUriTag,
  bodyValidatorName,
  pathFromTag,
  pathTag,
  stageTag,
} from '../../spec/names'
import { type Route, timeoutSecondsFor } from '../../spec/route'
import { onlyRoute, type WiringSpec, wiringSpecSchema } from '../../spec/spec'
import { corsOriginsIn } from '../openapi/cors'
import { authorizerName } from '../openapi/security'
import { resources } from '../resources'
import type { FullApi, Observed } from '../state/observed'

export interface Salvaged {
  spec: WiringSpec
  /** What the form shows at its defaults, in words. */
  lost: string[]
}

/** What is not in the observed state. */
export interface Traces {
  /** From the function's last report in its log. */
  memoryMb?: number
  /** From the model that the API has of its body. */
  features?: Feature[]
}

/**
 * @param base the defaults of the endpoint, or an older record, for what nothing shows
 * @returns undefined where there is no API that a deploy of ours finished, or what is left makes no valid spec
 */
export function salvage(base: WiringSpec, observed: Observed, traces: Traces = {}): Salvaged | undefined {
  const { api } = observed
  const route = onlyRoute(base)
  if (!api?.tags[pathTag] || !api.tags[stageTag]) return undefined
  const resourcePath = pathFromTag(api.tags[pathTag])
  const stage = api.stages.find(({ name }) => name === api.tags[stageTag])
  const verbs = ['ANY', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'].filter(
    (verb) => `/${resourcePath} ${verb} integration.type` in api.fields,
  )
  const field = (name: string) => api.fields[`/${resourcePath} ${verbs[0]} ${name}`] ?? ''
  const adopted = adoptedOf(api)
  const streaming = field('integration.responseTransferMode') === 'STREAM' || stage?.transferMode === 'STREAM'
  const { memoryMb, features } = traces
  const contract = { ...contractOf(route.contract, api, streaming), ...(features ? { features } : {}) }
  const preflight = `/${resourcePath} OPTIONS 200`
  const corsOrigins =
    field('integration.type') === 'HTTP_PROXY'
      ? []
      : corsOriginsIn(
          api.fields[`${preflight} header access-control-allow-origin`],
          api.fields[`${preflight} template`],
        )
  const waitSeconds = Number(field('integration.timeoutInMillis')) / 1000
  const hasOpenAi = `/${resourcePath}/{proxy+} ANY integration.type` in api.fields
  const hasMcp = `/${resourcePath}/mcp ANY integration.type` in api.fields
  const options = resources.flatMap(({ salvaged }) => salvaged?.(route.endpointName, observed) ?? [])
  const known = {
    ...base,
    apiName: api.name,
    stage: api.tags[stageTag],
    throttle: throttleOf(base, stage, adopted && `${resourcePath}/${adopted.method}`),
    ...(adopted ? { adopted } : { access: accessOf(observed, field), allowedIps: allowedIpsOf(api.policy) }),
    ...(corsOrigins ? { corsOrigins } : {}),
    logRetentionDays: observed.logGroup?.retentionDays ?? base.logRetentionDays,
    ...(stage ? { accessLog: stage.accessLog && observed.accessLog ? true : undefined } : {}),
    // Its names are nowhere but in the function and its record.
    openAi: hasOpenAi ? base.openAi : undefined,
    mcp: hasMcp ? (base.mcp ?? {}) : undefined,
    ...Object.assign({}, ...options.map(({ fields }) => fields)),
    routes: [
      {
        ...route,
        ...targetOf(route, observed),
        ...integrationOf(field),
        resourcePath,
        queryParameter: queryParameterOf(field('requestParameters')) ?? route.queryParameter,
        ...(memoryMb ? { memoryMb } : {}),
        contract,
        request: {
          ...route.request,
          methods: verbs.length === 1 && verbs[0] !== 'ANY' && !adopted ? verbs[0]?.toLowerCase() : 'any',
          // A GET that no function answers always requires its row, which is no choice.
          required: field('integration.type') !== 'AWS' && / required\b/.test(field('requestParameters')),
          form: api.binaryMediaTypes.includes('application/x-npy') ? 'raw' : route.request.form,
          ...(features && isEnforcedByGateway(api, resourcePath) ? { enforce: true } : {}),
        },
        timeoutSeconds:
          !streaming && waitSeconds > gatewaySeconds
            ? waitSeconds - 1
            : timeoutSecondsFor({ contract, timeoutSeconds: route.timeoutSeconds }, { adopted }),
      },
    ],
  }
  const spec = wiringSpecSchema.safeParse(known).data
  if (!spec) return undefined
  return {
    spec,
    lost: [
      features ? 'examples, preselected and missing values, and the meaning of answers' : 'features and examples',
      ...(corsOrigins ? [] : ['allowed origins']),
      ...(memoryMb || onlyRoute(spec).integration ? [] : ['memory']),
      ...lostOf(observed, streaming),
      ...(hasOpenAi && !spec.openAi ? ['the OpenAI-compatible URL'] : []),
      ...options.flatMap(({ lost }) => lost ?? []),
    ],
  }
}

/** The role of ours that answers, under the name of today or an earlier one. */
const ownRoleOf = ({ role, earlierRoles }: Observed) => role ?? earlierRoles?.[0]

function lostOf(observed: Observed, streaming: boolean): string[] {
  return [
    `${streaming ? 'how long an answer can take' : 'time limit below 30 s'}`,
    'form of bodies and answers',
    'sample row',
    ...(ownRoleOf(observed) ? ['a target within the endpoint'] : ['a role of your own', 'endpoint that answers']),
    ...(observed.logGroup ? [] : ['how long logs are kept']),
  ]
}

function contractOf(base: Route['contract'], { binaryMediaTypes }: FullApi, streaming: boolean): Route['contract'] {
  if (streaming) {
    const { input } = base
    const chat = input?.kind === 'chat' ? input : { kind: 'chat' as const, parameters: [] }
    return { ...base, input: { ...chat, stream: true } }
  }
  const [type = '', ...more] = binaryMediaTypes
  for (const kind of ['image', 'audio'] as const) {
    if (type.startsWith(`${kind}/`) || type === `application/x-${kind}`)
      return { ...base, input: { kind, contentType: more.length > 0 ? `${kind}/*` : type } }
  }
  return base
}

/** Its record is the API's own documentation, which somebody might have taken away too. */
function integrationOf(field: (name: string) => string): Pick<Route, 'integration'> {
  const type = field('integration.type')
  if (type === 'AWS') return { integration: { kind: 'direct' } }
  return type === 'HTTP_PROXY' ? { integration: { kind: 'http', url: field('integration.uri') } } : {}
}

/** Without a function the gateway holds bodies against its model only if columns are enforced. */
const isEnforcedByGateway = ({ fields }: FullApi, resourcePath: string): boolean =>
  fields[`/${resourcePath} POST integration.type`] === 'AWS' &&
  fields[`/${resourcePath} POST requestValidator`] === bodyValidatorName

/** The one endpoint that the role can invoke. SageMaker writes its name in an ARN in lower case, and answers to it. */
function targetOf({ endpointName }: Route, observed: Observed): Pick<Route, 'targetEndpoint'> {
  const names = (parsePolicy(ownRoleOf(observed)?.policy)?.Statement ?? [])
    .flatMap(({ Action, Resource }) => (/InvokeEndpoint/.test(String(Action)) ? [Resource ?? []].flat() : []))
    .flatMap((arn) => arn.match(/:endpoint\/([A-Za-z0-9-]+)$/)?.[1] ?? [])
  const [name, ...others] = new Set(names)
  if (!name || others.length > 0) return {}
  return { targetEndpoint: name === endpointName.toLowerCase() ? undefined : name }
}

/** Finds the parameter of the row: the first declared or the one of that name; the only one if there is one. */
function queryParameterOf(declared: string): string | undefined {
  const names = [...declared.matchAll(/method\.request\.querystring\.([A-Za-z0-9._-]+)/g)].map(([, name]) => name)
  return names.length === 1 ? names[0] : undefined
}

function throttleOf(
  { throttle }: WiringSpec,
  stage: FullApi['stages'][number] | undefined,
  method: string | undefined,
): WiringSpec['throttle'] {
  const limits = method === undefined ? stage : stage?.methods[method]
  return {
    rateLimit: limits?.rateLimit ?? throttle.rateLimit,
    burstLimit: limits?.burstLimit ?? throttle.burstLimit,
  }
}

function accessOf({ usagePlans: [plan], api }: Observed, field: (name: string) => string) {
  if (field('apiKeyRequired') === 'true') {
    return {
      kind: 'key',
      rateLimit: plan?.rateLimit ?? keyDefaults.rateLimit,
      burstLimit: plan?.burstLimit ?? keyDefaults.burstLimit,
      ...(plan?.quota?.period === 'DAY' ? { quotaPerDay: plan.quota.limit } : {}),
      ...keyHeaderIn(api?.fields),
    }
  }
  if (field('authorizationType') === 'AWS_IAM') return { kind: 'iam' }
  if (field('authorizationType') !== 'COGNITO_USER_POOLS') return { kind: 'open' }
  const scopes = field('authorizationScopes').split(' ').filter(Boolean)
  const userPoolArn = api?.fields.authorizers?.match(/arn:[\w-]+:cognito-idp:[\w-]+:\d+:userpool\/[\w-]+/)?.[0]
  return { kind: 'cognito', userPoolArn, ...(scopes.length > 0 ? { scopes } : {}) }
}

/** An authorizer that is called for each call reads two headers. */
const keyHeaderIn = ({ apiKeySource, authorizers = '' }: Record<string, string> = {}): Pick<KeyAccess, 'header'> =>
  apiKeySource === 'AUTHORIZER'
    ? { header: authorizers.startsWith(`${authorizerName} REQUEST `) ? 'both' : 'authorization' }
    : {}

const allowedIpsOf = (policy: string): string[] =>
  (parsePolicy(policy)?.Statement ?? []).flatMap(({ Condition }) =>
    [Condition?.NotIpAddress?.['aws:SourceIp'] ?? []].flat(),
  )

function adoptedOf({ id, tags }: FullApi) {
  const { [adoptedTag]: method, [adoptedUriTag]: uri, [adoptedOptionsTag]: options } = tags
  return method && uri ? { restApiId: id, method: method as 'ANY', uri, options: options === 'true' } : undefined
}
