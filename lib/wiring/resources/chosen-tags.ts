/**
 * The tags that a person or the account chose, on what is there already: what is made has them from birth. They are added and
 * changed, never taken away: somebody else's can have the same names. Pure.
 */
import type { ObservedAlarm } from '../../aws/types'
import { plural } from '../../plural'
import { belongsTo, domainArn, mostTags, restApiArn, stageArn } from '../../spec/names'
import type { Desired } from '../state/desired'
import type { Observed } from '../state/observed'
import type { FieldChange, PlanItem, ResourceType } from '../state/plan'
import { alarmArn } from './alarms/plan'
import type { Blocker } from './resource'

/** A resource of this public API that AWS can tag, as it is now. */
export interface Taggable {
  type: ResourceType
  /** The name of its row in a plan. */
  name: string
  arn: string
  tags: Record<string, string>
}

/** Lists those that are there, except what goes. */
export function taggablesOf(
  { target, stage, spec, endpointName, ...desired }: Desired,
  observed: Observed,
): Taggable[] {
  const { role, logGroup, accessLog, function: fn, api, usagePlans, sharePlans, apiKeys, domains = [] } = observed
  const gateway = (kind: string, id: string) => `${restApiArn(target, '').replace(/restapis\/$/, '')}${kind}/${id}`
  const there = api?.stages.find(({ name }) => name === stage.name)
  const alarms: ObservedAlarm[] = Array.isArray(observed.alarms) ? observed.alarms : []
  const all: (Taggable | undefined)[] = [
    role && desired.role.kind === 'create' ? { ...role, type: 'iam-role' } : undefined,
    accessLog && desired.accessLog && { ...accessLog, type: 'access-log', arn: desired.accessLog.arn },
    logGroup && desired.logGroup && { ...logGroup, type: 'log-group', arn: desired.logGroup.arn },
    fn && desired.function && { ...fn, type: 'lambda-function', arn: desired.function.arn },
    // An adopted API stays its owner's.
    ...(spec.adopted || !api
      ? []
      : [
          { type: 'rest-api' as const, name: api.id, arn: restApiArn(target, api.id), tags: api.tags },
          there && { ...there, type: 'stage' as const, arn: stageArn(target, api.id, there.name) },
        ]),
    ...(desired.keys
      ? [
          ...[...usagePlans, ...sharePlans].map((one) => ({
            ...one,
            type: 'usage-plan' as const,
            arn: gateway('usageplans', one.id),
          })),
          ...apiKeys.map((one) => ({ ...one, type: 'api-key' as const, arn: gateway('apikeys', one.id) })),
        ]
      : []),
    ...domains
      .filter(({ name }) => name === desired.domain?.name)
      .map((one) => ({ ...one, type: 'domain-name' as const, arn: domainArn(target, one.name) })),
    ...alarms
      .filter(({ name }) => desired.alarms?.some((alarm) => alarm.name === name))
      .map((one) => ({ ...one, type: 'alarm' as const, arn: alarmArn(target, one.name) })),
  ]
  return all.flatMap((one) => (one && belongsTo(one.tags, endpointName) ? [one] : []))
}

/** The tags that a resource lacks, or has with another value. */
export const missingOf = ({ spec: { tags = {} } }: Desired, there: Taggable): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([key, value]) => there.tags[key] !== value))

/** Share links are tags of the API too, and it would be refused only after callers were switched. */
export function tagBlockers(desired: Desired, observed: Observed): Blocker[] {
  const api = taggablesOf(desired, observed).find(({ type }) => type === 'rest-api')
  const added = api ? Object.keys(missingOf(desired, api)).filter((key) => api.tags[key] === undefined) : []
  const tooMany = Object.keys(api?.tags ?? {}).length + added.length - mostTags
  if (added.length === 0 || tooMany <= 0) return []
  return [
    {
      resource: `REST API ${api?.name}`,
      message: `The API has ${plural(Object.keys(api?.tags ?? {}).length, 'tag')}, and with ${added.join(', ')} it would have more than the ${mostTags} that AWS allows.`,
      remedy: `Leave out ${tooMany} of them, or revoke share links, which are tags of the API too.`,
    },
  ]
}

/** The rows of a plan, with what differs in the tags of each resource. */
export function withTagChanges(desired: Desired, observed: Observed, items: PlanItem[]): PlanItem[] {
  const { spec, requiredTags = [] } = desired
  const unanswered = requiredTags.filter((key) => spec.tags?.[key] === undefined)
  if (unanswered.length === 0 && !spec.tags) return items
  const taggables = taggablesOf(desired, observed)
  return items.map((row) => {
    if (row.change !== 'none' && row.change !== 'update') return row
    const there = taggables.find(({ type, name }) => type === row.type && name === row.name)
    if (!there) return row
    const fields: FieldChange[] = [
      ...Object.entries(missingOf(desired, there)).map(([key, to]) => ({
        field: `tag ${key}`,
        from: there.tags[key],
        to,
      })),
      ...unanswered
        .filter((key) => !there.tags[key])
        .map((key) => ({ field: `tag ${key}`, to: 'a value, which the account requires' })),
    ]
    if (fields.length === 0) return row
    const why = row.change === 'none' ? 'Its tags differ from those of the public API' : row.why
    return { ...row, change: 'update', why, fields: [...row.fields, ...fields] }
  })
}
