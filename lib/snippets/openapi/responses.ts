/**
 * What the URL answers, errors included: those of the gateway, which come before the function, and those of the function. Pure.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
import { normalisedType } from '../../model/requests/request-shape'
import { outputSchemaOf } from '../../model/tool/output-schema'
import type { DescribedUrl } from '../described-url'

const json = 'application/json'
const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const errorContent = (...names: string[]) => ({
  content: { [json]: { schema: names.length === 1 ? refer(names[0] ?? '') : { anyOf: names.map(refer) } } },
})
const string = { type: 'string' }
const retryAfter = {
  headers: { 'Retry-After': { description: 'Seconds until a call has a chance', schema: { type: 'integer' } } },
}

/** The schema of the normalised answer, if the URL has one. */
const predictionsSchema = ({ contract, facts, respondsLater }: DescribedUrl): object | undefined =>
  facts.integration === 'lambda' && !facts.streams && !respondsLater
    ? (outputSchemaOf(contract) ?? rawPredictions)
    : undefined

/** Without a known task the normalised answer has what the model gave for each record. */
const rawPredictions = {
  type: 'object',
  properties: { predictions: { type: 'array', items: { type: 'object', properties: { raw: {} } } } },
  required: ['predictions'],
}

/** Schemas that responses refer to. */
export function responseSchemas(url: DescribedUrl): Record<string, object> {
  const predictions = predictionsSchema(url)
  return {
    ...(predictions ? { Predictions: predictions } : {}),
    ...(url.respondsLater ? { Job: jobSchema } : {}),
    GatewayError: url.facts.openAi ? openAiError : gatewayError,
    ...(url.facts.integration === 'http' ? {} : { RefusedRequest: refusedRequest }),
  }
}

/** The gateway's own refusals. */
const gatewayError = {
  type: 'object',
  properties: { message: { ...string, description: 'What the gateway says: Forbidden, Too Many Requests' } },
}

/** https://platform.openai.com/docs/guides/error-codes */
const openAiError = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        message: string,
        type: { type: ['string', 'null'] },
        param: { type: ['string', 'null'] },
        code: { type: ['string', 'null'] },
      },
      required: ['message'],
    },
  },
  required: ['error'],
}

const refusedRequest = {
  type: 'object',
  properties: {
    code: { ...string, description: 'Stable, for programs' },
    message: { ...string, description: 'What happened and what to do' },
    requestId: { ...string, description: 'By which the owner of the URL finds the call' },
    expected: { type: 'array', items: string, description: 'The columns in order, if a row had others' },
  },
  required: ['code', 'message', 'requestId'],
}

const jobSchema = {
  type: 'object',
  properties: {
    status: { const: 'pending' },
    job: { ...string, format: 'uuid' },
    statusUrl: { ...string, description: 'The query that returns the answer' },
    ageSeconds: { type: 'integer' },
    message: string,
  },
  required: ['status', 'job', 'statusUrl'],
}

/** Lists the responses of a call that reaches the model. */
export function responsesOf(url: DescribedUrl): Record<string, object> {
  return { ...(url.respondsLater ? { 202: pending } : { 200: successOf(url) }), ...errorsOf(url) }
}

/** Lists the responses to a request for the response of a job. */
export const jobResponses = (url: DescribedUrl): Record<string, object> => ({
  200: successOf(url),
  202: pending,
  404: { description: 'There is no such job', ...errorContent('RefusedRequest') },
  ...errorsOf(url),
})

const pending = {
  description: 'The model works on it. Request the answer with the name of the job.',
  ...retryAfter,
  ...errorContent('Job'),
}

function successOf(url: DescribedUrl): object {
  const { facts } = url
  const normalised = predictionsSchema(url) ? { [normalisedType]: { schema: refer('Predictions') } } : {}
  const own = {
    [json]: { schema: { description: 'The response of the model as it came' } },
    'text/csv': { schema: string },
    ...(facts.streams ? { 'text/event-stream': { schema: string } } : {}),
  }
  return {
    description: normalised[normalisedType]
      ? `The prediction: with \`Accept: ${normalisedType}\`${facts.normalised ? ' or without Accept' : ''} in one form for all models, else as the model gives it`
      : 'The response of the model',
    content: facts.normalised ? { ...normalised, ...own } : { ...own, ...normalised },
  }
}

/** By status: which refusals the access mode has, and in which form. */
export function errorsOf({ needs, facts }: DescribedUrl): Record<string, object> {
  const own = facts.integration === 'http' ? [] : ['RefusedRequest']
  // An OpenAI-compatible URL has one form for all errors.
  const either = facts.openAi ? ['GatewayError'] : [...own, 'GatewayError']
  // An authorizer refuses a call without a key by itself, before the gateway looks at it.
  const is401 =
    needs.kind === 'cognito' || (needs.kind === 'key' && (needs.header !== undefined || facts.openAi !== undefined))
  const is403 = needs.kind !== 'open'
  return {
    400: {
      description: 'The request is not what the URL takes; the message says what to change',
      ...errorContent(...either),
    },
    ...(is401 ? { 401: { description: unauthorized[needs.kind], ...errorContent('GatewayError') } } : {}),
    ...(is403 ? { 403: { description: forbidden[needs.kind], ...errorContent('GatewayError') } } : {}),
    413: { description: 'The request is too large', ...errorContent(...either) },
    429: {
      description: 'Too many requests, or the quota of the key is used up',
      ...retryAfter,
      ...errorContent(...either),
    },
    '4XX': { description: 'Another refusal, by the URL or by the model', ...errorContent(...either) },
    500: { description: 'The URL failed on the request', ...errorContent(...either) },
    502: { description: 'The model failed or could not be reached', ...errorContent(...either) },
    503: { description: 'The model is not ready', ...errorContent(...either) },
    504: { description: 'The model did not answer in time', ...errorContent(...either) },
  }
}

const unauthorized = {
  key: 'The key is missing, or it is not made for this URL',
  cognito: 'There is no token, or it is not valid',
  iam: '',
  open: '',
}
const forbidden = {
  key: 'The key is missing (if that is not a 401), disabled or not made for this URL',
  cognito: 'The token does not allow this call',
  iam: 'The signature is missing or wrong, or the caller has no permission for this URL',
  open: '',
}
