import type { AwsClients } from '../../../aws/client/create-clients'
import { observeRole } from '../../../aws/iam/role'
import { observeFunction } from '../../../aws/lambda/function'
import { observePermissions } from '../../../aws/lambda/permission'
import { orDenied } from '../../../aws/or-denied'
import { authorizerNamesOf, belongsTo, rolePolicyName } from '../../../spec/names'
import { unchecked } from '../../state/item'
import type { ObservedParts } from '../../state/observed'
import type { ResourceRead } from '../read-resource'
import { authorizerTag, needsAuthorizer, type ObservedAuthorizer } from './plan'

/** Reads function, policy and roles, if the spec or the tag of the API says that there are any. */
export const authorizerRead: ResourceRead<ObservedParts['authorizer']> = {
  namesIn: ({ apis, chosen, everything, endpointName, target }) => {
    if (!everything && !needsAuthorizer(chosen) && apis[0]?.tags[authorizerTag] === undefined) return []
    const { functionName, roleName } = authorizerNamesOf(endpointName, target)
    return [functionName, roleName]
  },
  read: async (clients, [functionName = '', roleName = ''], { target, endpointName }) =>
    (await orDenied(readAuthorizer(clients, { endpointName, functionName, roleName }))) ?? {
      denied: unchecked(
        'lambda:GetFunction',
        authorizerNamesOf(endpointName, target).functionArn,
        'the authorizer of keys',
      ),
    },
}

async function readAuthorizer(
  { lambda, iam }: AwsClients,
  { endpointName, functionName, roleName }: Record<'endpointName' | 'functionName' | 'roleName', string>,
): Promise<ObservedAuthorizer> {
  const [fn, role] = await Promise.all([
    observeFunction(lambda, functionName),
    observeRole(iam, roleName, rolePolicyName),
  ])
  const permissions = fn ? await observePermissions(lambda, functionName) : []
  const other = fn?.latest.settings.roleArn.split('/').at(-1)
  const earlier = other && other !== roleName ? await observeRole(iam, other, rolePolicyName) : undefined
  // A role of somebody else's, which the function was given by hand, is not ours to take away.
  const ours = belongsTo(earlier?.tags, endpointName) ? earlier : undefined
  return { function: fn, roles: [role, ours].flatMap((one) => one ?? []), permissions }
}
