/**
 * The tags that a person or the account chose, on what is there already: what is made has them from birth. They are added and
 * changed, never taken away: somebody else's can have the same names. Pure.
 */
import { plural } from '../../plural'
import { belongsTo, mostTags } from '../../spec/names'
import type { Desired } from '../state/desired'
import type { Observed } from '../state/observed'
import type { FieldChange, PlanItem } from '../state/plan'
import { plans, type ResourceName, resourceNames } from '.'
import type { Blocker, Taggable } from './resource'

/** Lists those that are there, except what goes. */
export const taggablesOf = (desired: Desired, observed: Observed): (Taggable & { resource: ResourceName })[] =>
  resourceNames.flatMap((resource) =>
    (plans[resource].taggables?.(desired, observed) ?? [])
      .filter(({ tags }) => belongsTo(tags, desired.endpointName))
      .map((one) => ({ ...one, resource })),
  )

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
