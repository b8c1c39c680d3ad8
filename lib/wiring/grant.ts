/**
 * Lambda encrypts a function's variables with a key of KMS and lets the function's role decrypt them by a grant. The grant
 * names the role's unique id: a role that is deleted and made again has the same ARN and no grant, and every call of the
 * function fails with KMS AccessDenied. Lambda makes a grant when the role's ARN changes; the same ARN is not known to.
 * So each version's description ends with the id of the role that it was published for: it is written by calls that are
 * made anyway, read by calls that are made anyway, is kept with the version, and is no part of what is compared. Pure.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 * https://github.com/hashicorp/terraform-provider-aws/issues/6352, https://github.com/hashicorp/terraform-provider-aws/issues/9703
 */
import { fitName } from './names'
import type { Observed, ObservedRole, ObservedVersion } from './observed'

/** A description has 256 characters at most: https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html */
const longest = 256

/** Adds the role's unique id to what a function or version is described as; an id that is not known adds nothing. */
export const withGrant = (description: string, roleId: string | undefined): string => {
  const end = roleId ? ` (role ${roleId})` : ''
  return `${description.slice(0, longest - end.length)}${end}`
}

const recorded = / \(role (AROA[A-Z0-9]{1,128})\)$/

/** The unique id of the role that the version was published for; absent before versions said so. */
export const grantOf = (description: string): string | undefined => description.match(recorded)?.[1]

/** The description without that id. */
export const withoutGrant = (description: string): string => description.replace(recorded, '')

/**
 * Whether the version's variables are encrypted for a role of the same name that is gone. A version that does not say for
 * whom is judged by time: it is older than the role that stands there now.
 */
export const isGrantLost = (version: ObservedVersion, roleArn: string, role: ObservedRole | undefined): boolean => {
  if (version.settings.roleArn !== roleArn) return false
  if (!role) return true
  return version.grantedTo ? version.grantedTo !== role.id : version.modifiedAt < role.createdAt
}

/** Marks the versions of the function whose grant is lost. */
export function markGrants(
  roleArn: string,
  role: ObservedRole | undefined,
  { function: fn, alias }: Pick<Observed, 'function' | 'alias'>,
): Pick<Observed, 'function' | 'alias'> {
  const marked = <T extends ObservedVersion | undefined>(version: T): T =>
    version && isGrantLost(version, roleArn, role) ? { ...version, grantLost: role?.id ?? 'a role to come' } : version
  return {
    function: fn && { ...fn, latest: marked(fn.latest) },
    alias: alias && {
      ...alias,
      live: marked(alias.live),
      canary: alias.canary && { ...alias.canary, settled: marked(alias.canary.settled) },
    },
  }
}

/** The name of the role that the function has for a moment: `iam:CreateRole` and `iam:PassRole` cover it as they do ours. */
export const secondRoleName = (roleName: string): string => fitName(`${roleName}-renewal`)
