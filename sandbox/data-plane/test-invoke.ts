/**
 * TestInvokeMethod: the API as it is now, not as deployed, with the execution log in the answer. It sends
 * application/json whatever is sent, and its stage is `test-invoke-stage`.
 */
import type { Call } from '../kernel/types'
import type { TestInvocation } from '../services/apigateway/methods/test-invoke'
import { idHeaders } from './gateway-errors'
import { matchPath } from './match'
import { newTrace, runMethod } from './run'
import type { GatewayRequest, InvokeUrlResponse } from './types'

const stage = 'test-invoke-stage'

/** `Tue Nov 24 10:00:00 UTC 2026`, as Java prints it. */
function logTime(): string {
  const [, day, date, month, year, time] = new Date().toUTCString().match(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/) ?? []
  return `${day} ${month} ${date} ${time} UTC ${year}`
}

const mapText = (pairs: [string, string][]) => `{${pairs.map(([key, value]) => `${key}=${value}`).join(', ')}}`

export async function testInvoke(call: Call, test: TestInvocation) {
  const { api, resource, method } = test
  const lines: string[] = []
  const trace = newTrace({ log: (line) => lines.push(`${logTime()} : ${line}`) })
  lines.push(`Execution log for request ${trace.requestId}`)
  const [rawPath = resource.path, rawQuery = ''] = (test.pathWithQueryString || resource.path).split('?')
  const request = requestOf(test, rawPath, rawQuery)
  trace.log(`Starting execution for request: ${trace.requestId}`)
  trace.log(`HTTP Method: ${request.method}, Resource Path: ${rawPath}`)
  const pathParameters = matchPath(api, rawPath)?.pathParameters ?? null
  trace.log(`Method request path: ${mapText(Object.entries(pathParameters ?? {}))}`)
  trace.log(`Method request query string: ${mapText([...new URLSearchParams(rawQuery)])}`)
  trace.log(`Method request headers: ${mapText(sentHeaders(test))}`)
  trace.log(`Method request body before transformations: ${test.body ?? ''}`)
  const begun = Date.now()
  const route = {
    accountId: call.accountId,
    region: call.region,
    restApiId: api.id,
    stage,
    deploymentId: '',
    variables: test.stageVariables ?? {},
    definition: api,
    resource,
    method,
    pathParameters,
  }
  const whole = await runMethod(call.world, route, request, trace)
  // What the stage's own door adds is not in a test's answer.
  const ids = new Set(idHeaders(trace).map(([name]) => name))
  // Nor the type of a response that the gateway makes by itself: localstack's AWS-recorded `test_failed_invoke_test_method`.
  const failed = whole.headers.some(([name]) => name === 'x-amzn-ErrorType')
  if (failed) ids.add('content-type')
  const response = { ...whole, headers: whole.headers.filter(([name]) => !ids.has(name)) }
  const body = await textOf(response.body)
  const latency = Date.now() - begun
  if (!failed) {
    trace.log(`Method response body after transformations: ${body}`)
    trace.log(`Method response headers: ${mapText(response.headers)}`)
  }
  if (response.status < 500) trace.log('Successfully completed execution')
  trace.log(`Method completed with status: ${response.status}`)
  return {
    status: response.status,
    body,
    headers: Object.fromEntries(response.headers),
    multiValueHeaders: Object.fromEntries(
      response.headers.map(([name]) => [
        name,
        response.headers.filter(([key]) => key === name).map(([, value]) => value),
      ]),
    ),
    log: `${lines.join('\n')}\n`,
    latency,
  }
}

/** A test answers with the whole, also where callers get it piece by piece. */
async function textOf(body: InvokeUrlResponse['body']): Promise<string> {
  if (typeof body === 'string' || Buffer.isBuffer(body)) return body.toString()
  const pieces: Buffer[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

function sentHeaders(test: TestInvocation): [string, string][] {
  const multi = Object.entries(test.multiValueHeaders ?? {}).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const single = Object.entries(test.headers ?? {}).filter(([name]) => !(name in (test.multiValueHeaders ?? {})))
  return [...multi, ...single]
}

function requestOf(test: TestInvocation, rawPath: string, rawQuery: string): GatewayRequest {
  const others = sentHeaders(test).filter(([name]) => name.toLowerCase() !== 'content-type')
  return {
    method: test.httpMethod,
    rawPath,
    signedPath: rawPath,
    rawQuery,
    headers: [...others, ['Content-Type', 'application/json']],
    body: Buffer.from(test.body ?? ''),
    sourceIp: 'test-invoke-source-ip',
  }
}
