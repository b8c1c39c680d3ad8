/**
 * The event that a Lambda proxy integration gives to the function.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
import { dnsSuffixOf } from '../kernel/partition'
import { commonLogTime } from '../services/logs/common-log-time'
import { headerOf, isBinary } from './media-types'
import { grouped, readQuery } from './query'
import type { GatewayRequest, Route, Trace } from './types'

/** Hop-by-hop headers end at the gateway. */
const dropped = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive', 'te', 'upgrade', 'expect'])

/** Those that the gateway writes itself. */
const written = new Set(['host', 'x-amzn-trace-id'])

export function proxyEvent(route: Route, request: GatewayRequest, trace: Trace): object {
  const domainName = `${route.restApiId}.execute-api.${route.region}.${dnsSuffixOf(route.region)}`
  const passed: [string, string][] = [
    ...request.headers.filter(([name]) => !dropped.has(name.toLowerCase()) && !written.has(name.toLowerCase())),
    ['Host', domainName],
    ['X-Amzn-Trace-Id', trace.traceId],
    ['X-Forwarded-For', request.sourceIp],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ]
  const headers = grouped(passed)
  const query = grouped(readQuery(request.rawQuery))
  const principal = route.caller?.principal
  const claims = route.caller?.claims
  const binary = isBinary(route.definition.binaryMediaTypes, headerOf(request.headers, 'content-type'))
  return {
    resource: route.resource.path,
    path: request.rawPath,
    httpMethod: request.method,
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: query.single,
    multiValueQueryStringParameters: query.multi,
    pathParameters: route.pathParameters,
    stageVariables: Object.keys(route.variables).length > 0 ? route.variables : null,
    requestContext: {
      resourceId: route.resource.id,
      resourcePath: route.resource.path,
      operationName: route.method.operationName,
      httpMethod: request.method,
      extendedRequestId: trace.extendedRequestId,
      requestTime: commonLogTime(trace.at),
      path: `/${route.stage}${request.rawPath}`,
      accountId: route.accountId,
      protocol: 'HTTP/1.1',
      stage: route.stage,
      domainPrefix: route.restApiId,
      requestTimeEpoch: trace.at,
      requestId: trace.requestId,
      identity: {
        ...(route.apiKey ? { apiKey: route.apiKey.value, apiKeyId: route.apiKey.id } : {}),
        cognitoIdentityPoolId: null,
        accountId: principal?.accountId ?? null,
        cognitoIdentityId: null,
        caller: principal?.userId ?? null,
        sourceIp: request.sourceIp,
        principalOrgId: null,
        accessKey: principal?.accessKeyId ?? null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: principal?.arn ?? null,
        userAgent: headerOf(request.headers, 'user-agent') ?? null,
        user: principal?.userId ?? null,
      },
      domainName,
      deploymentId: route.deploymentId,
      apiId: route.restApiId,
      ...(claims ? { authorizer: { claims } } : {}),
      ...(route.caller?.authorizer ? { authorizer: route.caller.authorizer } : {}),
    },
    body: request.body.length === 0 ? null : request.body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary && request.body.length > 0,
  }
}
