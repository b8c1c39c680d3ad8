/** The stage: its throttle, its cache, and where each call leaves a line. */

import type { ObservedStage } from '../../../aws/types'
import { belongsTo, namesOf, stageArn } from '../../../spec/names'
import { type Desired, type DesiredApi, hasFunction } from '../../state/desired'
import { added, fieldChanges } from '../../state/field-changes'
import { change, item, noted, whyOf } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { FieldChange, PlanItem } from '../../state/plan'
import { isPermitted } from '../permission/plan'
import type { ResourcePlan } from '../resource'

export const stageOf = (desired: DesiredApi, observed: Observed): ObservedStage | undefined =>
  observed.api?.stages.find((stage) => stage.name === desired.stage.name)

/** Whose throttle is ours: `iris/ANY` of somebody else's API, else every method of the stage. */
export const throttledMethod = ({ spec, route }: Desired): string | undefined =>
  spec.adopted && `${route.resourcePath}/${spec.adopted.method}`

/** What the method allows before a deploy; undefined if only the account limits it. */
export function throttleInPlace(
  desired: Desired,
  observed: Observed,
): { rateLimit: number; burstLimit: number } | undefined {
  const stage = stageOf(desired, observed)
  const method = throttledMethod(desired)
  const own = method === undefined ? undefined : stage?.methods[method]
  const { rateLimit, burstLimit } = { ...stage, ...own }
  return rateLimit === undefined || burstLimit === undefined ? undefined : { rateLimit, burstLimit }
}

export const throttleChanges = (desired: Desired, stage: ObservedStage): FieldChange[] => {
  const method = throttledMethod(desired)
  const { rateLimit, burstLimit } = method === undefined ? stage : (stage.methods[method] ?? {})
  return fieldChanges(
    { throttlingRateLimit: text(rateLimit), throttlingBurstLimit: text(burstLimit) },
    { throttlingRateLimit: text(desired.stage.rateLimit), throttlingBurstLimit: text(desired.stage.burstLimit) },
  )
}

/** Throttle, whether the function knows that the gateway streams, and where each call leaves a line. */
export const stageChanges = (desired: Desired, stage: ObservedStage): FieldChange[] => [
  ...throttleChanges(desired, stage),
  ...transferChanges(desired, stage),
  ...cacheChanges(desired, stage),
  ...stageLogChanges(desired, stage),
  ...stageAdditions(desired, stage),
]

/** What the stage of somebody else's API writes is theirs, and so is a log that somebody else set up on ours. */
export const stageLogChanges = (desired: DesiredApi, { accessLog }: ObservedStage): FieldChange[] => {
  const ours = namesOf(desired.endpointName, desired.target).accessLogArn
  if (desired.spec.adopted || (!desired.accessLog && accessLog?.arn !== ours)) return []
  return fieldChanges(
    { 'accessLogSettings.destinationArn': accessLog?.arn ?? '', 'accessLogSettings.format': accessLog?.format ?? '' },
    {
      'accessLogSettings.destinationArn': desired.accessLog?.arn ?? '',
      'accessLogSettings.format': desired.accessLog?.format ?? '',
    },
  )
}

/** A stage costs by the hour for it, so one that the spec does not name is a difference too; somebody else's API keeps its own. */
export const cacheChanges = (desired: DesiredApi, stage: ObservedStage): FieldChange[] =>
  desired.spec.adopted
    ? []
    : fieldChanges(
        { cacheClusterSize: stage.cache?.sizeGb ?? '', cacheTtlInSeconds: String(stage.cache?.ttlSeconds ?? '') },
        {
          cacheClusterSize: desired.stage.cache?.sizeGb ?? '',
          cacheTtlInSeconds: String(desired.stage.cache?.ttlSeconds ?? ''),
        },
      )

/** The stage variables of somebody else's API are theirs. */
const transferChanges = (desired: DesiredApi, stage: ObservedStage): FieldChange[] =>
  desired.spec.adopted
    ? []
    : fieldChanges(
        { 'variables.transferMode': stage.transferMode ?? '' },
        { 'variables.transferMode': desired.stage.transferMode ?? '' },
      )

const text = (value: number | undefined): string => (value === undefined ? "the account's" : String(value))

/** Stages of the API that this wiring no longer has. */
export const staleStages = (desired: DesiredApi, observed: Observed): ObservedStage[] =>
  (observed.api?.stages ?? []).filter(
    (stage) => stage.name !== desired.stage.name && belongsTo(stage.tags, desired.endpointName),
  )

/** Settings of single methods, and another deployment beside ours. The stage of an adopted API is its owner's. */
function stageAdditions(desired: DesiredApi, { methods, canary }: ObservedStage): FieldChange[] {
  if (desired.spec.adopted) return []
  return [
    ...Object.entries(methods).map(([method, setting]) => added(`methodSettings ${method}`, settingInWords(setting))),
    ...(canary ? [added('canarySettings', `${canary.percent}% to deployment ${canary.deploymentId}`)] : []),
  ]
}

const settingInWords = ({ rateLimit, burstLimit, cached }: ObservedStage['methods'][string]): string =>
  [
    `${rateLimit ?? "the account's"} req/s`,
    `burst ${burstLimit ?? "the account's"}`,
    ...(cached ? ['answers kept'] : []),
  ].join(', ')

/** The change that takes them away, as `updateStage` takes it. */
export const withoutStageAdditions = (desired: DesiredApi, stage: ObservedStage | undefined) =>
  stage && stageAdditions(desired, stage).length > 0
    ? {
        withoutMethods: Object.values(stage.methods).flatMap(({ keys }) => keys),
        withoutCanary: stage.canary && (true as const),
      }
    : {}

const stageNotes = ({ webAcl }: ObservedStage): string[] =>
  webAcl ? [`behind the web ACL ${webAcl.split('/').at(-2) ?? webAcl}`] : []

/** Says whether callers are allowed by a new stage before it has its limits: no permission comes after it. */
const isOpenAtOnce = (desired: Desired, { api, permissions, role }: Observed): boolean =>
  (api?.stages.length ?? 0) > 0 ||
  (hasFunction(desired)
    ? isPermitted(desired, permissions, api?.id)
    : desired.role.kind !== 'create' || role?.policy !== undefined)

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDeployment.html takes no throttle. */
const openForAMoment =
  'API Gateway makes a stage before it takes its limits, so for a moment only those of the account hold'

/**
 * Says whether callers get whole answers now and are to get streamed ones. The new version answers both kinds of gateway, so
 * the alias moves first; the other way round it is the old version that does, and the alias moves last, as always.
 */
export const startsStreaming = (desired: DesiredApi, observed: Observed): boolean =>
  desired.stage.transferMode !== undefined && stageOf(desired, observed)?.transferMode !== desired.stage.transferMode

function stageItem(desired: Desired, observed: Observed): PlanItem {
  const { name, rateLimit, burstLimit, cache } = desired.stage
  const stage = stageOf(desired, observed)
  const fields = stage ? stageChanges(desired, stage) : []
  const cached = cache ? [`${cache.sizeGb} GB cache by the hour`] : []
  return item({
    type: 'stage',
    name,
    change: change(stage !== undefined, fields),
    fact: `${rateLimit} req/s, burst ${burstLimit}${noted([...cached, ...(stage ? stageNotes(stage) : [])])}`,
    why: stage || !isOpenAtOnce(desired, observed) ? undefined : `${whyOf.create}. ${openForAMoment}`,
    fields,
  })
}

export const stagePlan: ResourcePlan = {
  items: (desired, observed) => [stageItem(desired, observed)],
  taggables(desired, observed) {
    const { api } = observed
    const there = stageOf(desired, observed)
    return api && there && !desired.spec.adopted
      ? [{ ...there, type: 'stage', arn: stageArn(desired.target, api.id, there.name) }]
      : []
  },
  leftovers: (desired, observed) =>
    staleStages(desired, observed).map(({ name }) =>
      item({ type: 'stage', name, change: 'delete', fact: 'its URL stops' }),
    ),
  steps: ({ api: { stage } }) => [{ id: 'stage', title: `Stage ${stage}` }],
}
