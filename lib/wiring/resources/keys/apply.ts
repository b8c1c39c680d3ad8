/**
 * The usage plan and the playground's key: in place before the method requires a key, and taken away after it no longer
 * does. Neither call that makes one has an idempotency token, so after a lost response the run's own tag says whether it
 * came about.
 */

import { createApiKey, enableApiKey, readApiKeyValue } from '../../../aws/apigateway/api-key'
import type { ObservedApiKey, ObservedUsagePlan, PlanFacts } from '../../../aws/types'
import { plural } from '../../../plural'
import { headersWithKey } from '../../../spec/api-parts/key-header'
import { keyTag, runTag } from '../../../spec/names'
import { findApiKeys, findKeys } from '../../read/find-keys'
import { orMine } from '../../run/or-ours'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import type { DesiredApi } from '../../state/desired'
import type { Observed } from '../../state/observed'
import type { ResourceApply } from '../apply-resource'
import { addToPlan, ensureUsagePlan, removedMeanwhile, removeKeys, takeStagesOut } from './apply-usage-plan'
import {
  isLinkKey,
  isPlaygroundKey,
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
  const plan = await ensureUsagePlan(run, desired, keys, observed, restApiId)
  await ensurePlaygroundKey(run, desired, keys, observed, plan)
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
  if (!made) throw removedMeanwhile('API key')
  return made
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
  if (!value) throw removedMeanwhile('API key')
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

export const keysApply: ResourceApply = {
  tidy: tidyKeys,
  async remove(run, _, observed, step) {
    const { usagePlans, sharePlans, apiKeys } = observed
    if (usagePlans.length + sharePlans.length + apiKeys.length === 0) return step.skip('None there')
    await removeKeys(run, step, observed)
    step.say(plural(apiKeys.length, 'key'))
  },
}
