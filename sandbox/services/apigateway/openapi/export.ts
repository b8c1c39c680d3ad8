/**
 * GetExport: what a stage serves, as an OpenAPI 3.0 or Swagger 2.0 document. The forms are those of localstack's
 * AWS-recorded `test_export_oas30_openapi` and `test_export_swagger_openapi`.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html
 */
import { dnsSuffixOf } from '../../../kernel/partition'
import { type Call, type Operation, RawResponse } from '../../../kernel/types'
import { badRequest, notFound } from '../errors'
import { restApiOf } from '../find'
import type { ApiDefinition, Integration, Method, RestApi, Stage } from '../state'

type Json = Record<string, unknown>

const text = { type: 'string' }

const without = (value: Json): Json =>
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

const orNothing = (map: Json): Json | undefined => (Object.keys(map).length > 0 ? map : undefined)

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
function schemesOf(definition: ApiDefinition, methods: Method[]): Json {
  const named = [...definition.authorizers.values()].map((one) => [
    one.name,
    {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': one.authType,
      'x-amazon-apigateway-authorizer': { type: one.type.toLowerCase(), providerARNs: one.providerARNs },
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

interface Options {
  isSwagger: boolean
  /** With API Gateway's own extensions. */
  isExtended: boolean
}

function operationOf(definition: ApiDefinition, method: Method, { isSwagger, isExtended }: Options): Json {
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

function schemasIn(definition: ApiDefinition, prefix: string): Json {
  const used = new Set(
    [...definition.resources.values()]
      .flatMap(({ resourceMethods }) => Object.values(resourceMethods))
      .flatMap(({ requestModels, methodResponses }) => [
        ...Object.values(requestModels ?? {}),
        ...Object.values(methodResponses ?? {}).flatMap((one) => Object.values(one.responseModels ?? {})),
      ]),
  )
  const reference = (value: unknown) =>
    String(value).replace(/^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\//, prefix)
  const schemas: Json = {}
  for (const name of used) {
    const schema = definition.models.get(name)?.schema
    if (!schema) continue
    schemas[name] = JSON.parse(schema, (key, value) => {
      if (key !== '$ref') return value
      const to = reference(value)
      if (to.startsWith(prefix)) used.add(to.slice(prefix.length))
      return to
    })
    delete (schemas[name] as Json).$schema
    delete (schemas[name] as Json).title
  }
  return schemas
}

function documentOf(api: RestApi, stage: Stage, definition: ApiDefinition, options: Options, region: string): Json {
  const { isSwagger, isExtended } = options
  const host = `${api.id}.execute-api.${region}.${dnsSuffixOf(region)}`
  const withMethods = [...definition.resources.values()].filter((one) => Object.keys(one.resourceMethods).length > 0)
  const paths = Object.fromEntries(
    withMethods.map(({ path, resourceMethods }) => [
      path,
      Object.fromEntries(
        Object.values(resourceMethods).map((method) => [
          method.httpMethod === 'ANY' ? 'x-amazon-apigateway-any-method' : method.httpMethod.toLowerCase(),
          operationOf(definition, method, options),
        ]),
      ),
    ]),
  )
  const methods = withMethods.flatMap(({ resourceMethods }) => Object.values(resourceMethods))
  const info = without({ title: api.name, description: api.description, version: versionOf(api) })
  const schemes = orNothing(schemesOf(definition, methods))
  const extensions = isExtended
    ? {
        'x-amazon-apigateway-binary-media-types':
          definition.binaryMediaTypes.length > 0 ? definition.binaryMediaTypes : undefined,
        'x-amazon-apigateway-policy': definition.policy ? JSON.parse(definition.policy) : undefined,
        'x-amazon-apigateway-gateway-responses': orNothing(
          Object.fromEntries(
            [...definition.gatewayResponses.values()].map(({ responseType, statusCode, ...rest }) => [
              responseType,
              without({
                statusCode,
                responseParameters: orNothing(rest.responseParameters),
                responseTemplates: orNothing(rest.responseTemplates),
              }),
            ]),
          ),
        ),
        'x-amazon-apigateway-request-validators': orNothing(
          Object.fromEntries(
            [...definition.requestValidators.values()].map(
              ({ name, validateRequestBody, validateRequestParameters }) => [
                name,
                { validateRequestParameters, validateRequestBody },
              ],
            ),
          ),
        ),
      }
    : {}
  if (isSwagger)
    return without({
      swagger: '2.0',
      info,
      host,
      basePath: `/${stage.stageName}`,
      schemes: ['https'],
      paths,
      securityDefinitions: schemes,
      definitions: orNothing(schemasIn(definition, '#/definitions/')),
      ...extensions,
    })
  return without({
    openapi: '3.0.1',
    info,
    servers: [{ url: `https://${host}/{basePath}`, variables: { basePath: { default: stage.stageName } } }],
    paths,
    components: without({
      schemas: orNothing(schemasIn(definition, '#/components/schemas/')),
      securitySchemes: schemes,
    }),
    ...extensions,
  })
}

/** Without a version of its own an API has the day it was made. */
const versionOf = ({ version, createdDate }: RestApi): string =>
  version ?? new Date(createdDate).toISOString().replace(/\.\d+/, '')

/** YAML takes JSON as it is. */
export const getExport: Operation = (input, call: Call) => {
  const api = restApiOf(input.restapi_id, call)
  const kind = String(input.export_type)
  if (kind !== 'oas30' && kind !== 'swagger') throw badRequest(`Invalid export type specified: ${kind}`)
  const stage = api.stages.get(String(input.stage_name))
  const deployment = stage && api.deployments.get(stage.deploymentId)
  if (!stage || !deployment) throw notFound('Invalid stage identifier specified')
  const isExtended = String(input.extensions ?? '')
    .split(',')
    .some((one) => one === 'apigateway' || one === 'integrations')
  const document = documentOf(
    api,
    stage,
    deployment.snapshot,
    { isSwagger: kind === 'swagger', isExtended },
    call.region,
  )
  const ending = String(input.accepts ?? '').includes('yaml') ? 'yaml' : 'json'
  return new RawResponse(
    200,
    {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${kind}_${versionOf(api)}.${ending}"`,
    },
    JSON.stringify(document, undefined, 2),
  )
}
