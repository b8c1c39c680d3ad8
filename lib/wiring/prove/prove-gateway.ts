/**
 * The proofs of a URL without a function: nobody there knows the probe's header. That the gateway serves the new definition
 * is proved by its mark in the answer to OPTIONS, and by what the gateway refuses itself; that the role can call the model, by
 * the model's answer to any row.
 */

import type { ObservedApi } from '../../aws/types'
import { Refusal } from '../../errors'
import { madeUpRequestOf, testableSampleOf } from '../../spec/route-parts/sample-request'
import { markHeader } from '../openapi/cors'
import type { ApiDefinition } from '../openapi/definition'
import { operationsOf } from '../openapi/request'
import { definitionOf } from '../plan/desired-of'
import { roleChanges } from '../resources/role/plan'
import { stageOf } from '../resources/stage/plan'
import type { Run } from '../run/run'
import type { Desired } from '../state/desired'
import type { Observed } from '../state/observed'
import { servedSpec } from '../state/recorded-specs'
import {
  behindOf,
  callBehind,
  callUrl,
  letsIn,
  ownPlaceOf,
  refusedAsSpecified,
  type UrlRequest,
  type Way,
} from './call-url'
import { type UrlResponse, unled, whyRefused } from './probe'
import { isRoleLagging, refuseIfUnreached } from './refuse-unreached'

/** Sent as a GET without its row, which the gateway refuses before it calls anybody. */
const isOwnRefusal = ({ status, body }: Pick<UrlResponse, 'status' | 'body'>): boolean =>
  status === 400 && body.includes('Missing required request parameters')

const readsRows = (desired: Desired): boolean =>
  desired.api.definition.backend?.kind === 'direct' &&
  operationsOf(desired.api.definition.request).some(({ verb }) => verb === 'GET')

/**
 * Before callers are handed over, the gateway's own test calls what is defined and not yet deployed: the model as the role,
 * or the address. Where there is no sample row one is made up: a refusal proves as much.
 */
export async function proveBehind(run: Run, desired: Desired, observed: Observed, api: ObservedApi): Promise<void> {
  await run.progress.step('role-proof', async (step) => {
    if (callsAlready(run, desired, observed)) return step.skip('What answers is as it was')
    const sample: UrlRequest =
      testableSampleOf(desired.route, desired.spec) ?? madeUpRequestOf(desired.route, desired.spec)
    if (desired.route.integration?.kind === 'http') {
      const response = await callBehind(run, desired, api.id, sample)
      refuseIfUnreached(desired, response, 'callers still reach what was there before')
      return step.say(`The address answers ${response.status} in ${response.latencyMs} ms, before any caller meets it`)
    }
    const proved = await step.until(
      async () => {
        const response = await callBehind(run, desired, api.id, sample)
        return isRoleLagging(response) ? undefined : response
      },
      { detail: 'Waiting until the gateway is allowed to call the endpoint with the role', limitMs: 120_000 },
    )
    if (proved) return step.say(`${proved.status} in ${proved.latencyMs} ms, before any caller meets it`)
    throw new Refusal({
      code: 'permissions-lag',
      message:
        'The role does not allow the gateway to call the endpoint yet; callers still reach the earlier deployment.',
      cause: 'IAM did not spread the role in two minutes, or a policy above it denies the call.',
      remedy: 'Deploy again in a minute.',
    })
  })
}

/**
 * Says whether callers are answered as the same role from the same place already, by what the stage serves: the definition can
 * be ahead of it.
 */
function callsAlready({ context }: Run, desired: Desired, observed: Observed): boolean {
  const roleThere = desired.role.kind !== 'create' || observed.role !== undefined
  const stage = stageOf(desired, observed)
  const served = stage && servedSpec(observed.api?.recordedSpecs ?? [], stage.deploymentDescription ?? '')
  if (!served?.spec || !roleThere || roleChanges(desired, observed).length > 0) return false
  return backendText(definitionOf(context, served.spec)) === backendText(desired.api.definition)
}

const backendText = ({ integrationUri, backend }: ApiDefinition): string =>
  JSON.stringify(
    backend?.kind === 'direct'
      ? [integrationUri, backend.credentials, backend.variant]
      : backend?.kind === 'http'
        ? [integrationUri, backend]
        : [],
  )

/** Some seconds of them: the wiring of before can refuse too, until a deployment has spread. */
const refusalsThatCount = 6

/** @returns the way on which the method was reached */
export async function probeGateway(
  run: Run,
  desired: Desired,
  api: ObservedApi,
  url: string,
  caller: Record<string, string>,
): Promise<Way> {
  const rows = readsRows(desired)
  return run.progress.step('probe', async (step) => {
    let last: UrlResponse | undefined
    let served = false
    let refusals = 0
    const reached = await step.until(
      async (): Promise<Way | undefined> => {
        const { mark, ...response } = await preflight(run, desired, api.id, url)
        last = response
        // A deployment of before answers like this one, but for its mark.
        served = mark === desired.api.definition.mark
        if (!served) return undefined
        if (!rows) return letsIn(desired) ? { kind: 'url' } : { kind: 'test', why: guarded }
        last = await callUrl(run, desired, { url, restApiId: api.id }, { headers: caller })
        if (isOwnRefusal(last)) return letsIn(desired) ? { kind: 'url' } : undefined
        const why = refusedAsSpecified(desired, last)
        refusals += why ? 1 : 0
        if (!why || refusals < refusalsThatCount) return undefined
        last = await callBehind(run, desired, api.id, {})
        return isOwnRefusal(last) ? { kind: 'test', why } : undefined
      },
      { detail: 'Waiting until the URL answers as defined', limitMs: 90_000 },
    )
    if (!reached)
      throw new Refusal({
        code: 'probe-failed',
        message: 'The public API does not answer as it was defined.',
        cause:
          last &&
          (!served && last.status === 200
            ? 'OPTIONS still answers from the deployment before.'
            : whyRefused(last, Object.keys(caller).length > 0)),
        remedy: 'Deploy again in a minute: what is in place stays, and only what is missing is done.',
      })
    const { latencyMs = 0 } = last ?? {}
    if (reached.kind === 'test') step.say(reached.why)
    else
      step.say(
        rows
          ? `The gateway requires ?${desired.route.queryParameter}= in ${latencyMs} ms`
          : `OPTIONS names the new definition in ${latencyMs} ms`,
      )
    return reached
  })
}

const guarded = 'The user pool guards the URL, so the gateway’s own test calls the method'

async function preflight(
  { context: { clock, fetch, target }, ownCalls }: Run,
  desired: Desired,
  restApiId: string,
  url: string,
): Promise<UrlResponse & { mark: string | null }> {
  const start = clock.now()
  const headers = { Origin: 'https://console.invalid', 'Access-Control-Request-Method': 'POST' }
  const response = await fetch(url, {
    method: 'OPTIONS',
    headers,
    signal: AbortSignal.timeout(35_000),
    ...unled,
  })
  const body = await response.text()
  const mark = response.headers.get(markHeader)
  ownCalls.call(
    ownPlaceOf(desired.spec, desired.route, target, restApiId),
    { method: 'OPTIONS', status: response.status },
    behindOf(desired),
  )
  return { status: response.status, body, contentType: '', latencyMs: clock.now() - start, mark }
}
