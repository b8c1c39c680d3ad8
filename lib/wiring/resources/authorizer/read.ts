import type { AwsClients } from '../../../aws/client/create-clients'
import { observeRole } from '../../../aws/iam/role'
import { observeFunction } from '../../../aws/lambda/function'
import { observePermissions } from '../../../aws/lambda/permission'
import { orDenied } from '../../../aws/or-denied'
import type { ObservedRole } from '../../../aws/types'
import { authorizerNamesOf, belongsTo, rolePolicyName } from '../../../spec/names'
import { unchecked } from '../../state/item'
import type { ObservedParts } from '../../state/observed'
import type { Look, ResourceRead } from '../read-resource'
import { authorizerTag, needsAuthorizer } from './desired'

/** Reads function, policy and roles, if the spec or the tag of the API says that there are any. */
export const authorizerRead: ResourceRead<ObservedParts['authorizer']> = {
  namesIn: ({ apis, chosen, everything, endpointName, target }) => {
    if (!everything && !needsAuthorizer(chosen) && apis[0]?.tags[authorizerTag] === undefined) return []
    const { functionName, roleName } = authorizerNamesOf(endpointName, target)
    return [functionName, roleName]
  },
  read: async ({ lambda, iam }, [functionName = '', roleName = ''], look) => {
    const names = authorizerNamesOf(look.endpointName, look.target)
    const denied: string[] = []
    const allowed = async <T>(response: Promise<T>, action: string, arn: string, what: string) => {
      const value = await orDenied(response.then((read) => ({ read })))
      if (!value) denied.push(unchecked(action, arn, what))
      return value?.read
    }
    const [fn, permissions, role] = await Promise.all([
      allowed(observeFunction(lambda, functionName), 'lambda:GetFunction', names.functionArn, 'the authorizer of keys'),
      allowed(
        observePermissions(lambda, functionName),
        'lambda:GetPolicy',
        names.functionArn,
        'who can call the authorizer of keys',
      ),
      allowed(
        observeRole(iam, roleName, rolePolicyName),
        'iam:GetRole',
        names.roleArn,
        'the role of the authorizer of keys',
      ),
    ])
    if (denied.length > 0) return { denied: denied.sort() }
    const earlier = await earlierRoles(iam, roleName, fn?.latest.settings.roleArn, look)
    return { function: fn, roles: [...(role ? [role] : []), ...earlier], permissions: permissions ?? [] }
  },
}

/**
 * Finds roles from before the account changed how roles are named: the one that the function has, and the one of the name that it has
 * without the account's prefix, which nothing else names once the function is repaired.
 */
async function earlierRoles(
  iam: AwsClients['iam'],
  today: string,
  roleArn: string | undefined,
  { endpointName, target }: Look,
): Promise<ObservedRole[]> {
  const byDefault = authorizerNamesOf(endpointName, { ...target, roleNames: undefined }).roleName
  const others = new Set([byDefault, ...(roleArn?.split('/').slice(-1) ?? [])])
  others.delete(today)
  const found = await Promise.all(
    [...others].map(async (name) => (await orDenied(observeRole(iam, name, rolePolicyName))) ?? []),
  )
  // A role of somebody else's, which the function was given by hand, is not ours to take away.
  return found.flat().filter((role) => belongsTo(role.tags, endpointName))
}
