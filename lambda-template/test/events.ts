/** Proxy events as API Gateway sends them, and the environment of a deployed function. */
import { credentials } from './runtime-server'

export const environmentOf = (runtimeUrl: string): Record<string, string> => ({
  ENDPOINT_NAME: 'Iris-xgboost',
  ALLOWED_ORIGINS: 'https://console.acme.dev, https://acme.dev/',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken,
  AWS_LAMBDA_FUNCTION_VERSION: '7',
  AWS_ENDPOINT_URL: runtimeUrl,
})

export const context = { awsRequestId: 'lambda-id', getRemainingTimeInMillis: () => 28_000 }

export const event = (members: object) => ({
  resource: '/iris',
  path: '/iris',
  httpMethod: 'GET',
  headers: null,
  multiValueHeaders: null,
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  requestContext: { requestId: 'gateway-id', stage: 'prod' },
  body: null,
  isBase64Encoded: false,
  ...members,
})

export const get = (...rows: string[]) => event({ multiValueQueryStringParameters: { data: rows } })

export const post = (body: string | null, contentType?: string, members: object = {}) =>
  event({ httpMethod: 'POST', body, headers: contentType ? { 'Content-Type': contentType } : null, ...members })
