import type { RequestShape } from '@/lib/features/request-shape'

/** What the three tests start with: this wiring's own path, parameter and sample, so that the first click proves something. */
export interface TestFacts {
  endpointName: string
  /** Without its slash; absent where nothing is deployed. */
  resourcePath?: string
  stage?: string
  queryParameter: string
  /** What the gateway lets through. */
  request: RequestShape
  sampleRow: string
}

/**
 * The Lambda proxy event of a row in the query, as API Gateway sends it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export function proxyEvent({ resourcePath = '', stage = '', queryParameter, request, sampleRow }: TestFacts): string {
  const httpMethod = request.methods === 'post' ? 'POST' : 'GET'
  const path = `/${resourcePath}`
  return JSON.stringify(
    {
      resource: path,
      path,
      httpMethod,
      headers: { Accept: '*/*' },
      multiValueHeaders: { Accept: ['*/*'] },
      queryStringParameters: { [queryParameter]: sampleRow },
      multiValueQueryStringParameters: { [queryParameter]: [sampleRow] },
      pathParameters: null,
      stageVariables: null,
      requestContext: {
        resourcePath: path,
        httpMethod,
        path: `/${stage}${path}`,
        stage,
        requestId: 'test-from-portico',
        identity: { sourceIp: '127.0.0.1' },
      },
      body: null,
      isBase64Encoded: false,
    },
    null,
    2,
  )
}

/** JSON on several lines where it is JSON; anything else as it is. */
export function pretty(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? JSON.stringify(value, null, 2) : text
  } catch {
    return text
  }
}
