/** The deployments of the REST API: each is a snapshot of the definition that a stage can serve. */

import {
  createDeployment,
  describeDeployment,
  listDeployments,
  observeStages,
  removeDeployment,
} from '../../../aws/apigateway/stage'
import type { ObservedApi } from '../../../aws/types'
import { Refusal } from '../../../errors'
import type { StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'
import type { Desired } from '../../state/desired'
import type { FullApi } from '../../state/observed'
import { keptCount } from '../function/apply'
import { differenceFrom } from './apply-definition'
import { deploymentDescriptionOf, isFinished, isOurs, isServed, unprovedDescription } from './plan'

/**
 * A snapshot of the definition. A first deployment makes the stage; a later one is only made here, and the stage is
 * switched to it together with its throttle.
 * @returns the id that the stage has to point at, or undefined where it does already
 */
export async function makeDeployment(run: Run, desired: Desired, api: FullApi): Promise<string | undefined> {
  const { apiGateway } = run.context.clients.once
  return run.progress.step('deployment', async (step) => {
    const stage = api.stages.find((one) => one.name === desired.stage.name)
    if (isServed(desired, api, stage) && isFinished(desired, api)) {
      step.skip(`Stage ${desired.stage.name} serves it already`)
      return undefined
    }
    const description = deploymentDescriptionOf(desired)
    const isFirst = api.id === run.madeApi
    const made = isFirst ? [] : await listDeployments(run.context.clients.apiGateway, api.id)
    if (!isFirst && !isFinished(desired, api)) await doubt(run, api.id, made, step)
    // One of the same definition serves as well: an older version's, or one whose making gave no answer.
    const same = isFinished(desired, api) ? made.find((one) => one.description === description) : undefined
    // Not of somebody else's API: an older snapshot would undo what its owner deployed since.
    if (same && stage && !desired.spec.adopted) {
      step.say(`Deployment ${same.id} holds the same definition`)
      return same.id
    }
    const stageName = stage ? undefined : desired.stage.name
    // The first of a new API needs no second name: nobody trusts it before the record is there.
    const born = { description: isFirst ? description : unprovedDescription, stageName }
    const id = await step.write(() => createDeployment(apiGateway, api.id, born))
    await refuseIfOverwritten(run, desired, api)
    if (!isFirst) await step.write(() => describeDeployment(run.context.clients.apiGateway, api.id, id, description))
    step.say(`Deployment ${id}`)
    return id
  })
}

/** Takes the names of snapshots that a first deploy left which broke off: it might not have read the definition again. */
async function doubt(run: Run, restApiId: string, made: { id: string; description: string }[], step: StepHandle) {
  const { apiGateway } = run.context.clients
  for (const { id, description } of made)
    if (isOurs(description)) await step.write(() => describeDeployment(apiGateway, restApiId, id, unprovedDescription))
}

/** Reads the definition again after the snapshot: if it still is as the spec says, nobody overwrote it in between. */
async function refuseIfOverwritten(run: Run, desired: Desired, api: ObservedApi): Promise<void> {
  const { differing } = await differenceFrom(run, desired, api)
  if (differing.length === 0) return
  throw new Refusal({
    code: 'changed-meanwhile',
    message: 'Someone else changed the API while it was deployed.',
    cause: differing
      .slice(0, 3)
      .map(({ field, from }) => `${field} is ${from ?? 'nothing'}`)
      .join('; '),
    remedy: 'Read the plan again, then deploy.',
  })
}

/** Removes what no stage serves and no person can go back to. */
export async function pruneDeployments(run: Run, restApiId: string, step: StepHandle): Promise<string[]> {
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
