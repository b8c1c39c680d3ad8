/** One request at one method: validation, then the integration, then the answer. The same for callers and for tests. */
import { randomUUID } from 'node:crypto'
import type { World } from '../kernel/types'
import { errorResponse, errors, type GatewayError } from './gateway-errors'
import { respondByService } from './integrations/aws-service'
import { respondByHttp } from './integrations/http-proxy'
import { respondByLambda } from './integrations/lambda-proxy'
import { respondByMock } from './integrations/mock'
import type { GatewayRequest, InvokeUrlResponse, Route, Trace } from './types'
import { validate } from './validate'

/** Node keeps random bytes in store for UUIDs alone: reading them again takes a system call each time. */
const randomHex = () => randomUUID().replaceAll('-', '')

const newRoot = (at: number) => `Root=1-${Math.floor(at / 1000).toString(16)}-${randomHex().slice(0, 24)}`

interface TraceOptions {
  /** The caller's own `X-Amzn-Trace-Id`: its root goes on. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
  from?: string
  log?: (line: string) => void
}

export function newTrace({ from, log = () => {} }: TraceOptions = {}): Trace {
  const at = Date.now()
  return {
    requestId: randomUUID(),
    extendedRequestId: `${Buffer.from(randomHex(), 'hex').toString('base64url').slice(0, 15)}=`,
    traceId: from?.match(/Root=1-[0-9a-f]{8}-[0-9a-f]{24}/)?.[0] ?? newRoot(at),
    at,
    log,
  }
}

export async function runMethod(
  world: World,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): Promise<InvokeUrlResponse> {
  const response = validate(route, request) ?? (await integrate(world, route, request, trace))
  return 'status' in response && 'body' in response
    ? response
    : errorResponse(route.definition, response as GatewayError, request, trace)
}

function integrate(
  world: World,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): InvokeUrlResponse | GatewayError | Promise<InvokeUrlResponse | GatewayError> {
  const type = route.method.methodIntegration?.type
  if (type === 'MOCK') return respondByMock(route, request, trace)
  if (type === 'AWS_PROXY') return respondByLambda(world, route, request, trace)
  if (type === 'AWS') return respondByService(world, route, request, trace)
  if (type === 'HTTP_PROXY') return respondByHttp(world, route, request, trace)
  trace.log(`Execution failed due to configuration error: the sandbox runs no ${type} integration`)
  return errors.configuration
}
