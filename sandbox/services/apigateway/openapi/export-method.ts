/** One method of an API as an operation of the document that GetExport gives. */
import type { ApiDefinition, Integration, Method } from '../state'

export type Json = Record<string, unknown>

const text = { type: 'string' }

export const without = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined && one !== ''))

const mapped = <T>(map: Record<string, T> | undefined, of: (value: T, key: string) => unknown): Json =>
  Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key, of(value, key)]))

/** `method.request.querystring.data` → where it is and what it is called. */
const places: Record<string, string> = { querystring: 'query', header: 'header', path: 'path' }

function parametersOf(method: Method, isSwagger: boolean): Json[] {
  return Object.entries(method.requestParameters ?? {}).flatMap(([key, required]) => {
    const [, , place = '', ...name] = key.split('.')
    const within = places[place]
    if (!within) return []
    const parameter = { name: name.join('.'), in: within, ...(required || isSwagger ? { required } : {}) }
    return [isSwagger ? { ...parameter, ...text } : { ...parameter, schema: text }]
  })
}

const headersOf = (parameters: Record<string, boolean> | undefined, isSwagger: boolean): Json =>
  Object.fromEntries(
    Object.keys(parameters ?? {})
      .filter((key) => key.startsWith('method.response.header.'))
      .map((key) => [key.slice('method.response.header.'.length), isSwagger ? text : { schema: text }]),
  )

export const orNothing = (map: Json): Json | undefined => (Object.keys(map).length > 0 ? map : undefined)

const responses30 = (method: Method): Json =>
  mapped(method.methodResponses, ({ statusCode, responseParameters, responseModels }) =>
    without({
      description: `${statusCode} response`,
      headers: orNothing(headersOf(responseParameters, false)),
      content: mapped(responseModels, (name) => ({ schema: { $ref: `#/components/schemas/${name}` } })),
    }),
  )

const responses20 = (method: Method): Json =>
  mapped(method.methodResponses, ({ statusCode, responseParameters, responseModels }) => {
    const [model] = Object.values(responseModels ?? {})
    return without({
      description: `${statusCode} response`,
      schema: model && { $ref: `#/definitions/${model}` },
      headers: orNothing(headersOf(responseParameters, true)),
    })
  })

const integrationOf = (integration: Integration): Json =>
  without({
    type: integration.type.toLowerCase(),
    httpMethod: integration.httpMethod,
    uri: integration.uri,
    credentials: integration.credentials,
    responses: orNothing(
      Object.fromEntries(
        Object.values(integration.integrationResponses ?? {}).map((response) => [
          response.selectionPattern || 'default',
          without({
            statusCode: response.statusCode,
            responseParameters: response.responseParameters,
            responseTemplates: response.responseTemplates,
            contentHandling: response.contentHandling,
          }),
        ]),
      ),
    ),
    requestParameters: integration.requestParameters,
    requestTemplates: integration.requestTemplates,
    passthroughBehavior: integration.passthroughBehavior.toLowerCase(),
    contentHandling: integration.contentHandling,
    responseTransferMode: integration.responseTransferMode,
    timeoutInMillis: integration.timeoutInMillis === 29_000 ? undefined : integration.timeoutInMillis,
  })

/** By name: what `security` of a method refers to. */
export function schemesOf(definition: ApiDefinition, methods: Method[]): Json {
  const named = [...definition.authorizers.values()].map((one) => [
    one.name,
    {
      type: 'apiKey',
      name: one.type === 'REQUEST' ? 'Unused' : one.identitySource?.replace('method.request.header.', ''),
      in: 'header',
      'x-amazon-apigateway-authtype': one.authType,
      'x-amazon-apigateway-authorizer': without({
        type: one.type.toLowerCase(),
        providerARNs: one.providerARNs,
        authorizerUri: one.authorizerUri,
        identitySource: one.type === 'REQUEST' ? one.identitySource : undefined,
        identityValidationExpression: one.identityValidationExpression,
        authorizerResultTtlInSeconds: one.authorizerResultTtlInSeconds,
      }),
    },
  ])
  return {
    ...Object.fromEntries(named),
    ...(methods.some(({ apiKeyRequired }) => apiKeyRequired)
      ? { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } }
      : {}),
    ...(methods.some(({ authorizationType }) => authorizationType === 'AWS_IAM')
      ? {
          sigv4: {
            type: 'apiKey',
            name: 'Authorization',
            in: 'header',
            'x-amazon-apigateway-authtype': 'awsSigv4',
          },
        }
      : {}),
  }
}

function securityOf(definition: ApiDefinition, method: Method): Json[] | undefined {
  const authorizer = method.authorizerId ? definition.authorizers.get(method.authorizerId) : undefined
  const all = [
    ...(method.apiKeyRequired ? [{ api_key: [] }] : []),
    ...(method.authorizationType === 'AWS_IAM' ? [{ sigv4: [] }] : []),
    ...(authorizer ? [{ [authorizer.name]: method.authorizationScopes ?? [] }] : []),
  ]
  return all.length > 0 ? all : undefined
}

export interface Options {
  isSwagger: boolean
  /** With API Gateway's own extensions. */
  isExtended: boolean
}

export function operationOf(definition: ApiDefinition, method: Method, { isSwagger, isExtended }: Options): Json {
  const models = Object.entries(method.requestModels ?? {})
  const body: Json[] = models
    .slice(0, 1)
    .map(([, name]) => ({ in: 'body', name, required: true, schema: { $ref: `#/definitions/${name}` } }))
  const parameters = [...parametersOf(method, isSwagger), ...(isSwagger ? body : [])]
  const types = [
    ...new Set(Object.values(method.methodResponses ?? {}).flatMap((one) => Object.keys(one.responseModels ?? {}))),
  ]
  return without({
    operationId: method.operationName,
    consumes: isSwagger && models.length > 0 ? models.map(([type]) => type) : undefined,
    produces: isSwagger && types.length > 0 ? types : undefined,
    parameters: parameters.length > 0 ? parameters : undefined,
    requestBody:
      !isSwagger && models.length > 0
        ? {
            content: Object.fromEntries(
              models.map(([type, name]) => [type, { schema: { $ref: `#/components/schemas/${name}` } }]),
            ),
            required: true,
          }
        : undefined,
    responses: orNothing(isSwagger ? responses20(method) : responses30(method)),
    security: securityOf(definition, method),
    'x-amazon-apigateway-request-validator': isExtended
      ? definition.requestValidators.get(method.requestValidatorId ?? '')?.name
      : undefined,
    'x-amazon-apigateway-integration':
      isExtended && method.methodIntegration ? integrationOf(method.methodIntegration) : undefined,
  })
}
