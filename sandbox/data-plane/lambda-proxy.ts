/** Lambda proxy integrations: permission, event, deadline, and the answer's form. */
import { AwsError } from '../kernel/errors'
import type { World } from '../kernel/types'
import { invokeFunction } from '../services/lambda/invoke'
import { functionPolicyAllows } from '../services/lambda/policy'
import { proxyEvent } from './event'
import { badGateway, errors, type GatewayError, idHeaders } from './gateway-errors'
import { headerOf, isBinary } from './media-types'
import { readAnswer } from './proxy-answer'
import type { GatewayAnswer, GatewayRequest, Route, Trace } from './types'

/** `…:lambda:path/2015-03-31/functions/{arn}/invocations`, with stage variables filled in. */
export function functionArnOf(uri: string, variables: Record<string, string>): string | undefined {
  const filled = uri.replace(/\$\{stageVariables\.([^}]+)\}/g, (_, name: string) => variables[name] ?? '')
  return filled.match(/:lambda:path\/\/?2015-03-31\/functions\/(.+)\/invocations$/)?.[1]
}

export async function answerLambda(
  world: World,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): Promise<GatewayAnswer | GatewayError> {
  const integration = route.method.methodIntegration
  const functionArn = functionArnOf(integration?.uri ?? '', route.variables)
  if (!functionArn) return refused(trace, 'Invalid endpoint address')
  const partition = functionArn.split(':')[1] ?? 'aws'
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
  trace.log(
    `Endpoint request URI: https://lambda.${region}.amazonaws.com/2015-03-31/functions/${functionArn}/invocations`,
  )
  trace.log(
    `Endpoint request body after transformations: ${event.toString('utf8').slice(0, 1024)}${event.length > 1024 ? ' [TRUNCATED]' : ''}`,
  )
  trace.log(`Sending request to https://lambda.${region}.amazonaws.com/2015-03-31/functions/${functionArn}/invocations`)
  const begun = Date.now()
  const invocation = invokeFunction(world, {
    accountId,
    region,
    functionName: name,
    ...(qualifier ? { qualifier } : {}),
    payload: event,
    requestId: undefined,
  })
  const settled = await inTime(invocation, integration.timeoutInMillis)
  if (settled === 'late') {
    trace.log(`Execution failed due to a timeout error`)
    return errors.timeout
  }
  if (settled instanceof AwsError) {
    if (settled.code === 'RequestTooLargeException') return errors.tooLong
    return refused(trace, `Lambda invocation failed with status: ${settled.status}. ${settled.message}`)
  }
  trace.log(`Received response. Status: 200, Integration latency: ${Date.now() - begun} ms`)
  trace.log(`Endpoint response body before transformations: ${settled.payload.toString('utf8').slice(0, 1024)}`)
  if (settled.functionError) {
    trace.log(
      "Lambda execution failed with status 200 due to customer function error. Lambda request id is in the function's log",
    )
    return badGateway
  }
  return shaped(route, request, trace, settled.payload)
}

function refused(trace: Trace, why: string): GatewayError {
  trace.log(`Execution failed due to configuration error: ${why}`)
  return errors.configuration
}

async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T | AwsError | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } catch (error) {
    if (error instanceof AwsError) return error
    throw error
  } finally {
    clearTimeout(timer)
    // What comes after the deadline reaches nobody.
    work.catch(() => {})
  }
}

function shaped(route: Route, request: GatewayRequest, trace: Trace, payload: Buffer): GatewayAnswer | GatewayError {
  const answer = readAnswer(payload.toString('utf8'))
  if (!answer) {
    trace.log('Execution failed due to configuration error: Malformed Lambda proxy response')
    return badGateway
  }
  // Base64 is undone only where the caller accepts one of the API's binary media types, by its first Accept.
  const binary =
    answer.isBase64Encoded && isBinary(route.definition.binaryMediaTypes, headerOf(request.headers, 'accept'))
  const typed = answer.headers.some(([name]) => name.toLowerCase() === 'content-type')
  return {
    status: answer.statusCode,
    headers: [
      ...(typed ? [] : [['Content-Type', 'application/json'] as [string, string]]),
      ...idHeaders(trace),
      ['X-Amzn-Trace-Id', trace.traceId],
      ...answer.headers,
    ],
    body: binary ? Buffer.from(answer.body, 'base64') : answer.body,
  }
}
