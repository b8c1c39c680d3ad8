/** One request at one method: validation, then the integration, then the answer. The same for callers and for tests. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { World } from '../kernel/types'
import { errorAnswer, errors, type GatewayError } from './gateway-errors'
import { answerService } from './integrations/aws-service'
import { answerHttp } from './integrations/http-proxy'
import { answerLambda } from './integrations/lambda-proxy'
import { answerMock } from './integrations/mock'
import type { GatewayAnswer, GatewayRequest, Route, Trace } from './types'
import { validate } from './validate'

export function newTrace(log: (line: string) => void = () => {}): Trace {
  const at = Date.now()
  return {
    requestId: randomUUID(),
    extendedRequestId: `${randomBytes(11).toString('base64url').slice(0, 15)}=`,
    traceId: `Root=1-${Math.floor(at / 1000).toString(16)}-${randomBytes(12).toString('hex')}`,
    at,
    log,
  }
}

export async function runMethod(
  world: World,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): Promise<GatewayAnswer> {
  const answer = validate(route, request) ?? (await integrate(world, route, request, trace))
  return 'status' in answer && 'body' in answer
    ? answer
    : errorAnswer(route.definition, answer as GatewayError, request, trace)
}

function integrate(
  world: World,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): GatewayAnswer | GatewayError | Promise<GatewayAnswer | GatewayError> {
  const type = route.method.methodIntegration?.type
  if (type === 'MOCK') return answerMock(route, request, trace)
  if (type === 'AWS_PROXY') return answerLambda(world, route, request, trace)
  if (type === 'AWS') return answerService(world, route, request, trace)
  if (type === 'HTTP_PROXY') return answerHttp(world, route, request, trace)
  trace.log(`Execution failed due to configuration error: the sandbox runs no ${type} integration`)
  return errors.configuration
}
