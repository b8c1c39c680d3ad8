/** May this principal call this action? Users by their denied actions, sessions by their role's policies. */
import { AwsError } from '../../kernel/errors'
import type { Call, Need, Service } from '../../kernel/types'
import { denialOf, findRole, isDenied, isDeniedByOrganization, noneAllows } from './evaluate'

/** Those that say themselves who can: no permission is needed, or a trust policy has its say. */
const judgedElsewhere = new Set(['sts:GetCallerIdentity', 'sts:AssumeRole'])

/** Says whether the caller's own policies and its organization allow it. */
export const identityAllows = (call: Call, need: Need): boolean => refusalOf(call, need) === undefined

function refusalOf(
  { principal, world, region, partition }: Call,
  { action, resource, keys }: Need,
): string | undefined {
  const { accountId } = principal
  if (isDeniedByOrganization(world, accountId, action, resource))
    return `with an explicit deny in a service control policy: arn:${partition}:organizations::100000000001:policy/o-sandbox1234/service_control_policy/p-guardrails`
  if (principal.kind === 'user')
    return principal.deniedActions.some((one) => isDenied(one, action, resource))
      ? noneAllows('identity-based', action)
      : undefined
  const role = findRole(world, accountId, principal.roleName ?? '')
  if (!role) return noneAllows('identity-based', action)
  return denialOf(role, action, resource.replaceAll('"', ''), {
    'aws:RequestedRegion': region,
    ...(principal.sourceIdentity ? { 'aws:SourceIdentity': principal.sourceIdentity } : {}),
    ...keys,
  })?.words
}

/** Throws what AWS answers: AccessDenied in the query protocol, AccessDeniedException elsewhere. */
export function authorize(call: Call, need: Need, protocol: Service['protocol']): void {
  const reason = judgedElsewhere.has(need.action) ? undefined : refusalOf(call, need)
  if (reason) throw notAuthorized(call, need, reason, protocol)
}

/** @param reason in AWS's words */
export const notAuthorized = (
  { principal }: Call,
  { action, resource }: Need,
  reason: string,
  protocol: Service['protocol'],
): AwsError =>
  new AwsError(
    protocol === 'query' || protocol === 'rest-xml' ? 'AccessDenied' : 'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
    protocol === 'json-1.1' ? 400 : 403,
  )
