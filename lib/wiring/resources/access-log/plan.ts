/** The log group that the gateway writes a line to for each call, and that it can write at all. */

import { belongsTo, gatewayLogsRoleOf, type WiringNames } from '../../../spec/names'
import type { ApiSpec } from '../../../spec/spec'
import type { DesiredApi } from '../../state/desired'
import { item } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { PlanItem } from '../../state/plan'
import { groupItem, groupRemoval } from '../log-group/plan'
import type { ResourcePlan } from '../resource'
import { accessLogFormat } from './line'

const accessLogOf = (api: ApiSpec, names: WiringNames): Pick<DesiredApi, 'accessLog'> =>
  api.accessLog
    ? {
        accessLog: {
          name: names.accessLogName,
          arn: names.accessLogArn,
          retentionDays: api.logRetentionDays,
          format: accessLogFormat,
        },
      }
    : {}

/**
 * Says whether API Gateway has a role to write logs with, as far as it was read: a stage keeps its log though the role is
 * gone.
 */
export const mayLog = ({ gatewayLogsRole }: Observed): boolean => gatewayLogsRole !== null

/** A log group of ours that nothing writes to any more. */
export const staleAccessLog = (desired: DesiredApi, { accessLog }: Observed): boolean =>
  !desired.accessLog && accessLog !== undefined && belongsTo(accessLog.tags, desired.endpointName)

function accessLogItems({ accessLog, target }: DesiredApi, observed: Observed): PlanItem[] {
  if (!accessLog) return []
  const format = { name: 'Format', text: JSON.stringify(JSON.parse(accessLog.format), null, 2) }
  return [
    ...(mayLog(observed)
      ? []
      : [
          item({
            type: 'gateway-account',
            name: gatewayLogsRoleOf(target).name,
            change: 'create',
            fact: 'for every API of this account and region',
            why: 'API Gateway is not allowed to write logs in this account yet. The role stays when this URL is removed: other APIs might use it by then',
          }),
        ]),
    groupItem('access-log', accessLog, observed.accessLog, [format]),
  ]
}

export const accessLogPlan: ResourcePlan = {
  desired: (api, _, names) => accessLogOf(api, names),
  items: accessLogItems,
  taggables: ({ accessLog }, observed) =>
    accessLog && observed.accessLog ? [{ ...observed.accessLog, type: 'access-log', arn: accessLog.arn }] : [],
  leftovers: (desired, observed) =>
    staleAccessLog(desired, observed)
      ? [
          item({
            type: 'access-log',
            name: observed.accessLog?.name ?? '',
            change: 'delete',
            fact: 'with all its lines',
          }),
        ]
      : [],
  removal: (endpointName, { accessLog }) => groupRemoval('access-log', endpointName, accessLog),
  named: ({ accessLog }, observed) => (accessLog ? [[`Log group ${accessLog.name}`, observed.accessLog?.tags]] : []),
  steps: ({ api: { accessLog } }) => (accessLog ? [{ id: 'access-log', title: 'Access log' }] : []),
  removalStep: { id: 'access-log', title: 'Access log' },
  ofOneRun: ({ accessLog }, made) => ({ accessLog: made(accessLog) }),
}
