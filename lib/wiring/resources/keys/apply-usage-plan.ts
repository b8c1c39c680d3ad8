/**
 * Usage plans, and which keys and stages are in them. A plan names stages, and a key can be in one plan of a stage only:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */

import { removeApiKey } from '../../../aws/apigateway/api-key'
import {
  createUsagePlan,
  type PlanChange,
  putKeyInPlan,
  removeUsagePlan,
  updateUsagePlan,
} from '../../../aws/apigateway/usage-plan'
import type { ObservedApiKey, ObservedUsagePlan, PlanFacts } from '../../../aws/types'
import { Refusal } from '../../../errors'
import { endpointTag, runTag } from '../../../spec/names'
import { findAllPlans, findUsagePlans } from '../../read/find-keys'
import { orMine } from '../../run/or-ours'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { DesiredApi } from '../../state/desired'
import type { Observed } from '../../state/observed'
import { limitsInWords, planStageOf, usagePlanChanges } from './plan'

type DesiredKeys = NonNullable<DesiredApi['keys']>

/**
 * Makes the usage plan, or repairs it, with the stage in it; share links' plans get the stage too.
 * @throws Refusal if it was removed meanwhile
 */
export async function ensureUsagePlan(
  run: Run,
  desired: DesiredApi,
  keys: DesiredKeys,
  observed: Observed,
  restApiId: string,
): Promise<ObservedUsagePlan> {
  const { clients } = run.context
  const find = () => findUsagePlans(clients, desired.endpointName)
  return run.progress.step('usage-plan', async (step) => {
    let plans = observed.usagePlans.length > 0 ? observed.usagePlans : await find()
    if (plans.length === 0) {
      await makePlan(run, desired, keys, step, restApiId)
      plans = await find()
    }
    if (plans.length > 1) plans = await keepFirst(run, desired, step, plans)
    const [plan] = plans
    if (!plan) throw removedMeanwhile('usage plan')
    const change = planChange(desired, keys, plan, restApiId)
    if (change) {
      const holds = async () => {
        const [now] = await find()
        return now !== undefined && planChange(desired, keys, now, restApiId) === undefined
      }
      await orMine(
        () => step.write(() => updateUsagePlan(clients.once.apiGateway, plan.id, change), whileSpreading),
        holds,
      )
    }
    const moved = await moveSharePlans(run, desired, observed, step, restApiId)
    if (observed.usagePlans.length === 1 && !change && !moved) step.skip('Up to date')
    else step.say(limitsInWords(keys))
    return plan
  })
}

/** Links go on at the stage that comes; the one of before is taken out when nobody needs it any more. */
async function moveSharePlans(
  run: Run,
  desired: DesiredApi,
  { sharePlans }: Observed,
  step: StepHandle,
  restApiId: string,
): Promise<boolean> {
  const { clients } = run.context
  const stage = planStageOf(desired, restApiId)
  const isSettled = (plan: PlanFacts) => Object.keys(stageChange(plan, stage)).length === 0
  const behind = sharePlans.filter((plan) => !isSettled(plan))
  for (const plan of behind) {
    const holds = async () =>
      (await findAllPlans(clients, desired.endpointName)).some((now) => now.id === plan.id && isSettled(now))
    const change = stageChange(plan, stage)
    await orMine(
      () => step.write(() => updateUsagePlan(clients.once.apiGateway, plan.id, change), whileSpreading),
      holds,
    )
  }
  return behind.length > 0
}

async function makePlan(
  run: Run,
  desired: DesiredApi,
  keys: DesiredKeys,
  step: StepHandle,
  restApiId: string,
): Promise<void> {
  const { clients } = run.context
  const plan = { ...keys, name: keys.planName, restApiId, stage: desired.stage.name }
  await orMine(
    async () =>
      void (await step.write(
        () => createUsagePlan(clients.once.apiGateway, plan, birthTags(run, desired)),
        whileSpreading,
      )),
    async () => (await findUsagePlans(clients, desired.endpointName)).some(({ tags }) => tags[runTag] === run.id),
  )
}

/** A key is in one plan only of a stage, so what two deploys at once made goes before a key is put anywhere. */
async function keepFirst(
  run: Run,
  desired: DesiredApi,
  step: StepHandle,
  [first, ...others]: ObservedUsagePlan[],
): Promise<ObservedUsagePlan[]> {
  step.say(`${first?.id} stays; taking ${others.map(({ id }) => id).join(', ')} away`)
  await removeKeys(run, step, { usagePlans: others, sharePlans: [], apiKeys: [] })
  return findUsagePlans(run.context.clients, desired.endpointName)
}

/** Adds the stage; where it is in the plan already, takes away what limits single methods of it. */
function stageChange(plan: PlanFacts, stage: string): PlanChange {
  if (!plan.stages.includes(stage)) return { addStages: [stage] }
  return plan.methodLimits.some((limit) => limit.stage === stage) ? { withoutMethodLimits: [stage] } : {}
}

/** The stage is added here; those of before are taken out when nobody needs them any more. */
function planChange(
  desired: DesiredApi,
  { rateLimit, burstLimit, quotaPerDay }: DesiredKeys,
  plan: ObservedUsagePlan,
  restApiId: string,
): PlanChange | undefined {
  const fields = usagePlanChanges(desired, plan, restApiId).map(({ field }) => field)
  const stage = planStageOf(desired, restApiId)
  const change: PlanChange = {
    ...(fields.some((field) => field.startsWith('throttle')) ? { throttle: { rateLimit, burstLimit } } : {}),
    ...(fields.includes('quota') ? { quotaPerDay: quotaPerDay ?? null } : {}),
    ...stageChange(plan, stage),
  }
  return Object.keys(change).length > 0 ? change : undefined
}

/** Puts a key in a usage plan; nothing changes if it is there already. */
export async function addToPlan(
  run: Run,
  desired: DesiredApi,
  step: StepHandle,
  planId: string,
  keyId: string,
): Promise<void> {
  const isIn = async () =>
    (await findUsagePlans(run.context.clients, desired.endpointName)).some(
      (plan) => plan.id === planId && plan.keyIds.includes(keyId),
    )
  await orMine(() => step.write(() => putKeyInPlan(run.context.clients.once.apiGateway, planId, keyId)), isIn)
}

interface KeysThere {
  usagePlans: PlanFacts[]
  sharePlans: PlanFacts[]
  apiKeys: ObservedApiKey[]
}

/** Removes keys and plans, keys first: while there is a key there is a plan, by which it is found. */
export async function removeKeys(
  run: Run,
  step: StepHandle,
  { usagePlans, sharePlans, apiKeys }: KeysThere,
): Promise<void> {
  const { apiGateway } = run.context.clients.once
  for (const { id } of apiKeys) await step.write(() => removeApiKey(apiGateway, id))
  for (const plan of [...usagePlans, ...sharePlans]) {
    if (plan.stages.length > 0) await takeStagesOut(run, step, plan, plan.stages)
    await step.write(() => removeUsagePlan(apiGateway, plan.id))
  }
}

/** Takes stages out of a plan: AWS deletes neither a plan with a stage in it nor the stage. */
export async function takeStagesOut(run: Run, step: StepHandle, plan: PlanFacts, stages: string[]): Promise<void> {
  const { clients } = run.context
  const areOut = async () => {
    const now = (await findAllPlans(clients, plan.tags[endpointTag] ?? '')).find(({ id }) => id === plan.id)
    return !stages.some((one) => now?.stages.includes(one))
  }
  await orMine(
    () => step.write(() => updateUsagePlan(clients.once.apiGateway, plan.id, { removeStages: stages })),
    areOut,
  )
}

/** Refuses to go on with what somebody removed while it was made. */
export const removedMeanwhile = (what: string): Refusal =>
  new Refusal({
    code: 'removed-meanwhile',
    message: `The ${what} was removed while it was made.`,
    remedy: 'Read the plan again, and deploy once nobody removes it.',
  })
