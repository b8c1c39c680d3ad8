/** TestInvokeMethod: past authorization and resource policy, so it proves what lies behind them. */
import { type APIGatewayClient, paginateGetResources, TestInvokeMethodCommand } from '@aws-sdk/client-api-gateway'

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
  const asked = new URLSearchParams(query).toString()
  const answer = await client.send(
    new TestInvokeMethodCommand({
      restApiId,
      resourceId: await resourceIdOf(client, restApiId, path),
      httpMethod: method,
      pathWithQueryString: asked ? `${path}?${asked}` : path,
      headers,
      body,
      stageVariables,
    }),
  )
  const type = Object.entries(answer.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return {
    status: answer.status ?? 500,
    body: answer.body ?? '',
    contentType: type ?? '',
    latencyMs: answer.latency ?? 0,
  }
}

async function resourceIdOf(client: APIGatewayClient, restApiId: string, path: string): Promise<string | undefined> {
  for await (const page of paginateGetResources({ client, pageSize: 500 }, { restApiId })) {
    const found = page.items?.find((resource) => resource.path === path)
    if (found) return found.id
  }
  return undefined
}
