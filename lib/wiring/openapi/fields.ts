import { schemaFields } from '../../aws/apigateway/schema-fields'
import { policyMeaning } from '../../aws/iam/policy'
import { integratedBelow, pathsBelow } from './below'
import { gatewayResponsesOf, mockTemplate, type Preflight, preflightBelow, preflightOf } from './cors'
import type { ApiDefinition, Operation, PathBelow } from './definition'
import { backendFields } from './integration'
import { operationsOf, parametersOf, validatorsOf } from './request'
import { authorizerFieldsOf, keySourceOf } from './security'

/**
 * The fields of the API that are ours, flat, to be compared with what AWS reads back (`readApiFields`): AWS fills in
 * defaults and rewrites documents, so the document itself is never compared.
 */
export function apiFieldsOf(api: ApiDefinition): Record<string, string> {
  if (api.adopted) return adoptedFieldsOf(api, api.adopted)
  const operations = operationsOf(api.request).map((one) => ({ ...one, name: `${api.path} ${one.verb}` }))
  const options = `${api.path} OPTIONS`
  const below = pathsBelow(api)
  return {
    name: api.name,
    description: api.description,
    binaryMediaTypes: [...api.binaryMediaTypes].sort().join(' '),
    apiKeySource: keySourceOf(api.security),
    disableExecuteApiEndpoint: 'false',
    'endpointConfiguration.types': 'REGIONAL',
    policy: policyMeaning(api.policy),
    resources: ['/', api.path, ...below.map(({ path }) => path)].sort().join(' '),
    methods: [
      ...operations.map(({ name }) => name),
      options,
      ...below.flatMap(({ path }) => [`${path} ANY`, `${path} OPTIONS`]),
    ]
      .sort()
      .join(', '),
    models: api.model?.name ?? '',
    ...(api.model && api.request.validateBody
      ? schemaFields({ name: api.model.name, schema: JSON.stringify(api.model.schema) })
      : {}),
    requestValidators: Object.entries(validatorsOf(api.request))
      .map(([name, { validateRequestBody }]) => `${name} (${validateRequestBody ? 'body, ' : ''}parameters)`)
      .sort()
      .join(', '),
    ...Object.assign({}, ...operations.map((one) => operationFields(api, one))),
    ...preflightFieldsOf(options, preflightOf(api)),
    ...Object.assign({}, ...below.map((one) => belowFieldsOf(api, one))),
    ...Object.fromEntries(
      gatewayResponsesOf(api).flatMap(({ type, headers, body }) => [
        ...Object.entries(headers).map(([name, value]) => [`${type} header ${name.toLowerCase()}`, value]),
        ...(body
          ? [
              ...(body.statusCode ? [[`${type} statusCode`, body.statusCode]] : []),
              [`${type} body application/json`, body.template],
            ]
          : []),
      ]),
    ),
  }
}

const typeOf = { direct: 'AWS', http: 'HTTP_PROXY' }

const operationFields = (api: ApiDefinition, one: Operation & { name: string }): Record<string, string> => ({
  ...ownFields(api, one),
  ...backendFields(api, one, one.name),
})

const belowFieldsOf = (api: ApiDefinition, below: PathBelow): Record<string, string> => {
  const { path, parameter } = below
  const name = `${path} ANY`
  return {
    ...securityFields(api, name),
    [`${name} requestParameters`]: parameter ? `method.request.path.${parameter} required` : '',
    [`${name} requestValidator`]: '',
    [`${name} requestModels`]: '',
    ...functionFields(api, { ...integratedBelow, name }),
    ...preflightFieldsOf(`${path} OPTIONS`, preflightBelow(api, below)),
  }
}

const securityFields = (api: ApiDefinition, name: string): Record<string, string> => ({
  [`${name} authorizationType`]: api.security.authorizationType,
  [`${name} apiKeyRequired`]: String(api.security.apiKeyRequired),
  ...authorizerFieldsOf(name, api.security),
})

const functionFields = (
  api: ApiDefinition,
  { name, ...one }: Operation & { name: string },
): Record<string, string> => ({
  [`${name} integration.type`]: api.backend ? typeOf[api.backend.kind] : 'AWS_PROXY',
  [`${name} integration.httpMethod`]: api.backend?.kind === 'http' ? one.verb : 'POST',
  [`${name} integration.uri`]: api.integrationUri,
  [`${name} integration.timeoutInMillis`]: String(api.timeoutMs),
  [`${name} integration.responseTransferMode`]: api.streaming ? 'STREAM' : 'BUFFERED',
})

const ownFields = (api: ApiDefinition, { name, ...one }: Operation & { name: string }): Record<string, string> => ({
  ...securityFields(api, name),
  [`${name} requestParameters`]: parametersOf(api, one)
    .map(
      (parameter) =>
        `method.request.${parameter.in === 'query' ? 'querystring' : 'header'}.${parameter.name}${parameter.required ? ' required' : ''}`,
    )
    .sort()
    .join(', '),
  [`${name} requestValidator`]: one.validator,
  [`${name} requestModels`]: api.model && one.takesBody ? `application/json ${api.model.name}` : '',
  ...functionFields(api, { ...one, name }),
})

const preflightFieldsOf = (options: string, { headers, template }: Preflight): Record<string, string> => ({
  [`${options} authorizationType`]: 'NONE',
  [`${options} apiKeyRequired`]: 'false',
  [`${options} integration.type`]: 'MOCK',
  [`${options} integration.requestTemplates`]: `application/json ${mockTemplate}`,
  [`${options} integration.responses`]: '200',
  ...Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`${options} 200 header ${name.toLowerCase()}`, value]),
  ),
  ...(template === undefined ? {} : { [`${options} 200 template`]: template }),
})

/** Reads, of somebody else's API, only the integration of one method, and OPTIONS if there was none. */
function adoptedFieldsOf(
  api: ApiDefinition,
  { method, options }: NonNullable<ApiDefinition['adopted']>,
): Record<string, string> {
  const own = `${api.path} ${method}`
  return {
    [`${own} integration.type`]: 'AWS_PROXY',
    [`${own} integration.httpMethod`]: 'POST',
    [`${own} integration.uri`]: api.integrationUri,
    [`${own} integration.timeoutInMillis`]: String(api.timeoutMs),
    [`${own} integration.credentials`]: '',
    ...(options ? preflightFieldsOf(`${api.path} OPTIONS`, preflightOf(api)) : {}),
  }
}
