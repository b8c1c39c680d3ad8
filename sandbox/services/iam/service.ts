/** IAM roles and their inline policies. https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */

import { AwsError } from '../../kernel/errors'
import { startOf, writeToken } from '../../kernel/page-token'
import type { Call, Operation, Service } from '../../kernel/types'
import { addRole } from './add-role'
import { decide, findRole } from './evaluate'
import { checkPolicyArn, managedPolicy, managedPolicyOperations } from './managed-policies'
import { checkPolicy, checkTrust } from './policy-document'
import { iamState, type Role } from './state'
import { addTags, checkTags, type Tag } from './tags'

function roleOf(input: { RoleName?: unknown }, call: Call): Role {
  const name = String(input.RoleName)
  const role = iamState(call.world, call.accountId).roles.get(name.toLowerCase())
  if (!role) throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404)
  return role
}

const tagList = (role: Role): Tag[] => [...role.tags].map(([Key, Value]) => ({ Key, Value }))

/** What each answer with a role has; CreateRole has the tags besides, and no more. */
const identityOf = (role: Role) => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: role.arn,
  CreateDate: new Date(role.createdAt),
  AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
})

const tagsOf = (role: Role) => (role.tags.size > 0 ? { Tags: tagList(role) } : {})

/** ListRoles leaves tags and permissions boundary out, as AWS says it does. */
const listedRole = (role: Role) => ({
  ...identityOf(role),
  Description: role.description,
  MaxSessionDuration: role.maxSessionSeconds,
})

const wholeRole = (role: Role) => ({
  ...listedRole(role),
  ...(role.permissionsBoundary
    ? {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
          PermissionsBoundaryArn: role.permissionsBoundary,
        },
      }
    : {}),
  ...tagsOf(role),
  RoleLastUsed: {},
})

/** `Marker` paging, 100 unless requested less. */
function page<T>(all: T[], input: { Marker?: string; MaxItems?: string; RoleName?: string }, member: string) {
  const list = `${member} ${input.RoleName ?? ''}`
  const start = startOf(list, input.Marker, () => new AwsError('ValidationError', 'Invalid Marker', 400))
  const size = Math.min(Number(input.MaxItems ?? 100), 1000)
  const more = start + size < all.length
  return {
    [member]: all.slice(start, start + size),
    IsTruncated: more,
    ...(more ? { Marker: writeToken(list, start + size) } : {}),
  }
}

/** Customers have no policies of their own here, so theirs are never found. */
function boundaryOf(arn: unknown): string {
  checkPolicyArn(arn)
  if (!managedPolicy(String(arn)))
    throw new AwsError('NoSuchEntity', `Scope ARN: ${arn} does not exist or is not attachable.`, 404)
  return String(arn)
}

const createRole: Operation = (input, call) => {
  const name = String(input.RoleName)
  const path: string = input.Path ?? '/'
  const trustPolicy = checkTrust(input.AssumeRolePolicyDocument, call)
  const tags = checkTags(input.Tags)
  const { roles } = iamState(call.world, call.accountId)
  if (roles.has(name.toLowerCase()))
    throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`, 409)
  const role = addRole(call, {
    name,
    path,
    trustPolicy,
    description: input.Description,
    maxSessionSeconds: Number(input.MaxSessionDuration ?? 3600),
    permissionsBoundary: input.PermissionsBoundary === undefined ? undefined : boundaryOf(input.PermissionsBoundary),
    tags: new Map(tags.map((tag) => [tag.Key, tag.Value ?? ''])),
  })
  return { Role: { ...identityOf(role), ...tagsOf(role) } }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
const putRolePermissionsBoundary: Operation = (input, call) => {
  roleOf(input, call).permissionsBoundary = boundaryOf(input.PermissionsBoundary)
  return {}
}

const deleteRole: Operation = (input, call) => {
  const role = roleOf(input, call)
  if (role.attached.size > 0)
    throw new AwsError('DeleteConflict', 'Cannot delete entity, must detach all policies first.', 409)
  if (role.policies.size > 0)
    throw new AwsError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409)
  iamState(call.world, call.accountId).roles.delete(role.name.toLowerCase())
  return {}
}

const updateTrust: Operation = (input, call) => {
  const role = roleOf(input, call)
  const trust = checkTrust(input.PolicyDocument, call)
  const { clock, options } = call.world
  if (clock.hasPassed(role.trustChangedAt, options.rolePropagationMs)) role.trustBefore = role.trustPolicy
  role.trustPolicy = trust
  role.trustChangedAt = call.world.clock.now()
  return {}
}

const listRoles: Operation = (input, call) => {
  const prefix: string = input.PathPrefix ?? '/'
  const roles = [...iamState(call.world, call.accountId).roles.values()]
    .filter((role) => role.path.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return page(roles.map(listedRole), input, 'Roles')
}

function policyOf(role: Role, name: string): string {
  const text = role.policies.get(name)
  if (text === undefined) throw new AwsError('NoSuchEntity', `The role policy with name ${name} cannot be found.`, 404)
  return text
}

const putRolePolicy: Operation = (input, call) => {
  const role = roleOf(input, call)
  const name = String(input.PolicyName)
  const text = checkPolicy(input.PolicyDocument)
  const total = [...role.policies].reduce(
    (sum, [key, value]) => sum + (key === name ? 0 : value.replace(/\s/g, '').length),
    0,
  )
  if (total + text.replace(/\s/g, '').length > 10_240)
    throw new AwsError('LimitExceeded', `Maximum policy size of 10240 bytes exceeded for role ${role.name}`, 409)
  role.policies.set(name, text)
  return {}
}

const deleteRolePolicy: Operation = (input, call) => {
  const role = roleOf(input, call)
  policyOf(role, input.PolicyName)
  role.policies.delete(input.PolicyName)
  return {}
}

const attachRolePolicy: Operation = (input, call) => {
  const role = roleOf(input, call)
  checkPolicyArn(input.PolicyArn)
  if (!managedPolicy(String(input.PolicyArn)))
    throw new AwsError('NoSuchEntity', `Policy ${input.PolicyArn} does not exist or is not attachable.`, 404)
  role.attached.add(input.PolicyArn)
  return {}
}

const detachRolePolicy: Operation = (input, call) => {
  const role = roleOf(input, call)
  if (!role.attached.delete(input.PolicyArn))
    throw new AwsError('NoSuchEntity', `Policy ${input.PolicyArn} was not found.`, 404)
  return {}
}

const tagRole: Operation = (input, call) => {
  const role = roleOf(input, call)
  addTags(role, checkTags(input.Tags))
  return {}
}

const untagRole: Operation = (input, call) => {
  const role = roleOf(input, call)
  const gone = new Set((input.TagKeys as string[]).map((key) => key.toLowerCase()))
  for (const key of role.tags.keys()) if (gone.has(key.toLowerCase())) role.tags.delete(key)
  return {}
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html */
const listUsers: Operation = (input, call) => {
  const users = new Map(
    [...call.world.credentials.values()]
      .map(({ principal }) => principal)
      .filter(({ accountId, kind }) => accountId === call.accountId && kind === 'user')
      .map((user) => [user.arn, user]),
  )
  const shown = [...users.values()]
    .sort((a, b) => (a.arn < b.arn ? -1 : 1))
    .map(({ arn, userId, createdAt }) => ({
      Path: '/',
      UserName: arn.slice(arn.lastIndexOf('/') + 1),
      UserId: userId,
      Arn: arn,
      CreateDate: new Date(createdAt ?? 0),
    }))
  return page((input.PathPrefix ?? '/') === '/' ? shown : [], input, 'Users')
}

const simulate: Operation = (input, call) => {
  const arn = String(input.PolicySourceArn)
  const role = [...iamState(call.world, call.accountId).roles.values()].find((one) => one.arn === arn)
  if (!role) throw new AwsError('NoSuchEntity', `The entity with ARN ${arn} cannot be found.`, 404)
  const resources: string[] = input.ResourceArns ?? ['*']
  const entries: { ContextKeyName?: string; ContextKeyValues?: string[] }[] = input.ContextEntries ?? []
  const keys = Object.fromEntries(
    entries.map(({ ContextKeyName = '', ContextKeyValues = [] }) => [ContextKeyName, ContextKeyValues[0] ?? '']),
  )
  const results = ((input.ActionNames ?? []) as string[]).flatMap((action) =>
    resources.map((resource) => {
      const decision = decide(role, action, resource, keys)
      const none = { MatchedStatements: [], MissingContextValues: [] }
      return {
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: decision,
        EvalDecisionDetails: {},
        OrganizationsDecisionDetail: { AllowedByOrganizations: true },
        ResourceSpecificResults: [{ EvalResourceName: resource, EvalResourceDecision: decision, ...none }],
        ...none,
      }
    }),
  )
  return page(results, input, 'EvaluationResults')
}

/**
 * A policy is held against the whole ARN, which has the path: that of a role that is there, else the one that it is to get.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
function roleArnOf(input: Record<string, unknown>, call: Call): string {
  const { partition, world, accountId } = call
  const there = findRole(world, accountId, String(input.RoleName))
  const path = there?.path ?? (typeof input.Path === 'string' ? input.Path : '/')
  return `arn:${partition}:iam::${accountId}:role${path}${there?.name ?? input.RoleName}`
}

export const iamService: Service = {
  signingName: 'iam',
  protocol: 'query',
  xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  global: true,
  resourceArn: (_, input, call) =>
    input.PolicySourceArn
      ? String(input.PolicySourceArn)
      : input.PolicyArn && !input.RoleName
        ? String(input.PolicyArn)
        : input.RoleName
          ? roleArnOf(input, call)
          : '*',
  alsoNeeds: (operation, input, call) =>
    operation === 'CreateRole' && Array.isArray(input.Tags) && input.Tags.length > 0
      ? [{ action: 'iam:TagRole', resource: roleArnOf(input, call) }]
      : [],
  operations: {
    CreateRole: createRole,
    GetRole: (input, call) => ({ Role: wholeRole(roleOf(input, call)) }),
    ListRoles: listRoles,
    DeleteRole: deleteRole,
    PutRolePermissionsBoundary: putRolePermissionsBoundary,
    UpdateAssumeRolePolicy: updateTrust,
    TagRole: tagRole,
    UntagRole: untagRole,
    ListRoleTags: (input, call) => page(tagList(roleOf(input, call)), input, 'Tags'),
    PutRolePolicy: putRolePolicy,
    GetRolePolicy: (input, call) => {
      const role = roleOf(input, call)
      const document = policyOf(role, input.PolicyName)
      return { RoleName: role.name, PolicyName: input.PolicyName, PolicyDocument: encodeURIComponent(document) }
    },
    ListRolePolicies: (input, call) => page([...roleOf(input, call).policies.keys()].sort(), input, 'PolicyNames'),
    DeleteRolePolicy: deleteRolePolicy,
    AttachRolePolicy: attachRolePolicy,
    DetachRolePolicy: detachRolePolicy,
    ListAttachedRolePolicies: (input, call) =>
      page(
        [...roleOf(input, call).attached].map((arn) => ({
          PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
          PolicyArn: arn,
        })),
        input,
        'AttachedPolicies',
      ),
    ListUsers: listUsers,
    SimulatePrincipalPolicy: simulate,
    ...managedPolicyOperations,
  },
}
