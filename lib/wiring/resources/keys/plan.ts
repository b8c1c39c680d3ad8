/** The usage plan and its keys. Keys that people made for callers are no part of the spec. */

import type { MethodLimit, ObservedApiKey, ObservedUsagePlan, PlanFacts } from '../../../aws/types'
import { gatewayArn, keyTag, shareCapTag, type WiringNames, wiringDescription } from '../../../spec/names'
import type { ApiSpec } from '../../../spec/spec'
import type { DesiredApi } from '../../state/desired'
import { fieldChanges } from '../../state/field-changes'
import { change, item, removed } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { FieldChange, PlanItem } from '../../state/plan'
import type { ResourcePlan } from '../resource'
import { stageOf } from '../stage/plan'

/** `abc1234567:prod`, as a usage plan names a stage. */
export const planStageOf = (desired: DesiredApi, restApiId: string): string => `${restApiId}:${desired.stage.name}`

export const isPlaygroundKey = ({ tags }: Pick<ObservedApiKey, 'tags'>): boolean => tags[keyTag] === 'playground'

/** Says whether the key belongs to a share link: made and revoked with it. */
export const isLinkKey = ({ tags }: Pick<ObservedApiKey, 'tags'>): boolean => tags[keyTag] === 'share'

export const isSharePlan = ({ tags }: Pick<PlanFacts, 'tags'>): boolean => tags[shareCapTag] !== undefined

/** Returns the first of several plans, which stays, as does the oldest of the playground's keys. */
export const usagePlanOf = ({ usagePlans }: Observed): ObservedUsagePlan | undefined => usagePlans[0]
export const playgroundKeyOf = ({ apiKeys }: Observed): ObservedApiKey | undefined => apiKeys.find(isPlaygroundKey)

export function usagePlanChanges(
  desired: DesiredApi,
  plan: ObservedUsagePlan | undefined,
  restApiId: string | undefined,
): FieldChange[] {
  if (!desired.keys || !plan) return []
  const { rateLimit, burstLimit, quotaPerDay } = desired.keys
  return fieldChanges(
    {
      'throttle.rateLimit': numeral(plan.rateLimit),
      'throttle.burstLimit': numeral(plan.burstLimit),
      quota: plan.quota ? `${plan.quota.limit} a ${plan.quota.period.toLowerCase()}` : '',
      apiStages: [...plan.stages].sort().join(', '),
      ...methodLimitFields(plan.methodLimits),
    },
    {
      'throttle.rateLimit': numeral(rateLimit),
      'throttle.burstLimit': numeral(burstLimit),
      quota: quotaPerDay === undefined ? '' : `${quotaPerDay} a day`,
      apiStages: restApiId ? planStageOf(desired, restApiId) : '',
    },
  )
}

/** A share link's key opens the stage that its plan names, so the plan follows the spec's stage. */
export const sharePlanChanges = (desired: DesiredApi, plan: PlanFacts, restApiId: string | undefined): FieldChange[] =>
  fieldChanges(
    { apiStages: [...plan.stages].sort().join(', '), ...methodLimitFields(plan.methodLimits) },
    { apiStages: restApiId ? planStageOf(desired, restApiId) : '' },
  )

/** A limit of one method holds beside the plan's own, for each of its keys. */
const methodLimitFields = (limits: MethodLimit[]): Record<string, string> =>
  Object.fromEntries(
    limits.map(({ stage, method, rateLimit, burstLimit }) => [
      `apiStages ${stage} ${method}`,
      `${rateLimit ?? "the plan's"} req/s, burst ${burstLimit ?? "the plan's"}`,
    ]),
  )

const numeral = (value: number | undefined): string => (value === undefined ? '' : String(value))

/** Compares the playground's key. */
export function playgroundKeyChanges(desired: DesiredApi, observed: Observed): FieldChange[] {
  const key = playgroundKeyOf(observed)
  const plan = usagePlanOf(observed)
  if (!desired.keys || !key) return []
  return fieldChanges(
    { enabled: String(key.enabled), usagePlan: plan?.keyIds.includes(key.id) ? 'in it' : '' },
    { enabled: 'true', usagePlan: 'in it' },
  )
}

/** Plans and keys of ours that the spec has no use for; without keys in the spec, all of them. */
export function staleKeys(
  desired: DesiredApi,
  { usagePlans, sharePlans, apiKeys }: Observed,
): { plans: PlanFacts[]; keys: ObservedApiKey[] } {
  if (!desired.keys) return { plans: [...usagePlans, ...sharePlans], keys: apiKeys }
  return { plans: usagePlans.slice(1), keys: apiKeys.filter(isPlaygroundKey).slice(1) }
}

function keysOf({ access }: ApiSpec, endpointName: string, names: WiringNames): Pick<DesiredApi, 'keys'> {
  if (access.kind !== 'key') return {}
  const { kind: _, header: __, ...limits } = access
  const { usagePlanName, playgroundKeyName } = names
  return {
    keys: { ...limits, planName: usagePlanName, playgroundKeyName, description: wiringDescription(endpointName) },
  }
}

/**
 * Plans of other people are left alone, and their keys open a URL that requires one; keys of theirs in our plan do so too.
 */
function foreignKeyItems(desired: DesiredApi, observed: Observed): PlanItem[] {
  if (!desired.keys || !stageOf(desired, observed)) return []
  const ours = new Set(observed.apiKeys.map(({ id }) => id))
  return [
    ...(observed.foreignPlans ?? []).map(({ id, name }) =>
      item({
        type: 'usage-plan',
        name: name || id,
        change: 'none',
        fact: `${id}, not made by Portico`,
        why: 'Left alone',
        foreign: 'Its keys open this URL too, within its own limits. Take the stage out of it in API Gateway',
      }),
    ),
    ...observed.usagePlans
      .flatMap((plan) => plan.keyIds.filter((id) => !ours.has(id)))
      .map((id) =>
        item({
          type: 'api-key',
          name: id,
          change: 'none',
          fact: 'in the usage plan, not made by Portico',
          why: 'Left alone',
          foreign:
            'It opens this URL, and is not on the list of its keys. Take it out of the usage plan in API Gateway',
        }),
      ),
  ]
}

/** `10 req/s, burst 20, 1000 a day for each key`. */
export const limitsInWords = ({ rateLimit, burstLimit, quotaPerDay }: NonNullable<DesiredApi['keys']>): string =>
  `${rateLimit} req/s, burst ${burstLimit}${quotaPerDay === undefined ? '' : `, ${quotaPerDay} a day`} for each key`

/** What the spec needs. */
function keyItems(desired: DesiredApi, observed: Observed): PlanItem[] {
  const { keys } = desired
  if (!keys) return []
  const plan = usagePlanOf(observed)
  const key = playgroundKeyOf(observed)
  const planFields = usagePlanChanges(desired, plan, observed.api?.id)
  const keyFields = playgroundKeyChanges(desired, observed)
  return [
    item({
      type: 'usage-plan',
      name: keys.planName,
      change: change(plan !== undefined, planFields),
      fact: limitsInWords(keys),
      fields: planFields,
    }),
    item({
      type: 'api-key',
      name: keys.playgroundKeyName,
      change: change(key !== undefined, keyFields),
      fact: 'for the playground and the probe',
      fields: keyFields,
    }),
    ...observed.sharePlans.map((one) => {
      const fields = sharePlanChanges(desired, one, observed.api?.id)
      return item({
        type: 'usage-plan',
        name: one.name,
        change: change(true, fields),
        fact: `of share links, ${one.tags[shareCapTag]} a day for each`,
        fields,
      })
    }),
  ]
}

const whose = (key: ObservedApiKey): string => {
  if (isPlaygroundKey(key)) return 'the playground’s'
  return isLinkKey(key) ? 'a share link’s: its visitors will need none' : 'its value is gone for good'
}

/** What an earlier spec left. */
function staleKeyItems(desired: DesiredApi, observed: Observed): PlanItem[] {
  const { plans, keys } = staleKeys(desired, observed)
  const why = desired.keys ? 'Two deploys at once made it' : 'The URL no longer requires keys'
  return [
    ...keys.map((key) =>
      item({
        type: 'api-key',
        name: key.name,
        change: 'delete',
        fact: whose(key),
        why,
      }),
    ),
    ...plans.map((plan) =>
      item({
        type: 'usage-plan',
        name: plan.name,
        change: 'delete',
        fact: plan.id,
        why,
      }),
    ),
  ]
}

export const keysPlan: ResourcePlan = {
  desired: keysOf,
  items: keyItems,
  leftovers: (desired, observed) => [...foreignKeyItems(desired, observed), ...staleKeyItems(desired, observed)],
  taggables: ({ keys, target }, { usagePlans, sharePlans, apiKeys }) =>
    keys
      ? [
          ...[...usagePlans, ...sharePlans].map(({ id, name, tags }) => ({
            ...{ type: 'usage-plan' as const, name, tags },
            arn: gatewayArn(target, `usageplans/${id}`),
          })),
          ...apiKeys.map(({ id, name, tags }) => ({
            ...{ type: 'api-key' as const, name, tags },
            arn: gatewayArn(target, `apikeys/${id}`),
          })),
        ]
      : [],
  removal: (_, { apiKeys, usagePlans, sharePlans }) => [
    ...apiKeys.map(({ name }) => removed('api-key', name, 'its value is gone for good')),
    ...[...usagePlans, ...sharePlans].map(({ name, id }) => removed('usage-plan', name, id)),
  ],
  steps: ({ api: { access } }) =>
    access.kind === 'key'
      ? [
          { id: 'usage-plan', title: 'Usage plan' },
          { id: 'api-key', title: "The playground's key" },
        ]
      : [],
  removalStep: { id: 'usage-plan', title: 'Usage plan and keys' },
  ofOneRun: ({ usagePlans, sharePlans, apiKeys }, made) => ({
    usagePlans: usagePlans.filter((one) => made(one)),
    sharePlans: sharePlans.filter((one) => made(one)),
    apiKeys: apiKeys.filter((one) => made(one)),
  }),
}
