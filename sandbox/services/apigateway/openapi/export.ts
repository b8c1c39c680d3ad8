/**
 * GetExport: what a stage serves, as an OpenAPI 3.0 or Swagger 2.0 document. The forms are those of localstack's
 * AWS-recorded `test_export_oas30_openapi` and `test_export_swagger_openapi`.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html
 */
import { dnsSuffixOf } from '../../../kernel/partition'
import { type Call, type Operation, RawResponse } from '../../../kernel/types'
import { badRequest, notFound } from '../errors'
import { restApiOf } from '../find'
import type { ApiDefinition, RestApi, Stage } from '../state'
import { type Json, type Options, operationOf, orNothing, schemesOf, without } from './export-method'

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

/**
 * `application/json` or `application/yaml`; a client that takes anything gets JSON. What AWS says to others is documented
 * nowhere. https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html#API_GetExport_RequestSyntax
 */
function endingOf(accepts: unknown): 'json' | 'yaml' {
  const types = String(accepts ?? '*/*')
    .split(',')
    .map((one) => one.split(';', 1)[0]?.trim().toLowerCase())
  if (types.includes('application/yaml')) return 'yaml'
  if (types.some((one) => one === 'application/json' || one === 'application/*' || one === '*/*')) return 'json'
  throw badRequest(`Invalid accept type specified: ${accepts}`)
}

/** YAML takes JSON as it is. */
export const getExport: Operation = (input, call: Call) => {
  const api = restApiOf(input.restapi_id, call)
  const kind = String(input.export_type)
  if (kind !== 'oas30' && kind !== 'swagger') throw badRequest(`Invalid export type specified: ${kind}`)
  const ending = endingOf(input.accepts)
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
  return new RawResponse(
    200,
    {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${kind}_${versionOf(api)}.${ending}"`,
    },
    JSON.stringify(document, undefined, 2),
  )
}
