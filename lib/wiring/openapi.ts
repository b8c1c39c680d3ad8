/**
 * The API as one OpenAPI 3 document with every literal in it: PutRestApi in overwrite mode deletes or resets what the
 * document does not name, and is idempotent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/import-export-api-endpoints.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
import { type Feature, type FeatureContract, inputOf } from '../features/contract'
import type { Security } from './access'
import { validatorName } from './names'
import { authorizerFieldsOf, operationSecurity, securitySchemes, signatureHeaders } from './openapi-security'
import { policyMeaning } from './policy'

/** What is particular to one wiring; all else of the API is the same for each. */
export interface ApiDefinition {
  name: string
  description: string
  /** With its slash: `/iris`. */
  path: string
  queryParameter: string
  /** The integration's URI: Lambda's invocation path with the alias in it. */
  integrationUri: string
  /** What is bytes and no text: such a body reaches the function as base64, unharmed. */
  binaryMediaTypes: string[]
  /** Whether the gateway gives the answer on while it comes. */
  streaming: boolean
  /** How long the gateway waits for the answer. */
  timeoutMs: number
  /** The query parameter by which callers choose a model, and those that there are. */
  modelChoice?: { parameter: string; models: string[] }
  /** Who may call; the preflight is open to all. */
  security: Security
  /** The resource policy of the API; absent where anybody may come to the method. */
  policy?: object
  /** Derived from the contract for callers and exports; absent while no feature is described. */
  model?: { name: string; schema: object }
  /** Of an API that somebody else made: the one method that is ours, and OPTIONS where it is ours too. */
  adopted?: { method: string; options: boolean }
}

/** What an integration has that says nothing of its own. */
export const integrationTimeoutMs = 29_000

const allowOrigin = "'*'"
export const preflightHeaders: Record<string, string> = {
  'Access-Control-Allow-Headers': "'Content-Type,Accept,X-Api-Key,Authorization'",
  'Access-Control-Allow-Methods': "'GET,POST,OPTIONS'",
  'Access-Control-Allow-Origin': allowOrigin,
  'Access-Control-Max-Age': "'600'",
}
/** Only who has to sign is told of a signature's headers, so that what is deployed already stays as it is. */
const preflightHeadersOf = ({ security }: ApiDefinition): Record<string, string> =>
  security.authorizationType === 'AWS_IAM'
    ? {
        ...preflightHeaders,
        'Access-Control-Allow-Headers': `'Content-Type,Accept,X-Api-Key,Authorization,${signatureHeaders}'`,
      }
    : preflightHeaders

/** The gateway's own errors carry CORS headers only this way; the playground reads why from these two. */
const gatewayHeaders: Record<string, string> = {
  'Access-Control-Allow-Origin': allowOrigin,
  'Access-Control-Expose-Headers': "'x-amzn-ErrorType,x-amzn-RequestId,Retry-After'",
}
const gatewayResponseTypes = ['DEFAULT_4XX', 'DEFAULT_5XX'] as const
export const mockTemplate = '{"statusCode":200}'

export function openApiOf(api: ApiDefinition): object {
  return {
    openapi: '3.0.1',
    info: { title: api.name, description: api.description, version: '1.0' },
    paths: {
      [api.path]: { 'x-amazon-apigateway-any-method': anyMethod(api), options: preflight(preflightHeadersOf(api)) },
    },
    ...componentsOf(api),
    'x-amazon-apigateway-request-validators': {
      [validatorName]: { validateRequestBody: false, validateRequestParameters: true },
    },
    'x-amazon-apigateway-gateway-responses': Object.fromEntries(
      gatewayResponseTypes.map((type) => [
        type,
        { responseParameters: prefixed('gatewayresponse.header.', gatewayHeaders) },
      ]),
    ),
    ...(api.policy ? { 'x-amazon-apigateway-policy': api.policy } : {}),
    'x-amazon-apigateway-api-key-source': 'HEADER',
    'x-amazon-apigateway-binary-media-types': api.binaryMediaTypes,
    'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: false },
  }
}

function componentsOf(api: ApiDefinition): { components?: object } {
  const components = {
    ...(api.model ? { schemas: { [api.model.name]: api.model.schema } } : {}),
    ...securitySchemes(api.security),
  }
  return Object.keys(components).length > 0 ? { components } : {}
}

/** ANY, since a method for GET alone refuses the POST that a larger request needs; Lambda itself is always POSTed to. */
function anyMethod(api: ApiDefinition): object {
  return {
    // Declared and not required: a POST body must pass without it; the handler answers 400 where both lack.
    parameters: [
      { name: api.queryParameter, in: 'query', required: false, schema: { type: 'string' } },
      ...(api.modelChoice
        ? [
            {
              name: api.modelChoice.parameter,
              in: 'query',
              required: false,
              description: `One of ${api.modelChoice.models.join(', ')}`,
              schema: { type: 'string' },
            },
          ]
        : []),
    ],
    ...(api.model
      ? {
          requestBody: {
            required: false,
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${api.model.name}` } } },
          },
        }
      : {}),
    responses: { 200: { description: "The model's own answer, unchanged" } },
    ...operationSecurity(api.security),
    'x-amazon-apigateway-request-validator': validatorName,
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: api.integrationUri,
      passthroughBehavior: 'when_no_match',
      timeoutInMillis: api.timeoutMs,
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
      ...(api.streaming ? { responseTransferMode: 'STREAM' } : {}),
    },
  }
}

/** `contentHandling` keeps the answer alive should `*​/*` ever be a binary media type. */
function preflight(allowed: Record<string, string>): object {
  return {
    responses: {
      200: {
        description: 'CORS preflight',
        headers: Object.fromEntries(Object.keys(allowed).map((name) => [name, { schema: { type: 'string' } }])),
      },
    },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      passthroughBehavior: 'when_no_match',
      contentHandling: 'CONVERT_TO_TEXT',
      timeoutInMillis: integrationTimeoutMs,
      requestTemplates: { 'application/json': mockTemplate },
      responses: {
        default: { statusCode: '200', responseParameters: prefixed('method.response.header.', allowed) },
      },
    },
  }
}

const prefixed = (prefix: string, headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${prefix}${name}`, value]))

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
    policy: policyMeaning(api.policy),
    resources: ['/', api.path].join(' '),
    methods: [any, options].join(', '),
    models: api.model?.name ?? '',
    requestValidators: `${validatorName} (parameters)`,
    [`${any} authorizationType`]: api.security.authorizationType,
    [`${any} apiKeyRequired`]: String(api.security.apiKeyRequired),
    ...authorizerFieldsOf(any, api.security),
    [`${any} requestParameters`]: queryParametersOf(api)
      .map((name) => `method.request.querystring.${name}`)
      .join(', '),
    [`${any} requestValidator`]: validatorName,
    [`${any} requestModels`]: api.model ? `application/json ${api.model.name}` : '',
    [`${any} integration.type`]: 'AWS_PROXY',
    [`${any} integration.httpMethod`]: 'POST',
    [`${any} integration.uri`]: api.integrationUri,
    [`${any} integration.timeoutInMillis`]: String(api.timeoutMs),
    [`${any} integration.responseTransferMode`]: api.streaming ? 'STREAM' : 'BUFFERED',
    ...preflightFieldsOf(options, preflightHeadersOf(api)),
    ...Object.fromEntries(
      gatewayResponseTypes.flatMap((type) =>
        Object.entries(gatewayHeaders).map(([name, value]) => [`${type} header ${name.toLowerCase()}`, value]),
      ),
    ),
  }
}

/** In the order in which they are read back. */
const queryParametersOf = ({ queryParameter, modelChoice }: ApiDefinition): string[] =>
  [queryParameter, ...(modelChoice ? [modelChoice.parameter] : [])].sort()

const preflightFieldsOf = (options: string, allowed = preflightHeaders): Record<string, string> => ({
  [`${options} authorizationType`]: 'NONE',
  [`${options} apiKeyRequired`]: 'false',
  [`${options} integration.type`]: 'MOCK',
  [`${options} integration.requestTemplates`]: `application/json ${mockTemplate}`,
  [`${options} integration.responses`]: '200',
  ...Object.fromEntries(
    Object.entries(allowed).map(([name, value]) => [`${options} 200 header ${name.toLowerCase()}`, value]),
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
    [`${own} integration.timeoutInMillis`]: String(api.timeoutMs),
    ...(options ? preflightFieldsOf(`${api.path} OPTIONS`) : {}),
  }
}

/** The media types of pictures, where a contract leaves the type to the file. */
const anyOf: Record<string, string[]> = {
  'image/*': ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
  'audio/*': ['audio/wav', 'audio/mpeg', 'audio/ogg', 'audio/webm', 'audio/flac'],
}

/**
 * The media type of a picture or a recording, by name: `*​/*` would make bytes of CSV and JSON too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function binaryMediaTypesOf(contract: FeatureContract): string[] {
  const input = inputOf(contract)
  if (input.kind !== 'image' && input.kind !== 'audio') return []
  return anyOf[input.contentType] ?? [input.contentType]
}

/** Model names are alphanumeric: `iris-xgboost-1` → `IrisXgboost1Input`. */
export const modelNameOf = (endpointName: string): string =>
  `${endpointName
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Input`

/**
 * The JSON body that the handler takes, as JSON Schema draft 4 and within the part of it that API Gateway keeps: what that
 * part has no word for (a column's unit, range and choices) stands in descriptions.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function modelOf(endpointName: string, contract: FeatureContract): ApiDefinition['model'] {
  const { features } = contract
  if (features.length === 0 || inputOf(contract).kind !== 'rows') return undefined
  const numeric = features.every((feature) => feature.type === 'number' || feature.type === 'integer')
  const answer = answerText(contract.output)
  return {
    name: modelNameOf(endpointName),
    schema: {
      type: 'object',
      ...(answer ? { description: answer } : {}),
      required: ['data'],
      properties: {
        data: {
          type: 'array',
          description: `Rows of ${features.length} columns, in this order: ${features.map(columnText).join('; ')}`,
          items: {
            type: 'array',
            minItems: features.length,
            maxItems: features.length,
            items: numeric ? { type: 'number' } : {},
          },
        },
      },
    },
  }
}

/** `petal width (number in cm, from 0.1 to 2.5): across the middle`. */
function columnText({ name, type, unit, min, max, choices, description }: Feature): string {
  const range = [min === undefined ? '' : `from ${min}`, max === undefined ? '' : `to ${max}`].filter(Boolean).join(' ')
  const kind = type === 'choice' && choices?.length ? `one of ${choices.join(' | ')}` : type
  const facts = [unit ? `${kind} in ${unit}` : kind, range].filter(Boolean).join(', ')
  return `${name} (${facts})${description ? `: ${description}` : ''}`
}

function answerText(output: FeatureContract['output']): string {
  const { name, task, unit, labels, outputs } = output ?? {}
  const what = [name ?? task, unit ? `in ${unit}` : ''].filter(Boolean).join(' ')
  const classes = labels?.length ? `by class index: ${labels.join(', ')}` : ''
  const several = outputs?.length ? `outputs in order: ${outputs.join(', ')}` : ''
  const text = [what, classes, several].filter(Boolean).join('; ')
  return text ? `The model answers ${text}` : ''
}
