/** The usage plan and the keys of one wiring, by their tags. */
import { listApiKeys } from '../../aws/apigateway/api-key'
import { listPlanKeyIds, listUsagePlans } from '../../aws/apigateway/usage-plan'
import type { AwsClients } from '../../aws/client/create-clients'
import type { ObservedApiKey, ObservedUsagePlan, PlanFacts } from '../../aws/types'
import { belongsTo } from '../../spec/names'
import { isSharePlan } from '../resources/keys/plan'
import type { Observed } from '../state/observed'

/** The smallest id first: plans have no date, and every process has to agree on the one that stays. */
export async function findAllPlans(clients: AwsClients, endpointName: string): Promise<PlanFacts[]> {
  return plansOf(await listUsagePlans(clients.apiGateway), endpointName)
}

const plansOf = (plans: PlanFacts[], endpointName: string): PlanFacts[] =>
  plans.filter(({ tags }) => belongsTo(tags, endpointName)).sort((a, b) => (a.id < b.id ? -1 : 1))

/** Finds the plans of callers and of the playground, with their keys. */
export const findUsagePlans = async (clients: AwsClients, endpointName: string): Promise<ObservedUsagePlan[]> =>
  withKeys(clients, await findAllPlans(clients, endpointName))

const withKeys = (clients: AwsClients, plans: PlanFacts[]): Promise<ObservedUsagePlan[]> =>
  Promise.all(
    plans
      .filter((plan) => !isSharePlan(plan))
      .map(async (plan) => ({ ...plan, keyIds: await listPlanKeyIds(clients.apiGateway, plan.id) })),
  )

/** The oldest first. */
export async function findApiKeys(clients: AwsClients, endpointName: string): Promise<ObservedApiKey[]> {
  return (await listApiKeys(clients.apiGateway))
    .filter(({ tags }) => belongsTo(tags, endpointName))
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

/**
 * Keys are made after their plan and removed before it, so an open URL costs one call and not two.
 * @param always where somebody might have deleted the plan alone
 */
export async function findKeys(
  clients: AwsClients,
  endpointName: string,
  always: boolean,
): Promise<Pick<Observed, 'usagePlans' | 'sharePlans' | 'apiKeys'> & { foreignPlans: PlanFacts[] }> {
  const all = await listUsagePlans(clients.apiGateway)
  const plans = plansOf(all, endpointName)
  const usagePlans = await withKeys(clients, plans)
  const apiKeys = plans.length > 0 || always ? await findApiKeys(clients, endpointName) : []
  return {
    usagePlans,
    sharePlans: plans.filter(isSharePlan),
    apiKeys,
    foreignPlans: all.filter((one) => !plans.includes(one)),
  }
}
