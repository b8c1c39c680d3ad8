/**
 * What the API has for an OpenAI-compatible URL: one greedy path below the URL's own, and the gateway's refusals in OpenAI's
 * form. Refusals are of a whole API, so such a URL is an API of its own.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-lambda-proxy-integration-on-proxy-resource.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
import type { ApiDefinition, OwnResponse, PathBelow } from './definition'

type Headers = Record<string, string>

/**
 * The paths below the URL, which the function distinguishes. OpenAI's package for browsers sends headers of its own
 * (`X-Stainless-…`). `*` covers all but Authorization.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export const openAiPath = ({ path }: ApiDefinition): PathBelow => ({
  path: `${path}/{proxy+}`,
  description: "OpenAI's form",
  parameter: 'proxy',
  preflight: {
    'Access-Control-Allow-Headers': "'*,Authorization'",
    'Access-Control-Allow-Methods': "'GET,POST,OPTIONS'",
  },
})

const errorOf = (message: string, type: string, code: string | null): string =>
  `{"error":{"message":${message},"type":"${type}","param":null,"code":${JSON.stringify(code)}}}`

const said = '$context.error.messageString'
const invalid = 'invalid_request_error'

/**
 * Each begins with the gateway's own words, by which people and programs know the refusal. A template is no Velocity, and a
 * header is a literal, so Retry-After is the time after which a call has a chance.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 * https://platform.openai.com/docs/guides/error-codes
 */
const refusals: [OwnResponse['type'], string, string, Headers?][] = [
  ['UNAUTHORIZED', '401', errorOf('"Unauthorized: this URL needs a token that is valid."', invalid, 'invalid_api_key')],
  [
    'INVALID_API_KEY',
    '401',
    errorOf('"Forbidden: this URL needs an API key that is active and made for it."', invalid, 'invalid_api_key'),
  ],
  [
    'THROTTLED',
    '429',
    errorOf('"Too Many Requests: try again in a second."', 'rate_limit_error', 'rate_limit_exceeded'),
    { 'Retry-After': "'1'" },
  ],
  [
    'QUOTA_EXCEEDED',
    '429',
    errorOf('"Limit Exceeded: the API key has used up its quota."', 'insufficient_quota', 'insufficient_quota'),
    { 'Retry-After': "'3600'" },
  ],
  [
    'MISSING_AUTHENTICATION_TOKEN',
    '404',
    errorOf('"Missing Authentication Token: there is nothing at this path."', invalid, 'unknown_url'),
  ],
]

/** @param headers that each of the API's own responses carries, since a type with a response takes nothing of its family's */
export const openAiResponses = (headers: Headers): OwnResponse[] => [
  { type: 'DEFAULT_4XX', headers, body: { template: errorOf(said, invalid, null) } },
  { type: 'DEFAULT_5XX', headers, body: { template: errorOf(said, 'server_error', null) } },
  ...refusals.map(([type, statusCode, template, more]) => ({
    type,
    headers: { ...headers, ...more },
    body: { statusCode, template },
  })),
]
