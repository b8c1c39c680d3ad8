/**
 * The usage plan and the playground's key: in place before the method requires a key, and taken away after it no longer
 * does. Neither call that makes one has an idempotency token, so after a lost answer the run's own tag says whether it
 * came about.
 */

import { createApiKey, enableApiKey, readApiKeyValue, removeApiKey } from '../../../aws/apigateway/api-key'
import {
  createUsagePlan,
  type PlanChange,
  putKeyInPlan,
  removeUsagePlan,
  updateUsagePlan,
} from '../../../aws/apigateway/usage-plan'
import type { ObservedApiKey, ObservedUsagePlan, PlanFacts } from '../../../aws/types'
import { isExpected, Refusal } from '../../../errors'
import { plural } from '../../../plural'
import { headersWithKey } from '../../../spec/api-parts/key-header'
import { endpointTag, keyTag, runTag } from '../../../spec/names'
import { findAllPlans, findApiKeys, findKeys, findUsagePlans } from '../../read/find-keys'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { DesiredApi } from '../../state/desired'
import type { Observed } from '../../state/observed'
import type { ResourceApply } from '../apply-resource'
import {
  isLinkKey,
  isPlaygroundKey,
  limitsInWords,
  planStageOf,
  playgroundKeyChanges,
  playgroundKeyOf,
  sharePlanChanges,
  staleKeys,
  usagePlanChanges,
  usagePlanOf,
} from './plan'

type DesiredKeys = NonNullable<DesiredApi['keys']>

/** Plan, key, and the key in the plan. Nothing where the spec has no keys. */
export async function ensureKeys(run: Run, desired: DesiredApi, observed: Observed, restApiId: string): Promise<void> {
  const { keys } = desired
  if (!keys) return
  const plan = await ensurePlan(run, desired, keys, observed, restApiId)
  await ensurePlaygroundKey(run, desired, keys, observed, plan)
}

async function ensurePlan(
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
    if (!plan) throw gone('usage plan')
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

async function ensurePlaygroundKey(
  run: Run,
  desired: DesiredApi,
  keys: DesiredKeys,
  observed: Observed,
  plan: ObservedUsagePlan,
): Promise<void> {
  const { clients } = run.context
  const { apiGateway } = clients.once
  await run.progress.step('api-key', async (step) => {
    const known = playgroundKeyOf(observed)
    if (known && playgroundKeyChanges(desired, observed).length === 0) return step.skip('Up to date')
    const key = known ?? (await findPlaygroundKey(run, desired)) ?? (await makePlaygroundKey(run, desired, keys, step))
    if (!key.enabled) await step.write(() => enableApiKey(apiGateway, key.id, true))
    if (!plan.keyIds.includes(key.id)) await addToPlan(run, desired, step, plan.id, key.id)
    step.say(keys.playgroundKeyName)
  })
}

const findPlaygroundKey = async (run: Run, desired: DesiredApi): Promise<ObservedApiKey | undefined> =>
  (await findApiKeys(run.context.clients, desired.endpointName)).find(isPlaygroundKey)

async function makePlaygroundKey(
  run: Run,
  desired: DesiredApi,
  keys: DesiredKeys,
  step: StepHandle,
): Promise<ObservedApiKey> {
  const { apiGateway } = run.context.clients.once
  const key = { name: keys.playgroundKeyName, description: keys.description }
  const tags = { ...birthTags(run, desired), [keyTag]: 'playground' }
  await orMine(
    async () => void (await step.write(() => createApiKey(apiGateway, key, tags))),
    async () => (await findPlaygroundKey(run, desired))?.tags[runTag] === run.id,
  )
  const made = await untilThere(run, () => findPlaygroundKey(run, desired))
  if (!made) throw gone('API key')
  return made
}

async function addToPlan(
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

/** A call that might have come about although its answer was lost, or that another run made first. */
async function orMine(call: () => Promise<void>, cameAbout: () => Promise<boolean>): Promise<void> {
  try {
    await call()
  } catch (error) {
    if (!isExpected(error) || !(await cameAbout())) throw error
  }
}

/** A read can lag behind the write just before it. */
async function untilThere<T>(run: Run, find: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let tries = 1; tries < 10; tries++) {
    const found = await find()
    if (found !== undefined) return found
    await run.context.clock.wait(1_000)
  }
  return find()
}

const gone = (what: string) =>
  new Refusal({
    code: 'removed-meanwhile',
    message: `The ${what} was removed while it was made.`,
    remedy: 'Read the plan again, and deploy once nobody removes it.',
  })

/**
 * What a request of the console's own has to carry. The value goes into the request and nowhere else.
 * @throws Refusal where the spec has keys and the playground's is not there
 */
export async function callerHeaders(run: Run, desired: DesiredApi): Promise<Record<string, string>> {
  if (!desired.keys) return {}
  const value = await untilThere(run, async () => {
    const key = await findPlaygroundKey(run, desired)
    return key && (await readApiKeyValue(run.context.clients.apiGateway, key.id))
  })
  if (!value) throw gone('API key')
  return headersWithKey(desired.api.definition.security.keyHeader, value)
}

/** After the switch: what the spec has no use for goes, and keys that are in no plan go back in theirs. */
async function tidyKeys(run: Run, desired: DesiredApi, observed: Observed, step: StepHandle): Promise<string[]> {
  const { clients } = run.context
  const before = staleKeys(desired, observed)
  const planSettled =
    usagePlanOf(observed) && !usagePlanChanges(desired, usagePlanOf(observed), observed.api?.id).length
  const shareSettled = observed.sharePlans.every(
    (plan) => sharePlanChanges(desired, plan, observed.api?.id).length === 0,
  )
  const settled = !desired.keys || (planSettled && shareSettled && playgroundKeyOf(observed) !== undefined)
  if (settled && before.plans.length + before.keys.length === 0) return []
  const now = await findKeys(clients, desired.endpointName, true)
  const { plans, keys } = staleKeys(desired, { ...observed, ...now })
  await removeKeys(run, step, { usagePlans: plans, sharePlans: [], apiKeys: keys })
  const [kept] = now.usagePlans
  if (!desired.keys || !kept) return namesOf(plans, keys)
  const stage = observed.api && planStageOf(desired, observed.api.id)
  const removed: string[] = []
  for (const plan of [kept, ...now.sharePlans]) {
    const others = stage ? plan.stages.filter((one) => one !== stage) : []
    if (others.length > 0) await takeStagesOut(run, step, plan, others)
    removed.push(...others)
  }
  // A share link's key is in a plan of its own.
  for (const { id } of now.apiKeys.filter((key) => !isLinkKey(key))) {
    const isStale = keys.some((key) => key.id === id)
    if (!isStale && !kept.keyIds.includes(id)) await addToPlan(run, desired, step, kept.id, id)
  }
  return [...namesOf(plans, keys), ...[...new Set(removed)].map((one) => `${one} of the usage plan`)]
}

const namesOf = (plans: PlanFacts[], keys: ObservedApiKey[]): string[] => [
  ...keys.map(({ name }) => `key ${name}`),
  ...plans.map(({ id }) => `usage plan ${id}`),
]

interface KeysThere {
  usagePlans: PlanFacts[]
  sharePlans: PlanFacts[]
  apiKeys: ObservedApiKey[]
}

/** Keys first: while there is a key there is a plan, by which it is found. */
async function removeKeys(run: Run, step: StepHandle, { usagePlans, sharePlans, apiKeys }: KeysThere): Promise<void> {
  const { apiGateway } = run.context.clients.once
  for (const { id } of apiKeys) await step.write(() => removeApiKey(apiGateway, id))
  for (const plan of [...usagePlans, ...sharePlans]) {
    if (plan.stages.length > 0) await takeStagesOut(run, step, plan, plan.stages)
    await step.write(() => removeUsagePlan(apiGateway, plan.id))
  }
}

/** A plan with a stage in it is not deleted, nor is the stage. */
async function takeStagesOut(run: Run, step: StepHandle, plan: PlanFacts, stages: string[]): Promise<void> {
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

export const keysApply: ResourceApply = {
  tidy: tidyKeys,
  async remove(run, _, observed, step) {
    const { usagePlans, sharePlans, apiKeys } = observed
    if (usagePlans.length + sharePlans.length + apiKeys.length === 0) return step.skip('None there')
    await removeKeys(run, step, observed)
    step.say(plural(apiKeys.length, 'key'))
  },
}
