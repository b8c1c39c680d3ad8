/** Calls each hop by itself: the endpoint, the function, the method, the invoke URL. */
import { InvokeCommand } from '@aws-sdk/client-lambda'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { testVerb } from '../aws/apigateway/test-method'
import { withConnectTime } from '../aws/client/agents'
import type { AwsClients } from '../aws/client/create-clients'
import { readReport } from '../aws/lambda/report'
import { runtimeTarget, type Target } from '../spec/route-parts/target'
import { readProxyResponse } from '../wiring/prove/proxy-response'
import { shown, shownBytes } from './body-text'
import { readIntegrationMs, sharesOf } from './shares'
import type { HopResult } from './types'

const decoder = new TextDecoder()

function stopwatch() {
  const start = performance.now()
  const at = new Date().toISOString()
  return () => ({ at, latencyMs: Math.round(performance.now() - start) })
}

interface EndpointTest {
  endpointName: string
  contentType: string
  accept?: string
  body: string | Uint8Array
  /** The part of it that is called. */
  target?: Target
}

/**
 * InvokeEndpoint with the console's own credentials. A model's refusal (ModelError, 424) is an answer here, not an error.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
export const testEndpoint = (clients: AwsClients, test: EndpointTest): Promise<HopResult> =>
  withConnectTime((connectMs) => invokeEndpoint(clients, test, connectMs))

async function invokeEndpoint(clients: AwsClients, test: EndpointTest, connectMs: () => number): Promise<HopResult> {
  const request = {
    call: `InvokeEndpoint ${test.endpointName}`,
    contentType: test.contentType,
    body: typeof test.body === 'string' ? shown(test.body) : shownBytes(test.body, test.contentType),
  }
  const time = stopwatch()
  const split = ({ latencyMs }: { latencyMs: number }) => {
    const connection = Math.min(latencyMs, Math.round(connectMs()))
    return [
      { name: 'model', ms: latencyMs - connection },
      ...(connection > 0 ? [{ name: 'connection', ms: connection }] : []),
    ]
  }
  try {
    const response = await clients.runtime.send(
      new InvokeEndpointCommand({
        EndpointName: test.endpointName,
        ContentType: test.contentType,
        Accept: test.accept || undefined,
        Body: test.body,
        ...runtimeTarget(test.target),
      }),
    )
    const taken = time()
    const headers: Record<string, string> = {}
    if (response.InvokedProductionVariant)
      headers['x-amzn-invoked-production-variant'] = response.InvokedProductionVariant
    return {
      request,
      ...taken,
      healthy: true,
      status: response.$metadata.httpStatusCode ?? 200,
      contentType: response.ContentType,
      headers,
      body: shownBytes(response.Body ?? new Uint8Array(), response.ContentType ?? ''),
      shares: split(taken),
      requestId: response.$metadata.requestId,
    }
  } catch (error) {
    if (!isModelError(error)) throw error
    const taken = time()
    return {
      request,
      ...taken,
      healthy: false,
      status: error.OriginalStatusCode ?? 424,
      headers: {},
      body: error.OriginalMessage ?? error.message,
      shares: split(taken),
      problem: 'The model refused this request or broke on it; its own words are the body.',
      error: { name: error.name, message: error.message },
    }
  }
}

interface ModelErrorShape extends Error {
  OriginalStatusCode?: number
  OriginalMessage?: string
}

const isModelError = (error: unknown): error is ModelErrorShape => error instanceof Error && error.name === 'ModelError'

/** Invoke's own header of a function that ended with an error. */
export const functionErrorHeader = 'x-amz-function-error'

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
  const time = stopwatch()
  const response = await clients.lambda.send(
    new InvokeCommand({
      FunctionName: functionName,
      Qualifier: qualifier,
      Payload: new TextEncoder().encode(event),
      LogType: 'Tail',
    }),
  )
  const taken = time()
  const body = decoder.decode(response.Payload)
  const proxy = readProxyResponse(body)
  const status = response.FunctionError ? 500 : (proxy?.statusCode ?? 502)
  const log = response.LogResult ? Buffer.from(response.LogResult, 'base64').toString('utf8') : undefined
  const report = readReport(log)
  return {
    request: {
      call: `Invoke ${functionName}:${qualifier}`,
      contentType: 'application/json',
      body: shown(event),
    },
    ...taken,
    healthy: !response.FunctionError && proxy !== undefined && status < 400,
    status,
    contentType: proxy?.contentType,
    headers: {
      ...proxy?.headers,
      ...(response.ExecutedVersion ? { 'x-amz-executed-version': response.ExecutedVersion } : {}),
      ...(response.FunctionError ? { [functionErrorHeader]: response.FunctionError } : {}),
    },
    // The whole of what the gateway could not read either.
    body: shown(proxy && !response.FunctionError ? proxy.body : body),
    shares: sharesOf({ ...taken, serverTiming: proxy?.headers['server-timing'], report }),
    log,
    requestId: report?.requestId ?? response.$metadata.requestId,
    problem: problemOf(response.FunctionError, proxy),
  }
}

function problemOf(functionError: string | undefined, proxy: ReturnType<typeof readProxyResponse>): string | undefined {
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
  headers?: Record<string, string>
  body?: string
  /** The stage's own are not there in a test; the function reads from them whether the gateway streams. */
  stageVariables?: Record<string, string>
}

/**
 * TestInvokeMethod: the API as it is, not as deployed, with its execution log; an answer that is streamed comes as a whole.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html
 */
export async function testMethod(clients: AwsClients, test: MethodTest): Promise<HopResult> {
  const time = stopwatch()
  const response = await testVerb(clients.apiGateway, {
    restApiId: test.restApiId,
    resourceId: test.resourceId,
    httpMethod: test.httpMethod,
    pathWithQueryString: test.pathWithQueryString,
    headers: test.headers,
    body: test.body || undefined,
    stageVariables: test.stageVariables,
  })
  const { at } = time()
  const latencyMs = Number(response.latency ?? 0)
  const status = response.status ?? 500
  const headers = lowerCase(response.headers ?? {})
  const { log } = response
  return {
    request: {
      call: `TestInvokeMethod ${test.httpMethod} ${decoded(test.pathWithQueryString)}`,
      contentType: test.body ? 'application/json' : undefined,
      body: shown(test.body ?? ''),
    },
    at,
    healthy: status < 400,
    status,
    contentType: headers['content-type'],
    headers,
    body: shown(response.body ?? ''),
    latencyMs,
    shares: sharesOf({ latencyMs, serverTiming: headers['server-timing'], integrationMs: readIntegrationMs(log) }),
    log,
    requestId: log?.match(/Execution log for request (\S+)/)?.[1],
    problem: status < 400 ? undefined : `The method answered ${status}; the log says at which step.`,
  }
}

const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

interface UrlTest {
  /** Rebuilt from AWS's own answers; never one that a client names. */
  url: string
  method: string
  headers: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
}

/** The gateway answers within 29 s; a stream that has begun can take its time. */
const urlTimeoutMs = 65_000

/** The public API as any caller's server would call it. Redirects are shown, not followed. */
export async function callInvokeUrl(fetchUrl: typeof fetch, test: UrlTest): Promise<HopResult> {
  const { url, method, headers, body } = test
  const { pathname, search } = new URL(url)
  const time = stopwatch()
  const response = await fetchUrl(url, {
    method,
    headers,
    body,
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(urlTimeoutMs),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const taken = time()
  const responseHeaders = Object.fromEntries(response.headers)
  const contentType = responseHeaders['content-type']
  return {
    request: {
      call: `${method} ${decoded(pathname + search)}`,
      contentType: headers['content-type'],
      body: body ? shownBytes(body, headers['content-type'] ?? '') : '',
    },
    ...taken,
    healthy: response.status < 400,
    status: response.status,
    contentType,
    headers: responseHeaders,
    body: shownBytes(bytes, contentType ?? ''),
    shares: sharesOf({ ...taken, serverTiming: responseHeaders['server-timing'] }),
    requestId: responseHeaders['x-amzn-requestid'],
    problem: response.status < 400 ? undefined : `The URL answered ${response.status}.`,
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
