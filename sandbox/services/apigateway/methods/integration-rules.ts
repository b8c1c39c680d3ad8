/**
 * What an integration can say, whether it comes by PutIntegration, UpdateIntegration or an OpenAPI document.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
import { isRegion, partitionOf } from '../../../kernel/partition'
import { isServicePrefix } from '../../iam/principals'
import { badRequest, notInEnum, validation } from '../errors'
import type { Integration, IntegrationResponse, Method } from '../state'
import { checkContentHandling, checkHttpMethod, invalidMapping } from './method-rules'

const types = ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'] as const
const passthroughBehaviors = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const

const minTimeoutMs = 50
/** Beyond which no account's quota of a whole answer is raised here; `checkTimeouts` reads the account's own. */
const maxTimeoutMs = 300_000
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html */
const maxStreamTimeoutMs = 900_000

export function integrationType(value: unknown): Integration['type'] {
  const type = types.find((one) => one === value)
  if (!type) throw validation([notInEnum(value, 'putIntegrationInput.type', types)])
  return type
}

export function passthroughBehavior(value: unknown): Integration['passthroughBehavior'] {
  const behavior = passthroughBehaviors.find((one) => one === (value ?? 'WHEN_NO_MATCH'))
  if (!behavior)
    throw badRequest(`Invalid PassthroughBehavior specified. Valid options are ${passthroughBehaviors.join(',')}`)
  return behavior
}

export function checkIntegration(integration: Integration): void {
  const { type, uri = '' } = integration
  if (type !== 'MOCK') {
    if (!integration.httpMethod) throw badRequest('Enumeration value for HttpMethod must be non-empty')
    checkHttpMethod(integration.httpMethod)
    if (type === 'AWS' || type === 'AWS_PROXY') {
      checkAwsUri(type, uri)
      checkCredentials(integration)
    } else if (!/^https?:\/\/[^\s]+$|^\$\{stageVariables\.[^}]+\}/.test(uri))
      throw badRequest('Invalid HTTP endpoint specified for URI')
  }
  checkContentHandling(integration.contentHandling, 'putIntegrationInput.contentHandling')
  const transfer = integration.responseTransferMode
  if (transfer && transfer !== 'BUFFERED' && transfer !== 'STREAM')
    throw validation([notInEnum(transfer, 'putIntegrationInput.responseTransferMode', ['BUFFERED', 'STREAM'])])
  if (transfer === 'STREAM' && type !== 'AWS_PROXY' && type !== 'HTTP_PROXY')
    throw badRequest('Response transfer mode STREAM is only supported for AWS_PROXY and HTTP_PROXY integrations')
  const maximum = transfer === 'STREAM' ? maxStreamTimeoutMs : maxTimeoutMs
  checkTimeout(integration, maximum)
  for (const [target, expression] of Object.entries(integration.requestParameters ?? {})) {
    if (!/^integration\.request\.(querystring|header|path|multivaluequerystring|multivalueheader)\.\S+$/.test(target))
      throw invalidMapping([`Invalid mapping expression parameter specified: ${target}`])
    if (!/^('.*'|method\.request\.\S+|context\.\S+|stageVariables\.\S+)$/.test(expression))
      throw invalidMapping([`Invalid mapping expression specified: ${expression}`])
  }
}

/**
 * What an integration takes from a request, the method has to declare.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function checkMapped(method: Method, integration: Integration | undefined): void {
  const errors = Object.values(integration?.requestParameters ?? {})
    .filter((source) => /^method\.request\.(?!body\b|multivalue)/.test(source))
    .filter((source) => method.requestParameters?.[source] === undefined)
    .map((source) => `Invalid mapping expression parameter specified: ${source}`)
  if (errors.length > 0) throw invalidMapping(errors)
  checkCacheKeys(method, integration)
}

/**
 * Only what the method declares, or what the integration itself sets, can be part of a cache's key.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html; the words are those that people met
 * (https://theburningmonk.com/2016/04/serverless-enable-caching-on-query-string-parameters-in-api-gateway/).
 */
function checkCacheKeys(method: Method, integration: Integration | undefined): void {
  const known = new Set([
    ...Object.keys(method.requestParameters ?? {}),
    ...Object.keys(integration?.requestParameters ?? {}),
  ])
  for (const key of integration?.cacheKeyParameters ?? [])
    if (!known.has(key)) throw badRequest('Invalid cache key parameter specified')
}

function checkTimeout({ timeoutInMillis }: Integration, maximum: number): void {
  if (Number.isInteger(timeoutInMillis) && timeoutInMillis >= minTimeoutMs && timeoutInMillis <= maximum) return
  throw badRequest(`Timeout should be between ${minTimeoutMs} ms and ${maximum} ms`)
}

/** @param quotaMs the account's own, of answers that come as a whole */
export function checkTimeouts(integrations: (Integration | undefined)[], quotaMs: number): void {
  for (const integration of integrations)
    if (integration && integration.responseTransferMode !== 'STREAM') checkTimeout(integration, quotaMs)
}

/**
 * `arn:aws:apigateway:{region}:{service}:path|action/…`. Whether the function behind it exists is not checked, so an API
 * can be made before its function.
 */
function checkAwsUri(type: Integration['type'], uri: string): void {
  const match = uri.match(/^arn:(aws[a-z-]*):([^:]*):([^:]*):([^:]*):(.*)$/s)
  if (!match) throw badRequest('Invalid ARN specified in the request')
  const [, partition, service, region = '', target = '', rest = ''] = match
  if (service !== 'apigateway' || !/^(path|action)\//.test(rest))
    throw badRequest('AWS ARN for integration must contain path or action')
  if (!isRegion(region) || partitionOf(region) !== partition) throw badRequest('Invalid ARN specified in the request')
  // With a subdomain before it, as data planes of an account have.
  if (!isServicePrefix(target.slice(target.lastIndexOf('.') + 1)))
    throw badRequest(`AWS service of type ${target} not supported`)
  if (type === 'AWS_PROXY' && target !== 'lambda' && target !== 'firehose')
    throw badRequest(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    )
  const invocation =
    /^path\/\/?(2015-03-31\/functions\/.+\/invocations|2021-11-15\/functions\/.+\/response-streaming-invocations)$/
  if (target === 'lambda' && !invocation.test(rest)) throw badRequest('Invalid function ARN or invalid uri')
}

/** Every AWS service but Lambda, whose own policy allows the gateway, is called as a role. */
function checkCredentials({ uri = '', credentials }: Integration): void {
  if (!credentials && !/:lambda:path/.test(uri)) throw badRequest('Role ARN must be specified for AWS integrations')
  if (credentials && !/^arn:aws[a-z-]*:iam::(\d{12}:(role|user)\/.+|\*:user\/\*)$/.test(credentials))
    throw badRequest('Invalid ARN specified in the request')
}

/** A regular expression; AWS's words are documented nowhere. https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html */
function checkSelectionPattern(pattern = ''): void {
  try {
    // short text: none, as the pattern is read and not matched. It can look ahead, as Java's can.
    new RegExp(pattern.replace(/^\(\?[a-z]+\)/i, ''))
  } catch {
    throw badRequest(`Invalid selection pattern specified: ${pattern}`)
  }
}

/** Headers must be declared in the method's response of that status before an integration's response can set them. */
export function checkIntegrationResponse(method: Method, response: IntegrationResponse): void {
  checkContentHandling(response.contentHandling, 'putIntegrationResponseInput.contentHandling')
  checkSelectionPattern(response.selectionPattern)
  for (const type of Object.keys(response.responseTemplates ?? {})) {
    if (!/^[^\s/]+\/[^\s/]+$/.test(type))
      throw badRequest(`Validation Result: warnings : [], errors : [Invalid content type specified: ${type}]`)
  }
  const parameters = Object.entries(response.responseParameters ?? {})
  const declared = method.methodResponses?.[response.statusCode]
  if (parameters.length > 0 && !declared) throw invalidMapping(['No method response exists for method.'])
  const errors = parameters.flatMap(([target, expression]) => {
    if (declared?.responseParameters?.[target] === undefined)
      return [`Invalid mapping expression parameter specified: ${target}`]
    return /^('.*'|integration\.response\.(header|multivalueheader|body)\b\S*|context\.\S+|stageVariables\.\S+)$/.test(
      expression,
    )
      ? []
      : [`Invalid mapping expression specified: ${expression}`]
  })
  if (errors.length > 0) throw invalidMapping(errors)
}
