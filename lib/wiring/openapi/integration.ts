/**
 * What the API says of that which stands behind a method, in the document and as the flat fields that are read back.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
import type { ApiDefinition, Backend, Operation } from './definition'
import {
  definiteAccept,
  formBody,
  modelErrorTemplate,
  refusal,
  requestErrorTemplate,
  requestRefused,
  roleDenied,
  throttled,
} from './templates'

/**
 * The runtime's InvokeEndpoint as an AWS service integration names it.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export const runtimeUri = (partition: string, region: string, endpointName: string): string =>
  `arn:${partition}:apigateway:${region}:runtime.sagemaker:path/endpoints/${endpointName}/invocations`

interface MappedResponse {
  /** The statuses of SageMaker that it is for; `default` is all else. */
  pattern: string
  /** What callers get. Each has its own, as API Gateway keeps answers by it. */
  status: string
  description: string
  headers: Record<string, string>
  /** In place of SageMaker's own body, which names the account. */
  template?: string
}

function responsesOf({ allowOrigin, earlier }: Extract<Backend, { kind: 'direct' }>): MappedResponse[] {
  const cors = {
    'Access-Control-Allow-Origin': `'${allowOrigin}'`,
    'Access-Control-Expose-Headers': "'Retry-After,x-amzn-RequestId'",
  }
  const mapped = (
    pattern: string,
    status: string,
    description: string,
    template: string,
    more = {},
  ): MappedResponse => ({
    pattern,
    status,
    description,
    headers: { ...cors, ...more },
    template,
  })
  return [
    {
      pattern: 'default',
      status: '200',
      description: "The model's own answer, unchanged",
      headers: { ...cors, 'Content-Type': 'integration.response.header.Content-Type' },
    },
    mapped('424', '424', 'The model refused the request, or broke on it', modelErrorTemplate(earlier)),
    mapped('429', '429', 'SageMaker has no capacity just now', throttled, { 'Retry-After': "'1'" }),
    mapped('403', '502', 'The role may not invoke the endpoint', roleDenied),
    mapped('400', '400', 'SageMaker refused the request or the role, or throttles', requestErrorTemplate),
    mapped('(?!400|403|424|429)4\\d{2}', '413', 'SageMaker did not read the request', requestRefused),
    mapped(
      '503',
      '503',
      'SageMaker is not available just now',
      refusal('unavailable', '"SageMaker is not available just now. Try again in a second."'),
      { 'Retry-After': "'1'" },
    ),
    mapped('(?!503)5\\d{2}', '500', 'SageMaker failed', refusal('sagemaker_failed', '"SageMaker failed. Try again."')),
  ]
}

/** Bodies of other types have no template: as text, bytes would not stay what they are. */
const textTypes = ['application/json', 'application/jsonlines', 'text/csv', 'text/plain', 'text/libsvm']

/** Makes the templates. In GET the parameter is the row, and a body is ignored. */
function requestTemplates(api: ApiDefinition, { takesBody }: Operation): Record<string, string> {
  // A request without Content-Type counts as JSON.
  const types = takesBody ? textTypes : ['application/json', 'text/csv']
  const accept = definiteAccept(api.backend?.kind === 'direct' ? api.backend.accept : undefined)
  const body = takesBody ? '$input.body' : `$input.params('${api.queryParameter}')`
  const form = api.backend?.kind === 'direct' && takesBody ? formOf(api, api.backend) : undefined
  return {
    ...Object.fromEntries(types.map((type) => [type, `${accept}${body}`])),
    ...(form ? { 'application/x-www-form-urlencoded': `${accept}${form}` } : {}),
  }
}

/** No form is a picture or a recording. Bodies that pass unchanged (`raw`) keep their type too. */
const formOf = (
  { queryParameter }: ApiDefinition,
  { bytes, textType, earlier }: Extract<Backend, { kind: 'direct' }>,
) => (bytes || textType === 'raw' || earlier ? undefined : formBody(queryParameter, textType))

const header = 'integration.request.header.'

/**
 * A template replaces this Accept (`definiteAccept`), and a body of bytes passes no template: API Gateway answers 500 to
 * it (localstack's AWS-recorded `test_apigw_s3_binary_support_request_convert_to_binary_with_request_template`). A
 * mapping takes the caller's value or a constant, and a caller's that is missing becomes application/json. So the model
 * chooses the type of its answer to a picture or a recording. Bytes of tables (`raw`) keep what the caller sends.
 */
function requestParameters({ variant, bytes }: Extract<Backend, { kind: 'direct' }>, { takesBody }: Operation) {
  return {
    [`${header}Accept`]: bytes && takesBody ? "'*/*'" : 'method.request.header.Accept',
    [`${header}Content-Type`]: takesBody ? 'method.request.header.Content-Type' : "'text/csv'",
    ...(variant ? { [`${header}X-Amzn-SageMaker-Target-Variant`]: `'${variant}'` } : {}),
  }
}

/** What an answer is known again by: the row, and the type that the caller wants it in. */
const cacheKeys = (api: ApiDefinition, { takesBody }: Operation): string[] =>
  api.backend?.kind === 'direct' && api.backend.cached && !takesBody
    ? [`method.request.querystring.${api.queryParameter}`, 'method.request.header.Accept']
    : []

/** What callers' headers have to be declared for; a mapping can read no other. */
export const headersRead = (backend: Backend | undefined, { takesBody }: Operation): string[] =>
  backend?.kind === 'direct' ? ['Accept', ...(takesBody ? ['Content-Type'] : [])] : []

/** A request that fits none of the templates is refused with 415; where there is none, bodies pass. */
const passthrough = ({ takesBody }: Operation) => (takesBody ? 'when_no_match' : 'never')

/** `responses` of the operation, and the integration itself. */
export function integrationOf(api: ApiDefinition, operation: Operation): { responses: object; integration: object } {
  const { backend, integrationUri: uri, timeoutMs: timeoutInMillis } = api
  if (backend?.kind === 'direct') {
    const responses = responsesOf(backend)
    const templates = requestTemplates(api, operation)
    const keys = cacheKeys(api, operation)
    return {
      responses: Object.fromEntries(
        responses.map(({ status, description, headers }) => [
          status,
          {
            description,
            headers: Object.fromEntries(Object.keys(headers).map((name) => [name, { schema: { type: 'string' } }])),
          },
        ]),
      ),
      integration: {
        type: 'aws',
        httpMethod: 'POST',
        uri,
        credentials: backend.credentials,
        passthroughBehavior: passthrough(operation),
        timeoutInMillis,
        requestParameters: requestParameters(backend, operation),
        requestTemplates: templates,
        ...(keys.length > 0 ? { cacheKeyParameters: keys } : {}),
        responses: Object.fromEntries(
          responses.map(({ pattern, status, headers, template }) => [
            pattern,
            {
              statusCode: status,
              responseParameters: Object.fromEntries(
                Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value]),
              ),
              ...(template ? { responseTemplates: { 'application/json': template } } : {}),
            },
          ]),
        ),
      },
    }
  }
  if (backend?.kind === 'http')
    return {
      responses: { 200: { description: "The address's own answer, unchanged" } },
      integration: {
        type: 'http_proxy',
        httpMethod: operation.verb,
        uri,
        passthroughBehavior: 'when_no_match',
        timeoutInMillis,
      },
    }
  return {
    responses: { 200: { description: "The model's own answer, unchanged" } },
    integration: {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri,
      passthroughBehavior: 'when_no_match',
      timeoutInMillis,
      ...(api.streaming ? { responseTransferMode: 'STREAM' } : {}),
    },
  }
}

/** Beside those that each integration has, as `readApiFields` gives them. */
export function backendFields(api: ApiDefinition, operation: Operation, name: string): Record<string, string> {
  const { backend } = api
  if (backend?.kind !== 'direct') return backend ? { [`${name} integration.credentials`]: '' } : {}
  return {
    [`${name} integration.credentials`]: backend.credentials,
    [`${name} integration.cacheKeyParameters`]: cacheKeys(api, operation).sort().join(' '),
    [`${name} integration.passthroughBehavior`]: passthrough(operation).toUpperCase(),
    ...keyed(`${name} integration.requestParameters`, requestParameters(backend, operation)),
    ...keyed(`${name} integration.requestTemplates`, requestTemplates(api, operation)),
    [`${name} integration.responses`]: responsesOf(backend)
      .map(({ pattern, status }) => (pattern === 'default' ? status : `${pattern} ${status}`))
      .sort()
      .join(', '),
    ...Object.assign(
      {},
      ...responsesOf(backend).map(({ status, headers, template }) => ({
        ...Object.fromEntries(
          Object.entries(headers).map(([key, value]) => [`${name} ${status} header ${key.toLowerCase()}`, value]),
        ),
        ...(template ? { [`${name} ${status} template`]: template } : {}),
      })),
    ),
  }
}

const keyed = (name: string, record: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [`${name} ${key}`, value]))
