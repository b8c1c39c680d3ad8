/**
 * Finds the roles that Portico made for an endpoint before the account changed how roles are named. What has their names is
 * the function (each version keeps its role), the gateway's integration where no function answers, and the name of old; the
 * tags say whether a role is ours.
 */

import type { AwsClients } from '../../aws/client/create-clients'
import { identifyRole, observeRole } from '../../aws/iam/role'
import { listVersions } from '../../aws/lambda/function'
import { orDenied } from '../../aws/or-denied'
import type { ObservedRole } from '../../aws/types'
import { belongsTo, namesOf, rolePolicyName } from '../../spec/names'
import type { WiringTarget } from '../../spec/spec'
import { secondRoleOf } from '../resources/role/grant'
import type { Observed } from '../state/observed'

interface Look {
  endpointName: string
  target: WiringTarget
  /** Every version of the function is searched, as a removal needs it. */
  everything: boolean
}

/** Reads nothing of IAM beyond `otherRoles` while every role has the name of today, but the name of old where the account requires another. */
export async function findEarlierRoles(
  clients: AwsClients,
  { endpointName, target, everything }: Look,
  { api, function: fn, otherRoles = {} }: Pick<Observed, 'api' | 'function' | 'otherRoles'>,
): Promise<ObservedRole[]> {
  const today = namesOf(endpointName, target)
  const byDefault = namesOf(endpointName, { ...target, roleNames: undefined })
  const ofIntegration = Object.entries(api?.fields ?? {}).flatMap(([field, value]) =>
    field.endsWith(' integration.credentials') && /:role\//.test(value) ? [value] : [],
  )
  const versions = everything && fn ? await orDenied(listVersions(clients.lambda, fn.name)) : []
  const ofVersions = (versions ?? []).map(({ roleArn }) => roleArn)
  const known = new Set([...Object.keys(otherRoles), ...ofIntegration, ...ofVersions, byDefault.roleArn])
  const own = new Set([today.roleName, secondRoleOf(endpointName, target).name])
  // Every name of ours has this in it, whatever is before it. A role of another region has the endpoint's tag too, and is that region's.
  const inEach = `portico-${target.region}-`
  const arns = [...known].filter((arn) => nameIn(arn).includes(inEach) && !own.has(nameIn(arn)))
  const ours = await Promise.all(
    arns.map(async (arn) => {
      const role = arn in otherRoles ? otherRoles[arn] : await identifyRole(clients.iam, arn)
      return role && role !== 'gone' && belongsTo(role.tags, endpointName) ? [nameIn(arn)] : []
    }),
  )
  const found = await Promise.all(ours.flat().map((name) => observeRole(clients.iam, name, rolePolicyName)))
  return found.filter((role) => role !== undefined)
}

const nameIn = (arn: string): string => arn.split('/').at(-1) ?? ''
