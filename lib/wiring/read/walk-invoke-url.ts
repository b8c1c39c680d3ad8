/** Walks a pasted invoke URL: API → integration → function → role → endpoint, and grades what it finds. Nothing is written. */
import type { Method, Resource, Stage, ThrottleSettings } from '@aws-sdk/client-api-gateway'
import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { readAccountThrottle } from '../../aws/apigateway/account'
import { allMethods, chosenThrottle, settingsByMethod } from '../../aws/apigateway/method-settings'
import { observeRestApi } from '../../aws/apigateway/rest-api'
import { readDeployedMethods, readFunction, readResources, readStage } from '../../aws/apigateway/walk'
import type { AwsClients } from '../../aws/client/create-clients'
import { readEndpoint } from '../../aws/endpoint'
import { readPolicies, readTrust } from '../../aws/iam/existing-role'
import { parsePolicy, trusts } from '../../aws/iam/policy'
import { observePermissions } from '../../aws/lambda/permission'
import { fail, ok, type Result } from '../../result'
import { defaultSpec } from '../../spec/defaults'
import { isManaged } from '../../spec/names'
import { routeSchema } from '../../spec/route'
import { onlyRoute, type WiringSpec, wiringSpecSchema } from '../../spec/spec'
import { gradesOf } from '../adopt/grade'
import { parseInvokeUrl } from '../adopt/parse-invoke-url'
import type { Hop, Walk } from '../adopt/types'
import { invokeUrlIn, type WiringContext } from '../run/context'

type WalkContext = Pick<WiringContext, 'clients' | 'target' | 'invokeUrlTemplate'>

export async function walkInvokeUrl(context: WalkContext, typed: string): Promise<Result<Walk>> {
  const { clients, target } = context
  const parsed = parseInvokeUrl(typed, { region: target.region, template: context.invokeUrlTemplate })
  if (!parsed.ok) return parsed
  const { restApiId, stage: stageName, path, parameters } = parsed.value
  const api = await observeRestApi(clients.apiGateway, restApiId)
  if (!api) {
    return fail({
      code: 'api-not-found',
      message: `There is no REST API ${restApiId} in this account and region.`,
      cause: 'It might be in another account, an HTTP API, or gone.',
      remedy: 'Check the id at the beginning of the URL, and the region above.',
    })
  }
  const [resources, stage, accountThrottle] = await Promise.all([
    readResources(clients.apiGateway, restApiId),
    readStage(clients.apiGateway, restApiId, stageName),
    readAccountThrottle(clients.apiGateway),
  ])
  const resource = resources.find((one) => one.path === path)
  if (!resource || !stage) {
    const paths = resources.map((one) => one.path).filter((one) => one !== '/')
    return fail({
      code: 'route-not-found',
      message: stage ? `${api.name} has no resource ${path}.` : `${api.name} has no stage ${stageName}.`,
      cause: stage ? `It has ${paths.join(', ') || 'none'}.` : undefined,
      remedy: 'Check the end of the URL; upper and lower case differ.',
    })
  }
  const route = lambdaRoute(resource)
  const reached = await walkOn(clients, route?.functionArn)
  const deployed = await readDeployedMethods(clients.apiGateway, restApiId, stage.deploymentId ?? '')
  const queryParameter = parameters[0] ?? declaredParameter(route?.method) ?? 'data'
  const throttle = throttleOf(stage, path, route?.verb ?? '', accountThrottle)
  const defaults = defaultSpec(reached.endpoint?.name ?? 'endpoint', 'Real-time')
  return ok({
    restApiId,
    apiName: api.name,
    stage: stageName,
    path,
    invokeUrl: invokeUrlIn(context, restApiId, { stage: stageName, resourcePath: path.slice(1) }),
    method: route?.verb ?? '',
    queryParameter,
    uri: route?.uri ?? '',
    throttle,
    hasOptions: resource.resourceMethods?.OPTIONS !== undefined,
    neighbours: methodsOf(resources).filter((one) => !one.startsWith(`${path} `)),
    endpointName: reached.endpoint?.name,
    hops: [
      { name: 'api', found: restApiId, fact: `${api.name}, stage ${stageName}` },
      integrationHop(resource, route),
      ...reached.hops,
    ],
    grades: gradesOf({
      policies: reached.policies,
      endpointArn: reached.endpoint?.arn,
      permissions: reached.permissions,
      restApiId,
      throttle,
      hasOptions: resource.resourceMethods?.OPTIONS !== undefined,
      functionTimeoutSeconds: reached.fn?.Timeout,
      gatewayTimeoutMs: route?.method.methodIntegration?.timeoutInMillis ?? 29_000,
      runtime: reached.fn?.Runtime,
      authorizationType: route?.method.authorizationType ?? 'NONE',
      apiKeyRequired: route?.method.apiKeyRequired ?? false,
      desired: {
        ...(throttle ?? defaults.throttle),
        timeoutSeconds: onlyRoute(defaults).timeoutSeconds,
        runtime: 'nodejs24.x',
      },
    }),
    unpublished: unpublishedOf(methodsOf(resources), deployed),
    obstacle: obstacleOf(api.tags, path, route),
  })
}

interface LambdaRoute {
  verb: NonNullable<WiringSpec['adopted']>['method']
  method: Method
  uri: string
  functionArn: string
}

const verbs = wiringSpecSchema.shape.adopted.unwrap().shape.method

/** The method that calls a function: ANY, else the only one that does. */
function lambdaRoute(resource: Resource): LambdaRoute | undefined {
  const routes = Object.entries(resource.resourceMethods ?? {}).flatMap(([verb, method]) => {
    const { type, uri = '' } = method.methodIntegration ?? {}
    const functionArn = uri.match(/\/functions\/(arn:aws[a-z-]*:lambda:[^/]+)\/invocations$/)?.[1]
    const named = verbs.safeParse(verb)
    return named.success && type === 'AWS_PROXY' && functionArn ? [{ verb: named.data, method, uri, functionArn }] : []
  })
  return routes.find((route) => route.verb === 'ANY') ?? (routes.length === 1 ? routes[0] : undefined)
}

function integrationHop(resource: Resource, route: LambdaRoute | undefined): Hop {
  if (route) return { name: 'integration', found: `${route.verb} ${resource.path}`, fact: 'Lambda proxy integration' }
  const types = Object.entries(resource.resourceMethods ?? {}).map(
    ([verb, method]) => `${verb} ${method.methodIntegration?.type ?? 'without integration'}`,
  )
  return {
    name: 'integration',
    fact: types.join(', ') || 'no method',
    broken: 'No single method of this resource has a Lambda proxy integration.',
  }
}

/** Function, role and endpoint, each as far as the one before leads to it. */
async function walkOn(clients: AwsClients, functionArn: string | undefined) {
  const hops: Hop[] = []
  const fn = functionArn ? await readFunction(clients.lambda, functionArn) : undefined
  const name = functionArn?.split(':').slice(6).join(':')
  if (!fn) {
    if (functionArn) hops.push({ name: 'function', found: name, fact: 'gone', broken: `There is no function ${name}.` })
    return { hops, permissions: [] }
  }
  hops.push({ name: 'function', found: name, fact: `${fn.Runtime ?? 'image'}, ${fn.MemorySize} MB, ${fn.Timeout} s` })
  const [, qualifier] = (name ?? '').split(':')
  const roleName = fn.Role?.split('/').at(-1) ?? ''
  const [permissions, trust, policies] = await Promise.all([
    observePermissions(clients.lambda, fn.FunctionName ?? '', qualifier),
    readTrust(clients.iam, roleName),
    readPolicies(clients.iam, roleName).catch(() => undefined),
  ])
  hops.push(roleHop(roleName, trust, policies))
  const endpoint = await findEndpoint(clients, fn, policies ?? [])
  hops.push(
    endpoint
      ? { name: 'endpoint', found: endpoint.name, fact: endpoint.status }
      : {
          name: 'endpoint',
          fact: 'not known',
          broken: "Neither the function's environment nor its role names an endpoint that exists.",
        },
  )
  return { hops, fn, permissions, policies, endpoint }
}

function roleHop(name: string, trust: string | undefined, policies: string[] | undefined): Hop {
  const hop = {
    name: 'role' as const,
    found: name,
    fact: policies ? `${policies.length} policies` : 'policies not read',
  }
  if (trust === undefined) return { ...hop, broken: `There is no role ${name}.` }
  return trusts(trust, 'lambda.amazonaws.com') ? hop : { ...hop, broken: 'Lambda is not allowed to assume it.' }
}

/** From what names it: variables called so first, then any variable, then the role's policies. */
async function findEndpoint(clients: AwsClients, fn: FunctionConfiguration, policies: string[]) {
  const variables = Object.entries(fn.Environment?.Variables ?? {}).sort(
    ([a], [b]) => Number(/endpoint/i.test(b)) - Number(/endpoint/i.test(a)),
  )
  const named = policies.flatMap((document) =>
    (parsePolicy(document)?.Statement ?? []).flatMap(({ Resource }) =>
      [Resource ?? []].flat().flatMap((arn) => arn.match(/:endpoint\/([A-Za-z0-9-]+)$/)?.[1] ?? []),
    ),
  )
  const candidates = [...variables.map(([, value]) => value), ...named].filter((one) =>
    /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/.test(one),
  )
  for (const name of new Set(candidates)) {
    const endpoint = await readEndpoint(clients.sagemaker, name).catch((error: unknown) => {
      if (error instanceof Error && /Could not find endpoint/.test(error.message)) return undefined
      throw error
    })
    if (endpoint) return endpoint
  }
  return undefined
}

const methodsOf = (resources: Resource[]): string[] =>
  resources.flatMap((one) => Object.keys(one.resourceMethods ?? {}).map((verb) => `${one.path} ${verb}`)).sort()

function unpublishedOf(now: string[], deployed: string[]) {
  if (deployed.length === 0) return []
  return [
    ...now.filter((one) => !deployed.includes(one)).map((field) => ({ field, to: 'not deployed yet' })),
    ...deployed.filter((one) => !now.includes(one)).map((field) => ({ field, from: 'still served' })),
  ]
}

function declaredParameter(method: Method | undefined): string | undefined {
  const declared = Object.keys(method?.requestParameters ?? {})
  return declared
    .find((one) => one.startsWith('method.request.querystring.'))
    ?.split('.')
    .at(-1)
}

/** Reads the throttle of the method, else of the stage. */
const throttleOf = ({ methodSettings }: Stage, path: string, verb: string, account: ThrottleSettings | undefined) =>
  chosenThrottle(settingsByMethod(methodSettings)[`${path.slice(1)}/${verb}`] ?? methodSettings?.[allMethods], account)

function obstacleOf(tags: Record<string, string>, path: string, route: LambdaRoute | undefined): string | undefined {
  if (isManaged(tags)) return 'Portico manages this API already.'
  if (!route) return 'Only a Lambda proxy integration can be taken over.'
  if (!wiringSpecSchema.shape.adopted.unwrap().shape.uri.safeParse(route.uri).success) {
    return 'The integration chooses its function by a stage variable.'
  }
  const segment = routeSchema.shape.resourcePath.safeParse(path.slice(1))
  if (!segment.success) return `The path ${path} has a path parameter, or signs that no tag takes.`
  return undefined
}
