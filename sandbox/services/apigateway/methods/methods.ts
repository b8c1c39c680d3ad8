/** Methods of a resource. https://docs.aws.amazon.com/apigateway/latest/api/API_Method.html */
import type { Operation } from '../../../kernel/types'
import { badRequest, conflict } from '../errors'
import { methodOf, resourceOf } from '../find'
import { booleanMap, stringMap, text } from '../input'
import { applyPatches, flagOf, mapEntry, type Rule, readPatches, replaced } from '../patch'
import type { Method, RestApi } from '../state'
import { checkAuthorization, checkMethod, checkModelName, checkRequestParameters, checkValidator } from './method-rules'
import { methodView } from './method-view'

const putMethod: Operation = (input, call) => {
  const { api, resource } = resourceOf(input, call)
  const method: Method = {
    httpMethod: input.http_method,
    authorizationType: (text(input.authorizationType) ?? '').toUpperCase(),
    authorizerId: text(input.authorizerId) || undefined,
    apiKeyRequired: input.apiKeyRequired === true,
    operationName: text(input.operationName),
    requestParameters: booleanMap(input.requestParameters),
    requestModels: stringMap(input.requestModels),
    requestValidatorId: text(input.requestValidatorId) || undefined,
    authorizationScopes: Array.isArray(input.authorizationScopes) ? input.authorizationScopes : undefined,
  }
  settleAuthorizer(api, method)
  checkMethod(api, method)
  if (resource.resourceMethods[method.httpMethod]) throw conflict('Method already exists for this resource')
  resource.resourceMethods[method.httpMethod] = method
  return methodView(method)
}

const scopes: Rule<Method> = {
  ops: ['add', 'remove'],
  apply(method, patch) {
    const list = method.authorizationScopes ?? []
    const value = patch.value ?? ''
    if (patch.op === 'remove' && !list.includes(value)) throw badRequest('Invalid authorization scope specified')
    const next = patch.op === 'add' ? [...new Set([...list, value])] : list.filter((one) => one !== value)
    method.authorizationScopes = next.length > 0 ? next : undefined
  },
}

const methodRules = (api: RestApi): Record<string, Rule<Method>> => ({
  '/apiKeyRequired': replaced((method, value) => {
    method.apiKeyRequired = flagOf(value)
  }),
  '/authorizationType': replaced((method, value) => {
    method.authorizationType = value ?? ''
  }),
  '/authorizerId': replaced((method, value) => {
    method.authorizerId = value || undefined
  }),
  '/operationName': replaced((method, value) => {
    method.operationName = value || undefined
  }),
  '/requestValidatorId': replaced((method, value) => {
    if (value) checkValidator(api, value)
    method.requestValidatorId = value || undefined
  }),
  '/authorizationScopes': scopes,
  '/requestParameters/*': mapEntry(
    (method) => method.requestParameters,
    (method, map) => {
      checkRequestParameters(map ?? {})
      method.requestParameters = map
    },
    flagOf,
    'Invalid parameter name specified',
  ),
  '/requestModels/*': mapEntry(
    (method) => method.requestModels,
    (method, map) => {
      method.requestModels = map
    },
    (name) => {
      checkModelName(api, name)
      return name
    },
    'Content-Type specified was not found',
  ),
})

/** The type and its authorizer come in any order; one that the type does not need is taken and left unused, as AWS does. */
function settleAuthorizer(api: RestApi, method: Method): void {
  if (method.authorizationType === 'NONE' || method.authorizationType === 'AWS_IAM') method.authorizerId = undefined
  checkAuthorization(api, method.authorizationType, method.authorizerId)
}

const updateMethod: Operation = (input, call) => {
  const patches = readPatches(input)
  const { api, method } = methodOf(input, call)
  const draft = { ...method }
  applyPatches(draft, patches, methodRules(api))
  settleAuthorizer(api, draft)
  Object.assign(method, draft)
  return methodView(method)
}

const deleteMethod: Operation = (input, call) => {
  const { resource } = methodOf(input, call)
  delete resource.resourceMethods[input.http_method]
  return {}
}

export const methodOperations: Record<string, Operation> = {
  PutMethod: putMethod,
  GetMethod: (input, call) => methodView(methodOf(input, call).method),
  UpdateMethod: updateMethod,
  DeleteMethod: deleteMethod,
}
