/** A REST API read back as flat fields, the same that `apiFieldsOf` expects. Four calls, side by side. */
import {
  type APIGatewayClient,
  type GatewayResponse,
  GetGatewayResponsesCommand,
  GetModelsCommand,
  GetRequestValidatorsCommand,
  type Integration,
  type IntegrationResponse,
  type Method,
  type Model,
  paginateGetResources,
  type RequestValidator,
  type Resource,
} from '@aws-sdk/client-api-gateway'
import { policyMeaning } from '../iam/policy'
import type { ApiFields, ObservedApi } from '../types'
import { listAuthorizers, type ObservedAuthorizer } from './authorizers'
import { schemaFields } from './schema-fields'

/** Every new API is born with these two models. */
const builtInModels = new Set(['Empty', 'Error'])

/** Reads an API back as flat fields, to compare with `apiFieldsOf`, and the ids of its resources by path. Throws AWS's errors. */
export async function readApiFields(client: APIGatewayClient, api: ObservedApi): Promise<ApiFields> {
  const restApiId = api.id
  const [resources, validators, models, responses] = await Promise.all([
    listResources(client, restApiId),
    client.send(new GetRequestValidatorsCommand({ restApiId, limit: 500 })),
    client.send(new GetModelsCommand({ restApiId, limit: 500 })),
    client.send(new GetGatewayResponsesCommand({ restApiId, limit: 500 })),
  ])
  const guarded = resources.some((resource) =>
    Object.values(resource.resourceMethods ?? {}).some((one) => one.authorizerId),
  )
  // Most APIs have none, and a call is dear.
  const authorizers = guarded ? await listAuthorizers(client, restApiId) : []
  const validatorItems = validators.items ?? []
  const modelNames = (models.items ?? []).map((model) => model.name ?? '').filter((name) => !builtInModels.has(name))
  const methods = resources.flatMap((resource) =>
    Object.entries(resource.resourceMethods ?? {}).map(([verb, method]) => ({
      key: `${resource.path} ${verb}`,
      method,
    })),
  )
  return {
    fields: {
      name: api.name,
      description: api.description,
      binaryMediaTypes: sorted(api.binaryMediaTypes).join(' '),
      apiKeySource: api.apiKeySource,
      disableExecuteApiEndpoint: String(api.disableExecuteApiEndpoint),
      'endpointConfiguration.types': api.endpointType,
      policy: policyMeaning(api.policy),
      resources: sorted(resources.map((resource) => resource.path ?? '')).join(' '),
      methods: sorted(methods.map(({ key }) => key)).join(', '),
      models: sorted(modelNames).join(' '),
      ...Object.assign({}, ...validatedModels(methods, validatorItems, models.items ?? []).map(schemaFields)),
      requestValidators: sorted(validatorItems.map(validatorText)).join(', '),
      authorizers: sorted(authorizers.map(({ text }) => text)).join(', '),
      ...Object.assign({}, ...methods.map(({ key, method }) => methodFields(key, method, validatorItems))),
      ...Object.assign({}, ...methods.map(({ key, method }) => authorizerFields(key, method, authorizers))),
      ...Object.assign({}, ...(responses.items ?? []).map(gatewayResponseFields)),
    },
    resourceIds: Object.fromEntries(resources.map((resource) => [resource.path ?? '', resource.id ?? ''])),
  }
}

async function listResources(client: APIGatewayClient, restApiId: string): Promise<Resource[]> {
  const resources: Resource[] = []
  for await (const page of paginateGetResources({ client, pageSize: 500 }, { restApiId, embed: ['methods'] })) {
    resources.push(...(page.items ?? []))
  }
  return resources
}

const sorted = (texts: string[]): string[] => [...texts].sort()

function validatorText(validator: RequestValidator): string {
  const checks = [validator.validateRequestBody && 'body', validator.validateRequestParameters && 'parameters']
  return `${validator.name} (${checks.filter(Boolean).join(', ')})`
}

const pairs = (record: Record<string, unknown> | undefined): string =>
  sorted(Object.entries(record ?? {}).map(([key, value]) => `${key} ${value}`)).join(', ')

const authorizerFields = (key: string, method: Method, authorizers: ObservedAuthorizer[]): Record<string, string> => ({
  [`${key} authorizer`]: authorizers.find(({ id }) => id === method.authorizerId)?.name ?? method.authorizerId ?? '',
  [`${key} authorizationScopes`]: sorted(method.authorizationScopes ?? []).join(' '),
})

function methodFields(key: string, method: Method, validators: RequestValidator[]): Record<string, string> {
  const integration = method.methodIntegration
  const common = {
    [`${key} authorizationType`]: method.authorizationType ?? '',
    [`${key} apiKeyRequired`]: String(method.apiKeyRequired ?? false),
    [`${key} integration.type`]: integration?.type ?? '',
  }
  if (integration?.type === 'MOCK') {
    const responses = Object.entries(integration.integrationResponses ?? {})
    return {
      ...common,
      [`${key} integration.requestTemplates`]: pairs(integration.requestTemplates),
      [`${key} integration.responses`]: sorted(responses.map(([status]) => status)).join(' '),
      ...Object.fromEntries(
        responses.flatMap(([status, response]) =>
          Object.entries(response.responseParameters ?? {}).map(([name, value]) => [
            `${key} ${status} header ${headerName(name)}`,
            value,
          ]),
        ),
      ),
      ...templateFields(key, responses),
    }
  }
  return {
    ...common,
    [`${key} requestParameters`]: sorted(
      Object.entries(method.requestParameters ?? {}).map(([name, required]) => (required ? `${name} required` : name)),
    ).join(', '),
    [`${key} requestValidator`]: validators.find((one) => one.id === method.requestValidatorId)?.name ?? '',
    [`${key} requestModels`]: pairs(method.requestModels),
    [`${key} integration.httpMethod`]: integration?.httpMethod ?? '',
    [`${key} integration.uri`]: integration?.uri ?? '',
    [`${key} integration.timeoutInMillis`]: String(integration?.timeoutInMillis ?? ''),
    [`${key} integration.responseTransferMode`]: transferModeOf(integration),
    ...(integration?.type === 'AWS_PROXY' ? {} : backendFields(key, integration)),
    ...additionFields(key, integration),
  }
}

/**
 * Returns the mode in which a response goes on. It is absent where nobody chose one; where it is absent of a function's
 * streaming path, that path decides, because a buffered gateway has no use for it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export const transferModeOf = (integration: Integration | undefined): string =>
  integration?.responseTransferMode?.toUpperCase() ??
  (integration?.uri?.endsWith('/response-streaming-invocations') ? 'STREAM' : 'BUFFERED')

/** What no spec names, only where somebody set it: whom the gateway calls as, through what, and what it rewrites. */
function additionFields(key: string, integration: Integration | undefined): Record<string, string> {
  const { type, credentials, connectionType = 'INTERNET', connectionId, tlsConfig, contentHandling } = integration ?? {}
  const proxy = type !== 'AWS'
  return Object.fromEntries(
    Object.entries({
      ...(type === 'AWS_PROXY' ? { credentials } : {}),
      connectionType: connectionType === 'INTERNET' ? '' : `${connectionType} ${connectionId ?? ''}`.trim(),
      tlsConfig: tlsConfig?.insecureSkipVerification ? 'insecureSkipVerification' : '',
      contentHandling,
      ...(proxy
        ? {
            requestParameters: pairs(integration?.requestParameters),
            requestTemplates: pairs(integration?.requestTemplates),
            cacheKeyParameters: sorted(integration?.cacheKeyParameters ?? []).join(' '),
          }
        : {}),
    }).flatMap(([name, value]) => (value ? [[`${key} integration.${name}`, value]] : [])),
  )
}

/** What a proxy to a function does not have. */
function backendFields(key: string, integration: Integration | undefined): Record<string, string> {
  const credentials = { [`${key} integration.credentials`]: integration?.credentials ?? '' }
  if (integration?.type !== 'AWS') return credentials
  const responses = Object.entries(integration.integrationResponses ?? {})
  return {
    ...credentials,
    [`${key} integration.cacheKeyParameters`]: sorted(integration.cacheKeyParameters ?? []).join(' '),
    [`${key} integration.passthroughBehavior`]: integration.passthroughBehavior ?? '',
    ...keyed(`${key} integration.requestParameters`, integration.requestParameters),
    ...keyed(`${key} integration.requestTemplates`, integration.requestTemplates),
    [`${key} integration.responses`]: sorted(
      responses.map(([status, { selectionPattern }]) => (selectionPattern ? `${selectionPattern} ${status}` : status)),
    ).join(', '),
    ...Object.assign(
      {},
      ...responses.map(([status, response]) => ({
        ...Object.fromEntries(
          Object.entries(response.responseParameters ?? {}).map(([name, value]) => [
            `${key} ${status} header ${headerName(name)}`,
            value,
          ]),
        ),
      })),
    ),
    ...templateFields(key, responses),
  }
}

/** An empty template is read back as null. */
const templateFields = (key: string, responses: [string, IntegrationResponse][]): Record<string, string> =>
  Object.fromEntries(
    responses.flatMap(([status, { responseTemplates }]) =>
      Object.values(responseTemplates ?? {})
        .filter(Boolean)
        .map((template) => [`${key} ${status} template`, template]),
    ),
  )

const keyed = (name: string, record: Record<string, string> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [`${name} ${key}`, value]))

/** A schema refuses bodies only where a method that names the model has them validated. */
function validatedModels(methods: { method: Method }[], validators: RequestValidator[], models: Model[]): Model[] {
  const checking = new Set(validators.filter((one) => one.validateRequestBody).map(({ id }) => id))
  const named = new Set(
    methods
      .filter(({ method }) => checking.has(method.requestValidatorId))
      .flatMap(({ method }) => Object.values(method.requestModels ?? {})),
  )
  return models.filter(({ name = '' }) => named.has(name) && !builtInModels.has(name))
}

/** `method.response.header.X` and `gatewayresponse.header.X` → `x`. */
const headerName = (parameter: string): string => parameter.split('.header.').at(-1)?.toLowerCase() ?? parameter

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html */
const defaultTemplate = '{"message":$context.error.messageString}'

/** Headers of a type that somebody set; its status and its bodies only where they are not AWS's own. */
export function gatewayResponseFields(response: GatewayResponse): Record<string, string> {
  const { defaultResponse, responseType, statusCode, responseParameters, responseTemplates } = response
  if (defaultResponse) return {}
  return Object.fromEntries([
    ...(statusCode === undefined ? [] : [[`${responseType} statusCode`, statusCode]]),
    ...Object.entries(responseTemplates ?? {})
      .filter(([, template]) => template !== defaultTemplate)
      .map(([type, template]) => [`${responseType} body ${type}`, template || 'empty']),
    ...Object.entries(responseParameters ?? {}).map(([name, value]) => [
      `${responseType} header ${headerName(name)}`,
      value,
    ]),
  ])
}
