/** Usage plans: which stages they cover, how much each of their keys can do, and how much it did. */
import {
  type APIGatewayClient,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteUsagePlanCommand,
  GetUsageCommand,
  type PatchOperation,
  paginateGetUsagePlanKeys,
  paginateGetUsagePlans,
  UpdateUsagePlanCommand,
  type UsagePlan,
} from '@aws-sdk/client-api-gateway'
import { removedNow } from '../absent'
import type { PlanFacts, PlanLimits } from '../types'

/** Every plan of the account and region, tags included; an account has 300 at most unless its quota was raised. */
export async function listUsagePlans(client: APIGatewayClient): Promise<PlanFacts[]> {
  const plans: PlanFacts[] = []
  for await (const page of paginateGetUsagePlans({ client, pageSize: 500 }, {})) {
    plans.push(...(page.items ?? []).map(reshape))
  }
  return plans
}

function reshape({ id = '', name = '', apiStages, throttle, quota, tags }: UsagePlan): PlanFacts {
  return {
    id,
    name,
    tags: tags ?? {},
    stages: (apiStages ?? []).map(({ apiId, stage }) => `${apiId}:${stage}`),
    methodLimits: (apiStages ?? []).flatMap(({ apiId, stage, throttle: ofMethods = {} }) =>
      Object.entries(ofMethods).map(([method, { rateLimit, burstLimit }]) => ({
        stage: `${apiId}:${stage}`,
        method,
        rateLimit,
        burstLimit,
      })),
    ),
    rateLimit: throttle?.rateLimit,
    burstLimit: throttle?.burstLimit,
    quota: quota?.limit === undefined ? undefined : { limit: quota.limit, period: quota.period ?? 'DAY' },
  }
}

/** Lists the ids of every key in a usage plan, 500 a call. Throws NotFoundException if the plan is gone. */
export async function listPlanKeyIds(client: APIGatewayClient, usagePlanId: string): Promise<string[]> {
  const ids: string[] = []
  for await (const page of paginateGetUsagePlanKeys({ client, pageSize: 500 }, { usagePlanId })) {
    ids.push(...(page.items ?? []).map(({ id = '' }) => id))
  }
  return ids
}

/**
 * No idempotency token, and names repeat: a second call makes a second plan.
 * @returns its id
 */
export async function createUsagePlan(
  client: APIGatewayClient,
  plan: PlanLimits & { name: string; description: string; restApiId: string; stage: string },
  tags: Record<string, string>,
): Promise<string> {
  const { name, description, restApiId, stage, rateLimit, burstLimit, quotaPerDay } = plan
  const { id = '' } = await client.send(
    new CreateUsagePlanCommand({
      name,
      description,
      apiStages: [{ apiId: restApiId, stage }],
      throttle: { rateLimit, burstLimit },
      ...(quotaPerDay === undefined ? {} : { quota: { limit: quotaPerDay, period: 'DAY' } }),
      tags,
    }),
  )
  return id
}

/** Holds what changes in a usage plan; what is absent stays. */
export interface PlanChange {
  throttle?: Pick<PlanLimits, 'rateLimit' | 'burstLimit'>
  /** `null` takes it away. */
  quotaPerDay?: number | null
  /** `abc1234567:prod`. */
  addStages?: string[]
  removeStages?: string[]
  /** Stages of which the limits of single methods go. */
  withoutMethodLimits?: string[]
}

/**
 * All in one call, as AWS takes one per 20 s and account.
 * https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
export async function updateUsagePlan(
  client: APIGatewayClient,
  usagePlanId: string,
  { throttle, quotaPerDay, addStages = [], removeStages = [], withoutMethodLimits = [] }: PlanChange,
): Promise<void> {
  const replace = (path: string, value: string | number): PatchOperation => ({
    op: 'replace',
    path,
    value: String(value),
  })
  const patchOperations: PatchOperation[] = [
    ...(throttle
      ? [replace('/throttle/rateLimit', throttle.rateLimit), replace('/throttle/burstLimit', throttle.burstLimit)]
      : []),
    ...(quotaPerDay === null ? [{ op: 'remove' as const, path: '/quota' }] : []),
    ...(typeof quotaPerDay === 'number'
      ? [replace('/quota/limit', quotaPerDay), replace('/quota/offset', 0), replace('/quota/period', 'DAY')]
      : []),
    ...withoutMethodLimits.map((stage) => ({ op: 'remove' as const, path: `/apiStages/${stage}/throttle` })),
    ...addStages.map((value) => ({ op: 'add' as const, path: '/apiStages', value })),
    ...removeStages.map((value) => ({ op: 'remove' as const, path: '/apiStages', value })),
  ]
  await client.send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations }))
}

/** Refused while a stage is in it. */
export const removeUsagePlan = (client: APIGatewayClient, usagePlanId: string): Promise<boolean> =>
  removedNow(client.send(new DeleteUsagePlanCommand({ usagePlanId })))

/** The key does nothing for its first seconds in the plan. */
export async function putKeyInPlan(client: APIGatewayClient, usagePlanId: string, keyId: string): Promise<void> {
  await client.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }))
}

/**
 * How many requests each key made on one day, by the key's id; a key that made none can be absent.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html
 * @param day `2026-11-25`, in UTC
 */
export async function readUsage(
  client: APIGatewayClient,
  usagePlanId: string,
  day: string,
): Promise<Record<string, number>> {
  const used: Record<string, number> = {}
  let position: string | undefined
  do {
    const page = await client.send(
      new GetUsageCommand({ usagePlanId, startDate: day, endDate: day, limit: 500, position }),
    )
    for (const [keyId, [first]] of Object.entries(page.items ?? {})) used[keyId] = first?.[0] ?? 0
    position = page.position
  } while (position)
  return used
}
