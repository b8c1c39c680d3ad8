/** What a method can say, whether it comes by PutMethod, UpdateMethod or an OpenAPI document. */
import { checkAuthorizer } from '../authorizers'
import { badRequest, notInEnum, validation } from '../errors'
import type { ApiDefinition, Method } from '../state'

const httpMethods = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY']

const authorizationTypes = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS']

/** Words a fault in a mapping like AWS. */
export const invalidMapping = (errors: string[]) =>
  badRequest(`Invalid mapping expression specified: Validation Result: warnings : [], errors : [${errors.join(', ')}]`)

export function checkHttpMethod(httpMethod: string): void {
  if (!httpMethods.includes(httpMethod))
    throw badRequest(`Invalid HttpMethod specified. Valid options are ${httpMethods.join(',')}`)
}

export function checkAuthorization(definition: ApiDefinition, type: string, authorizerId: string | undefined): void {
  if (!authorizationTypes.includes(type))
    throw badRequest(`Invalid Authorization type specified. Valid options are ${authorizationTypes.join(',')}`)
  checkAuthorizer(definition, type, authorizerId)
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html */
export function checkRequestParameters(parameters: Record<string, boolean>): void {
  const names = Object.keys(parameters)
  for (const name of names) {
    if (!name.startsWith('method.request.')) throw invalidMapping([`Invalid mapping expression specified: ${name}`])
    if (
      !/^method\.request\.(querystring|header|path|multivaluequerystring|multivalueheader)\.[a-zA-Z0-9._$-]+$/.test(
        name,
      )
    )
      throw invalidMapping([`Invalid mapping expression parameter specified: ${name}`])
  }
  if (new Set(names.map((name) => name.split('.').slice(3).join('.'))).size < names.length)
    throw badRequest('Parameter names must be unique across querystring, header and path')
}

export function checkModelName(definition: ApiDefinition, name: string): void {
  if (!definition.models.has(name)) throw badRequest(`Invalid model identifier specified: ${name}`)
}

export function checkValidator(definition: ApiDefinition, id: string): void {
  if (!definition.requestValidators.has(id)) throw badRequest('Invalid Request Validator identifier specified')
}

export function checkMethod(definition: ApiDefinition, method: Method): void {
  checkHttpMethod(method.httpMethod)
  checkRequestParameters(method.requestParameters ?? {})
  checkAuthorization(definition, method.authorizationType, method.authorizerId)
  if (method.requestValidatorId) checkValidator(definition, method.requestValidatorId)
  for (const name of Object.values(method.requestModels ?? {})) checkModelName(definition, name)
}

export function checkContentHandling(value: unknown, member: string): void {
  const allowed = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']
  if (value !== undefined && !allowed.includes(String(value))) throw validation([notInEnum(value, member, allowed)])
}
