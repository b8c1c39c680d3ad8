/** What a Lambda proxy integration makes of a function's outcome, whichever way its answer travels. */
import type { AwsError } from '../../kernel/errors'
import { badGateway, errors, type GatewayError, idHeaders } from '../gateway-errors'
import type { Trace } from '../types'
import type { ProxyResponse } from './proxy-response'

export function refused(trace: Trace, why: string): GatewayError {
  trace.log(`Execution failed due to configuration error: ${why}`)
  return errors.configuration
}

/** Lambda took the call for none that it can run. */
export function uncallable(error: AwsError, trace: Trace): GatewayError {
  if (error.code === 'RequestTooLargeException') return errors.tooLong
  return refused(trace, `Lambda invocation failed with status: ${error.status}. ${error.message}`)
}

export function functionFailed(trace: Trace): GatewayError {
  trace.log(
    "Lambda execution failed with status 200 due to customer function error. Lambda request id is in the function's log",
  )
  return badGateway
}

export function malformed(trace: Trace): GatewayError {
  trace.log('Execution failed due to configuration error: Malformed Lambda proxy response')
  return badGateway
}

/** The function's own headers, behind those that the gateway adds. */
export function responseHeaders(response: ProxyResponse, trace: Trace): [string, string][] {
  const typed = response.headers.some(([name]) => name.toLowerCase() === 'content-type')
  return [
    ...(typed ? [] : [['Content-Type', 'application/json'] as [string, string]]),
    ...idHeaders(trace),
    ['X-Amzn-Trace-Id', trace.traceId],
    ...response.headers,
  ]
}
