/**
 * Authorizers: functions that judge a token or a request, and user pools.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html
 */
import type { Call, Operation } from '../../kernel/types'
import { authorizerFrom, checkAuthorizerForm } from './authorizer-rules'
import { badRequest, conflict, limitExceeded, notFound, notInEnum, validation } from './errors'
import { restApiOf } from './find'
import { newId } from './ids'
import { text } from './input'
import { type Document, objectOf } from './openapi/document'
import { page } from './page'
import { applyPatches, type Rule, readPatches, replaced } from './patch'
import type { ApiDefinition, Authorizer, RestApi } from './state'

const types = ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'] as const

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const mostAuthorizers = 10

function typeOf(value: unknown): Authorizer['type'] {
  const type = types.find((one) => one === value)
  if (!type) throw validation([notInEnum(value, 'createAuthorizerInput.type', types)])
  return type
}

function checkName(api: ApiDefinition, value: unknown): string {
  const name = text(value) ?? ''
  if (!name) throw badRequest('Invalid authorizer name specified')
  if ([...api.authorizers.values()].some((one) => one.name === name))
    throw conflict(`Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`)
  return name
}

/** AWS's words for resources, of which there can be too many as well: https://github.com/boto/boto3/issues/1296 */
function checkCount({ authorizers }: ApiDefinition): void {
  if (authorizers.size >= mostAuthorizers)
    throw limitExceeded(
      'Maximum number of Authorizers for this API has been reached.  Please contact AWS if you need additional Authorizers.',
    )
}

export function checkAuthorizer(definition: ApiDefinition, type: string, id: string | undefined): void {
  if (type !== 'CUSTOM' && type !== 'COGNITO_USER_POOLS') return
  const found = definition.authorizers.get(id ?? '')
  if (!found || (found.type === 'COGNITO_USER_POOLS') !== (type === 'COGNITO_USER_POOLS'))
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    )
}

const placeOf = (scheme: Document): string => (scheme.in === 'query' ? 'querystring' : 'header')

/**
 * Reads, from an OpenAPI document, each scheme that has the extension. Known names keep their ids. A token is in the
 * scheme's own header; a request's sources are in the extension. Without any there, a request's source is what the scheme names,
 * unless that is "Unused", as it is for sources that no scheme can name: what the service does with a name that is both there and
 * unlike the extension is not written down, so the sandbox takes the reading in which a call can be refused.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function readAuthorizers(document: Document, definition: ApiDefinition, before: RestApi['authorizers']): void {
  const schemes = objectOf(objectOf(document.components).securitySchemes)
  for (const [name, raw] of Object.entries(schemes)) {
    const scheme = objectOf(raw)
    if (scheme['x-amazon-apigateway-authorizer'] === undefined) continue
    const extension = objectOf(scheme['x-amazon-apigateway-authorizer'])
    const type = typeOf(String(extension.type ?? '').toUpperCase())
    if (scheme.type !== 'apiKey') throw badRequest(`Unable to find or use security scheme ${name}`)
    const known = [...before.values()].find((one) => one.name === name)
    const id = known?.id ?? newId(6)
    if (!definition.authorizers.has(id)) checkCount(definition)
    const named = scheme.name === 'Unused' ? undefined : `method.request.${placeOf(scheme)}.${scheme.name}`
    const source = type === 'REQUEST' ? text(extension.identitySource) || named : named
    const authType = scheme['x-amazon-apigateway-authtype']
    definition.authorizers.set(id, authorizerFrom({ id, name, type }, { ...extension, authType }, source))
  }
}

function found(input: { restapi_id: string; authorizer_id: string }, call: Call) {
  const api = restApiOf(input.restapi_id, call)
  const authorizer = api.authorizers.get(input.authorizer_id)
  if (!authorizer) throw notFound('Invalid Authorizer identifier specified')
  return { api, authorizer }
}

const pools: Rule<Authorizer> = {
  ops: ['add', 'remove'],
  apply(authorizer, { op, value = '' }) {
    const rest = (authorizer.providerARNs ?? []).filter((arn) => arn !== value)
    authorizer.providerARNs = op === 'add' ? [...rest, value] : rest
  },
}

/** https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateAuthorizer-Patch */
const rules = (api: RestApi): Record<string, Rule<Authorizer>> => ({
  '/name': replaced((authorizer, value) => {
    authorizer.name = checkName(api, value)
  }),
  '/type': replaced((authorizer, value) => {
    authorizer.type = typeOf(value)
  }),
  '/authType': replaced((authorizer, value) => {
    authorizer.authType = value ?? ''
  }),
  '/authorizerUri': replaced((authorizer, value) => {
    authorizer.authorizerUri = value
  }),
  '/authorizerCredentials': replaced((authorizer, value) => {
    authorizer.authorizerCredentials = value || undefined
  }),
  '/authorizerResultTtlInSeconds': replaced((authorizer, value) => {
    authorizer.authorizerResultTtlInSeconds = Number(value)
  }),
  '/identitySource': replaced((authorizer, value) => {
    authorizer.identitySource = value || undefined
  }),
  '/identityValidationExpression': replaced((authorizer, value) => {
    authorizer.identityValidationExpression = value || undefined
  }),
  '/providerARNs': pools,
})

export const authorizerOperations: Record<string, Operation> = {
  CreateAuthorizer: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    checkCount(api)
    const base = { id: newId(6), name: checkName(api, input.name), type: typeOf(input.type) }
    const authorizer = authorizerFrom(base, input, text(input.identitySource))
    api.authorizers.set(authorizer.id, authorizer)
    return authorizer
  },
  GetAuthorizers: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    const { items, position } = page(`GetAuthorizers ${api.id}`, [...api.authorizers.values()], (one) => one.id, input)
    return { item: items, position }
  },
  GetAuthorizer: (input, call) => found(input, call).authorizer,
  UpdateAuthorizer: (input, call) => {
    const { api, authorizer } = found(input, call)
    const draft = { ...authorizer }
    applyPatches(draft, readPatches(input), rules(api))
    return Object.assign(authorizer, checkAuthorizerForm(draft))
  },
  DeleteAuthorizer: (input, call) => {
    const { api, authorizer } = found(input, call)
    const methods = [...api.resources.values()].flatMap((resource) => Object.values(resource.resourceMethods))
    if (methods.some((method) => method.authorizerId === authorizer.id))
      throw conflict('Cannot delete authorizer because it is in use by a method')
    api.authorizers.delete(authorizer.id)
    return {}
  },
}
