/** The stage: switched to a deployment together with its throttle, in one call. */

import { keyOf } from '../../../aws/apigateway/method-settings'
import { flushCache, removeStage, updateStage } from '../../../aws/apigateway/stage'
import { tagApiResource } from '../../../aws/apigateway/tags'
import type { ObservedStage } from '../../../aws/types'
import { Refusal } from '../../../errors'
import { belongsTo, fingerprintTag, stageArn } from '../../../spec/names'
import type { StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { Desired } from '../../state/desired'
import type { FullApi } from '../../state/observed'
import type { ResourceApply } from '../apply-resource'
import { fingerprintOf } from '../rest-api/fingerprint'
import {
  cacheChanges,
  stageChanges,
  stageLogChanges,
  staleStages,
  throttleChanges,
  throttledMethod,
  withoutStageAdditions,
} from './plan'

/**
 * Deployment and throttle first, by themselves: whatever AWS can refuse of cache and log, nothing is open without a limit.
 * A cache that ends does so with the switch, as its key can be no longer all that an answer depends on.
 */
export async function setStage(
  run: Run,
  desired: Desired,
  api: FullApi,
  deploymentId: string | undefined,
): Promise<void> {
  await run.progress.step('stage', async (step) => {
    const { name, rateLimit, burstLimit } = desired.stage
    const stage = api.stages.find((one) => one.name === name)
    const upToDate = stage && stageChanges(desired, stage).length === 0
    // The stage of an adopted API stays its owner's.
    const tagged = desired.spec.adopted !== undefined || (stage && belongsTo(stage.tags, desired.endpointName))
    const flushes = holdsOldResponses(desired, api, stage, deploymentId)
    if (upToDate && tagged && !deploymentId && !flushes) return step.skip('Up to date')
    const switched = await switchTo(run, desired, api, step, deploymentId)
    const also = { accessLog: accessLogChange(desired, stage), cache: cacheChange(desired, stage) ?? undefined }
    const now = await changeStage(run, step, api.id, name, also)
    const { cache } = now ?? switched ?? stage ?? {}
    if (flushes && cache?.isReady) await step.write(() => flushCache(run.context.clients.apiGateway, api.id, name))
    if (!tagged) {
      const arn = stageArn(desired.target, api.id, name)
      await step.write(() => tagApiResource(run.context.clients.apiGateway, arn, desired.tags))
    }
    step.say(`${rateLimit} req/s, burst ${burstLimit}`)
  })
}

/** What changes for callers in one moment. */
async function switchTo(
  run: Run,
  desired: Desired,
  api: FullApi,
  step: StepHandle,
  deploymentId: string | undefined,
): Promise<ObservedStage | undefined> {
  const { name, rateLimit, burstLimit } = desired.stage
  const stage = api.stages.find((one) => one.name === name)
  const throttled = stage && throttleChanges(desired, stage).length === 0
  const after = await changeStage(run, step, api.id, name, {
    ...(throttled && !deploymentId ? {} : { rateLimit, burstLimit, methodKey: throttledKey(desired, stage) }),
    deploymentId,
    transferMode: transferChange(desired, stage),
    ...withoutStageAdditions(desired, stage),
    cache: cacheChange(desired, stage) === null ? null : undefined,
  })
  if (!deploymentId || after?.deploymentId === deploymentId) return after
  throw new Refusal({
    code: 'stage-not-switched',
    message: `Stage ${name} does not point at the new deployment.`,
    cause: `It points at ${after?.deploymentId}, not at ${deploymentId}: someone else might have deployed just now.`,
    remedy: 'Read the plan again, then deploy.',
  })
}

/** An entry that is there keeps its key: another form of it would be a second entry for the same method. */
function throttledKey(desired: Desired, stage: ObservedStage | undefined): string | undefined {
  const method = throttledMethod(desired)
  return method && (stage?.methods[method]?.keys[0] ?? keyOf(method))
}

/** Nothing is written where nothing is named. */
async function changeStage(
  run: Run,
  step: StepHandle,
  restApiId: string,
  name: string,
  change: Parameters<typeof updateStage>[3],
): Promise<ObservedStage | undefined> {
  if (Object.values(change).every((value) => value === undefined)) return undefined
  return step.write(() => updateStage(run.context.clients.apiGateway, restApiId, name, change), whileSpreading)
}

/**
 * Answers of the deployment before are no answers of this one. The record is written last, so where it is another spec's
 * a run might have ended between switching and emptying.
 */
const holdsOldResponses = (
  desired: Desired,
  api: FullApi,
  stage: ObservedStage | undefined,
  deploymentId: string | undefined,
): boolean =>
  Boolean(
    desired.stage.cache &&
      stage?.cache &&
      (deploymentId !== undefined || api.tags[fingerprintTag] !== fingerprintOf(desired)),
  )

/** The variable as `updateStage` takes it: undefined where it is as the spec says, null where there should be none. */
function transferChange(
  { spec, stage: desired }: Desired,
  stage: ObservedStage | undefined,
): string | null | undefined {
  if (spec.adopted || stage?.transferMode === desired.transferMode) return undefined
  return desired.transferMode ?? null
}

/** The cache as `updateStage` takes it: undefined where it is as the spec says, null where there should be none. */
function cacheChange(desired: Desired, stage: ObservedStage | undefined) {
  if (!stage) return desired.stage.cache
  return cacheChanges(desired, stage).length === 0 ? undefined : (desired.stage.cache ?? null)
}

/** The log as `updateStage` takes it: undefined where it is as the spec says, null where there should be none. */
function accessLogChange(desired: Desired, stage: ObservedStage | undefined) {
  const { accessLog } = desired
  if (!stage) return accessLog
  return stageLogChanges(desired, stage).length === 0 ? undefined : (accessLog ?? null)
}

export const stageApply: ResourceApply = {
  async tidy(run, desired, observed, step) {
    const stale = staleStages(desired, observed)
    for (const { name } of stale)
      await step.write(() => removeStage(run.context.clients.apiGateway, observed.api?.id ?? '', name))
    return stale.map(({ name }) => `stage ${name}`)
  },
}
