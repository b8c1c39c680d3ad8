/** Invokes a version by its number, before the alias points at it: what fails here was never seen by a caller. */
import { InvokeCommand } from '@aws-sdk/client-lambda'
import { Refusal } from '../errors'
import type { Desired } from './desired'
import { isModelAccessLagging, probedVersion, probeHeaders } from './probe'
import type { StepHandle } from './progress'
import type { Run } from './run'

/** The event of an API Gateway REST API's proxy integration, as far as a handler reads it. */
function proxyEvent(path: string, headers: Record<string, string>, query?: Record<string, string>): object {
  return {
    resource: path,
    path,
    httpMethod: 'GET',
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query
      ? Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]))
      : null,
    pathParameters: null,
    stageVariables: null,
    requestContext: { path, httpMethod: 'GET', stage: 'portico', requestId: 'portico' },
    body: null,
    isBase64Encoded: false,
  }
}

async function invoke(run: Run, wish: Desired, version: string, event: object) {
  const answer = await run.context.clients.lambda.send(
    new InvokeCommand({
      FunctionName: wish.function.name,
      Qualifier: version,
      Payload: new TextEncoder().encode(JSON.stringify(event)),
    }),
  )
  const text = new TextDecoder().decode(answer.Payload)
  const proxy: unknown = answer.FunctionError ? undefined : JSON.parse(text)
  const fields = typeof proxy === 'object' && proxy !== null ? (proxy as { statusCode?: number; body?: string }) : {}
  return { status: fields.statusCode ?? 502, body: fields.body ?? text }
}

/**
 * @param permissionsChanged then the sample row is asked until the new permissions hold, since IAM lags; where there is
 * no row the code alone is proved
 */
export async function askVersion(
  run: Run,
  wish: Desired,
  step: StepHandle,
  version: string,
  permissionsChanged: boolean,
): Promise<void> {
  const path = wish.api.definition.path
  const probe = await invoke(run, wish, version, proxyEvent(path, probeHeaders))
  if (probedVersion(probe) !== version) {
    throw new Refusal({
      code: 'new-version-broken',
      message: `Version ${version} does not answer as it should; callers still reach the one before.`,
      cause: probe.body.slice(0, 500),
      remedy: 'Deploy again; if it repeats, read the log of the function.',
    })
  }
  const row = wish.spec.sampleRow
  if (!permissionsChanged || !row) return
  const event = proxyEvent(path, {}, { [wish.spec.queryParameter]: row })
  const holds = await step.until(
    async () => (isModelAccessLagging(await invoke(run, wish, version, event)) ? undefined : true),
    { detail: 'Waiting until the new permissions hold', limitMs: 90_000 },
  )
  if (holds) return
  throw new Refusal({
    code: 'permissions-lag',
    message: 'The function may not invoke the endpoint; callers still reach the version before.',
    cause: 'IAM did not spread the new permissions in 90 s, or a policy above the role denies them.',
    remedy: 'Deploy again in a minute.',
  })
}
