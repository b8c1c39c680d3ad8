/**
 * Lambda encrypts a function's variables with a key of KMS and allows the function's role to decrypt them by a grant. The grant
 * names the role's unique id: a role that is deleted and made again has the same ARN and no grant, and every call of the
 * function fails with KMS AccessDenied. Lambda makes a grant when the role's ARN changes; the same ARN is not known to.
 * So each version's description ends with the id of the role that it was published for: it is written by calls that are
 * made anyway, read by calls that are made anyway, is kept with the version, and is no part of what is compared. Pure.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 * https://github.com/hashicorp/terraform-provider-aws/issues/6352, https://github.com/hashicorp/terraform-provider-aws/issues/9703
 */

import type { ObservedVersion, RoleIdentity } from '../../../aws/types'
import { fitName, namesOf } from '../../../spec/names'
import type { WiringTarget } from '../../../spec/spec'
import type { Observed } from '../../state/observed'

/** The role that has the ARN now; when it was made is left out of one that this run made. */
export type PresentRole = Pick<RoleIdentity, 'id'> & Partial<RoleIdentity>

/**
 * Says whether the version's variables are encrypted for a role of the same ARN that is gone. A version without a recorded id
 * is judged by time: it is older than the role that has the ARN now.
 */
export const isGrantLost = (
  { grantedTo, modifiedAt }: Pick<ObservedVersion, 'grantedTo' | 'modifiedAt'>,
  role: PresentRole,
): boolean => (grantedTo ? grantedTo !== role.id : modifiedAt < (role.createdAt ?? 0))

/** Finds the role of an ARN; undefined if it cannot be read, `gone` if it is known that there is none. */
type FindRole = (arn: string) => RoleIdentity | 'gone' | undefined

/** How a role is named that is not there (yet). */
const noRole = 'no role'

type Versions = Pick<Observed, 'function' | 'alias'>

/** Lists the ARNs of the roles that the function's versions have. */
export const roleArnsOf = ({ function: fn, alias }: Versions): string[] =>
  [fn?.latest, alias?.live, alias?.canary?.settled].flatMap((version) => version?.settings.roleArn || [])

/** Marks the versions of the function whose grant is lost. */
export function markGrants({ function: fn, alias }: Versions, find: FindRole): Versions {
  const marked = <T extends ObservedVersion | undefined>(version: T): T => {
    const role = version && find(version.settings.roleArn)
    if (!version || !role) return version
    if (role === 'gone') return { ...version, grantLost: noRole }
    return isGrantLost(version, role) ? { ...version, grantLost: role.id } : version
  }
  return {
    function: fn && { ...fn, latest: marked(fn.latest) },
    alias: alias && {
      ...alias,
      live: marked(alias.live),
      canary: alias.canary && { ...alias.canary, settled: marked(alias.canary.settled) },
    },
  }
}

/**
 * Names the role that the function has for a moment: `iam:CreateRole` and `iam:PassRole` cover it as they do ours,
 * whichever role the function has otherwise.
 */
export function secondRoleOf(endpointName: string, target: WiringTarget): { name: string; path: string; arn: string } {
  const { roleName, rolePath: path, roleArn } = namesOf(endpointName, target)
  const name = fitName(`${roleName}-renewal`)
  return { name, path, arn: `${roleArn.slice(0, -roleName.length)}${name}` }
}
