/**
 * Authorizers; of their kinds the sandbox has user pools.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html
 */
import type { Call, Operation } from '../../kernel/types'
import { badRequest, conflict, notFound, notInEnum, validation } from './errors'
import { restApiOf } from './find'
import { newId } from './ids'
import { text } from './input'
import { type Document, objectOf } from './openapi/document'
import { page } from './page'
import { applyPatches, type Rule, readPatches, replaced } from './patch'
import type { ApiDefinition, Authorizer, RestApi } from './state'

const types = ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS']

function checkType(value: unknown): 'COGNITO_USER_POOLS' {
  if (value === 'COGNITO_USER_POOLS') return value
  if (!types.includes(String(value))) throw validation([notInEnum(value, 'createAuthorizerInput.type', types)])
  throw badRequest(`The sandbox does not support ${value} authorizers`)
}

function checkPools(value: unknown): string[] {
  const list = Array.isArray(value) ? value.map(String) : []
  if (list.length === 0) throw badRequest('Invalid provider ARNs: at least one user pool is needed')
  if (list.some((arn) => !/^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[\w-]+_[0-9a-zA-Z]+$/.test(arn)))
    throw badRequest('Invalid Authorizer provider ARN: must be the ARN of a user pool')
  return list
}

function checkSource(value: unknown): string {
  const source = text(value) ?? ''
  if (/^method\.request\.header\.[!-~]+$/.test(source)) return source
  throw badRequest('Invalid identity source specified. It must be a request header')
}

function checkName(api: ApiDefinition, value: unknown): string {
  const name = text(value) ?? ''
  if (!name) throw badRequest('Invalid authorizer name specified')
  if ([...api.authorizers.values()].some((one) => one.name === name))
    throw conflict(`Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`)
  return name
}

export function checkAuthorizer(definition: ApiDefinition, type: string, id: string | undefined): void {
  if ((type === 'CUSTOM' || type === 'COGNITO_USER_POOLS') && definition.authorizers.get(id ?? '')?.type !== type)
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    )
}

/** Reads, from an OpenAPI document, each scheme that has the extension. Known names keep their ids. */
export function readAuthorizers(document: Document, definition: ApiDefinition, before: RestApi['authorizers']): void {
  const schemes = objectOf(objectOf(document.components).securitySchemes)
  for (const [name, raw] of Object.entries(schemes)) {
    const scheme = objectOf(raw)
    if (scheme['x-amazon-apigateway-authtype'] !== 'cognito_user_pools') continue
    const extension = objectOf(scheme['x-amazon-apigateway-authorizer'])
    const known = [...before.values()].find((one) => one.name === name)
    const id = known?.id ?? newId(6)
    definition.authorizers.set(id, {
      id,
      name,
      type: 'COGNITO_USER_POOLS',
      providerARNs: checkPools(extension.providerARNs),
      authType: 'cognito_user_pools',
      identitySource: `method.request.header.${scheme.name}`,
      identityValidationExpression: text(extension.identityValidationExpression),
    })
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
  apply(authorizer, { op, value }) {
    const rest = authorizer.providerARNs.filter((arn) => arn !== value)
    authorizer.providerARNs = checkPools(op === 'add' ? [...rest, value] : rest)
  },
}

const rules = (api: RestApi): Record<string, Rule<Authorizer>> => ({
  '/name': replaced((authorizer, value) => {
    authorizer.name = checkName(api, value)
  }),
  '/identitySource': replaced((authorizer, value) => {
    authorizer.identitySource = checkSource(value)
  }),
  '/identityValidationExpression': replaced((authorizer, value) => {
    authorizer.identityValidationExpression = value || undefined
  }),
  '/providerARNs': pools,
})

export const authorizerOperations: Record<string, Operation> = {
  CreateAuthorizer: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    const type = checkType(input.type)
    const authorizer: Authorizer = {
      id: newId(6),
      name: checkName(api, input.name),
      type,
      providerARNs: checkPools(input.providerARNs),
      authType: text(input.authType) ?? 'cognito_user_pools',
      identitySource: checkSource(input.identitySource),
      identityValidationExpression: text(input.identityValidationExpression),
    }
    api.authorizers.set(authorizer.id, authorizer)
    return authorizer
  },
  GetAuthorizers: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    const { items, position } = page([...api.authorizers.values()], (one) => one.id, input)
    return { item: items, position }
  },
  GetAuthorizer: (input, call) => found(input, call).authorizer,
  UpdateAuthorizer: (input, call) => {
    const { api, authorizer } = found(input, call)
    applyPatches(authorizer, readPatches(input), rules(api))
    return authorizer
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
