/**
 * What the gateway itself answers. Types that nobody set are listed with their defaults.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
import type { Call, Operation } from '../../kernel/types'
import { badRequest, notFound, notInEnum, validation } from './errors'
import { restApiOf } from './find'
import { stringMap, text } from './input'
import { page } from './page'
import { applyPatches, mapEntry, readPatches, replaced } from './patch'
import type { ApiDefinition, GatewayResponse } from './state'

/** Type → its default status, in the order in which a refusal lists them; the two families have none. */
export const defaultStatus: Record<string, string | undefined> = {
  REQUEST_TOO_LARGE: '413',
  RESOURCE_NOT_FOUND: '404',
  AUTHORIZER_CONFIGURATION_ERROR: '500',
  MISSING_AUTHENTICATION_TOKEN: '403',
  BAD_REQUEST_BODY: '400',
  INVALID_SIGNATURE: '403',
  INVALID_API_KEY: '403',
  BAD_REQUEST_PARAMETERS: '400',
  AUTHORIZER_FAILURE: '500',
  UNAUTHORIZED: '401',
  INTEGRATION_TIMEOUT: '504',
  ACCESS_DENIED: '403',
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  WAF_FILTERED: '403',
  QUOTA_EXCEEDED: '429',
  THROTTLED: '429',
  API_CONFIGURATION_ERROR: '500',
  UNSUPPORTED_MEDIA_TYPE: '415',
  INTEGRATION_FAILURE: '504',
  EXPIRED_TOKEN: '403',
}

const defaultTemplate = '{"message":$context.error.messageString}'

function checkResponseType(type: string): string {
  if (type in defaultStatus) return type
  throw validation([notInEnum(type, 'responseType', Object.keys(defaultStatus))])
}

export function gatewayResponse(
  responseType: string,
  { statusCode, responseParameters, responseTemplates }: Partial<GatewayResponse>,
): GatewayResponse {
  if (statusCode !== undefined && !/^[1-5]\d\d$/.test(statusCode)) throw badRequest('Invalid statusCode specified')
  for (const [name, value] of Object.entries(responseParameters ?? {})) {
    if (!/^gatewayresponse\.(header|querystring|path)\.\S+$/.test(name))
      throw badRequest(`Invalid gateway response parameter specified: ${name}`)
    if (!/^('.*'|method\.request\.\S+|context\.\S+|stageVariables\.\S+)$/.test(value))
      throw badRequest(`Invalid mapping expression specified: ${value}`)
  }
  return {
    responseType: checkResponseType(responseType),
    statusCode: statusCode ?? defaultStatus[responseType],
    responseParameters: responseParameters ?? {},
    responseTemplates: responseTemplates ?? { 'application/json': defaultTemplate },
    defaultResponse: false,
  }
}

const unset = (responseType: string): GatewayResponse => ({
  ...gatewayResponse(responseType, {}),
  defaultResponse: true,
})

/**
 * Its own; else its family's, if somebody set that; else the gateway's. What is not its own is answered as a default, with
 * the family's status, headers and templates, as the records show (docs/aws-facts-compared.md).
 */
export function effectiveResponse(definition: ApiDefinition, type: string): GatewayResponse {
  const own = definition.gatewayResponses.get(type)
  if (own) return own
  const status = defaultStatus[type]
  const family = status && definition.gatewayResponses.get(status.startsWith('5') ? 'DEFAULT_5XX' : 'DEFAULT_4XX')
  if (!family) return unset(type)
  return { ...family, responseType: type, statusCode: family.statusCode ?? status, defaultResponse: true }
}

const found = (input: { restapi_id: string; response_type: string }, call: Call) => ({
  api: restApiOf(input.restapi_id, call),
  type: checkResponseType(input.response_type),
})

const given = (member: string) => (value: string) => {
  if (value === '') throw badRequest(`Invalid null or empty value in ${member}`)
  return value
}

export const gatewayResponseOperations: Record<string, Operation> = {
  PutGatewayResponse: (input, call) => {
    const { api, type } = found(input, call)
    const response = gatewayResponse(type, {
      statusCode: text(input.statusCode),
      responseParameters: stringMap(input.responseParameters),
      responseTemplates: stringMap(input.responseTemplates),
    })
    api.gatewayResponses.set(type, response)
    return response
  },
  GetGatewayResponse: (input, call) => {
    const { api, type } = found(input, call)
    return effectiveResponse(api, type)
  },
  GetGatewayResponses: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    const all = Object.keys(defaultStatus).map((type) => effectiveResponse(api, type))
    const { items, position } = page(`GetGatewayResponses ${api.id}`, all, (one) => one.responseType, input)
    return { item: items, position }
  },
  UpdateGatewayResponse: (input, call) => {
    const { api, type } = found(input, call)
    const response = structuredClone(api.gatewayResponses.get(type) ?? unset(type))
    applyPatches(
      response,
      readPatches(input),
      {
        '/statusCode': replaced((draft, value) => {
          draft.statusCode = value
        }),
        '/responseParameters/*': mapEntry(
          (draft) => draft.responseParameters,
          (draft, map) => {
            draft.responseParameters = map ?? {}
          },
          given('responseParameters'),
          'Invalid parameter name specified',
        ),
        '/responseTemplates/*': mapEntry(
          (draft) => draft.responseTemplates,
          (draft, map) => {
            draft.responseTemplates = map ?? {}
          },
          given('responseTemplates'),
          'Content-Type specified was not found',
        ),
      },
      ({ path }) => `Invalid patch path ${path}`,
    )
    const checked = gatewayResponse(type, response)
    api.gatewayResponses.set(type, checked)
    return checked
  },
  DeleteGatewayResponse: (input, call) => {
    const { api, type } = found(input, call)
    if (!api.gatewayResponses.delete(type)) throw notFound('Gateway response type not defined on api')
    return {}
  },
}
