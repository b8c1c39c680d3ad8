/**
 * One line a call where the stage requests it. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 * Variables: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
import { createHash } from 'node:crypto'
import type { World } from '../kernel/types'
import { findRestApi, stateAt } from '../services/apigateway/find'
import { evaluateRole } from '../services/iam/evaluate'
import { commonLogTime } from '../services/logs/common-log-time'
import { writeLogEvents } from '../services/logs/write'
import { headerOf } from './media-types'
import type { InvokeUrlRequest, InvokeUrlResponse, Trace } from './types'

export function writeAccessLog(
  world: World,
  request: InvokeUrlRequest,
  response: InvokeUrlResponse,
  trace: Trace,
): void {
  const found = findRestApi(world, request.restApiId)
  const { destinationArn, format } = found?.api.stages.get(request.stage)?.accessLogSettings ?? {}
  const group = destinationArn?.match(/:log-group:([^:]+)/)?.[1]
  if (!found || !group || !format) return
  const roleArn = stateAt(world, found).cloudwatchRoleArn
  const role = roleArn?.slice(roleArn.lastIndexOf('/') + 1) ?? ''
  if (!evaluateRole(world, found.accountId, role, 'logs:PutLogEvents', `${destinationArn}:*`)) return
  const values = valuesOf(request, response, trace, found)
  // What a call has no value for is a dash.
  const message = format.replace(/\$context((?:\.[a-zA-Z]+)+)/g, (_, name: string) => values[name.slice(1)] ?? '-')
  const stream = createHash('md5').update(`${request.restApiId}${request.stage}`).digest('hex')
  writeLogEvents(world, found, group, stream, [{ timestamp: Date.now(), message: message.trimEnd() }])
}

type Values = Record<string, string | undefined>

function valuesOf(
  request: InvokeUrlRequest,
  response: InvokeUrlResponse,
  trace: Trace,
  { accountId }: { accountId: string },
): Values {
  const { route, error } = trace
  const principal = route?.caller?.principal
  const length =
    typeof response.body === 'string' || Buffer.isBuffer(response.body) ? Buffer.byteLength(response.body) : 0
  return {
    accountId,
    apiId: request.restApiId,
    stage: request.stage,
    requestId: trace.requestId,
    extendedRequestId: trace.extendedRequestId,
    requestTime: commonLogTime(trace.at),
    requestTimeEpoch: String(trace.at),
    httpMethod: request.method,
    path: `/${request.stage}${request.rawPath}`,
    resourcePath: route?.resource.path,
    protocol: 'HTTP/1.1',
    status: String(response.status),
    responseLength: String(length),
    responseLatency: String(Date.now() - trace.at),
    ...integrationOf(trace),
    'error.message': error?.message,
    'error.messageString': error && JSON.stringify(error.message),
    'error.responseType': error?.type,
    'identity.sourceIp': request.sourceIp,
    'identity.userAgent': headerOf(request.headers, 'user-agent'),
    'identity.apiKeyId': route?.apiKey?.id,
    'identity.userArn': principal?.arn,
    'authorizer.claims.sub': route?.caller?.claims?.sub,
    'authorizer.principalId': route?.caller?.authorizer?.principalId,
  }
}

function integrationOf({ integrationMs, integrationStatus, integrationRequestId }: Trace): Values {
  const latency = integrationMs === undefined ? undefined : String(integrationMs)
  const status = integrationStatus === undefined ? undefined : String(integrationStatus)
  return {
    integrationLatency: latency,
    'integration.latency': latency,
    integrationStatus: status,
    'integration.integrationStatus': status,
    'integration.requestId': integrationRequestId,
    awsEndpointRequestId: integrationRequestId,
  }
}
