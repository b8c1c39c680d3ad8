/**
 * The gateway's access log: one line of JSON for each call, refused ones included, with the ids that lead on to the
 * function's lines. Values that callers send (query, body, keys, user agent) are not in it; addresses are. Pure.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */

const variables = {
  requestId: '$context.requestId',
  /** The function's own id of the invocation. */
  functionRequestId: '$context.integration.requestId',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  error: '$context.error.responseType',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  bytes: '$context.responseLength',
  ip: '$context.identity.sourceIp',
  keyId: '$context.identity.apiKeyId',
}

/** On one line, as API Gateway wants it. */
export const accessLogFormat = JSON.stringify(variables)

/** The two ids of a line; undefined where it is none of ours, or where no function was called. */
export function idsOf(line: string): { requestId?: string; functionRequestId?: string } {
  return {
    requestId: line.match(/"requestId":"([\w=+/-]{8,100})"/)?.[1],
    functionRequestId: line.match(/"functionRequestId":"([\w=+/-]{8,100})"/)?.[1],
  }
}
