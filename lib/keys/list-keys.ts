/** Reads the keys of one public API, and how much each was used today. */

import { readUsage } from '../aws/apigateway/usage-plan'
import type { AwsClients } from '../aws/client/create-clients'
import type { ObservedApiKey, ObservedUsagePlan } from '../aws/types'
import { isExpected, toFailure } from '../errors'
import { deployedByTag, personFromTag, replacesTag } from '../spec/names'
import { findKeys } from '../wiring/read/find-keys'
import { isLinkKey, isPlaygroundKey } from '../wiring/resources/keys/plan'
import type { CallerKey, KeyList } from './types'

export async function listKeys(clients: AwsClients, endpointName: string, now: Date): Promise<KeyList> {
  const { usagePlans, apiKeys } = await findKeys(clients, endpointName, true)
  const [plan] = usagePlans
  const { used, usageProblem } = await usageOf(clients, plan, now)
  const callers = apiKeys.filter((key) => !isPlaygroundKey(key) && !isLinkKey(key))
  const replaced = new Set(callers.map(({ tags }) => tags[replacesTag]))
  const playground = apiKeys.find(isPlaygroundKey)
  return {
    keys: callers
      .map((key) => reshape(key, replaced.has(key.id), used && (used[key.id] ?? 0)))
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
    ...(playground ? { playground: { usedToday: used && (used[playground.id] ?? 0) } } : {}),
    ...(plan ? { limits: limitsOf(plan) } : {}),
    ...(usageProblem ? { usageProblem } : {}),
  }
}

/** A refused usage hides no key. */
async function usageOf(clients: AwsClients, plan: ObservedUsagePlan | undefined, now: Date) {
  if (!plan) return {}
  try {
    return { used: await readUsage(clients.apiGateway, plan.id, now.toISOString().slice(0, 10)) }
  } catch (error) {
    if (!isExpected(error)) throw error
    return { usageProblem: toFailure(error, {}).message }
  }
}

const limitsOf = ({ rateLimit, burstLimit, quota }: ObservedUsagePlan): KeyList['limits'] => ({
  rateLimit,
  burstLimit,
  quotaPerDay: quota?.period === 'DAY' ? quota.limit : undefined,
})

const reshape = (
  { id, name, enabled, createdAt, tags }: ObservedApiKey,
  isReplaced: boolean,
  usedToday: number | undefined,
): CallerKey => ({
  id,
  name,
  enabled,
  createdAt: new Date(createdAt).toISOString(),
  createdBy: personFromTag(tags[deployedByTag]),
  usedToday,
  isReplaced,
})
