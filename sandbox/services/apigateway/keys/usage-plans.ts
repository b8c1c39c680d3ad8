/** Usage plans. https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html */
import type { Call, Operation } from '../../../kernel/types'
import { badRequest, conflict, limitExceeded, notFound } from '../errors'
import { stateOf } from '../find'
import { newId } from '../ids'
import { stringMap, text } from '../input'
import { page } from '../page'
import { type Patch, readPatches, unescapePath } from '../patch'
import { checkTags } from '../tags'
import type { ApiStage, Quota, Throttle, UsagePlan } from './usage-state'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxPlans = 300

/** Returns it as made and listed, without tags if it has none. */
const view = ({ keys: _, usage: __, tags, ...plan }: UsagePlan): object => ({
  ...plan,
  tags: Object.keys(tags).length > 0 ? tags : undefined,
})

/** Returns it as read by itself and changed. */
const wholeView = (plan: UsagePlan): object => ({ ...view(plan), tags: plan.tags })

export function usagePlanOf(id: unknown, call: Call): UsagePlan {
  const plan = stateOf(call).usagePlans.get(String(id))
  if (!plan) throw notFound('Invalid Usage Plan ID specified')
  return plan
}

function checkName(name: unknown): string {
  if (typeof name !== 'string' || name.trim() === '') throw badRequest('Usage Plan name cannot be blank')
  if (name.length > 1024) throw badRequest('Usage Plan name should be at most 1024 characters')
  return name
}

/** @param planId of a plan that is there */
function checkStage({ apiId, stage, throttle }: ApiStage, call: Call, planId?: string): ApiStage {
  const { restApis } = stateOf(call)
  if (!restApis.get(apiId)?.stages.has(stage))
    throw notFound(
      planId
        ? `Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${planId}`
        : `API Stage not found: ${apiId}:${stage}`,
    )
  const limits = Object.entries(throttle ?? {}).map(([method, limit]) => [method, checkThrottle(limit)])
  return { apiId, stage, ...(limits.length > 0 ? { throttle: Object.fromEntries(limits) } : {}) }
}

function checkThrottle({ rateLimit, burstLimit }: Throttle): Throttle {
  if (rateLimit !== undefined && !(rateLimit >= 0))
    throw badRequest('Usage Plan throttle rate limit must not be less than 0')
  if (burstLimit !== undefined && !(Number.isInteger(burstLimit) && burstLimit >= 0))
    throw badRequest('Usage Plan throttle burst limit must not be less than 0')
  return { rateLimit, burstLimit }
}

const mostOffset: Record<Quota['period'], [number, string]> = {
  DAY: [0, 'must be zero in the DAY period'],
  WEEK: [6, 'must be between zero and six inclusively in the WEEK period'],
  MONTH: [27, 'must be between zero and 27 inclusively in the MONTH period'],
}

function checkQuota({ limit, offset = 0, period }: Partial<Quota>): Quota {
  if (period === undefined || !(period in mostOffset))
    throw badRequest('Usage Plan quota period must be one of: [DAY, WEEK, MONTH]')
  if (limit === undefined || !(Number.isInteger(limit) && limit > 0))
    throw badRequest('Usage Plan quota limit must be greater than 0')
  const [most, words] = mostOffset[period]
  if (!(offset >= 0 && offset <= most)) throw badRequest(`Usage Plan quota offset ${words}`)
  return { limit, offset, period }
}

const createUsagePlan: Operation = (input, call) => {
  const { usagePlans } = stateOf(call)
  const stages: ApiStage[] = Array.isArray(input.apiStages) ? input.apiStages : []
  const plan: UsagePlan = {
    id: newId(6),
    name: checkName(input.name),
    description: text(input.description),
    apiStages: stages.map((one) => checkStage(one, call)),
    throttle: input.throttle ? checkThrottle(input.throttle) : undefined,
    quota: input.quota ? checkQuota(input.quota) : undefined,
    tags: checkTags(stringMap(input.tags)),
    keys: new Map(),
    usage: new Map(),
  }
  if (usagePlans.size >= maxPlans) throw limitExceeded('Usage Plans limit exceeded')
  usagePlans.set(plan.id, plan)
  return view(plan)
}

const removable =
  '[/apiStages, /quota, /throttle, /productCode, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, /apiStages/<apidId:stageName>/throttle]'

function patchStages(plan: UsagePlan, { op, value = '' }: Patch, call: Call): void {
  const [apiId = '', stage = ''] = value.split(':')
  const at = plan.apiStages.findIndex((one) => one.apiId === apiId && one.stage === stage)
  if (op === 'remove') {
    // An API that is gone can still be taken out.
    if (at < 0) throw badRequest('Invalid API Stage specified')
    plan.apiStages = plan.apiStages.filter((_, index) => index !== at)
    return
  }
  if (op !== 'add') throw badRequest(`Invalid patch path  '/apiStages' specified for op '${op}'.`)
  if (at >= 0) throw conflict(`API Stage ${value} is already associated with Usage Plan ${plan.id}`)
  if (!apiId || !stage) throw badRequest('Invalid API Stage specified')
  const added = checkStage({ apiId, stage }, call, plan.id)
  for (const keyId of plan.keys.keys()) refuseSecondPlan(keyId, plan, [added], call)
  plan.apiStages = [...plan.apiStages, added]
}

const numberIn = ({ path, value = '' }: Patch): number => {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) throw badRequest(`Invalid value ${value} for path ${path}`)
  return number
}

/** `~1iris/GET` and `/iris/GET` are one method: clients send both. */
const methodIn = (segments: string[]): string => `/${segments.map(unescapePath).join('/').replace(/^\/+/, '')}`

/**
 * Limits of single methods: `/apiStages/{apiId:stage}/throttle/{path}/{method}/rateLimit`, removed by method or all at once.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-create-usage-plans.html
 */
function patchMethodLimit(plan: UsagePlan, patch: Patch): void {
  const [, id, , ...rest] = patch.segments
  const at = plan.apiStages.findIndex(({ apiId, stage }) => `${apiId}:${stage}` === id)
  const known = plan.apiStages[at]
  if (!known) throw badRequest('Invalid API Stage specified')
  const throttle = { ...known.throttle }
  if (patch.op === 'remove') {
    const method = methodIn(rest)
    if (rest.length > 0 && !(method in throttle)) throw notFound(`Invalid method setting path: ${method}`)
    if (rest.length > 0) delete throttle[method]
    else for (const one of Object.keys(throttle)) delete throttle[one]
  } else {
    const member = rest.pop()
    if (patch.op !== 'replace' || (member !== 'rateLimit' && member !== 'burstLimit'))
      throw badRequest(`Invalid patch path  '${patch.path}' specified for op '${patch.op}'.`)
    const method = methodIn(rest)
    throttle[method] = checkThrottle({ ...throttle[method], [member]: numberIn(patch) })
  }
  plan.apiStages = plan.apiStages.with(at, {
    ...known,
    throttle: Object.keys(throttle).length > 0 ? throttle : undefined,
  })
}

function patchOne(plan: UsagePlan, patch: Patch, call: Call): void {
  const { op, path } = patch
  if (path === '/apiStages') patchStages(plan, patch, call)
  else if (/^\/apiStages\/[^/]+\/throttle(\/|$)/.test(path)) patchMethodLimit(plan, patch)
  else if (op === 'remove') {
    if (path === '/throttle') plan.throttle = undefined
    else if (path === '/quota') plan.quota = undefined
    else throw badRequest(`Invalid patch path  '${path}' specified for op 'remove'. \nMust be one of: ${removable}`)
  } else if (path === '/name' && op === 'replace') plan.name = checkName(patch.value)
  else if (path === '/description' && op === 'replace') plan.description = patch.value
  else if (path === '/throttle/rateLimit') plan.throttle = { ...plan.throttle, rateLimit: numberIn(patch) }
  else if (path === '/throttle/burstLimit') plan.throttle = { ...plan.throttle, burstLimit: numberIn(patch) }
  else if (path === '/quota/limit') plan.quota = { ...plan.quota, limit: numberIn(patch) } as Quota
  else if (path === '/quota/offset') plan.quota = { ...plan.quota, offset: numberIn(patch) } as Quota
  else if (path === '/quota/period') plan.quota = { ...plan.quota, period: patch.value } as Quota
  else throw badRequest(`Invalid patch path  '${path}' specified for op '${op}'.`)
}

/** A key can be in one plan only of each stage: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
export function refuseSecondPlan(keyId: string, plan: UsagePlan, stages: ApiStage[], call: Call): void {
  for (const other of stateOf(call).usagePlans.values()) {
    if (other.id === plan.id || !other.keys.has(keyId)) continue
    const both = other.apiStages.find((one) => stages.some((a) => a.apiId === one.apiId && a.stage === one.stage))
    if (both)
      throw conflict(
        `API Key ${keyId} is already associated with API Stage ${both.apiId}:${both.stage} by Usage Plan ${other.id}`,
      )
  }
}

export const usagePlanOperations: Record<string, Operation> = {
  CreateUsagePlan: createUsagePlan,
  GetUsagePlan: (input, call) => wholeView(usagePlanOf(input.usageplanId, call)),
  GetUsagePlans: (input, call) => {
    const keyId = text(input.keyId)
    const all = [...stateOf(call).usagePlans.values()].filter((plan) => keyId === undefined || plan.keys.has(keyId))
    const { items, position } = page('GetUsagePlans', all, (plan) => plan.id, input)
    return { item: items.map(view), position }
  },
  /** All patches hold or none does. */
  UpdateUsagePlan: (input, call) => {
    const plan = usagePlanOf(input.usageplanId, call)
    const draft = { ...plan }
    for (const patch of readPatches(input)) patchOne(draft, patch, call)
    if (draft.throttle) checkThrottle(draft.throttle)
    if (draft.quota) draft.quota = checkQuota(draft.quota)
    Object.assign(plan, draft)
    return wholeView(plan)
  },
  DeleteUsagePlan: (input, call) => {
    const plan = usagePlanOf(input.usageplanId, call)
    const [first] = plan.apiStages
    if (first)
      throw badRequest(
        `Cannot delete Usage Plan ${plan.id} because there are API Stages associated with it, including ${first.apiId}:${first.stage}`,
      )
    stateOf(call).usagePlans.delete(plan.id)
    return {}
  },
}
