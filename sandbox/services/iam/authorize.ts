/** May this principal call this action? Users by their denied actions, sessions by their role's policies. */
import { AwsError } from '../../kernel/errors'
import { matchesPattern } from '../../kernel/match'
import type { Call, Need, Service } from '../../kernel/types'
import { evaluateRole } from './evaluate'

/** Those that say themselves who can: no permission is needed, or a trust policy has its say. */
const judgedElsewhere = new Set(['sts:GetCallerIdentity', 'sts:AssumeRole'])

/** Says whether the caller's own policies allow it. */
export function identityAllows({ principal, world, region }: Call, { action, resource, keys }: Need): boolean {
  if (principal.kind === 'user') return !principal.deniedActions.some((one) => isDenied(one, action, resource))
  return evaluateRole(world, principal.accountId, principal.roleName ?? '', action, resource.replaceAll('"', ''), {
    'aws:RequestedRegion': region,
    ...(principal.sourceIdentity ? { 'aws:SourceIdentity': principal.sourceIdentity } : {}),
    ...keys,
  })
}

/** @param denied an action's pattern, and after a space that of the resources if not all are meant */
function isDenied(denied: string, action: string, resource: string): boolean {
  const [actions = '', resources = '*'] = denied.split(' ')
  return matchesPattern(actions, action, true) && matchesPattern(resources, resource)
}

/** Throws what AWS answers: AccessDenied in the query protocol, AccessDeniedException elsewhere. */
export function authorize(call: Call, need: Need, protocol: Service['protocol']): void {
  const { action, resource } = need
  if (judgedElsewhere.has(action) || identityAllows(call, need)) return
  const message = `User: ${call.principal.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
  throw new AwsError(
    protocol === 'query' || protocol === 'rest-xml' ? 'AccessDenied' : 'AccessDeniedException',
    message,
    protocol === 'json-1.1' ? 400 : 403,
  )
}
