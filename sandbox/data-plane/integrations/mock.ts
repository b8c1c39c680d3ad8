/**
 * MOCK integrations: the request template names a status, whose integration response is the answer, its own template included.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
import { errors, type GatewayError } from '../gateway-errors'
import { headerOf, isBinary } from '../media-types'
import type { GatewayRequest, InvokeUrlResponse, Route, Trace } from '../types'
import { integrationResponse } from './integration-response'
import { newOverrides, renderTemplate } from './template'

export function respondByMock(route: Route, request: GatewayRequest, trace: Trace): InvokeUrlResponse | GatewayError {
  const integration = route.method.methodIntegration
  const type =
    (headerOf(request.headers, 'content-type') ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? ''
  const templates = integration?.requestTemplates ?? {}
  // A binary body has no template, and MOCK needs one: the known failure of `*/*` without CONVERT_TO_TEXT.
  if (isBinary(route.definition.binaryMediaTypes, type) && integration?.contentHandling !== 'CONVERT_TO_TEXT')
    return errors.configuration
  const template = templates[type] ?? templates.$default
  if (template === undefined) {
    const behavior = integration?.passthroughBehavior
    const passes =
      behavior === 'WHEN_NO_MATCH' || (behavior === 'WHEN_NO_TEMPLATES' && Object.keys(templates).length === 0)
    if (!passes) return errors.unsupportedMediaType
  }
  const chosen = template ?? templates['application/json'] ?? ''
  const overrides = newOverrides()
  const { text } = renderTemplate(
    chosen,
    request.body.toString('utf8'),
    'request',
    { route, request, trace },
    overrides,
  )
  const status = statusOf(text)
  if (status === undefined) return errors.configuration
  return integrationResponse({ status, headers: {}, body: Buffer.alloc(0) }, route, request, trace, overrides)
}

/** Reads JSON, with its names quoted or not: `{ statusCode: 200 }` is what AWS's own CDK writes. */
function statusOf(text: string): number | undefined {
  const named = text.match(/(?:^|[{,\s])(["']?)statusCode\1\s*:\s*["']?(\d{3})\b/)
  return named ? Number(named[2]) : undefined
}
