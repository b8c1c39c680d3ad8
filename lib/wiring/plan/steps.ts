/** The steps of a job as the progress list first shows them. Pure; `deploy` and `remove` walk them by id. */

import type { WiringSpec } from '../../spec/spec'
import type { JobStep } from '../state/plan'

const waiting = (id: string, title: string): JobStep => ({ id, title, detail: '', state: 'waiting', attemptsMs: [] })

/** @param sharePercent a canary has a step of its own */
export function initialSteps(kind: 'deploy', spec: WiringSpec, sharePercent?: number): JobStep[]
export function initialSteps(kind: 'remove'): JobStep[]
export function initialSteps(kind: 'deploy' | 'remove', spec?: WiringSpec, sharePercent?: number): JobStep[] {
  if (kind === 'remove' || !spec) {
    return [
      waiting('read', 'Read what is there'),
      waiting('usage-plan', 'Usage plan and keys'),
      waiting('domain', 'Domain name'),
      waiting('rest-api', 'REST API'),
      waiting('function', 'Function'),
      waiting('log-group', 'Log group'),
      waiting('verify', 'Check that nothing else is left'),
      waiting('role', 'Role'),
    ]
  }
  return [
    waiting('read', 'Account and endpoint'),
    ...(spec.integration?.kind === 'http' ? [] : [waiting('role', spec.role.kind === 'create' ? 'Role' : 'Your role')]),
    ...(spec.accessLog ? [waiting('access-log', 'Access log')] : []),
    ...(spec.integration?.kind === 'http' ? [] : [waiting('role-policy', 'Role policy')]),
    ...(spec.integration ? [] : [waiting('log-group', 'Log group'), waiting('function', 'Function')]),
    ...(sharePercent === undefined ? [] : [waiting('canary', 'Version for a share')]),
    waiting('rest-api', 'REST API'),
    waiting(
      'definition',
      `${spec.integration?.kind === 'direct' ? 'Methods of' : 'ANY'} /${spec.resourcePath} and CORS`,
    ),
    ...(spec.integration ? [waiting('spec', 'Record of the spec')] : []),
    ...(spec.integration ? [waiting('role-proof', "The gateway's own test")] : []),
    waiting('deployment', 'Deployment'),
    waiting('stage', `Stage ${spec.stage}`),
    ...(spec.access.kind === 'key'
      ? [waiting('usage-plan', 'Usage plan'), waiting('api-key', "The playground's key")]
      : []),
    ...(spec.integration ? [] : [waiting('alias', 'Alias live'), waiting('permission', 'Invoke permission')]),
    waiting('probe', 'Call the public URL'),
    waiting('sample', spec.integration?.kind === 'http' ? 'Ask the address' : 'Ask the model'),
    ...(spec.domain ? [waiting('domain', 'Domain name')] : []),
    waiting('cleanup', 'Leftovers'),
    waiting('record', 'Record'),
  ]
}
