/** Proves a deployed URL: the function is reached through it, and the model answers. */

import { flushCache } from '../../aws/apigateway/stage'
import type { ObservedApi } from '../../aws/types'
import { isExpected, Refusal } from '../../errors'
import {
  headersOf,
  madeUpRequestOf,
  probeRequestOf,
  sampleRequestOf,
  testableSampleOf,
} from '../../spec/route-parts/sample-request'
import { integrationTimeoutMs } from '../openapi/document'
import type { StepHandle } from '../run/progress'
import type { Run } from '../run/run'
import type { Desired } from '../state/desired'
import { isSilent } from '../state/live'
import type { JobOutcome } from '../state/plan'
import { callBehind, callUrl, letsIn, refusedAsSpecified, type UrlRequest, type Way } from './call-url'
import { followJob } from './follow-job'
import { isModelAccessLagging, isOverRate, probedVersion, probeHeaders, type UrlResponse, whyRefused } from './probe'
import { isRoleLagging, refuseIfUnreached } from './refuse-unreached'

/** Waits as long as a container of a serverless endpoint has to start (serverless-endpoints-invoke.html of AWS documentation). */
const startMs = 3 * 60_000

/** Some seconds of them: the wiring of before can refuse too, until a deployment has spread. */
const refusalsThatCount = 6

/**
 * After a deployment the first answers can be 403 or 500 for some seconds, and a new key opens nothing in its first.
 * @param caller what a caller has to send
 * @returns the way on which the function was reached
 */
export async function probeUrl(
  run: Run,
  desired: Desired,
  api: ObservedApi,
  url: string,
  versions: string[],
  caller: Record<string, string>,
): Promise<Way> {
  const probe = probeRequestOf(desired.route, desired.spec)
  const urlRequest = { ...probe, headers: { ...headersOf(probe), ...probeHeaders } }
  return run.progress.step('probe', async (step) => {
    let last: UrlResponse | undefined
    let refusals = 0
    const isNew = (response: UrlResponse) => versions.includes(probedVersion(response) ?? '')
    const reached = await step.until(
      async (): Promise<{ way: Way; response: UrlResponse } | undefined> => {
        last = await callUrl(
          run,
          desired,
          { url, restApiId: api.id },
          { ...urlRequest, headers: { ...caller, ...urlRequest.headers } },
        )
        if (isNew(last)) return letsIn(desired) ? { way: { kind: 'url' }, response: last } : undefined
        const why = refusedAsSpecified(desired, last)
        refusals += why ? 1 : 0
        if (!why || refusals < refusalsThatCount) return undefined
        last = await callBehind(run, desired, api.id, urlRequest)
        return isNew(last) ? { way: { kind: 'test', why }, response: last } : undefined
      },
      { detail: 'Waiting until the URL answers with the new version', limitMs: 90_000 },
    )
    if (reached) {
      const { way, response } = reached
      const version = probedVersion(response)
      if (way.kind === 'url') step.say(`200 from version ${version} in ${response.latencyMs} ms`)
      else step.say(`${way.why}; behind it version ${version} answers the gateway's own test`)
      return way
    }
    throw new Refusal({
      code: 'probe-failed',
      message: 'The public API does not reach the deployed function.',
      cause:
        last &&
        (probedVersion(last)
          ? `It still answers from version ${probedVersion(last)}.`
          : whyRefused(last, Object.keys(caller).length > 0)),
      remedy: 'Deploy again in a minute: what is in place stays, and only what is missing is done.',
    })
  })
}

/**
 * The sample row through the public API, or a request that is made up. A model's refusal is reported and fails nothing: gateway,
 * permission and role are proved by it. That nobody was reached fails the deploy.
 */
export async function callModel(
  run: Run,
  desired: Desired,
  api: ObservedApi,
  url: string,
  way: Way,
  caller: Record<string, string>,
): Promise<Pick<JobOutcome, 'sample' | 'reached' | 'behind'>> {
  return run.progress.step('sample', async (step) => {
    if (run.untested) {
      step.skip('Not tested, as it was declined')
      return {}
    }
    const given = (way.kind === 'url' ? sampleRequestOf : testableSampleOf)(desired.route, desired.spec)
    const sent = given ?? madeUpRequestOf(desired.route, desired.spec)
    const { method, query, body } = sent
    const headers = { ...caller, ...headersOf(sent) }
    const request = { method, query, headers, body, briefly: !given }
    const call = (urlRequest: UrlRequest) =>
      way.kind === 'url'
        ? callUrl(run, desired, { url, restApiId: api.id }, { ...urlRequest, waitMs: sampleWaitMs(desired) })
        : callBehind(run, desired, api.id, urlRequest)
    let last: UrlResponse | undefined
    const isLagging = desired.api.definition.backend?.kind === 'direct' ? isRoleLagging : isModelAccessLagging
    await step.until(
      async () => {
        last = await call(request)
        if (isLagging(last) && desired.stage.cache) await forgetResponses(run, desired, api, step)
        return isLagging(last) || (desired.keys && isOverRate(last)) ? undefined : last
      },
      { detail: 'Waiting until the role is allowed to invoke the endpoint', limitMs: 60_000 },
    )
    refuseIfUnreached(desired, last)
    if (last && isSilent(last) && desired.route.integration?.kind !== 'http') {
      // A serverless endpoint, or one that was scaled to zero, starts with the first request and answers a later one.
      const detail = 'The model did not answer in time, so it is called again for 3 min: it might have to start'
      await step.until(
        async () => {
          last = await call(request)
          return isSilent(last) ? undefined : last
        },
        { detail, limitMs: startMs, enough: run.enough },
      )
    }
    if (last?.status === 202 && given)
      last = await followJob(run.context.clock, step, last, (job) => call({ query: { job }, headers: caller }))
    if (!last) return {}
    const where = `${given ? '' : 'a row that was made up, as none was given: '}${way.kind === 'url' ? '' : "the gateway's own test: "}`
    step.say(`${where}${last.status} in ${last.latencyMs} ms: ${last.body.trim().slice(0, 80)}`)
    const behind = way.kind === 'url' ? {} : { behind: way.why }
    return { ...(given ? { sample: last } : { reached: last }), ...behind }
  })
}

/**
 * A stage's cache keeps refusals as any answer, so that only the first try would be one. Callers' `Cache-Control` empties
 * nothing unless they sign it. https://stackoverflow.com/questions/45883323/prevent-caching-of-non-200-responses-in-aws-api-gateway
 */
async function forgetResponses(run: Run, desired: Desired, api: ObservedApi, step: StepHandle): Promise<void> {
  try {
    await step.write(() => flushCache(run.context.clients.apiGateway, api.id, desired.stage.name))
  } catch (error) {
    // One that is still being made has kept nothing yet.
    if (!isExpected(error)) throw error
  }
}

/** A few tokens of a stream come within the time of a whole answer. */
const sampleWaitMs = ({ api }: Desired): number =>
  (api.definition.streaming ? integrationTimeoutMs : api.definition.timeoutMs) + 6_000
