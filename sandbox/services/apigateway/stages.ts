/** Stages and their settings. https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html */
import type { Call, Operation, World } from '../../kernel/types'
import { accountThrottle } from './account'
import { canaryOf, patchCanary, promoteCanary } from './canary'
import { badRequest, conflict, limitExceeded, noSuchSetting, notFound } from './errors'
import { restApiOf, stateOf } from './find'
import { refuse, stringMap, text } from './input'
import { flagOf, type Patch, readPatches, unescapePath } from './patch'
import { checkStageVariables } from './stage-variables'
import type { MethodSetting, RestApi, Stage } from './state'
import { checkTags } from './tags'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxStages = 10

export function newStage(api: RestApi, stageName: string, deploymentId: string): Stage {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(stageName))
    throw badRequest('Stage name only allows a-zA-Z0-9_- and is at most 128 characters long')
  if (api.stages.has(stageName)) throw conflict('Stage already exists')
  if (api.stages.size >= maxStages) throw limitExceeded('Maximum number of stages for this API has been reached.')
  const now = Date.now()
  return {
    stageName,
    deploymentId,
    createdDate: now,
    lastUpdatedDate: now,
    methodSettings: {},
    tracingEnabled: false,
    tags: {},
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html */
const cacheSizes = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237']
/** Making one takes up to four minutes: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html */
const cacheMakingMs = 60_000

export const isCacheReady = ({ cache }: Stage, { clock }: Pick<World, 'clock'>): boolean =>
  cache !== undefined && clock.hasPassed(cache.madeAt, cacheMakingMs)

const view = ({ cache, ...stage }: Stage, { world }: Call): object => ({
  ...stage,
  cacheClusterEnabled: cache !== undefined,
  cacheClusterSize: cache?.sizeGb,
  cacheClusterStatus: !cache
    ? 'NOT_AVAILABLE'
    : isCacheReady({ ...stage, cache }, world)
      ? 'AVAILABLE'
      : 'CREATE_IN_PROGRESS',
  createdDate: new Date(stage.createdDate),
  lastUpdatedDate: new Date(stage.lastUpdatedDate),
  methodSettings: Object.fromEntries(
    Object.entries(stage.methodSettings).map(([key, setting]) => [
      key,
      { ...setting, loggingLevel: setting.loggingLevel || undefined },
    ]),
  ),
  tags: Object.keys(stage.tags).length > 0 ? stage.tags : undefined,
})

const defaults = (): MethodSetting => ({
  metricsEnabled: false,
  loggingLevel: '',
  dataTraceEnabled: false,
  throttlingRateLimit: accountThrottle.rateLimit,
  throttlingBurstLimit: accountThrottle.burstLimit,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
})

function numberOf(value: string, least: number): number {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number) || number < least)
    throw badRequest(`Invalid value specified: ${value}`)
  return number
}

const settings: Record<string, (setting: MethodSetting, value: string) => void> = {
  'throttling/rateLimit': (setting, value) => {
    setting.throttlingRateLimit = numberOf(value, -1)
  },
  'throttling/burstLimit': (setting, value) => {
    if (!/^-?\d+$/.test(value)) throw badRequest(`Invalid value specified: ${value}`)
    setting.throttlingBurstLimit = numberOf(value, -1)
  },
  'metrics/enabled': (setting, value) => {
    setting.metricsEnabled = flagOf(value)
  },
  'logging/loglevel': (setting, value) => {
    if (!['OFF', 'ERROR', 'INFO'].includes(value)) throw badRequest(`Invalid logging level specified: ${value}`)
    // Execution logs need an account-wide role, which an account has only once someone set it.
    if (value !== 'OFF') throw badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging')
    setting.loggingLevel = value
  },
  'logging/dataTrace': (setting, value) => {
    setting.dataTraceEnabled = flagOf(value)
  },
  'caching/enabled': (setting, value) => {
    setting.cachingEnabled = flagOf(value)
  },
  'caching/ttlInSeconds': (setting, value) => {
    setting.cacheTtlInSeconds = numberOf(value, 0)
  },
}

/** What holds for a method, whichever form its key has; else what holds for all. */
export function settingOf(stage: Stage, resourcePath: string, httpMethod: string): MethodSetting | undefined {
  const wanted = `${resourcePath.replace(/^\//, '')}/${httpMethod}`
  const key = Object.keys(stage.methodSettings).find((one) => {
    const at = one.lastIndexOf('/')
    return `${unescapePath(one.slice(0, at)).replace(/^\//, '')}${one.slice(at)}` === wanted
  })
  return stage.methodSettings[key ?? '*/*']
}

/**
 * Key and setting of a path such as `/~1iris/GET/throttling/rateLimit`. The key stays as it was addressed, and a new entry
 * begins with what the stage has for all methods just then.
 * https://docs.aws.amazon.com/cli/latest/reference/apigateway/update-stage.html (example 1)
 */
function methodSetting(stage: Stage, patch: Patch): void {
  const [resource = '', method = '', ...rest] = patch.segments
  const key = `${resource}/${method}`
  if (patch.op === 'remove' && rest.length === 0) {
    if (!(key in stage.methodSettings)) throw noSuchSetting(key)
    delete stage.methodSettings[key]
    return
  }
  const set = settings[rest.join('/')]
  if (!set) throw badRequest(`Invalid method setting path: ${patch.path}`)
  if (patch.op !== 'replace') throw badRequest('Invalid patch operation specified. Must be one of: [replace]')
  const setting = { ...(stage.methodSettings[key] ?? stage.methodSettings['*/*'] ?? defaults()) }
  set(setting, patch.value ?? '')
  stage.methodSettings[key] = setting
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html#set-up-access-logging-using-cli */
function accessLog(stage: Stage, patch: Patch, mayLog: boolean): void {
  const [, member] = patch.segments
  if (patch.op === 'remove' && !member) {
    stage.accessLogSettings = undefined
    return
  }
  if (patch.op === 'remove') throw noSuchSetting(`accessLogSettings/${member}`)
  if (member !== 'destinationArn' && member !== 'format')
    throw badRequest(
      'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
    )
  if (!patch.value) throw badRequest('Access Log value must not be empty')
  if (!mayLog) throw badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging')
  const { value } = patch
  if (member === 'destinationArn' && !/^arn:aws[a-z-]*:(logs|firehose):[a-z0-9-]+:\d{12}:[^*]+$/.test(value))
    throw badRequest('Invalid ARN specified in the request')
  if (member === 'format' && !/\$context\.(extendedRequestId|requestId)/.test(value))
    throw badRequest('Access log format must include at least $context.requestId or $context.extendedRequestId')
  if (member === 'format' && value.trimEnd().includes('\n'))
    throw badRequest('Access Log format must be single line, new line character is allowed only at end of the format')
  stage.accessLogSettings = { ...stage.accessLogSettings, [member]: value }
}

function plain(api: RestApi, stage: Stage, patch: Patch, mayLog: boolean, now: number): boolean {
  const [head = '', key] = patch.segments
  if (patch.op === 'copy') promoteCanary(stage, patch)
  else if (patch.path === '/deploymentId') {
    if (!api.deployments.has(patch.value ?? '')) throw badRequest('Invalid deployment identifier specified')
    stage.deploymentId = patch.value ?? ''
  } else if (patch.path === '/description') stage.description = patch.value
  else if (patch.path === '/tracingEnabled') stage.tracingEnabled = flagOf(patch.value)
  else if (head === 'variables' && key) {
    const { [key]: _, ...others } = stage.variables ?? {}
    stage.variables = patch.op === 'remove' ? others : checkStageVariables({ ...others, [key]: patch.value ?? '' })
  } else if (head === 'canarySettings') patchCanary(api, stage, patch)
  else if (head === 'accessLogSettings') accessLog(stage, patch, mayLog)
  else if (patch.path === '/cacheClusterEnabled')
    stage.cache = flagOf(patch.value) ? { sizeGb: stage.cache?.sizeGb ?? '0.5', madeAt: now } : undefined
  else if (patch.path === '/cacheClusterSize') {
    if (!cacheSizes.includes(patch.value ?? ''))
      throw badRequest(`Invalid cache cluster size specified: ${patch.value}`)
    stage.cache = stage.cache && { sizeGb: patch.value ?? '', madeAt: now }
  } else return false
  return true
}

/** What a stage's cache holds, by key. */
export const kept = new WeakMap<Stage, Map<string, { at: number; response: unknown }>>()

/** All patches hold or none does. */
function updateStage(api: RestApi, stage: Stage, patches: Patch[], mayLog: boolean, now: number): void {
  const draft = structuredClone(stage)
  for (const patch of patches) if (!plain(api, draft, patch, mayLog, now)) methodSetting(draft, patch)
  // Another size is another cache, and an empty one.
  if (draft.cache?.madeAt !== stage.cache?.madeAt) kept.delete(stage)
  Object.assign(stage, draft, { lastUpdatedDate: Date.now() })
}

function found(input: { restapi_id: string; stage_name: string }, call: Call) {
  const api = restApiOf(input.restapi_id, call)
  const stage = api.stages.get(input.stage_name)
  if (!stage) throw notFound('Invalid stage identifier specified')
  return { api, stage }
}

/**
 * A stage that a usage plan names is not deleted, nor is its API. What AWS answers is documented nowhere; whoever takes
 * the stage out of the plan first fares well with either answer.
 */
export function refuseWhilePlanned(api: RestApi, stages: Iterable<Stage>, call: Call): void {
  const plans = [...stateOf(call).usagePlans.values()]
  for (const { stageName } of stages) {
    const plan = plans.find((one) => one.apiStages.some(({ apiId, stage }) => apiId === api.id && stage === stageName))
    if (plan)
      throw badRequest(
        `Cannot delete API Stage ${api.id}:${stageName} because Usage Plan ${plan.id} is associated with it`,
      )
  }
}

export const stageOperations: Record<string, Operation> = {
  CreateStage: (input, call) => {
    refuse(input, ['cacheClusterEnabled'])
    const api = restApiOf(input.restapi_id, call)
    if (!api.deployments.has(input.deploymentId)) throw badRequest('Invalid deployment identifier specified')
    const stage = newStage(api, String(input.stageName ?? ''), input.deploymentId)
    stage.canarySettings = canaryOf(input.canarySettings, api)
    stage.description = text(input.description)
    stage.variables = checkStageVariables(stringMap(input.variables))
    stage.tracingEnabled = input.tracingEnabled === true
    stage.tags = checkTags(stringMap(input.tags))
    api.stages.set(stage.stageName, stage)
    return view(stage, call)
  },
  GetStage: (input, call) => view(found(input, call).stage, call),
  GetStages: (input, call) => {
    const stages = [...restApiOf(input.restapi_id, call).stages.values()]
    return {
      item: stages
        .filter((stage) => !input.deploymentId || stage.deploymentId === input.deploymentId)
        .map((stage) => view(stage, call)),
    }
  },
  UpdateStage: (input, call) => {
    const { api, stage } = found(input, call)
    const mayLog = stateOf(call).cloudwatchRoleArn !== undefined
    updateStage(api, stage, readPatches(input), mayLog, call.world.clock.now())
    return view(stage, call)
  },
  FlushStageCache: (input, call) => {
    kept.delete(found(input, call).stage)
    return {}
  },
  DeleteStage: (input, call) => {
    const { api, stage } = found(input, call)
    refuseWhilePlanned(api, [stage], call)
    api.stages.delete(stage.stageName)
    return {}
  },
}
