/** The REST API itself: born with its tags, one of it for an endpoint, and taken away. */

import { createRestApi, removeRestApi } from '../../../aws/apigateway/rest-api'
import type { ObservedApi } from '../../../aws/types'
import { isExpected } from '../../../errors'
import { runTag } from '../../../spec/names'
import { findApis } from '../../read/find-apis'
import { observeApi } from '../../read/observe'
import { apiThing } from '../../run/lock-things'
import { removalPace, whenRemovalsAreThrottled } from '../../run/pace'
import type { StepHandle } from '../../run/progress'
import { apiBirthTags, type Run } from '../../run/run'
import type { Desired } from '../../state/desired'
import type { FullApi, Observed } from '../../state/observed'
import type { ResourceApply } from '../apply-resource'
import { takenJustNow } from '../role/apply'
import { stageOf } from '../stage/plan'
import { isAdopted } from './adoption'
import { untagAdopted } from './apply-adopted'
import { available } from './apply-available'
import { pruneDeployments } from './apply-deployment'
import { isDeployed, isFinished } from './plan'

/** The API of this endpoint: the one that is there, else a new one, which is the lock where the spec has no role of ours. */
export async function ensureApi(run: Run, desired: Desired, observed: Observed): Promise<FullApi> {
  const { clients } = run.context
  return run.progress.step('rest-api', async (step) => {
    if (observed.api) {
      if (observed.api.id === run.madeApi) step.say(observed.api.id)
      else step.skip(`${observed.api.id} is tagged for this endpoint`)
      return observed.api
    }
    const made = await makeApi(run, desired, step)
    run.madeApi = made.id
    const api = await oneOfMany(run, desired, step, made)
    if (desired.role.kind !== 'create') {
      if (api.id !== made.id) throw takenJustNow(`REST API ${api.id}`)
      run.lock.made(apiThing(run.context, api))
    }
    if (api.status !== 'AVAILABLE') await available(run, step, api.id)
    step.say(api.id)
    // One that was just made holds nothing.
    return api.id === made.id ? { ...api, fields: {}, resourceIds: {}, stages: [] } : observeApi(clients, api)
  })
}

/** After a lost answer the run's own tag says whether the API came about; a blind second call could make two. */
async function makeApi(run: Run, desired: Desired, step: StepHandle): Promise<ObservedApi> {
  const { clients } = run.context
  const { name, description } = desired.api.definition
  try {
    const tags = apiBirthTags(run, desired)
    return await step.write(() => createRestApi(clients.once.apiGateway, { name, description }, tags))
  } catch (error) {
    if (!isExpected(error)) throw error
    const mine = (await findApis(clients, desired.endpointName)).find((api) => api.tags[runTag] === run.id)
    if (!mine) throw error
    return mine
  }
}

/** Keeps of two APIs the oldest, then the smallest id; a run takes back only the one that it made, still without stage. */
async function oneOfMany(run: Run, desired: Desired, step: StepHandle, mine: ObservedApi): Promise<ObservedApi> {
  const [winner = mine] = await findApis(run.context.clients, desired.endpointName)
  if (winner.id === mine.id) return mine
  step.say(`${winner.id} was first; taking back ${mine.id}`)
  await step.write(
    () => removeRestApi(run.context.clients.once.apiGateway, mine.id),
    whenRemovalsAreThrottled(run.context),
  )
  return winner
}

/**
 * Looked at once more before there is a stage: an older API of another run might have come to light meanwhile, as creation
 * times are given in seconds.
 */
export async function keepOldest(run: Run, desired: Desired, api: FullApi): Promise<FullApi> {
  if (api.stages.length > 0) return api
  const { clients } = run.context
  const [oldest = api] = await findApis(clients, desired.endpointName)
  if (oldest.id === api.id) return api
  return run.progress.step('rest-api', async (step) => {
    const wasLock = run.lock.holds(api.id)
    if (api.tags[runTag] === run.id) {
      step.say(`${oldest.id} was first; taking back ${api.id}`)
      const take = () => removeRestApi(clients.once.apiGateway, api.id)
      await run.lock.giveUp(api.id, () => step.write(take, whenRemovalsAreThrottled(run.context)))
    }
    if (wasLock) throw takenJustNow(`REST API ${oldest.id}`)
    step.say(oldest.id)
    return observeApi(clients, oldest)
  })
}

/** One after another: AWS removes one per 30 s for the whole account. */
export async function removeApis(run: Run, apis: Observed['apis'], step: StepHandle): Promise<void> {
  const { clients, clock, target } = run.context
  if (apis.length === 0) return step.skip('None there')
  const pace = removalPace(target)
  const throttled = whenRemovalsAreThrottled(run.context)
  for (const api of apis.filter(isAdopted)) await untagAdopted(run, step, api)
  const own = apis.filter((api) => !isAdopted(api))
  for (const { id } of own) {
    const waitMs = pace.reserve(clock.now())
    if (waitMs > 0) {
      step.say(`API Gateway removes one API per 30 s; ${id} is next in ${Math.ceil(waitMs / 1000)} s`)
      await clock.wait(waitMs)
    }
    const take = () => removeRestApi(clients.once.apiGateway, id)
    await run.lock.giveUp(id, () => step.write(take, throttled))
    step.say(id)
  }
  if (own.length > 0) step.say(own.map(({ id }) => id).join(', '))
}

export const restApiApply: ResourceApply = {
  async prune(run, desired, observed, step) {
    const { api } = observed
    if (!api || desired.spec.adopted) return []
    if (isDeployed(desired, stageOf(desired, observed)) && isFinished(desired, api)) return []
    return pruneDeployments(run, api.id, step)
  },
  remove: (run, _, { apis }, step) => removeApis(run, apis, step),
}
