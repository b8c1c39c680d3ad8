/** The difference between desired and observed state as a page shows it: resource by resource, field by field, before anything is written. */

import { belongsTo } from '../../spec/names'
import { resources } from '../resources'
import { staleTags } from '../resources/api-tags'
import { withTagChanges } from '../resources/chosen-tags'
import type { Blocker, Tags } from '../resources/resource'
import { recordChanges } from '../resources/rest-api/plan'
import { type Desired, hasFunction } from '../state/desired'
import type { Observed } from '../state/observed'
import type { FieldChange, Plan, PlanItem } from '../state/plan'
import { isSameSpec } from '../state/recorded-specs'

/** @param invokeUrl with the placeholder where the API is not there yet */
export function planOf(desired: Desired, observed: Observed, invokeUrl: string, blockers: Blocker[] = []): Plan {
  const needed = resources.flatMap(({ items }) => items?.(desired, observed) ?? [])
  const left = resources.toReversed().flatMap(({ leftovers }) => leftovers?.(desired, observed) ?? [])
  const items = recordItem(desired, observed, withTagChanges(desired, observed, [...needed, ...left]))
  return {
    items,
    blockers: [...foreign(desired, observed), ...blockers],
    invokeUrl,
    changeCount: items.filter((one) => one.change !== 'none').length,
  }
}

/** The record on the API changes with everything else, so it is news only where nothing else is. */
function recordItem(desired: Desired, { api }: Observed, items: PlanItem[]): PlanItem[] {
  if (!api || items.some((one) => one.change !== 'none')) return items
  const changes = recordChanges(desired, api.tags)
  const [newest] = api.recordedSpecs ?? []
  // A function's spec is in its code, and compared there.
  const unrecorded = !hasFunction(desired) && !(newest && isSameSpec(newest.spec, desired.spec))
  if (unrecorded) changes.documentation = 'the spec as it is now'
  const fields: FieldChange[] = [
    ...Object.entries(changes).map(([key, to]) => ({
      field: key === 'documentation' ? key : `tag ${key}`,
      from: api.tags[key],
      to,
    })),
    ...staleTags(desired, api.tags).map((key) => ({ field: `tag ${key}`, from: api.tags[key] })),
  ]
  if (fields.length === 0) return items
  return items.map((one) =>
    one.type === 'rest-api'
      ? { ...one, change: 'update' as const, why: 'The record of the last deploy is missing', fields }
      : one,
  )
}

/** Our name without our tag: never changed, never removed. */
export function foreign(desired: Desired, observed: Observed): Blocker[] {
  const { endpointName } = desired
  return resources
    .flatMap(({ named }) => named?.(desired, observed) ?? [])
    .filter(([, tags]) => tags && !belongsTo(tags, endpointName))
    .map(([resource, tags]) => ({
      resource,
      message: `${resource} exists and does not have Portico's tags for this endpoint${ownerOf(tags ?? {})}.`,
      remedy:
        'Portico changes nothing that is not its own. Ask whose it is; remove or rename it, then read the plan again.',
    }))
}

function ownerOf(tags: Tags): string {
  const owner = tags.owner ?? tags.Owner ?? tags['aws:cloudformation:stack-name'] ?? tags['portico:endpoint']
  return owner ? ` (tagged ${owner})` : ''
}
