/**
 * What callers get of an integration that is no proxy: the integration response whose pattern fits the backend's status,
 * else the one without a pattern. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
import { errors, type GatewayError, idHeaders } from '../gateway-errors'
import { headerOf, isBinary } from '../media-types'
import type { GatewayAnswer, GatewayRequest, Route, Trace } from '../types'
import { type Overrides, overridden, renderTemplate } from './template'

export interface BackendAnswer {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  body: Buffer
}

export function integrationAnswer(
  backend: BackendAnswer,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
  shared?: Overrides,
): GatewayAnswer | GatewayError {
  const answers = Object.values(route.method.methodIntegration?.integrationResponses ?? {})
  // short text: three digits. The patterns look ahead, as Java's can, and only a pattern of this language can do so here.
  const fits = (pattern: string) => new RegExp(`^(?:${pattern})$`).test(String(backend.status))
  const answer =
    answers.find((one) => one.selectionPattern && fits(one.selectionPattern)) ??
    answers.find((one) => !one.selectionPattern)
  if (!answer) {
    trace.log('Execution failed due to configuration error: No match for output mapping and no default')
    return errors.configuration
  }
  const headers: [string, string][] = Object.entries(answer.responseParameters ?? {}).flatMap(
    ([target, source]): [string, string][] => {
      const name = target.match(/^method\.response\.header\.(.+)$/)?.[1]
      const from = source.match(/^integration\.response\.header\.(.+)$/)?.[1]
      const value = source.startsWith("'") ? source.slice(1, -1) : from && backend.headers[from.toLowerCase()]
      return name && value ? [[name, value]] : []
    },
  )
  const [template] = Object.values(answer.responseTemplates ?? {})
  const [type = 'application/json'] = Object.keys(answer.responseTemplates ?? {})
  const rendered = template
    ? renderTemplate(template, backend.body.toString('utf8'), 'response', { route, request, trace }, shared)
    : undefined
  if (rendered?.twice) return errors.configuration
  const { headers: set = {}, status } = rendered ?? (shared ? overridden(shared.response) : {})
  const overrides = Object.entries(set)
  const all = [...headers.filter(([name]) => !overrides.some(([other]) => same(name, other))), ...overrides]
  const typed = all.some(([name]) => same(name, 'content-type'))
  return {
    status: status ?? Number(answer.statusCode),
    headers: [...(typed ? [] : [['Content-Type', type] as [string, string]]), ...idHeaders(trace), ...all],
    body: rendered ? rendered.text : passed(backend, route, request),
  }
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** Bytes stay bytes only where the caller accepts a binary type of the API. */
function passed({ body }: BackendAnswer, route: Route, request: GatewayRequest): Buffer {
  const accepts = isBinary(route.definition.binaryMediaTypes, headerOf(request.headers, 'accept'))
  return accepts ? body : Buffer.from(body.toString('utf8'))
}
