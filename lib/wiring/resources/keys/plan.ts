/** What differs between desired and observed state in the usage plan and its keys. Keys that people made for callers are no spec. */

import type { MethodLimit, ObservedApiKey, ObservedUsagePlan, PlanFacts } from '../../../aws/types'
import { keyTag, shareCapTag } from '../../../spec/names'
import type { Desired } from '../../state/desired'
import { fieldChanges } from '../../state/field-changes'
import type { Observed } from '../../state/observed'
import type { FieldChange } from '../../state/plan'

/** `abc1234567:prod`, as a usage plan names a stage. */
export const planStageOf = (desired: Desired, restApiId: string): string => `${restApiId}:${desired.stage.name}`

export const isPlaygroundKey = ({ tags }: Pick<ObservedApiKey, 'tags'>): boolean => tags[keyTag] === 'playground'

/** Of a share link: made and revoked with it. */
export const isLinkKey = ({ tags }: Pick<ObservedApiKey, 'tags'>): boolean => tags[keyTag] === 'share'

export const isSharePlan = ({ tags }: Pick<PlanFacts, 'tags'>): boolean => tags[shareCapTag] !== undefined

/** Of several plans the first stays; of the playground's keys the oldest. */
export const usagePlanOf = ({ usagePlans }: Observed): ObservedUsagePlan | undefined => usagePlans[0]
export const playgroundKeyOf = ({ apiKeys }: Observed): ObservedApiKey | undefined => apiKeys.find(isPlaygroundKey)

export function usagePlanChanges(
  desired: Desired,
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
export const sharePlanChanges = (desired: Desired, plan: PlanFacts, restApiId: string | undefined): FieldChange[] =>
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

/** Of the playground's key. */
export function playgroundKeyChanges(desired: Desired, observed: Observed): FieldChange[] {
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
  desired: Desired,
  { usagePlans, sharePlans, apiKeys }: Observed,
): { plans: PlanFacts[]; keys: ObservedApiKey[] } {
  if (!desired.keys) return { plans: [...usagePlans, ...sharePlans], keys: apiKeys }
  return { plans: usagePlans.slice(1), keys: apiKeys.filter(isPlaygroundKey).slice(1) }
}
