import { validatorName } from './names'
import {
  type ApiDefinition,
  gatewayHeaders,
  gatewayResponseTypes,
  integrationTimeoutMs,
  mockTemplate,
  preflightHeaders,
  timeoutMsOf,
} from './openapi'

/**
 * The fields of the API that are ours, flat, to be compared with what AWS reads back (`readApiFields`): AWS fills in
 * defaults and rewrites documents, so the document itself is never compared.
 */
export function apiFieldsOf(api: ApiDefinition): Record<string, string> {
  if (api.adopted) return adoptedFieldsOf(api, api.adopted)
  const any = `${api.path} ANY`
  const options = `${api.path} OPTIONS`
  return {
    name: api.name,
    description: api.description,
    binaryMediaTypes: [...api.binaryMediaTypes].sort().join(' '),
    apiKeySource: 'HEADER',
    disableExecuteApiEndpoint: 'false',
    policy: '',
    resources: ['/', api.path].join(' '),
    methods: [any, options].join(', '),
    models: api.model?.name ?? '',
    requestValidators: `${validatorName} (parameters)`,
    [`${any} authorizationType`]: 'NONE',
    [`${any} apiKeyRequired`]: 'false',
    [`${any} requestParameters`]: `method.request.querystring.${api.queryParameter}`,
    [`${any} requestValidator`]: validatorName,
    [`${any} requestModels`]: api.model ? `application/json ${api.model.name}` : '',
    [`${any} integration.type`]: 'AWS_PROXY',
    [`${any} integration.httpMethod`]: 'POST',
    [`${any} integration.uri`]: api.integrationUri,
    [`${any} integration.timeoutInMillis`]: String(timeoutMsOf(api)),
    [`${any} integration.responseTransferMode`]: api.streaming ? 'STREAM' : 'BUFFERED',
    ...preflightFieldsOf(options),
    ...Object.fromEntries(
      gatewayResponseTypes.flatMap((type) =>
        Object.entries(gatewayHeaders).map(([name, value]) => [`${type} header ${name.toLowerCase()}`, value]),
      ),
    ),
  }
}

const preflightFieldsOf = (options: string): Record<string, string> => ({
  [`${options} authorizationType`]: 'NONE',
  [`${options} apiKeyRequired`]: 'false',
  [`${options} integration.type`]: 'MOCK',
  [`${options} integration.requestTemplates`]: `application/json ${mockTemplate}`,
  [`${options} integration.responses`]: '200',
  ...Object.fromEntries(
    Object.entries(preflightHeaders).map(([name, value]) => [`${options} 200 header ${name.toLowerCase()}`, value]),
  ),
})

/** Of somebody else's API only the integration of one method, and OPTIONS where there was none. */
function adoptedFieldsOf(
  api: ApiDefinition,
  { method, options }: NonNullable<ApiDefinition['adopted']>,
): Record<string, string> {
  const own = `${api.path} ${method}`
  return {
    [`${own} integration.type`]: 'AWS_PROXY',
    [`${own} integration.httpMethod`]: 'POST',
    [`${own} integration.uri`]: api.integrationUri,
    [`${own} integration.timeoutInMillis`]: String(integrationTimeoutMs),
    ...(options ? preflightFieldsOf(`${api.path} OPTIONS`) : {}),
  }
}
