/** TestInvokeMethod: past authorization and resource policy, so it proves what lies behind them. */
import {
  type APIGatewayClient,
  paginateGetResources,
  TestInvokeMethodCommand,
  type TestInvokeMethodCommandInput,
  type TestInvokeMethodCommandOutput,
} from '@aws-sdk/client-api-gateway'
import { isAbsent } from '../absent'

/** Holds one request for the gateway's own test of a method. */
export interface MethodCall {
  restApiId: string
  /** `/iris`. */
  path: string
  method: 'GET' | 'POST'
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string
  /** The stage's own are not there in a test. */
  stageVariables?: Record<string, string>
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html */
export async function callMethod(client: APIGatewayClient, call: MethodCall) {
  const { restApiId, path, method, query = {}, headers, body, stageVariables } = call
  const queryString = new URLSearchParams(query).toString()
  const response = await testVerb(client, {
    restApiId,
    resourceId: await resourceIdOf(client, restApiId, path),
    httpMethod: method,
    pathWithQueryString: queryString ? `${path}?${queryString}` : path,
    headers,
    body,
    stageVariables,
  })
  const header = (wanted: string) =>
    Object.entries(response.headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1]
  return {
    status: response.status ?? 500,
    body: response.body ?? '',
    contentType: header('content-type') ?? '',
    serverTiming: header('server-timing'),
    errorType: header('x-amzn-errortype'),
    latencyMs: response.latency ?? 0,
  }
}

/**
 * Tests a method by its verb. The AWS documentation does not say if an ANY method can be tested by the verb that a caller
 * uses, so a verb that the resource does not have is tested as ANY. Where that fails too, the first error counts.
 */
export async function testVerb(
  client: APIGatewayClient,
  test: TestInvokeMethodCommandInput,
): Promise<TestInvokeMethodCommandOutput> {
  try {
    return await client.send(new TestInvokeMethodCommand(test))
  } catch (error) {
    if (!isAbsent(error) || test.httpMethod === 'ANY') throw error
    return client.send(new TestInvokeMethodCommand({ ...test, httpMethod: 'ANY' })).catch(() => {
      throw error
    })
  }
}

async function resourceIdOf(client: APIGatewayClient, restApiId: string, path: string): Promise<string | undefined> {
  for await (const page of paginateGetResources({ client, pageSize: 500 }, { restApiId })) {
    const found = page.items?.find((resource) => resource.path === path)
    if (found) return found.id
  }
  return undefined
}
