/** The tutorial's own three tests: the endpoint, the function and the method, each asked by itself. */
import { TestInvokeMethodCommand } from '@aws-sdk/client-api-gateway'
import { InvokeCommand } from '@aws-sdk/client-lambda'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import type { AwsClients } from '../aws/create-clients'
import { readProxyAnswer } from '../wiring/proxy-answer'
import { runtimeTarget, type Target } from '../wiring/target'
import type { HopResult } from './types'

const decoder = new TextDecoder()

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; latencyMs: number }> {
  const start = performance.now()
  const value = await run()
  return { value, latencyMs: Math.round(performance.now() - start) }
}

interface EndpointTest {
  endpointName: string
  contentType: string
  accept?: string
  body: string
  /** The part of it that is asked. */
  target?: Target
}

/**
 * InvokeEndpoint with the console's own credentials. A model's refusal (ModelError, 424) is an answer here, not an error.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
export async function testEndpoint(clients: AwsClients, test: EndpointTest): Promise<HopResult> {
  const request = { call: `InvokeEndpoint ${test.endpointName}`, contentType: test.contentType, body: test.body }
  const start = performance.now()
  try {
    const answer = await clients.runtime.send(
      new InvokeEndpointCommand({
        EndpointName: test.endpointName,
        ContentType: test.contentType,
        Accept: test.accept || undefined,
        Body: test.body,
        ...runtimeTarget(test.target),
      }),
    )
    const headers: Record<string, string> = {}
    if (answer.InvokedProductionVariant) headers['x-amzn-invoked-production-variant'] = answer.InvokedProductionVariant
    return {
      request,
      healthy: true,
      status: answer.$metadata.httpStatusCode ?? 200,
      contentType: answer.ContentType,
      headers,
      body: decoder.decode(answer.Body),
      latencyMs: Math.round(performance.now() - start),
    }
  } catch (error) {
    if (!isModelError(error)) throw error
    return {
      request,
      healthy: false,
      status: error.OriginalStatusCode ?? 424,
      headers: {},
      body: error.OriginalMessage ?? error.message,
      latencyMs: Math.round(performance.now() - start),
      log: error.LogStreamArn,
      problem: 'The model refused this request or broke on it; its own words are the body.',
    }
  }
}

interface ModelErrorShape extends Error {
  OriginalStatusCode?: number
  OriginalMessage?: string
  LogStreamArn?: string
}

const isModelError = (error: unknown): error is ModelErrorShape => error instanceof Error && error.name === 'ModelError'

/**
 * Invoke of the alias that the API calls, with the log's tail. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 * @param event the proxy event, JSON
 */
export async function testFunction(
  clients: AwsClients,
  functionName: string,
  qualifier: string,
  event: string,
): Promise<HopResult> {
  const { value: answer, latencyMs } = await timed(() =>
    clients.lambda.send(
      new InvokeCommand({
        FunctionName: functionName,
        Qualifier: qualifier,
        Payload: new TextEncoder().encode(event),
        LogType: 'Tail',
      }),
    ),
  )
  const body = decoder.decode(answer.Payload)
  const proxy = readProxyAnswer(body)
  const status = answer.FunctionError ? 500 : (proxy?.statusCode ?? 502)
  return {
    request: { call: `Invoke ${functionName}:${qualifier}`, contentType: 'application/json', body: event },
    healthy: !answer.FunctionError && proxy !== undefined && status < 400,
    status,
    contentType: proxy?.contentType,
    headers: answer.ExecutedVersion ? { 'x-amz-executed-version': answer.ExecutedVersion } : {},
    body,
    latencyMs,
    log: answer.LogResult ? Buffer.from(answer.LogResult, 'base64').toString('utf8') : undefined,
    problem: problemOf(answer.FunctionError, proxy),
  }
}

function problemOf(functionError: string | undefined, proxy: ReturnType<typeof readProxyAnswer>): string | undefined {
  if (functionError) return 'The function ended with an error; the gateway would answer 502.'
  if (!proxy)
    return 'The answer is no Lambda proxy response ({ statusCode, headers, body }); the gateway would answer 502.'
  return proxy.statusCode >= 400 ? `The handler answered ${proxy.statusCode}; its body says why.` : undefined
}

interface MethodTest {
  restApiId: string
  resourceId: string
  /** `GET` or `POST`; the method itself is ANY. */
  httpMethod: string
  /** `/iris?data=5.1,3.5,1.4,0.2`. */
  pathWithQueryString: string
  body?: string
  /** The stage's own are not there in a test; the function reads from them whether the gateway streams. */
  stageVariables?: Record<string, string>
}

/**
 * TestInvokeMethod: the API as it is, not as deployed, with its execution log; an answer that is streamed comes as a whole.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html
 */
export async function testMethod(clients: AwsClients, test: MethodTest): Promise<HopResult> {
  const answer = await clients.apiGateway.send(
    new TestInvokeMethodCommand({
      restApiId: test.restApiId,
      resourceId: test.resourceId,
      httpMethod: test.httpMethod,
      pathWithQueryString: test.pathWithQueryString,
      body: test.body || undefined,
      stageVariables: test.stageVariables,
    }),
  )
  const status = answer.status ?? 500
  const headers = answer.headers ?? {}
  return {
    request: { call: `${test.httpMethod} ${test.pathWithQueryString}`, body: test.body ?? '' },
    healthy: status < 400,
    status,
    contentType: Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1],
    headers,
    body: answer.body ?? '',
    latencyMs: Number(answer.latency ?? 0),
    log: answer.log,
    problem: status < 400 ? undefined : `The method answered ${status}; the log says at which step.`,
  }
}
