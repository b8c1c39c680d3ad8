/**
 * What callers get of an integration that is no proxy: the integration response whose pattern fits the backend's status,
 * else the one without a pattern. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
import { errors, type GatewayError, idHeaders } from '../gateway-errors'
import { headerOf, isBinary } from '../media-types'
import type { GatewayRequest, InvokeUrlResponse, Route, Trace } from '../types'
import { type Overrides, overridden, renderTemplate } from './template'

export interface BackendResponse {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  body: Buffer
}

export function integrationResponse(
  backend: BackendResponse,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
  shared?: Overrides,
): InvokeUrlResponse | GatewayError {
  const responses = Object.values(route.method.methodIntegration?.integrationResponses ?? {})
  // short text: three digits. The patterns look ahead, as Java's can, and only a pattern of this language can do so here.
  const fits = (pattern: string) => new RegExp(`^(?:${pattern})$`).test(String(backend.status))
  const response =
    responses.find((one) => one.selectionPattern && fits(one.selectionPattern)) ??
    responses.find((one) => !one.selectionPattern)
  if (!response) {
    trace.log('Execution failed due to configuration error: No match for output mapping and no default')
    return errors.configuration
  }
  const headers: [string, string][] = Object.entries(response.responseParameters ?? {}).flatMap(
    ([target, source]): [string, string][] => {
      const name = target.match(/^method\.response\.header\.(.+)$/)?.[1]
      const from = source.match(/^integration\.response\.header\.(.+)$/)?.[1]
      const value = source.startsWith("'") ? source.slice(1, -1) : from && backend.headers[from.toLowerCase()]
      return name && value ? [[name, value]] : []
    },
  )
  const [template] = Object.values(response.responseTemplates ?? {})
  const [type = 'application/json'] = Object.keys(response.responseTemplates ?? {})
  const rendered = template
    ? renderTemplate(template, backend.body.toString('utf8'), 'response', { route, request, trace }, shared)
    : undefined
  if (rendered?.twice) return errors.configuration
  const { headers: set = {}, status } = rendered ?? (shared ? overridden(shared.response) : {})
  const overrides = Object.entries(set)
  const all = [...headers.filter(([name]) => !overrides.some(([other]) => same(name, other))), ...overrides]
  const typed = all.some(([name]) => same(name, 'content-type'))
  return {
    status: status ?? Number(response.statusCode),
    headers: [...(typed ? [] : [['Content-Type', type] as [string, string]]), ...idHeaders(trace), ...all],
    body: rendered ? rendered.text : passed(backend, route, request),
  }
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** Bytes stay bytes only where the caller accepts a binary type of the API. */
function passed({ body }: BackendResponse, route: Route, request: GatewayRequest): Buffer {
  const accepts = isBinary(route.definition.binaryMediaTypes, headerOf(request.headers, 'accept'))
  return accepts ? body : Buffer.from(body.toString('utf8'))
}
