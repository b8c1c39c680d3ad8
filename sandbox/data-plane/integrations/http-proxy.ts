/**
 * HTTP proxy integrations: the request goes to the address as it came, and its answer back as it is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
import type { World } from '../../kernel/types'
import { errors, type GatewayError, idHeaders } from '../gateway-errors'
import { readQuery } from '../query'
import { withStageVariables } from '../stage-variables'
import type { GatewayRequest, InvokeUrlResponse, Route, Trace } from '../types'

/** What ends at each hop, and what the fetch below writes by itself. */
const dropped = /^(host|connection|content-length|transfer-encoding|keep-alive|te|upgrade|expect|accept-encoding)$/i
const droppedOfResponse = /^(connection|content-length|content-encoding|transfer-encoding|keep-alive|date)$/i

/**
 * The sandbox's own invention, which AWS knows nothing of: a name that stands for a port of this machine, called without TLS,
 * so that a test or a demo has an address that the gateway reaches: `https://8123.loopback.sandbox.example/predict` is `http://127.0.0.1:8123/predict`.
 * Port 0, on which nothing can listen, is the sandbox's own.
 */
function reached(world: World, uri: string): string {
  return uri.replace(/^https:\/\/(\d{1,5})\.loopback\.sandbox\.example(?=[/?]|$)/, (_, port) =>
    Number(port) === 0 ? world.options.url : `http://127.0.0.1:${port}`,
  )
}

export async function respondByHttp(
  world: World,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): Promise<InvokeUrlResponse | GatewayError> {
  const integration = route.method.methodIntegration
  const uri = withStageVariables(integration?.uri ?? '', route.variables)
  const method = integration?.httpMethod === 'ANY' ? request.method : (integration?.httpMethod ?? request.method)
  const address = reached(world, uri)
  if (!URL.canParse(address)) {
    trace.log('Execution failed due to configuration error: Invalid endpoint address')
    return errors.configuration
  }
  const url = new URL(address)
  for (const [name, value] of readQuery(request.rawQuery)) url.searchParams.append(name, value)
  trace.log(`Endpoint request URI: ${uri}`)
  const begun = Date.now()
  try {
    const response = await fetch(url, {
      method,
      headers: [
        ...request.headers.filter(([name]) => !dropped.test(name)),
        ['x-forwarded-for', request.sourceIp],
        ['x-amzn-trace-id', trace.traceId],
      ],
      body: method === 'GET' || method === 'HEAD' ? undefined : new Uint8Array(request.body),
      redirect: 'manual',
      signal: AbortSignal.timeout(integration?.timeoutInMillis ?? 29_000),
    })
    const body = Buffer.from(await response.arrayBuffer())
    trace.integrationMs = Date.now() - begun
    trace.log(`Received response. Status: ${response.status}, Integration latency: ${trace.integrationMs} ms`)
    trace.log(`Endpoint response body before transformations: ${body.toString('utf8').slice(0, 1024)}`)
    const headers = [...response.headers].filter(([name]) => !droppedOfResponse.test(name))
    return { status: response.status, headers: [...headers, ...idHeaders(trace)], body }
  } catch (error) {
    trace.integrationMs = Date.now() - begun
    const late = error instanceof Error && error.name === 'TimeoutError'
    trace.log(`Execution failed due to ${late ? 'a timeout error' : 'a network error communicating with endpoint'}`)
    return late ? errors.timeout : errors.network
  }
}
