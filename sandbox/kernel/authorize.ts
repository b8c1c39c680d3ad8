/** May this principal call this action? Users by their denied actions, sessions by their role's policies. */
import { evaluateRole } from '../services/iam/evaluate'
import { AwsError } from './errors'
import { matchesPattern } from './match'
import type { Call, Service } from './types'

/** Throws what AWS answers: AccessDenied in the query protocol, AccessDeniedException elsewhere. */
export function authorize(
  call: Call,
  action: string,
  resource: string,
  protocol: Service['protocol'],
  keys: Record<string, string> = {},
): void {
  const { principal, world } = call
  // GetCallerIdentity needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  if (action === 'sts:GetCallerIdentity') return
  const allowed =
    principal.kind === 'user'
      ? !principal.deniedActions.some((pattern) => matchesPattern(pattern, action, true))
      : evaluateRole(world, principal.accountId, principal.roleName ?? '', action, resource.replaceAll('"', ''), keys)
  if (allowed) return
  const message = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
  throw new AwsError(
    protocol === 'query' || protocol === 'rest-xml' ? 'AccessDenied' : 'AccessDeniedException',
    message,
    protocol === 'json-1.1' ? 400 : 403,
  )
}
