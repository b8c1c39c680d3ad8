/** The last steps of a deploy: let callers in, prove the URL, take away what is old, write the record. */

import { flushCache, listDeployments, observeStages, removeDeployment, removeStage } from '../../aws/apigateway/stage'
import { tagApiResource, untagApiResource } from '../../aws/apigateway/tags'
import { samePolicy } from '../../aws/iam/policy'
import { putRolePolicy, putTrust } from '../../aws/iam/role'
import { listAliases, readAlias } from '../../aws/lambda/alias'
import { listVersions, removeFunction, removeVersion } from '../../aws/lambda/function'
import { addPermission, observePermissions } from '../../aws/lambda/permission'
import { removeLogGroup } from '../../aws/log-group'
import { orDenied } from '../../aws/or-denied'
import type { ObservedApi } from '../../aws/types'
import { isExpected, Refusal } from '../../errors'
import { plural } from '../../plural'
import { aliasName, deployedAtTag, deployedByTag, restApiArn, rolePolicyName, statementIdOf } from '../../spec/names'
import { headersOf, madeUpRequestOf, probeRequestOf, sampleRequestOf } from '../../spec/sample-request'
import { integrationTimeoutMs } from '../openapi/document'
import {
  fits,
  isDeployed,
  isPermitted,
  recordChanges,
  sourceArnFor,
  stageOf,
  staleAccessLog,
  staleFunction,
  staleRole,
  staleStages,
  staleTags,
  unprovedDescription,
} from '../plan/diff'
import { tidyDomains } from '../resources/domain/apply'
import { tidyKeys } from '../resources/keys/apply'
import { takeRoleAway, takeWaysPastAway } from '../resources/permission/apply'
import { handoverPolicy } from '../resources/role/policy'
import type { StepHandle } from '../run/progress'
import type { Run } from '../run/run'
import { type Desired, type DesiredWithFunction, hasFunction } from '../state/desired'
import type { Observed } from '../state/observed'
import type { JobOutcome } from '../state/plan'
import { callBehind, callUrl, letsIn, refusedAsSpecified, type UrlRequest, type Way } from './call-url'
import { followJob } from './follow-job'
import { type Answer, isModelAccessLagging, isOverRate, probedVersion, probeHeaders, whyRefused } from './probe'
import { isRoleLagging, refuseIfUnreached } from './refuse-unreached'
import { isJustSwitched } from './switched'

export async function grantInvoke(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  restApiId: string,
): Promise<void> {
  const { lambda } = run.context.clients
  await run.progress.step('permission', async (step) => {
    if (isPermitted(desired, observed.permissions, restApiId)) return step.skip('Up to date')
    const sourceArn = sourceArnFor(desired, restApiId)
    const functionName = desired.function.name
    const statementId = statementIdOf(sourceArn)
    await step.write(async () => {
      try {
        await addPermission(lambda, { functionName, qualifier: aliasName, statementId, sourceArn })
      } catch (error) {
        // A second try after a lost answer finds its own statement.
        if (!(error instanceof Error && error.name === 'ResourceConflictException')) throw error
        const now = await observePermissions(lambda, functionName, aliasName)
        if (!isPermitted(desired, now, restApiId)) throw error
      }
    })
    step.say(sourceArn.split(':').at(-1) ?? sourceArn)
  })
}

/** Some seconds of them: the wiring of before may refuse too, until a deployment has spread. */
const refusalsThatCount = 6

/**
 * After a deployment the first answers can be 403 or 500 for some seconds, and a new key opens nothing in its first.
 * @param caller what a caller has to bear
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
  const probe = probeRequestOf(desired.spec)
  const asked = { ...probe, headers: { ...headersOf(probe), ...probeHeaders } }
  return run.progress.step('probe', async (step) => {
    let last: Answer | undefined
    let refusals = 0
    const isNew = (answer: Answer) => versions.includes(probedVersion(answer) ?? '')
    const reached = await step.until(
      async (): Promise<{ way: Way; answer: Answer } | undefined> => {
        last = await callUrl(
          run,
          desired,
          { url, restApiId: api.id },
          { ...asked, headers: { ...caller, ...asked.headers } },
        )
        if (isNew(last)) return letsIn(desired) ? { way: { kind: 'url' }, answer: last } : undefined
        const why = refusedAsSpecified(desired, last)
        refusals += why ? 1 : 0
        if (!why || refusals < refusalsThatCount) return undefined
        last = await callBehind(run, desired, api.id, asked)
        return isNew(last) ? { way: { kind: 'test', why }, answer: last } : undefined
      },
      { detail: 'Waiting until the URL answers with the new version', limitMs: 90_000 },
    )
    if (reached) {
      const { way, answer } = reached
      const version = probedVersion(answer)
      if (way.kind === 'url') step.say(`200 from version ${version} in ${answer.latencyMs} ms`)
      else step.say(`${way.why}; behind it version ${version} answers the gateway's own test`)
      return way
    }
    throw new Refusal({
      code: 'probe-failed',
      message: 'The public URL does not reach the deployed function.',
      cause:
        last &&
        (probedVersion(last)
          ? `It still answers from version ${probedVersion(last)}.`
          : whyRefused(last, 'x-api-key' in caller)),
      remedy: 'Deploy again in a minute: what is in place stays, and only what is missing is done.',
    })
  })
}

/**
 * The sample row through the public URL, or a request that is made up. A model's refusal is told and fails nothing: gateway,
 * permission and role are proved by it. That nobody was reached fails the deploy.
 */
export async function askModel(
  run: Run,
  desired: Desired,
  api: ObservedApi,
  url: string,
  way: Way,
  caller: Record<string, string>,
): Promise<Pick<JobOutcome, 'sample' | 'reached'>> {
  return run.progress.step('sample', async (step) => {
    const given = sampleRequestOf(desired.spec)
    const sent = given ?? madeUpRequestOf(desired.spec)
    const { method, query, body } = sent
    const headers = { ...caller, ...headersOf(sent) }
    const request = { method, query, headers, body, briefly: !given }
    const call = (asked: UrlRequest) =>
      way.kind === 'url'
        ? callUrl(run, desired, { url, restApiId: api.id }, { ...asked, waitMs: sampleWaitMs(desired) })
        : callBehind(run, desired, api.id, asked)
    let last: Answer | undefined
    const isLagging = desired.api.definition.backend?.kind === 'direct' ? isRoleLagging : isModelAccessLagging
    await step.until(
      async () => {
        last = await call(request)
        if (isLagging(last) && desired.stage.cache) await forgetAnswers(run, desired, api, step)
        return isLagging(last) || (desired.keys && isOverRate(last)) ? undefined : last
      },
      { detail: 'Waiting until the role may invoke the endpoint', limitMs: 60_000 },
    )
    refuseIfUnreached(desired, last)
    if (last?.status === 202 && given)
      last = await followJob(run.context.clock, step, last, (job) => call({ query: { job }, headers: caller }))
    if (!last) return {}
    const where = `${given ? '' : 'a row that was made up, as none was given: '}${way.kind === 'url' ? '' : "the gateway's own test: "}`
    step.say(`${where}${last.status} in ${last.latencyMs} ms: ${last.body.trim().slice(0, 80)}`)
    return given ? { sample: last } : { reached: last }
  })
}

/**
 * A stage's cache keeps refusals as any answer, so that only the first try would be one. Callers' `Cache-Control` empties
 * nothing unless they sign it. https://stackoverflow.com/questions/45883323/prevent-caching-of-non-200-responses-in-aws-api-gateway
 */
async function forgetAnswers(run: Run, desired: Desired, api: ObservedApi, step: StepHandle): Promise<void> {
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

/** Contract, the last of expand, switch, contract: what only the wiring before needed. */
export async function cleanUp(run: Run, desired: Desired, observed: Observed): Promise<void> {
  const { apiGateway } = run.context.clients
  await run.progress.step('cleanup', async (step) => {
    const gone: string[] = []
    gone.push(...(await takeWaysPastAway(run, step, desired, observed)))
    gone.push(...(await tidyKeys(run, desired, observed, step)))
    gone.push(...(await tidyDomains(run, desired, observed, step)))
    for (const { name } of staleStages(desired, observed)) {
      await step.write(() => removeStage(apiGateway, observed.api?.id ?? '', name))
      gone.push(`stage ${name}`)
    }
    const log = staleAccessLog(desired, observed) ? observed.accessLog : undefined
    if (log) {
      await step.write(() => removeLogGroup(run.context.clients.logs, log.name))
      gone.push(`log group ${log.name}`)
    }
    const wide = tooWide(run, desired, observed)
    const stale = staleFunction(desired, observed)
    const role = staleRole(desired, observed)
    if ((wide.length > 0 || stale.function || role) && isJustSwitched(desired, observed)) {
      step.say('Waiting until no call reaches what answered before')
      await run.context.clock.wait(spreadMs)
    }
    for (const narrow of wide) await step.write(narrow)
    if (wide.length > 0) gone.push('permissions of before')
    gone.push(...(await removeStaleFunction(run, stale, step)))
    if (role) {
      await takeRoleAway(run, step, role, rolePolicyName)
      gone.push(`role ${role.name}`)
    }
    if (hasFunction(desired) && !fits(desired, observed.alias?.live))
      gone.push(...(await pruneVersions(run, desired, step)))
    if (observed.api && !desired.spec.adopted && !isDeployed(desired, stageOf(desired, observed))) {
      gone.push(...(await pruneDeployments(run, observed.api.id, step)))
    }
    if (gone.length === 0) return step.skip('Nothing is left over')
    step.say(gone.join(', '))
  })
}

/** What makes the role's policy and trust as the spec says and no wider, once no caller needs more. */
function tooWide(run: Run, { role }: Desired, observed: Observed): (() => Promise<void>)[] {
  const { iam } = run.context.clients
  if (role.kind !== 'create' || !observed.role) return []
  const put = observed.role.policy && handoverPolicy(role.policy, observed.role.policy)
  const allowsMore = put !== undefined && put !== '' && !samePolicy(put, role.policy)
  const trustsMore = !samePolicy(handoverPolicy(role.trust, observed.role.trust), role.trust)
  return [
    ...(allowsMore ? [() => putRolePolicy(iam, role.name, role.policyName, role.policy)] : []),
    ...(trustsMore ? [() => putTrust(iam, role.name, role.trust)] : []),
  ]
}

/** A deployment reaches all of the gateway within seconds, and what answered before it is needed that long. */
const spreadMs = 15_000

/** The function that no call needs any more, and its log; the group last, as a late line would write into it. */
async function removeStaleFunction(
  run: Run,
  { function: fn, logGroup }: ReturnType<typeof staleFunction>,
  step: StepHandle,
): Promise<string[]> {
  const { lambda, logs } = run.context.clients
  if (fn) await step.write(() => removeFunction(lambda, fn.name))
  if (logGroup) await step.write(() => removeLogGroup(logs, logGroup.name))
  return [...(fn ? [`function ${fn.name}`] : []), ...(logGroup ? [`log group ${logGroup.name}`] : [])]
}

/** What a person may go back to. */
const keptCount = 10

async function pruneVersions(run: Run, desired: DesiredWithFunction, step: StepHandle): Promise<string[]> {
  const { lambda } = run.context.clients
  const { name } = desired.function
  const [versions, live, aliases] = await Promise.all([
    listVersions(lambda, name),
    readAlias(lambda, name, aliasName),
    orDenied(listAliases(lambda, name)),
  ])
  // Lambda refuses to delete what an alias points at, be it somebody else's.
  const pointedAt = new Set([live?.version, ...(aliases ?? []).flatMap((alias) => alias.versions)])
  const old = versions
    .map(({ version }) => version)
    .filter((version) => !pointedAt.has(version))
    .slice(keptCount)
  for (const version of old) await step.write(() => removeVersion(lambda, name, version))
  return old.map((version) => `version ${version}`)
}

async function pruneDeployments(run: Run, restApiId: string, step: StepHandle): Promise<string[]> {
  const { apiGateway } = run.context.clients
  const [deployments, stages] = await Promise.all([
    listDeployments(apiGateway, restApiId),
    observeStages(apiGateway, restApiId),
  ])
  const served = new Set(stages.map((stage) => stage.deploymentId))
  const free = deployments.filter(({ id }) => !served.has(id))
  const proved = free.filter(({ description }) => description !== unprovedDescription)
  const old = free.filter((one) => !proved.includes(one) || proved.indexOf(one) >= keptCount)
  for (const { id } of old) await step.write(() => removeDeployment(apiGateway, restApiId, id))
  return old.map(({ id }) => `deployment ${id}`)
}

/** Written last, so an API without it never finished. */
export async function writeRecord(run: Run, desired: Desired, api: ObservedApi): Promise<void> {
  await run.progress.step('record', async (step) => {
    const changes = recordChanges(desired, api.tags)
    const restApi = restApiArn(desired.target, api.id)
    const stale = staleTags(desired, api.tags)
    if (stale.length > 0) await step.write(() => untagApiResource(run.context.clients.apiGateway, restApi, stale))
    if (Object.keys(changes).length === 0) return step.skip('As recorded already')
    const now = new Date().toISOString()
    const tags = { ...changes, [deployedByTag]: desired.tags[deployedByTag] ?? '', [deployedAtTag]: now }
    await step.write(() => tagApiResource(run.context.clients.apiGateway, restApi, tags))
    step.say(plural(run.progress.writes, 'write'))
  })
}
