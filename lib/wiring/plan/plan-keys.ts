/** The usage plan and its keys as the plan of a deploy shows them. Pure. */

import type { ObservedApiKey } from '../../aws/types'
import { shareCapTag } from '../../spec/names'
import {
  isLinkKey,
  isPlaygroundKey,
  playgroundKeyChanges,
  playgroundKeyOf,
  sharePlanChanges,
  staleKeys,
  usagePlanChanges,
  usagePlanOf,
} from '../resources/keys/plan'
import type { Desired } from '../state/desired'
import type { Observed } from '../state/observed'
import type { ChangeKind, FieldChange, PlanItem } from '../state/plan'

const change = (exists: boolean, fields: FieldChange[]): ChangeKind =>
  exists ? (fields.length > 0 ? 'update' : 'none') : 'create'

/** `10 req/s, burst 20, 1000 a day for each key`. */
export const limitsInWords = ({ rateLimit, burstLimit, quotaPerDay }: NonNullable<Desired['keys']>): string =>
  `${rateLimit} req/s, burst ${burstLimit}${quotaPerDay === undefined ? '' : `, ${quotaPerDay} a day`} for each key`

/** What the spec needs. */
export function keyItems(desired: Desired, observed: Observed): PlanItem[] {
  const { keys } = desired
  if (!keys) return []
  const plan = usagePlanOf(observed)
  const key = playgroundKeyOf(observed)
  const planFields = usagePlanChanges(desired, plan, observed.api?.id)
  const keyFields = playgroundKeyChanges(desired, observed)
  const why = (exists: boolean, fields: FieldChange[]) =>
    !exists ? 'It is not there yet' : fields.length > 0 ? 'It differs from the spec' : 'Up to date'
  return [
    {
      type: 'usage-plan',
      name: keys.planName,
      change: change(plan !== undefined, planFields),
      fact: limitsInWords(keys),
      why: why(plan !== undefined, planFields),
      fields: planFields,
    },
    {
      type: 'api-key',
      name: keys.playgroundKeyName,
      change: change(key !== undefined, keyFields),
      fact: 'for the playground and the probe',
      why: why(key !== undefined, keyFields),
      fields: keyFields,
    },
    ...observed.sharePlans.map((one) => {
      const fields = sharePlanChanges(desired, one, observed.api?.id)
      return {
        type: 'usage-plan' as const,
        name: one.name,
        change: change(true, fields),
        fact: `of share links, ${one.tags[shareCapTag]} a day for each`,
        why: why(true, fields),
        fields,
      }
    }),
  ]
}

const whose = (key: ObservedApiKey): string => {
  if (isPlaygroundKey(key)) return 'the playground’s'
  return isLinkKey(key) ? 'a share link’s: its visitors will need none' : 'its value is gone for good'
}

/** What an earlier spec left. */
export function staleKeyItems(desired: Desired, observed: Observed): PlanItem[] {
  const { plans, keys } = staleKeys(desired, observed)
  const why = desired.keys ? 'Two deploys at once made it' : 'The URL no longer asks for keys'
  return [
    ...keys.map((key) => ({
      type: 'api-key' as const,
      name: key.name,
      change: 'delete' as const,
      fact: whose(key),
      why,
      fields: [],
    })),
    ...plans.map((plan) => ({
      type: 'usage-plan' as const,
      name: plan.name,
      change: 'delete' as const,
      fact: plan.id,
      why,
      fields: [],
    })),
  ]
}

/** What the switch means for callers, where it is one. */
export function whyForCallers(fields: FieldChange[]): string | undefined {
  const key = fields.find(({ field }) => field.endsWith(' ANY apiKeyRequired'))
  if (!key) return undefined
  return key.to === 'true'
    ? 'From the switch on, callers without a key get 403: give them keys first'
    : 'From the switch on, callers need no key'
}
