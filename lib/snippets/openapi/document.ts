/**
 * The OpenAPI 3.1 document of a URL for those who call it, from the contract: it names nothing of the account. What API Gateway
 * itself exports is another one (`lib/wiring/read/export-api.ts`). Pure.
 * https://spec.openapis.org/oas/v3.1.0
 */
import { inputOf } from '../../model/contract/contract'
import type { DescribedUrl } from '../described-url'
import { openAiPaths } from './openai-paths'
import { bodiesOf, featuresSchema, type Parameter, postTakesQuery, rowParameters, takesGet } from './requests'
import { jobResponses, responseSchemas, responsesOf } from './responses'
import { securityOf } from './security'

/** Returns the document as plain data, ready for `JSON.stringify`. */
export function openApiForCallers(url: DescribedUrl): object {
  const { server, path } = splitUrl(url.invokeUrl)
  const { schemes, security } = securityOf(url.needs)
  const features = featuresSchema(url)
  return {
    openapi: '3.1.0',
    info: { title: url.title, ...(url.description ? { description: url.description } : {}), version: '1.0.0' },
    servers: [{ url: server }],
    paths: { [path]: operationsOf(url), ...openAiPaths(url, path) },
    ...(security.length > 0 ? { security } : {}),
    components: {
      schemas: { ...(features ? { Features: features } : {}), ...responseSchemas(url) },
      ...(security.length > 0 ? { securitySchemes: schemes } : {}),
    },
  }
}

/** The gateway refuses a path that ends with a slash, so the last part of the address is the path and the rest the server. */
export function splitUrl(invokeUrl: string): { server: string; path: string } {
  const { origin, pathname } = new URL(invokeUrl)
  const at = pathname.lastIndexOf('/')
  return { server: `${origin}${pathname.slice(0, at)}`, path: pathname.slice(at) }
}

function operationsOf(url: DescribedUrl): object {
  const choice = modelParameters(url)
  const get = takesGet(url) && {
    operationId: 'predict',
    summary: 'Predict from values in the query',
    parameters: [...rowParameters(url), ...choice],
    responses: responsesOf(url),
  }
  return {
    ...(get ? { get } : {}),
    ...(url.respondsLater ? { get: jobOperation(url, get ? get.parameters : []) } : {}),
    ...postOperation(url, choice),
  }
}

function postOperation(url: DescribedUrl, choice: Parameter[]): object {
  const base = { operationId: takesGet(url) ? 'predictFromBody' : 'predict', responses: responsesOf(url) }
  if (postTakesQuery(url))
    return {
      post: { ...base, summary: 'Predict from values in the query', parameters: [...rowParameters(url), ...choice] },
    }
  const content = bodiesOf(url)
  if (!content) return {}
  const isRows = inputOf(url.contract).kind === 'rows'
  return {
    post: {
      ...base,
      summary: isRows ? 'Predict for one row or several' : 'Call the model',
      ...(choice.length > 0 ? { parameters: choice } : {}),
      requestBody: { required: true, content },
    },
  }
}

/** One operation for both uses of GET: a method has one. */
function jobOperation(url: DescribedUrl, row: Parameter[]): object {
  const job = {
    name: 'job',
    in: 'query',
    required: row.length === 0,
    description: 'The job of an answer 202',
    schema: { type: 'string' },
  }
  const optional = row.map((one) => ({ ...one, required: false }))
  return {
    operationId: row.length > 0 ? 'predict' : 'getJob',
    summary: row.length > 0 ? 'Send a row, or request the answer of a job' : 'Request the answer of a job',
    parameters: [...optional, job],
    responses: jobResponses(url),
  }
}

const modelParameters = ({ facts: { modelChoice } }: DescribedUrl): Parameter[] =>
  modelChoice
    ? [
        {
          name: modelChoice.parameter,
          in: 'query',
          required: false,
          description: 'The model that answers',
          schema: { type: 'string', enum: modelChoice.models },
        },
      ]
    : []
