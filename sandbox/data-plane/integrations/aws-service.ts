/**
 * AWS service integrations: the gateway assumes the integration's role and calls the service as it. Of services SageMaker's
 * runtime is here. https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-aws-proxy.html
 */

import { AwsError } from '../../kernel/errors'
import { inTime } from '../../kernel/in-time'
import { dnsSuffixOf } from '../../kernel/partition'
import { findRoute, readRestInput } from '../../kernel/routes'
import { type Call, RawResponse, type World } from '../../kernel/types'
import { authorize } from '../../services/iam/authorize'
import { isAssumableBy, rolePrincipal } from '../../services/iam/evaluate'
import { sagemakerRuntimeService as runtime } from '../../services/sagemaker-runtime/service'
import { errors, type GatewayError } from '../gateway-errors'
import type { GatewayRequest, InvokeUrlResponse, Route, Trace } from '../types'
import { type IntegrationRequest, integrationRequest } from './integration-request'
import { type BackendResponse, integrationResponse } from './integration-response'
import { refused } from './lambda-outcome'

/** The session name that CloudTrail and refusals show. */
const sessionName = 'BackplaneAssumeRoleSession'

export async function respondByService(
  world: World,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): Promise<InvokeUrlResponse | GatewayError> {
  const integration = route.method.methodIntegration
  const [, partition = '', , region = '', service = '', place = ''] =
    integration?.uri?.match(/^arn:(aws[a-z-]*):(apigateway):([^:]+):([^:]+):path\/(.+)$/) ?? []
  if (service !== 'runtime.sagemaker')
    return refused(trace, `the sandbox runs no integration with ${service || 'this service'}`)
  const sent = integrationRequest(route, request, trace)
  if ('type' in sent) return sent
  const role = integration?.credentials ?? ''
  if (!isAssumableBy(world, role, 'apigateway.amazonaws.com'))
    return refused(trace, 'API Gateway does not have permission to assume the provided role')
  trace.log(`Endpoint request URI: https://runtime.sagemaker.${region}.${dnsSuffixOf(region)}/${place}`)
  trace.log(`Endpoint request headers: {${loggedHeaders(sent.headers)}}`)
  trace.log(`Endpoint request body after transformations: ${sent.body.toString('utf8').slice(0, 1024)}`)
  const path = `/${place.replace(/^\//, '')}`
  const begun = Date.now()
  const call: Call = {
    world,
    principal: rolePrincipal(world, role, sessionName, ''),
    accountId: route.accountId,
    region,
    partition,
    requestId: trace.requestId,
    path,
    headers: sent.headers,
    rawBody: sent.body,
    signal: request.signal ?? new AbortController().signal,
  }
  const response = await inTime(
    callRuntime(path, integration?.httpMethod ?? 'POST', sent, call),
    integration?.timeoutInMillis ?? 29_000,
  )
  trace.integrationMs = Date.now() - begun
  if (!response) {
    trace.log('Execution failed due to a timeout error')
    return errors.timeout
  }
  trace.log(`Received response. Status: ${response.status}, Integration latency: ${trace.integrationMs} ms`)
  trace.log(`Endpoint response body before transformations: ${response.body.toString('utf8').slice(0, 1024)}`)
  return integrationResponse(response, route, request, trace)
}

/** Formats headers like TestInvokeMethod: https://docs.aws.amazon.com/cli/latest/reference/apigateway/test-invoke-method.html */
const loggedHeaders = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}=${value}`)
    .join(', ')

async function callRuntime(
  path: string,
  method: string,
  { headers, body }: IntegrationRequest,
  call: Call,
): Promise<BackendResponse> {
  try {
    const found = findRoute(runtime.routes ?? [], method, path)
    if (!found) throw new AwsError('UnknownOperationException', 'The requested operation is not supported', 404)
    const input = readRestInput(found.route, found.labels, { method, path, rawQuery: '', headers, body })
    const { operation } = found.route
    const resource = runtime.resourceArn?.(operation, input, call) ?? '*'
    const keys = runtime.conditionKeys?.(operation, input, call)
    authorize(call, { action: `sagemaker:${operation}`, resource, keys }, 'rest-json')
    const struck = call.world.faults.refusal({ accountId: call.accountId, service: runtime, operation })
    if (struck) throw struck
    const response = await runtime.operations[operation]?.(input, call)
    if (!(response instanceof RawResponse)) throw new AwsError('UnknownOperationException', 'No streams here', 404)
    return { status: response.status, headers: response.headers, body: Buffer.from(response.body) }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return {
      status: error.status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
      body: Buffer.from(JSON.stringify(wordsOf(error))),
    }
  }
}

/** SageMaker names its throttling in a header, without a message: https://github.com/opensearch-project/ml-commons/issues/2429 */
const wordsOf = ({ code, message, members }: AwsError): object =>
  code === 'ThrottlingException' ? { message: null } : { Message: message, ...members }
