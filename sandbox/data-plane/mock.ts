/** MOCK integrations: the request template names a status, whose integration response is the answer. */
import { errors, type GatewayError, idHeaders } from './gateway-errors'
import { headerOf, isBinary } from './media-types'
import type { GatewayAnswer, GatewayRequest, Route, Trace } from './types'

export function answerMock(route: Route, request: GatewayRequest, trace: Trace): GatewayAnswer | GatewayError {
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
  const status = statusOf(template ?? templates['application/json'] ?? '')
  const answers = Object.values(integration?.integrationResponses ?? {})
  const answer =
    answers.find((one) => one.selectionPattern && new RegExp(`^(${one.selectionPattern})$`).test(String(status))) ??
    answers.find((one) => !one.selectionPattern)
  if (status === undefined || !answer) return errors.configuration
  const body = answer.responseTemplates?.['application/json'] ?? ''
  const literals = Object.entries(answer.responseParameters ?? {}).flatMap(([target, source]): [string, string][] => {
    const name = target.match(/^method\.response\.header\.(.+)$/)?.[1]
    return name && source.startsWith("'") ? [[name, source.slice(1, -1)]] : []
  })
  return {
    status: Number(answer.statusCode),
    headers: [['content-type', 'application/json'], ...idHeaders(trace), ...literals],
    body,
  }
}

function statusOf(template: string): number | undefined {
  try {
    const { statusCode } = JSON.parse(template) as { statusCode?: unknown }
    return Number.isInteger(Number(statusCode)) ? Number(statusCode) : undefined
  } catch {
    return undefined
  }
}
