/** The function's execution role and its one inline policy. */
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
  type Role,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { orAbsent, removedNow } from '../absent'
import { orDenied } from '../or-denied'
import type { ObservedRole, RoleIdentity } from '../types'

/** The role, and if there is one the policy of that name and what somebody else added, side by side. */
export async function observeRole(iam: IAMClient, name: string, policyName: string): Promise<ObservedRole | undefined> {
  const role = await orAbsent(iam.send(new GetRoleCommand({ RoleName: name })))
  if (!role?.Role) return undefined
  const [policy, additions] = await Promise.all([
    orAbsent(iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policyName }))),
    observeRoleAdditions(iam, name, policyName),
  ])
  return {
    additions,
    ...markOf(role.Role),
    name: role.Role.RoleName ?? name,
    arn: role.Role.Arn ?? '',
    createdAt: role.Role.CreateDate?.getTime() ?? 0,
    trust: role.Role.AssumeRolePolicyDocument ?? '',
    policy: policy?.PolicyDocument,
    boundary: role.Role.PermissionsBoundary?.PermissionsBoundaryArn,
  }
}

const markOf = ({ RoleId = '', Tags = [] }: Role): Pick<ObservedRole, 'id' | 'tags'> => ({
  id: RoleId,
  tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
})

/** Reads what distinguishes roles of the same name, and the tags; one call. */
export async function readRoleMark(
  iam: IAMClient,
  name: string,
): Promise<Pick<ObservedRole, 'id' | 'tags'> | undefined> {
  const response = await orAbsent(iam.send(new GetRoleCommand({ RoleName: name })))
  return response?.Role && markOf(response.Role)
}

/** Reads which role has the ARN now; undefined if the console is not allowed to read it. */
export async function identifyRole(iam: IAMClient, arn: string): Promise<RoleIdentity | 'gone' | undefined> {
  const read = async () => {
    const response = await orAbsent(iam.send(new GetRoleCommand({ RoleName: arn.split('/').at(-1) })))
    const role = response?.Role
    // A role's name is unique in its account, whatever its path; the ARN has the path.
    return role?.Arn === arn ? { ...markOf(role), createdAt: role.CreateDate?.getTime() ?? 0 } : 'gone'
  }
  return orDenied(read())
}

/**
 * Lists what somebody else gave the role beside our one policy; a list that the console is not allowed to read is absent.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 */
async function observeRoleAdditions(
  iam: IAMClient,
  name: string,
  policyName: string,
): Promise<NonNullable<ObservedRole['additions']>> {
  const [inline, attached] = await Promise.all([
    orDenied(
      orAbsent(
        gather(paginateListRolePolicies({ client: iam }, { RoleName: name }), ({ PolicyNames }) => PolicyNames ?? []),
      ),
    ),
    orDenied(
      orAbsent(
        gather(paginateListAttachedRolePolicies({ client: iam }, { RoleName: name }), ({ AttachedPolicies }) =>
          (AttachedPolicies ?? []).map(({ PolicyArn = '' }) => PolicyArn),
        ),
      ),
    ),
  ])
  return { inline: inline?.filter((one) => one !== policyName), attached }
}

async function gather<T, V>(pages: AsyncIterable<T>, valuesOf: (page: T) => V[]): Promise<V[]> {
  const all: V[] = []
  for await (const page of pages) all.push(...valuesOf(page))
  return all
}

interface NewRole {
  name: string
  /** Begins and ends with a slash. */
  path: string
  description: string
  trust: object
  /** The ARN of a policy that limits what the role's own ones allow. */
  boundary?: string
}

const tagList = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

/**
 * EntityAlreadyExists where another was first: a role's name is unique in its account.
 * @returns the id that no other role ever has
 */
export async function createRole(iam: IAMClient, role: NewRole, tags: Record<string, string>): Promise<string> {
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: role.name,
      Path: role.path,
      Description: role.description,
      AssumeRolePolicyDocument: JSON.stringify(role.trust),
      PermissionsBoundary: role.boundary,
      Tags: tagList(tags),
    }),
  )
  return Role?.RoleId ?? ''
}

/** Added to those that are there. */
export async function tagRole(iam: IAMClient, name: string, tags: Record<string, string>): Promise<void> {
  await iam.send(new TagRoleCommand({ RoleName: name, Tags: tagList(tags) }))
}

/**
 * Replaces who can assume a role. IAM takes seconds to know it everywhere.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html
 */
export async function putTrust(iam: IAMClient, roleName: string, trust: object): Promise<void> {
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument: JSON.stringify(trust) }))
}

/**
 * Sets the permissions boundary of a role.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html
 */
export async function putBoundary(iam: IAMClient, roleName: string, policyArn: string): Promise<void> {
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: roleName, PermissionsBoundary: policyArn }))
}

/** Makes or replaces an inline policy of a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export async function putRolePolicy(iam: IAMClient, roleName: string, name: string, policy: object): Promise<void> {
  await iam.send(
    new PutRolePolicyCommand({ RoleName: roleName, PolicyName: name, PolicyDocument: JSON.stringify(policy) }),
  )
}

/** DeleteConflict where someone attached more than the one policy. */
export async function removeRole(iam: IAMClient, name: string): Promise<boolean> {
  return removedNow(iam.send(new DeleteRoleCommand({ RoleName: name })))
}

/** Removes an inline policy of a role. False if the policy or the role was gone already. */
export async function removeRolePolicy(iam: IAMClient, roleName: string, policyName: string): Promise<boolean> {
  return removedNow(iam.send(new DeleteRolePolicyCommand({ RoleName: roleName, PolicyName: policyName })))
}

/** Takes a managed policy off a role; the policy itself stays. False if it was not attached. */
export async function detachRolePolicy(iam: IAMClient, roleName: string, policyArn: string): Promise<boolean> {
  return removedNow(iam.send(new DetachRolePolicyCommand({ RoleName: roleName, PolicyArn: policyArn })))
}
