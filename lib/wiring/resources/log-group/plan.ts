/** The log group of the function, and what every log group of a public API has in common. */

import type { ObservedLogGroup } from '../../../aws/types'
import { plural } from '../../../plural'
import { belongsTo } from '../../../spec/names'
import type { LogGroup } from '../../state/desired'
import { type DesiredRoute, hasFunction } from '../../state/desired'
import { fieldChanges } from '../../state/field-changes'
import { change, item, kept, removed } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { FieldChange, PlanItem } from '../../state/plan'
import type { ResourcePlan } from '../resource'

/** Compares a log group with its desired retention and key; empty if it is not there. */
export const groupChanges = (group: LogGroup, there: ObservedLogGroup | undefined): FieldChange[] =>
  there
    ? [
        ...fieldChanges({ retentionInDays: days(there.retentionDays) }, { retentionInDays: days(group.retentionDays) }),
        ...(hasOtherKey(group, there) ? [{ field: 'kmsKeyId', from: there.kmsKeyArn, to: group.kmsKeyArn }] : []),
      ]
    : []

/** A key that somebody chose is left alone where the account wants none. */
export const hasOtherKey = (group: LogGroup, there: ObservedLogGroup): boolean =>
  group.kmsKeyArn !== undefined && there.kmsKeyArn !== group.kmsKeyArn

const days = (count: number | undefined): string => (count === undefined ? 'for ever' : String(count))

export function groupItem(
  type: 'log-group' | 'access-log',
  group: LogGroup,
  there: ObservedLogGroup | undefined,
  documents?: PlanItem['documents'],
): PlanItem {
  const fields = groupChanges(group, there)
  const lines = type === 'access-log' ? 'a line for each call, ' : ''
  return item({
    type,
    name: group.name,
    change: change(there !== undefined, fields),
    fact: `${lines}${plural(group.retentionDays, 'day')}${group.kmsKeyArn ? ', encrypted with the key of the account' : ''}`,
    fields,
    documents,
  })
}

/** The row of a removal for a log group. */
export const groupRemoval = (
  type: 'log-group' | 'access-log',
  endpointName: string,
  group: ObservedLogGroup | undefined,
): PlanItem[] =>
  group
    ? [
        belongsTo(group.tags, endpointName)
          ? removed(type, group.name, 'with all its lines')
          : kept(type, group.name, 'without our tag'),
      ]
    : []

/** The group of a function that no spec needs any more. */
export const staleLogGroup = (desired: DesiredRoute, { logGroup }: Observed): ObservedLogGroup | undefined =>
  !hasFunction(desired) && belongsTo(logGroup?.tags, desired.route.endpointName) ? logGroup : undefined

export const logGroupPlan: ResourcePlan = {
  items: ({ logGroup }, observed) => (logGroup ? [groupItem('log-group', logGroup, observed.logGroup)] : []),
  taggables: ({ logGroup }, observed) =>
    logGroup && observed.logGroup ? [{ ...observed.logGroup, type: 'log-group', arn: logGroup.arn }] : [],
  leftovers(desired, observed) {
    const group = staleLogGroup(desired, observed)
    return group ? [item({ type: 'log-group', name: group.name, change: 'delete', fact: 'with all its lines' })] : []
  },
  removal: (endpointName, { logGroup }) => groupRemoval('log-group', endpointName, logGroup),
  named: ({ logGroup }, observed) => (logGroup ? [[`Log group ${logGroup.name}`, observed.logGroup?.tags]] : []),
  steps: ({ route: { integration } }) => (integration ? [] : [{ id: 'log-group', title: 'Log group' }]),
  removalStep: { id: 'log-group', title: 'Log group' },
  ofOneRun: ({ logGroup }, made) => ({ logGroup: made(logGroup) }),
}
