/**
 * Invoke URLs: what the stage's deployment froze answers, never the API as it is being edited.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html
 */
import type { World } from '../kernel/types'
import { drawDeployment } from '../services/apigateway/canary'
import { findRestApi, methodFor } from '../services/apigateway/find'
import type { ApiDefinition } from '../services/apigateway/state'
import { putMetrics } from '../services/cloudwatch/state'
import { authorize } from './access/authorize'
import { unsignedFault } from './access/signature'
import { writeAccessLog } from './access-log'
import { admitKey } from './api-key'
import { throughCache } from './cache'
import { errorResponse, errors, type GatewayError } from './gateway-errors'
import { matchPath } from './match'
import { headerOf } from './media-types'
import { hasForbiddenSigns } from './query'
import { newTrace, runMethod } from './run'
import { passes } from './throttle'
import type { InvokeUrlRequest, InvokeUrlResponse, Route, Trace } from './types'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxUrlBytes = 10_240
const maxBodyBytes = 10 * 1024 * 1024
/** Counts names and values of all headers. */
const maxHeaderBytes = 10_240

const headerBytes = ({ headers }: InvokeUrlRequest): number =>
  headers.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0)

export async function handleInvokeUrl(world: World, request: InvokeUrlRequest): Promise<InvokeUrlResponse> {
  const trace = newTrace({ from: headerOf(request.headers, 'x-amzn-trace-id') })
  const accountId = findRestApi(world, request.restApiId)?.accountId ?? ''
  const response = await world.clock.within(accountId, () => responseOf(world, request, trace))
  count(world, request, response.status, trace)
  writeAccessLog(world, request, response, trace)
  return response
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html */
function count(world: World, { restApiId, stage }: InvokeUrlRequest, status: number, trace: Trace): void {
  const found = findRestApi(world, restApiId)
  if (!found?.api.stages.has(stage)) return
  const ApiName = found.api.name
  putMetrics(world, found, 'AWS/ApiGateway', [{ ApiName }, { ApiName, Stage: stage }], {
    Count: 1,
    '4XXError': status >= 400 && status < 500 ? 1 : 0,
    '5XXError': status >= 500 ? 1 : 0,
    Latency: Date.now() - trace.at,
    ...(trace.integrationMs === undefined ? {} : { IntegrationLatency: trace.integrationMs }),
  })
}

async function responseOf(world: World, request: InvokeUrlRequest, trace: Trace): Promise<InvokeUrlResponse> {
  const refuse = (error: GatewayError, definition?: ApiDefinition) => errorResponse(definition, error, request, trace)
  const { restApiId, stage: stageName, rawPath } = request
  if (rawPath === '/ping' || rawPath === '/sping')
    return { status: 200, headers: [['content-type', 'text/plain']], body: 'Healthy Connection' }
  if (`/${stageName}${rawPath}?${request.rawQuery}`.length > maxUrlBytes)
    return { status: 414, headers: [['content-type', 'text/html']], body: '<h1>414 Request-URI Too Large</h1>' }
  if (hasForbiddenSigns(request.rawQuery))
    return { status: 400, headers: [['content-type', 'text/html']], body: '<h1>400 Bad Request</h1>' }
  const found = findRestApi(world, restApiId)
  const stage = found?.api.stages.get(stageName)
  const drawn = stage && drawDeployment(stage)
  const deployment = drawn && found?.api.deployments.get(drawn.deploymentId)
  if (!found || !stage || !deployment) return refuse(errors.forbidden)
  const definition = deployment.snapshot
  if (definition.disableExecuteApiEndpoint) return refuse(errors.forbidden, definition)
  if (headerBytes(request) > maxHeaderBytes) return refuse(errors.headersTooLarge, definition)
  if (request.body.length > maxBodyBytes) return refuse(errors.tooLarge, definition)
  const match = matchPath(definition, rawPath)
  const method = match && methodFor(match.resource, request.method)
  if (!match || !method) return refuse(unsignedFault(request) ?? errors.missingToken, definition)
  const route: Route = {
    accountId: found.accountId,
    region: found.region,
    restApiId,
    stage: stageName,
    deploymentId: deployment.id,
    variables: drawn.variables,
    definition,
    resource: match.resource,
    method,
    pathParameters: match.pathParameters,
  }
  trace.route = route
  const caller = await authorize(world, route, request, trace)
  if ('message' in caller) return refuse(caller, definition)
  if (method.apiKeyRequired) {
    const admitted = admitKey(world, { ...route, caller }, request)
    if (!('key' in admitted)) return refuse(admitted, definition)
    route.apiKey = { id: admitted.key.id, value: admitted.key.value }
  }
  if (!passes(world, route, stage)) return refuse(errors.throttled, definition)
  const admitted = { ...route, caller }
  trace.route = admitted
  return throughCache(world, stage, admitted, request, () => runMethod(world, admitted, request, trace))
}
