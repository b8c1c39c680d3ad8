/** Lambda proxy integrations: permission, event, deadline, and the form of an answer that comes as a whole. */

import { randomUUID } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import { inTime } from '../../kernel/in-time'
import { dnsSuffixOf } from '../../kernel/partition'
import type { World } from '../../kernel/types'
import { type InvokeRequest, invokeFunction } from '../../services/lambda/invoke'
import { functionPolicyAllows } from '../../services/lambda/policy'
import { proxyEvent } from '../event'
import { errors, type GatewayError } from '../gateway-errors'
import { headerOf, isBinary } from '../media-types'
import type { GatewayRequest, InvokeUrlResponse, Route, Trace } from '../types'
import { functionArnOf } from './function-uri'
import { functionFailed, malformed, refused, responseHeaders, uncallable } from './lambda-outcome'
import { respondByStream } from './lambda-stream'
import { readResponse } from './proxy-response'

export async function respondByLambda(
  world: World,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): Promise<InvokeUrlResponse | GatewayError> {
  const integration = route.method.methodIntegration
  const mode = integration?.responseTransferMode ?? 'BUFFERED'
  const functionArn = functionArnOf(integration?.uri ?? '', route.variables, mode)
  if (!functionArn) return refused(trace, 'Invalid endpoint address')
  const partition = functionArn.split(':')[1]
  const sourceArn = `arn:${partition}:execute-api:${route.region}:${route.accountId}:${route.restApiId}/${route.stage}/${request.method}${route.resource.path}`
  const permitted = functionPolicyAllows(world, {
    functionArn,
    servicePrincipal: 'apigateway.amazonaws.com',
    sourceArn,
    sourceAccount: route.accountId,
  })
  if (!permitted) return refused(trace, 'Invalid permissions on Lambda function')
  // The gateway's own requests to Lambda are POSTs; another method finds nothing there.
  if (integration?.httpMethod !== 'POST')
    return refused(trace, 'Unable to determine service/operation name to be authorized')
  const [, , , region = '', accountId = '', , name = '', qualifier] = functionArn.split(':')
  const event = Buffer.from(JSON.stringify(proxyEvent(route, request, trace)))
  const place =
    mode === 'STREAM'
      ? `2021-11-15/functions/${functionArn}/response-streaming-invocations`
      : `2015-03-31/functions/${functionArn}/invocations`
  trace.log(`Endpoint request URI: https://lambda.${region}.${dnsSuffixOf(region)}/${place}`)
  trace.log(
    `Endpoint request body after transformations: ${event.toString('utf8').slice(0, 1024)}${event.length > 1024 ? ' [TRUNCATED]' : ''}`,
  )
  trace.log(`Sending request to https://lambda.${region}.${dnsSuffixOf(region)}/${place}`)
  trace.integrationRequestId = randomUUID()
  const invocation = {
    requestId: trace.integrationRequestId,
    accountId,
    region,
    functionName: name,
    ...(qualifier ? { qualifier } : {}),
    payload: event,
  }
  const { timeoutInMillis } = integration
  return mode === 'STREAM'
    ? respondByStream(world, invocation, { timeoutInMillis, signal: request.signal }, trace)
    : respondBuffered(world, invocation, timeoutInMillis, route, request, trace)
}

async function respondBuffered(
  world: World,
  invocation: InvokeRequest,
  timeoutMs: number,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): Promise<InvokeUrlResponse | GatewayError> {
  const begun = Date.now()
  const settled = await inTime(invokeFunction(world, invocation).catch(asAwsError), timeoutMs)
  trace.integrationMs = Date.now() - begun
  if (settled === undefined) {
    trace.log(`Execution failed due to a timeout error`)
    return errors.timeout
  }
  if (settled instanceof AwsError) return uncallable(settled, trace)
  trace.log(`Received response. Status: 200, Integration latency: ${Date.now() - begun} ms`)
  trace.log(`Endpoint response body before transformations: ${settled.payload.toString('utf8').slice(0, 1024)}`)
  trace.integrationStatus = 200
  if (settled.functionError) return functionFailed(trace)
  return shaped(route, request, trace, settled.payload)
}

/** A call that Lambda refuses is an outcome too. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error
  throw error
}

function shaped(
  route: Route,
  request: GatewayRequest,
  trace: Trace,
  payload: Buffer,
): InvokeUrlResponse | GatewayError {
  const response = readResponse(payload.toString('utf8'))
  if (!response) {
    return malformed(trace)
  }
  // Base64 is undone only where the caller accepts one of the API's binary media types, by its first Accept.
  const binary =
    response.isBase64Encoded && isBinary(route.definition.binaryMediaTypes, headerOf(request.headers, 'accept'))
  return {
    status: response.statusCode,
    headers: responseHeaders(response, trace),
    body: binary ? Buffer.from(response.body, 'base64') : response.body,
  }
}
