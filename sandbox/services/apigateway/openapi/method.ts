/** One operation of an OpenAPI document becomes a method with its integration. */
import { AwsError } from '../../../kernel/errors'
import { badRequest } from '../errors'
import { newId } from '../ids'
import { stringMap } from '../input'
import { checkIntegrationResponse, checkMapped, checkTimeouts } from '../methods/integration-rules'
import { newIntegration } from '../methods/integrations'
import { checkMethodResponse } from '../methods/method-responses'
import { checkMethod } from '../methods/method-rules'
import type { ApiDefinition, IntegrationResponse, Method, MethodResponse, Resource } from '../state'
import { type Document, objectOf } from './document'

interface Place {
  document: Document
  definition: ApiDefinition
  resource: Resource
  warnings: string[]
  errors: string[]
  timeoutQuotaMs: number
  sharedParameters: unknown[]
}

export function methodFrom(place: Place, httpMethod: string, operation: Document): Method {
  const { definition, resource } = place
  const method: Method = {
    httpMethod,
    ...authorizationOf(place, operation),
    operationName: typeof operation.operationId === 'string' ? operation.operationId : undefined,
    requestValidatorId: validatorOf(place, operation),
    requestParameters: parametersOf(place, operation),
    requestModels: requestModelsOf(place, operation),
    methodResponses: responsesOf(place, operation),
  }
  checkMethod(definition, method)
  const raw = objectOf(operation['x-amazon-apigateway-integration'])
  if (!raw.type) throw badRequest(`No integration defined for method ${httpMethod} ${resource.path}`)
  const integration = named(place, httpMethod, () => {
    const one = newIntegration(
      {
        ...raw,
        type: String(raw.type).toUpperCase(),
        requestParameters: textsOf(place, httpMethod, raw.requestParameters),
        passthroughBehavior: raw.passthroughBehavior ? String(raw.passthroughBehavior).toUpperCase() : undefined,
      },
      resource,
    )
    checkMapped(method, one)
    checkTimeouts([one], place.timeoutQuotaMs)
    return one
  })
  if (!integration) return method
  const responses = Object.entries(objectOf(raw.responses)).map(([pattern, one]) =>
    integrationResponse(pattern, objectOf(one)),
  )
  for (const response of responses) checkIntegrationResponse(method, response)
  if (responses.length > 0)
    integration.integrationResponses = Object.fromEntries(responses.map((response) => [response.statusCode, response]))
  return { ...method, methodIntegration: integration }
}

/**
 * Whatever a document gets wrong about its integrations is named at once, each with its place; the form is that which CloudFormation
 * shows of it. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html
 */
function named<T>({ resource, errors }: Place, httpMethod: string, run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'BadRequestException') throw error
    errors.push(
      `Unable to put integration on '${httpMethod}' for resource at path '${resource.path}': ${error.message}`,
    )
    return undefined
  }
}

/** What is no text is left out, with a warning. */
function textsOf({ resource, warnings }: Place, httpMethod: string, value: unknown): Document | undefined {
  if (value === undefined) return undefined
  const texts: Document = {}
  for (const [name, one] of Object.entries(objectOf(value)))
    if (typeof one === 'string') texts[name] = one
    else
      warnings.push(
        `Invalid format for 'requestParameters'. Expected type string for property '${name}' of resource '${resource.path}' and method '${httpMethod}' but got '${one}'`,
      )
  return texts
}

function integrationResponse(pattern: string, raw: Document): IntegrationResponse {
  return {
    statusCode: String(raw.statusCode ?? ''),
    ...(pattern === 'default' ? {} : { selectionPattern: pattern }),
    responseParameters: stringMap(raw.responseParameters),
    responseTemplates: stringMap(raw.responseTemplates),
    ...(raw.contentHandling ? { contentHandling: raw.contentHandling as IntegrationResponse['contentHandling'] } : {}),
  }
}

const requirements = (security: unknown): [string, unknown][] =>
  Array.isArray(security) ? security.flatMap((one) => Object.entries(objectOf(one))) : []

/** The document's own security, where it names authorizers; it holds for methods that have none of their own. */
export function rootAuthorizers(document: Document, { authorizers }: ApiDefinition): [string, unknown][] | undefined {
  const wanted = requirements(document.security)
  const names = new Set([...authorizers.values()].map(({ name }) => name))
  return wanted.length > 0 && wanted.every(([name]) => names.has(name)) ? wanted : undefined
}

/**
 * `security` names schemes of type apiKey; AWS_IAM and user pools are such with vendor extensions. Of root
 * security only authorizers count. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
function authorizationOf({ document, definition }: Place, operation: Document) {
  const schemes = objectOf(objectOf(document.components).securitySchemes)
  const wanted = operation.security ? requirements(operation.security) : (rootAuthorizers(document, definition) ?? [])
  const found: Pick<Method, 'authorizationType' | 'apiKeyRequired' | 'authorizerId' | 'authorizationScopes'> = {
    authorizationType: 'NONE',
    apiKeyRequired: false,
  }
  for (const [name, scopes] of wanted) {
    const scheme = objectOf(schemes[name])
    const authorizer = [...definition.authorizers.values()].find((one) => one.name === name)
    if (scheme['x-amazon-apigateway-authtype'] === 'awsSigv4') found.authorizationType = 'AWS_IAM'
    else if (authorizer) {
      found.authorizationType = authorizer.type === 'COGNITO_USER_POOLS' ? authorizer.type : 'CUSTOM'
      found.authorizerId = authorizer.id
      if (Array.isArray(scopes) && scopes.length > 0) found.authorizationScopes = scopes.map(String)
    } else if (scheme.type === 'apiKey' && String(scheme.name).toLowerCase() === 'x-api-key')
      found.apiKeyRequired = true
    else throw badRequest(`Unable to find or use security scheme ${name}`)
  }
  return found
}

function validatorOf({ document, definition }: Place, operation: Document): string | undefined {
  const name = operation['x-amazon-apigateway-request-validator'] ?? document['x-amazon-apigateway-request-validator']
  if (name === undefined) return undefined
  const validator = [...definition.requestValidators.values()].find((one) => one.name === name)
  if (!validator) throw badRequest(`Invalid request validator: ${name}`)
  return validator.id
}

const places: Record<string, string> = { query: 'querystring', header: 'header', path: 'path' }

function parametersOf({ sharedParameters, warnings }: Place, operation: Document): Record<string, boolean> | undefined {
  const own = Array.isArray(operation.parameters) ? operation.parameters : []
  const entries = [...sharedParameters, ...own].map(objectOf).flatMap((parameter) => {
    const place = places[String(parameter.in)]
    if (!place) {
      warnings.push(`Parameter ${parameter.name} in ${parameter.in} is not supported and is ignored`)
      return []
    }
    return [[`method.request.${place}.${parameter.name}`, parameter.required === true || place === 'path'] as const]
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** `$ref` names a model; a schema written in place becomes one with a made-up name, as AWS does. */
function modelNameOf({ definition }: Place, schema: Document): string {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? ''
    if (!definition.models.has(name)) throw badRequest(`Invalid model reference specified: ${schema.$ref}`)
    return name
  }
  const name = `MODEL${newId(6)}`
  definition.models.set(name, { id: newId(6), name, schema: JSON.stringify(schema), contentType: 'application/json' })
  return name
}

function contentModels(place: Place, content: unknown): Record<string, string> | undefined {
  const entries = Object.entries(objectOf(content)).flatMap(([type, media]) => {
    const schema = objectOf(objectOf(media).schema)
    return Object.keys(schema).length > 0 ? [[type, modelNameOf(place, schema)] as const] : []
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

const requestModelsOf = (place: Place, operation: Document) =>
  contentModels(place, objectOf(operation.requestBody).content)

function responsesOf(place: Place, operation: Document): Record<string, MethodResponse> | undefined {
  const entries = Object.entries(objectOf(operation.responses)).flatMap(([statusCode, raw]) => {
    if (!/^[1-5]\d\d$/.test(statusCode)) {
      place.warnings.push(`Response ${statusCode} is not supported and is ignored`)
      return []
    }
    const headers = Object.keys(objectOf(objectOf(raw).headers))
    const response: MethodResponse = {
      statusCode,
      responseParameters:
        headers.length > 0
          ? Object.fromEntries(headers.map((name) => [`method.response.header.${name}`, false]))
          : undefined,
      responseModels: contentModels(place, objectOf(raw).content),
    }
    checkMethodResponse(place.definition, response)
    return [[statusCode, response] as const]
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
