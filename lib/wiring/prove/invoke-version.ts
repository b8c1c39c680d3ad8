/** Invokes a version by its number, before the alias points at it: what fails here was never seen by a caller. */
import { InvokeCommand } from '@aws-sdk/client-lambda'
import { Refusal } from '../../errors'
import { countThrottled } from '../../own-calls/count'
import { madeUpRequestOf, type SampleRequest, sampleRequestOf } from '../../spec/route-parts/sample-request'
import type { StepHandle } from '../run/progress'
import type { Run } from '../run/run'
import type { DesiredWithFunction } from '../state/desired'
import { ownPlaceOf } from './call-url'
import { isModelAccessLagging, probedVersion, probeHeaders } from './probe'
import { readProxyResponse } from './proxy-response'
import { refuseIfUnreached } from './refuse-unreached'

interface Sent extends Omit<SampleRequest, 'query'> {
  headers?: Record<string, string>
  query?: Record<string, string>
}

/** The event of an API Gateway REST API's proxy integration, as far as a handler reads it. */
function proxyEvent(
  desired: DesiredWithFunction,
  { method, headers = {}, query = {}, body, contentType }: Sent,
): object {
  const { path } = desired.api.definition
  const { transferMode } = desired.stage
  const sent = contentType === undefined ? headers : { ...headers, 'Content-Type': contentType }
  const lists = (record: Record<string, string>) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, [value]]))
  const hasQuery = Object.keys(query).length > 0
  return {
    resource: path,
    path,
    httpMethod: method,
    headers: sent,
    multiValueHeaders: lists(sent),
    queryStringParameters: hasQuery ? query : null,
    multiValueQueryStringParameters: hasQuery ? lists(query) : null,
    pathParameters: null,
    // Set like the gateway's own call, so that a version that streams does so.
    stageVariables: transferMode ? { transferMode } : null,
    requestContext: { path, httpMethod: method, stage: 'portico', requestId: 'portico' },
    body: typeof body === 'object' ? Buffer.from(body).toString('base64') : (body ?? null),
    isBase64Encoded: typeof body === 'object',
  }
}

async function invoke(run: Run, desired: DesiredWithFunction, version: string, event: object) {
  const place = ownPlaceOf(desired.spec, desired.route, run.context.target)
  const requested = run.context.clients.lambda.send(
    new InvokeCommand({
      FunctionName: desired.function.name,
      Qualifier: version,
      Payload: new TextEncoder().encode(JSON.stringify(event)),
    }),
  )
  requested.catch((error: unknown) => run.ownCalls.add(place, countThrottled(error)))
  const response = await requested
  const text = new TextDecoder().decode(response.Payload)
  const proxy = response.FunctionError ? undefined : readProxyResponse(text)
  const said = { status: proxy?.statusCode ?? 502, body: proxy?.body ?? text }
  const functionError = response.FunctionError !== undefined
  run.ownCalls.behind(place, { ...said, serverTiming: proxy?.headers['server-timing'], functionError }, 'function')
  return said
}

/**
 * @param permissionsChanged then the sample row, or one that is made up, is sent until the new permissions hold, since IAM lags
 */
export async function invokeVersion(
  run: Run,
  desired: DesiredWithFunction,
  step: StepHandle,
  version: string,
  permissionsChanged: boolean,
): Promise<void> {
  const probe = await invoke(run, desired, version, proxyEvent(desired, { method: 'GET', headers: probeHeaders }))
  if (probedVersion(probe) !== version) {
    throw new Refusal({
      code: 'new-version-broken',
      message: `Version ${version} does not answer as it should; callers still reach the one before.`,
      cause: probe.body.slice(0, 500),
      remedy: 'Deploy again; if it repeats, read the log of the function.',
    })
  }
  if (!permissionsChanged) return
  const event = proxyEvent(
    desired,
    sampleRequestOf(desired.route, desired.spec) ?? madeUpRequestOf(desired.route, desired.spec),
  )
  const response = await step.until(
    async () => {
      const one = await invoke(run, desired, version, event)
      return isModelAccessLagging(one) ? undefined : one
    },
    { detail: 'Waiting until the new permissions hold', limitMs: 90_000 },
  )
  refuseIfUnreached(desired, response, 'callers still reach the version before')
  if (response) return
  throw new Refusal({
    code: 'permissions-lag',
    message: 'The function is not allowed to invoke the endpoint; callers still reach the version before.',
    cause: 'IAM did not spread the new permissions in 90 s, or a policy above the role denies them.',
    remedy: 'Deploy again in a minute.',
  })
}
