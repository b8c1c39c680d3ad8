/**
 * The gateway's own answers, as each type's gateway response shapes them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
import { defaultStatus, effectiveResponse } from '../services/apigateway/gateway-responses'
import type { ApiDefinition, GatewayResponse } from '../services/apigateway/state'
import { headerOf } from './media-types'
import type { GatewayRequest, InvokeUrlResponse, Trace } from './types'

export interface GatewayError {
  type: string
  /** `x-amzn-ErrorType`. */
  name: string
  /** Null is what the body says of an authorizer's fault. */
  message: string | null
  /** The member of the default body that holds the message; `message` unless named. */
  member?: string
}

/** An ARN as a refusal names it: all but the last four digits of the account are hidden. */
const masked = (arn: string) =>
  arn.replace(/^((?:[^:]*:){4})\d{8}(\d{4}):/, (_, head: string, last: string) => `${head}********${last}:`)

export const errors = {
  forbidden: { type: 'ACCESS_DENIED', name: 'ForbiddenException', message: 'Forbidden' },
  missingToken: {
    type: 'MISSING_AUTHENTICATION_TOKEN',
    name: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
  },
  /** By a policy. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html */
  notAuthorized: (user: string, arn: string, explicitly: boolean): GatewayError => ({
    type: 'ACCESS_DENIED',
    name: 'AccessDeniedException',
    message: `User: ${user} is not authorized to perform: execute-api:Invoke on resource: ${masked(arn)}${explicitly ? ' with an explicit deny' : ''}`,
    member: 'Message',
  }),
  unauthorized: { type: 'UNAUTHORIZED', name: 'UnauthorizedException', message: 'Unauthorized' },
  incomingTokenExpired: {
    type: 'UNAUTHORIZED',
    name: 'UnauthorizedException',
    message: 'The incoming token has expired',
  },
  authorizerConfiguration: {
    type: 'AUTHORIZER_CONFIGURATION_ERROR',
    name: 'AuthorizerConfigurationException',
    message: 'Internal server error',
  },
  /** By a Lambda authorizer's policy. https://repost.aws/knowledge-center/api-gateway-403-error-lambda-authorizer */
  deniedByAuthorizer: (explicitly: boolean): GatewayError => ({
    type: 'ACCESS_DENIED',
    name: 'AccessDeniedException',
    message: `User is not authorized to access this resource${explicitly ? ' with an explicit deny' : ''}`,
    member: 'Message',
  }),
  /** It cannot be called, or its answer is none: https://loige.co/debugging-custom-apigateway-authorizers/ */
  authorizerMisconfigured: {
    type: 'AUTHORIZER_CONFIGURATION_ERROR',
    name: 'AuthorizerConfigurationException',
    message: null,
  } as GatewayError,
  /** It was called and failed. */
  authorizerFailed: { type: 'AUTHORIZER_FAILURE', name: 'AuthorizerFailureException', message: null } as GatewayError,
  invalidKey: { type: 'INVALID_API_KEY', name: 'ForbiddenException', message: 'Forbidden' },
  quotaExceeded: { type: 'QUOTA_EXCEEDED', name: 'LimitExceededException', message: 'Limit Exceeded' },
  throttled: { type: 'THROTTLED', name: 'TooManyRequestsException', message: 'Too Many Requests' },
  missingParameters: (names: string[]): GatewayError => ({
    type: 'BAD_REQUEST_PARAMETERS',
    name: 'BadRequestException',
    message: `Missing required request parameters: [${names.join(', ')}]`,
  }),
  badBody: { type: 'BAD_REQUEST_BODY', name: 'BadRequestException', message: 'Invalid request body' },
  tooLarge: {
    type: 'REQUEST_TOO_LARGE',
    name: 'RequestTooLargeException',
    message: 'HTTP content length exceeded 10485760 bytes.',
  },
  /** https://ntsblog.homedev.com.au/index.php/2021/03/09/aws-api-gateway-http-header-is-larger-than-10240-bytes/ */
  headersTooLarge: {
    type: 'REQUEST_TOO_LARGE',
    name: 'RequestTooLargeException',
    message: 'HTTP header is larger than 10240 bytes.',
  },
  /** The event for the function grows beyond Lambda's 6 MB. */
  tooLong: { type: 'REQUEST_TOO_LARGE', name: 'RequestTooLargeException', message: 'Request Too Long' },
  unsupportedMediaType: {
    type: 'UNSUPPORTED_MEDIA_TYPE',
    name: 'BadRequestException',
    message: 'Unsupported Media Type',
  },
  configuration: {
    type: 'API_CONFIGURATION_ERROR',
    name: 'InternalServerErrorException',
    message: 'Internal server error',
  },
  network: {
    type: 'INTEGRATION_FAILURE',
    name: 'InternalServerErrorException',
    message: 'Network error communicating with endpoint',
  },
  timeout: { type: 'INTEGRATION_TIMEOUT', name: 'InternalServerErrorException', message: 'Endpoint request timed out' },
} satisfies Record<string, GatewayError | ((...facts: never[]) => GatewayError)>

/** A malformed answer or a failed function is a 502, which no gateway response changes but DEFAULT_5XX's headers. */
export const badGateway: GatewayError & { status: number } = {
  type: 'DEFAULT_5XX',
  name: 'InternalServerErrorException',
  message: 'Internal server error',
  status: 502,
}

export const idHeaders = ({ requestId, extendedRequestId }: Trace): [string, string][] => [
  ['x-amzn-RequestId', requestId],
  ['x-amz-apigw-id', extendedRequestId],
]

/** The type's own response where somebody set one, else its family's headers and template. */
function shapeOf(definition: ApiDefinition, type: string, status: number): GatewayResponse {
  const own = definition.gatewayResponses.get(type)
  if (own) return own
  const family = effectiveResponse(definition, status >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX')
  return { ...family, statusCode: family.defaultResponse ? undefined : family.statusCode }
}

export function errorResponse(
  definition: ApiDefinition | undefined,
  error: GatewayError & { status?: number },
  request: GatewayRequest,
  trace: Trace,
): InvokeUrlResponse {
  const status = error.status ?? Number(defaultStatus[error.type] ?? 500)
  trace.error = { type: error.type, message: error.message ?? 'null' }
  // The 413 of a too large request is written before the API is known, so nothing customises it.
  const custom = definition && error !== errors.tooLarge ? shapeOf(definition, error.type, status) : undefined
  const values: Record<string, string> = {
    'context.error.message': error.message ?? 'null',
    'context.error.messageString': JSON.stringify(error.message),
    'context.error.responseType': error.type,
    'context.requestId': trace.requestId,
  }
  const [mediaType, template] = templateFor(custom, headerOf(request.headers, 'accept'), error.member)
  return {
    status: Number(custom?.statusCode ?? status),
    headers: [
      ['content-type', mediaType],
      ...idHeaders(trace),
      ['x-amzn-ErrorType', error.name],
      ...headersOf(custom, request, values),
    ],
    body: template.replace(/\$(context\.[a-zA-Z.]+)/g, (whole, name: string) => values[name] ?? whole),
  }
}

function templateFor(
  custom: GatewayResponse | undefined,
  accept: string | undefined,
  member = 'message',
): [string, string] {
  const templates = Object.entries(custom?.responseTemplates ?? {})
  const own = `{"${member}":$context.error.messageString}`
  // Nobody shaped this answer, so it keeps the gateway's own member.
  if (!custom || custom.defaultResponse) return ['application/json', own]
  const wanted = templates.find(([type]) => accept?.includes(type)) ?? templates[0]
  return wanted ?? ['application/json', own]
}

function headersOf(
  custom: GatewayResponse | undefined,
  request: GatewayRequest,
  values: Record<string, string>,
): [string, string][] {
  return Object.entries(custom?.responseParameters ?? {}).flatMap(([target, source]): [string, string][] => {
    const name = target.match(/^gatewayresponse\.header\.(.+)$/)?.[1]
    if (!name) return []
    if (source.startsWith("'")) return [[name, source.slice(1, -1)]]
    const header = source.match(/^method\.request\.header\.(.+)$/)?.[1]
    const value = header ? headerOf(request.headers, header) : values[source]
    return value === undefined ? [] : [[name, value]]
  })
}
