/** Which keys are in a plan, and what they used of it. https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlanKey.html */
import type { Call, Operation } from '../../../kernel/types'
import { badRequest, conflict, notFound } from '../errors'
import { stateOf } from '../find'
import { text } from '../input'
import { page } from '../page'
import { apiKeyOf } from './api-keys'
import { refuseSecondPlan, usagePlanOf } from './usage-plans'
import { type ApiKey, dayOf, type UsagePlan, usedInPeriod } from './usage-state'

const view = ({ id, name }: ApiKey) => ({ id, type: 'API_KEY', name })

/** Returns it as made and listed. */
const wholeView = (key: ApiKey) => ({ ...view(key), value: key.value })

function keysOf(plan: UsagePlan, call: Call): ApiKey[] {
  const { apiKeys } = stateOf(call)
  return [...plan.keys.keys()].map((id) => apiKeys.get(id)).filter((key) => key !== undefined)
}

function found(input: { usageplanId: string; keyId: string }, call: Call) {
  const plan = usagePlanOf(input.usageplanId, call)
  const key = keysOf(plan, call).find(({ id }) => id === input.keyId)
  if (!key) throw notFound('Invalid Usage Plan Key identifier specified')
  return { plan, key }
}

const createUsagePlanKey: Operation = (input, call) => {
  const plan = usagePlanOf(input.usageplanId, call)
  if (input.keyType !== 'API_KEY') throw badRequest('Invalid Usage Plan Key type specified. Must be API_KEY')
  const key = apiKeyOf(input.keyId, call)
  if (plan.keys.has(key.id)) throw conflict(`API Key ${key.id} is already associated with Usage Plan ${plan.id}`)
  refuseSecondPlan(key.id, plan, plan.apiStages, call)
  plan.keys.set(key.id, Date.now())
  return wholeView(key)
}

const dayMs = 86_400_000
/** https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html */
const mostDays = 90

function dateOf(value: unknown, member: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time)) throw badRequest(`Invalid ${member} specified: it is written as YYYY-MM-DD`)
  return time
}

/** For each key and day what was used and what remained; the key is named by its id. */
const getUsage: Operation = (input, call) => {
  const plan = usagePlanOf(input.usageplanId, call)
  const [from, to] = [dateOf(input.startDate, 'startDate'), dateOf(input.endDate, 'endDate')]
  if (to < from) throw badRequest('Usage end date must not be before its start date')
  if (to - from > mostDays * dayMs) throw badRequest(`Usage is given for at most ${mostDays} days`)
  const days = Array.from({ length: (to - from) / dayMs + 1 }, (_, index) => from + index * dayMs)
  const keyId = text(input.keyId)
  const all = keysOf(plan, call).filter((key) => keyId === undefined || key.id === keyId)
  const { items, position } = page(`GetUsage ${plan.id}`, all, (key) => key.id, input)
  const log = (id: string) =>
    days.map((day) => {
      const used = plan.usage.get(id)?.get(dayOf(day)) ?? 0
      return [used, plan.quota ? Math.max(0, plan.quota.limit - usedInPeriod(plan, id, day)) : 0]
    })
  return {
    usagePlanId: plan.id,
    startDate: input.startDate,
    endDate: input.endDate,
    position,
    values: Object.fromEntries(items.map(({ id }) => [id, log(id)])),
  }
}

export const usagePlanKeyOperations: Record<string, Operation> = {
  CreateUsagePlanKey: createUsagePlanKey,
  GetUsagePlanKey: (input, call) => view(found(input, call).key),
  GetUsagePlanKeys: (input, call) => {
    const prefix = text(input.nameQuery)
    // The newest first.
    const all = keysOf(usagePlanOf(input.usageplanId, call), call)
      .reverse()
      .filter((key) => prefix === undefined || key.name?.startsWith(prefix))
    const { items, position } = page(`GetUsagePlanKeys ${input.usageplanId}`, all, (key) => key.id, input)
    return { item: items.map(wholeView), position }
  },
  DeleteUsagePlanKey: (input, call) => {
    const { plan, key } = found(input, call)
    plan.keys.delete(key.id)
    return {}
  },
  GetUsage: getUsage,
}
