/**
 * What an integration that is no proxy sends: the body by the template of its content type, headers and query by mapping.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
import { isUtf8 } from 'node:buffer'
import { errors, type GatewayError } from '../gateway-errors'
import { headerOf, isBinary } from '../media-types'
import { grouped, readQuery } from '../query'
import type { GatewayRequest, Route, Trace } from '../types'
import { renderTemplate } from './template'

export interface IntegrationRequest {
  /** Lower-case names. */
  headers: Record<string, string>
  query: [string, string][]
  body: Buffer
}

export function integrationRequest(
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): IntegrationRequest | GatewayError {
  const integration = route.method.methodIntegration
  const sent = headerOf(request.headers, 'content-type')
  const type = (sent ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? ''
  const templates = integration?.requestTemplates ?? {}
  const template = templates[type] ?? templates.$default
  if (template === undefined) {
    const behavior = integration?.passthroughBehavior
    const none = Object.keys(templates).length === 0
    if (behavior !== 'WHEN_NO_MATCH' && !(behavior === 'WHEN_NO_TEMPLATES' && none)) return errors.unsupportedMediaType
  }
  const mapped = mappedParameters(route, request, trace)
  // What nobody maps is the gateway's own, as its execution log shows it.
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...mapped.headers }
  const isBytes = isBinary(route.definition.binaryMediaTypes, sent)
  if (template === undefined) {
    const body = isBytes ? request.body : Buffer.from(request.body.toString('utf8'))
    return { headers, query: mapped.query, body }
  }
  // Bytes that are no text break a template: localstack's AWS-recorded
  // test_apigw_s3_binary_support_request_convert_to_binary_with_request_template.
  if (isBytes && !isUtf8(request.body)) return errors.configuration
  const rendered = renderTemplate(template, request.body.toString('utf8'), 'request', { route, request, trace })
  if (rendered.twice) return errors.configuration
  const overrides = Object.fromEntries(
    Object.entries(rendered.headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return { headers: { ...headers, ...overrides }, query: mapped.query, body: Buffer.from(rendered.text) }
}

/** `integration.request.header.X` ← a literal, a parameter of the method, the context or a stage variable. */
function mappedParameters(route: Route, request: GatewayRequest, trace: Trace) {
  const headers: Record<string, string> = {}
  const query: [string, string][] = []
  for (const [target, source] of Object.entries(route.method.methodIntegration?.requestParameters ?? {})) {
    const [, place = '', name = ''] = target.match(/^integration\.request\.(\w+)\.(.+)$/) ?? []
    const value = sourceValue(source, route, request, trace)
    if (value === undefined) continue
    if (place.endsWith('header')) headers[name.toLowerCase()] = value
    else if (place.endsWith('querystring')) query.push([name, value])
  }
  return { headers, query }
}

function sourceValue(source: string, route: Route, request: GatewayRequest, trace: Trace): string | undefined {
  if (source.startsWith("'")) return source.slice(1, -1)
  const variable = source.match(/^stageVariables\.(.+)$/)?.[1]
  if (variable) return route.variables[variable]
  if (source === 'context.requestId') return trace.requestId
  const [, place = '', name = ''] = source.match(/^method\.request\.(\w+)\.(.+)$/) ?? []
  if (place === 'header') return headerOf(request.headers, name)
  if (place === 'querystring') return grouped(readQuery(request.rawQuery)).single?.[name]
  return place === 'path' ? route.pathParameters?.[name] : undefined
}
