/**
 * Somebody else's API with one path of ours: taken under management by granular calls on that path alone, and given back
 * by the same. The API is never overwritten, and never removed.
 */
import { dropCredentials, putPreflight, removeMethod, switchIntegration } from '../../../aws/apigateway/adopted-method'
import {
  createDeployment,
  listDeployments,
  observeStages,
  removeDeployment,
  removeMethodSettings,
  updateStage,
} from '../../../aws/apigateway/stage'
import { tagApiResource, untagApiResource } from '../../../aws/apigateway/tags'
import type { ObservedApi, ObservedStage } from '../../../aws/types'
import { Refusal } from '../../../errors'
import {
  adoptedOptionsTag,
  adoptedTag,
  isManaged,
  pathFromTag,
  pathTag,
  restApiArn,
  runEndedTag,
  runMadeTag,
  stageTag,
} from '../../../spec/names'
import { beforeIn, tagsOfBefore } from '../../adopt/adopted-before'
import { mockTemplate, preflightOf } from '../../openapi/cors'
import { observeApi } from '../../read/observe'
import { apiThing } from '../../run/lock-things'
import type { StepHandle } from '../../run/progress'
import { apiBirthTags, type Run } from '../../run/run'
import type { Desired } from '../../state/desired'
import type { FullApi } from '../../state/observed'
import { throttledMethod } from '../stage/plan'
import { definitionChanges, isDeployed, isOurs, unprovedDescription } from './plan'

/** From the first write on the API says whose the path is, and what it was before. */
export async function tagAdopted(run: Run, desired: Desired, api: FullApi): Promise<FullApi> {
  return run.progress.step('rest-api', async (step) => {
    if (isManaged(api.tags)) {
      step.skip(`${api.id} is tagged for this endpoint`)
      return api
    }
    const before = tagsOfBefore(api, desired.stage.name, throttledMethod(desired) ?? '')
    const own = Object.entries(apiBirthTags(run, desired)).filter(([key]) => desired.spec.tags?.[key] === undefined)
    const tags = { ...Object.fromEntries(own), ...desired.record, ...before }
    await step.write(() => tagApiResource(run.context.clients.apiGateway, restApiArn(desired.target, api.id), tags))
    if (desired.role.kind !== 'create') run.lock.made(apiThing(run.context, { id: api.id, tags }))
    step.say(`${api.id}: tagged, nothing else of it touched`)
    return { ...api, tags: { ...api.tags, ...tags } }
  })
}

export async function putAdoptedMethod(run: Run, desired: Desired, api: FullApi): Promise<void> {
  const { apiGateway } = run.context.clients
  const { definition } = desired.api
  await run.progress.step('definition', async (step) => {
    const stage = api.stages.find((one) => one.name === desired.stage.name)
    const changes = definitionChanges(desired, api.fields)
    if (isDeployed(desired, stage) && changes.length === 0) return step.skip('Up to date')
    const place = { restApiId: api.id, resourceId: api.resourceIds[definition.path] ?? '' }
    const own = `${definition.path} ${definition.adopted?.method} `
    if (changes.some(({ field }) => field.startsWith(own))) {
      const method = { ...place, httpMethod: definition.adopted?.method ?? '' }
      const integration = { uri: definition.integrationUri, timeoutMs: definition.timeoutMs }
      if (changes.some(({ field }) => field === `${own}integration.credentials`)) {
        await step.write(() => dropCredentials(apiGateway, method))
      }
      await step.write(() => switchIntegration(apiGateway, method, integration))
    }
    if (changes.some(({ field }) => field.startsWith(`${definition.path} OPTIONS `))) {
      await step.write(() => putPreflight(apiGateway, place, { ...preflightOf(definition), mockTemplate }))
    }
    await readAdoptedBack(run, desired, step, api)
    step.say('Read back and verified')
  })
}

async function readAdoptedBack(run: Run, desired: Desired, step: StepHandle, api: FullApi): Promise<void> {
  let differing = definitionChanges(desired, {})
  const same = await step.until(
    async () => {
      differing = definitionChanges(desired, (await observeApi(run.context.clients, api)).fields)
      return differing.length === 0 ? true : undefined
    },
    { detail: 'Reading back what API Gateway made of it', limitMs: 20_000 },
  )
  if (same) return
  throw new Refusal({
    code: 'read-back',
    message: 'API Gateway did not take the change of the method.',
    cause: differing.map(({ field, from }) => `${field} is ${from ?? 'nothing'}`).join('; '),
    remedy: 'Nothing was published. Deploy again; if it repeats, someone else might be changing this API.',
  })
}

/** The gateway waits no longer for an answer, and each of its nodes has the new deployment by then. */
const underWayMs = 30_000

/** Gives the path back: the integration before, published, and what was added goes. Our tags stay, for `untagAdopted`. */
export async function release(run: Run, step: StepHandle, api: ObservedApi): Promise<void> {
  const { clients, clock } = run.context
  const { apiGateway } = clients
  const { [adoptedTag]: httpMethod = '', [stageTag]: stageName = '' } = api.tags
  const before = beforeIn(api.tags)
  const path = `/${pathFromTag(api.tags[pathTag] ?? '')}`
  const full = await observeApi(clients, api)
  const resourceId = full.resourceIds[path]
  const stage = full.stages.find((one) => one.name === stageName)
  if (resourceId && stage) {
    const place = { restApiId: api.id, resourceId }
    const own = `${path} ${httpMethod} integration.`
    const options = api.tags[adoptedOptionsTag] === 'true' && `${path} OPTIONS integration.type` in full.fields
    const switched =
      full.fields[`${own}uri`] !== before.uri ||
      full.fields[`${own}timeoutInMillis`] !== String(before.timeoutMs) ||
      (full.fields[`${own}credentials`] ?? '') !== (before.credentials ?? '')
    if (switched) await step.write(() => switchIntegration(apiGateway, { ...place, httpMethod }, before))
    if (options) await step.write(() => removeMethod(apiGateway, { ...place, httpMethod: 'OPTIONS' }))
    // If the owner deployed since, their snapshot has our integration in it.
    const served =
      stage.deploymentDescription !== undefined &&
      stage.deploymentDescription !== releasedWords &&
      stage.deploymentId !== before.deploymentId
    if (switched || options || served) {
      await serveAsBefore(run, step, api.id, stage, before.deploymentId)
      step.say(`Returned; ${underWayMs / 1000} s for requests that are under way`)
      await clock.wait(underWayMs)
    }
    const settings = stage.methods[`${path.slice(1)}/${httpMethod}`]
    const { throttle } = before
    if (settings && throttle) {
      const [methodKey] = settings.keys
      await step.write(() => updateStage(apiGateway, api.id, stageName, { ...throttle, methodKey }))
    } else if (settings) {
      await step.write(() => removeMethodSettings(apiGateway, api.id, stageName, settings.keys))
    }
    await removeOurDeployments(run, step, api.id)
  }
  step.say(`${api.id}: ${path} is as it was before`)
}

/** The last of an adoption: without our tags nobody finds the API again. */
export async function untagAdopted(run: Run, step: StepHandle, { id, tags }: ObservedApi): Promise<void> {
  const { clients, target } = run.context
  const ours = Object.keys({ ...tags, ...run.lock.tags, [runMadeTag]: '', [runEndedTag]: '' }).filter((key) =>
    key.startsWith('portico:'),
  )
  await run.lock.giveUp(id, () => step.write(() => untagApiResource(clients.apiGateway, restApiArn(target, id), ours)))
}

/**
 * The snapshot of before, where it is what the owner deployed last and one deployment of ours is all that came after it:
 * then nothing of theirs is lost. Else a new one, with all that they changed meanwhile.
 */
async function serveAsBefore(
  run: Run,
  step: StepHandle,
  restApiId: string,
  stage: ObservedStage,
  deploymentId: string | undefined,
): Promise<void> {
  const { apiGateway, once } = run.context.clients
  const [last, before] = await listDeployments(apiGateway, restApiId)
  const isOursAlone = last !== undefined && isOurs(last.description) && stage.deploymentId === last.id
  if (deploymentId && before?.id === deploymentId && isOursAlone) {
    await step.write(() => updateStage(apiGateway, restApiId, stage.name, { deploymentId }))
    return
  }
  await step.write(() =>
    createDeployment(once.apiGateway, restApiId, { description: releasedWords, stageName: stage.name }),
  )
}

/** All of ours that no stage serves. */
async function removeOurDeployments(run: Run, step: StepHandle, restApiId: string): Promise<void> {
  const { apiGateway } = run.context.clients
  const [deployments, stages] = await Promise.all([
    listDeployments(apiGateway, restApiId),
    observeStages(apiGateway, restApiId),
  ])
  const served = new Set(stages.flatMap(({ deploymentId, canary }) => [deploymentId, canary?.deploymentId]))
  const ours = deployments.filter(
    ({ id, description }) => !served.has(id) && (isOurs(description) || description === unprovedDescription),
  )
  for (const { id } of ours) await step.write(() => removeDeployment(apiGateway, restApiId, id))
}

/** Marks the deployment that serves the path as it was before. */
const releasedWords = 'Portico released'
