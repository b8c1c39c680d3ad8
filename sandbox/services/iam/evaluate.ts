/**
 * Evaluates policies where they matter: a role's at each call of its sessions, and a role's trust when Lambda assumes it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { randomBytes } from 'node:crypto'
import { matchesPattern } from '../../kernel/match'
import type { Credential, Principal, World } from '../../kernel/types'
import { managedPolicy } from './managed-policies'
import { iamState, type Role } from './state'

/** By operator, then by key: `{"StringLike": {"sagemaker:TargetModel": ["a/*"]}}`. */
type Conditions = Record<string, Record<string, string | string[]>>
type Keys = Record<string, string>

interface Statement {
  Effect: string
  Action?: string | string[]
  NotAction?: string | string[]
  Resource?: string | string[]
  NotResource?: string | string[]
  Principal?: string | { Service?: string | string[]; AWS?: string | string[] }
  Condition?: Conditions
}

const list = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])

function statements(document: object): Statement[] {
  return list((document as { Statement?: Statement | Statement[] }).Statement)
}

export const findRole = (world: World, accountId: string, roleName: string): Role | undefined =>
  iamState(world, accountId).roles.get(roleName.toLowerCase())

function roleOf(world: World, arn: string): Role | undefined {
  const match = arn.match(/^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/)
  const role = match?.[1] && match[2] ? findRole(world, match[1], match[2]) : undefined
  return role?.arn === arn ? role : undefined
}

/** Lambda hears of a role before KMS does: https://github.com/hashicorp/terraform-provider-aws/issues/4633 */
const soonerAt: Record<string, number> = { 'lambda.amazonaws.com': 0.6 }

/** False for a role's first seconds, and where its trust does not name the service; a changed trust takes as long to spread. */
export function isAssumableBy(world: World, roleArn: string, servicePrincipal: string): boolean {
  const role = roleOf(world, roleArn)
  if (!role) return false
  const takesMs = world.options.rolePropagationMs * (soonerAt[servicePrincipal] ?? 1)
  const spread = world.clock.hasPassed(role.trustChangedAt, takesMs)
  const trust = spread ? role.trustPolicy : role.trustBefore
  if (trust === undefined) return false
  return statements(JSON.parse(trust)).some((statement) => {
    const services = typeof statement.Principal === 'object' ? list(statement.Principal.Service) : []
    const assumes = list(statement.Action).some((action) => matchesPattern(action, 'sts:AssumeRole', true))
    return statement.Effect === 'Allow' && assumes && services.includes(servicePrincipal) && !statement.Condition
  })
}

/** The unique id of a role, by which KMS keeps its grants; undefined while KMS has not heard of the role. */
export function principalIdOf(world: World, roleArn: string): string | undefined {
  const role = roleOf(world, roleArn)
  return role && world.clock.hasPassed(role.createdAt, world.options.rolePropagationMs) ? role.id : undefined
}

/** The unique id of the role that has this ARN now. */
export const roleIdOf = (world: World, roleArn: string): string | undefined => roleOf(world, roleArn)?.id

type Operator = (value: string | undefined, wanted: string[]) => boolean

const like: Operator = (value, wanted) =>
  value !== undefined && wanted.some((pattern) => matchesPattern(pattern, value))
const equal: Operator = (value, wanted) => value !== undefined && wanted.includes(value)
const not =
  (operator: Operator): Operator =>
  (value, wanted) =>
    !operator(value, wanted)

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: Record<string, Operator> = {
  StringEquals: equal,
  StringLike: like,
  StringNotEquals: not(equal),
  StringNotLike: not(like),
  ArnEquals: like,
  ArnLike: like,
  // Of several values, with commas between them; without any it holds.
  'ForAllValues:StringLike': (value, wanted) =>
    value === undefined || value.split(',').every((one) => like(one, wanted)),
  Null: (value, wanted) => (value === undefined) === wanted.includes('true'),
}

/** Undefined where the sandbox cannot judge it. */
function holds(conditions: Conditions, keys: Keys): boolean | undefined {
  const judged = Object.entries(conditions).flatMap(([name, wanted]) => {
    const operator = operators[name.replace(/IfExists$/, '')]
    return Object.entries(wanted).map(([key, values]) => {
      if (name.endsWith('IfExists') && keys[key] === undefined) return true
      return operator?.(keys[key], list(values).map(String))
    })
  })
  return judged.includes(undefined) ? undefined : !judged.includes(false)
}

function applies(statement: Statement, action: string, resource: string, keys: Keys): boolean {
  // A condition that the sandbox cannot judge holds for a denial and not for a permission.
  if (statement.Condition && !(holds(statement.Condition, keys) ?? statement.Effect === 'Deny')) return false
  const actionHolds = statement.NotAction
    ? !list(statement.NotAction).some((pattern) => matchesPattern(pattern, action, true))
    : list(statement.Action).some((pattern) => matchesPattern(pattern, action, true))
  const resourceHolds = statement.NotResource
    ? !list(statement.NotResource).some((pattern) => matchesPattern(pattern, resource))
    : list(statement.Resource).some((pattern) => matchesPattern(pattern, resource))
  return actionHolds && resourceHolds
}

function documentsOf(role: Role): object[] {
  const inline = [...role.policies.values()].map((text) => JSON.parse(text) as object)
  const attached = [...role.attached].map(managedPolicy).filter((document) => document !== undefined)
  return [...inline, ...attached]
}

/** `allowed`, `explicitDeny` or `implicitDeny`, as SimulatePrincipalPolicy names them. */
export function decide(
  role: Role,
  action: string,
  resource: string,
  keys: Keys = {},
): 'allowed' | 'explicitDeny' | 'implicitDeny' {
  return denialOf(role, action, resource, keys)?.decision ?? 'allowed'
}

interface Denial {
  decision: 'explicitDeny' | 'implicitDeny'
  /** AWS's own. */
  words: string
}

/** What refuses the action to the role; undefined if it is allowed. */
export function denialOf(role: Role, action: string, resource: string, keys: Keys): Denial | undefined {
  const all = documentsOf(role).flatMap(statements)
  const hits = all.filter((statement) => applies(statement, action, resource, keys))
  if (hits.some((statement) => statement.Effect === 'Deny'))
    return { decision: 'explicitDeny', words: 'with an explicit deny in an identity-based policy' }
  const implicit = (words: string): Denial => ({ decision: 'implicitDeny', words })
  if (!hits.some((statement) => statement.Effect === 'Allow')) return implicit(noneAllows('identity-based', action))
  const boundary = role.permissionsBoundary ? managedPolicy(role.permissionsBoundary) : undefined
  const bounded = !boundary || statements(boundary).some((statement) => applies(statement, action, resource, keys))
  return bounded ? undefined : implicit(`because no permissions boundary allows the ${action} action`)
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export const noneAllows = (kind: string, action: string): string =>
  `because no ${kind} policy allows the ${action} action`

/** @param denied an action's pattern, and after a space that of the resources if not all are meant */
export function isDenied(denied: string, action: string, resource: string): boolean {
  const [actions = '', resources = '*'] = denied.split(' ')
  return matchesPattern(actions, action, true) && matchesPattern(resources, resource)
}

/**
 * Says whether a service control policy denies the action to everyone in the account.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function isDeniedByOrganization(world: World, accountId: string, action: string, resource: string): boolean {
  const { deniedByOrganization = [] } = iamState(world, accountId)
  return deniedByOrganization.some((one) => isDenied(one, action, resource))
}

/** Says whether the role's policies allow the action, now. */
export function evaluateRole(
  world: World,
  accountId: string,
  roleName: string,
  action: string,
  resource: string,
  keys: Keys = {},
): boolean {
  const role = findRole(world, accountId, roleName)
  if (isDeniedByOrganization(world, accountId, action, resource)) return false
  return role !== undefined && decide(role, action, resource, keys) === 'allowed'
}

/** How a trust policy names who calls: as itself, or as one of an account that can pass the right on to its own. */
type Match = 'principal' | 'account' | undefined

function matchOf(world: World, statement: Statement, caller: Principal): Match {
  if (statement.Principal === '*') return 'principal'
  const named = typeof statement.Principal === 'object' ? list(statement.Principal.AWS) : []
  const arns = new Set([caller.arn])
  const role = caller.roleName ? findRole(world, caller.accountId, caller.roleName) : undefined
  if (role) arns.add(role.arn)
  if (named.some((one) => one === '*' || arns.has(one))) return 'principal'
  const accountIn = (one: string) => one.replace(/^arn:aws[a-z-]*:iam::/, '').replace(/:root$/, '')
  return named.some((one) => accountIn(one) === caller.accountId) ? 'account' : undefined
}

/**
 * What the trust of a role says of a caller: `principal` needs no more within the account, `account` needs the caller's own
 * policies too. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function trusts(
  world: World,
  role: Role,
  caller: Principal,
  action: string,
  keys: Keys,
): Match | 'explicitDeny' {
  const hits = statements(JSON.parse(role.trustPolicy)).flatMap((statement) => {
    const match = matchOf(world, statement, caller)
    const named = list(statement.Action).some((pattern) => matchesPattern(pattern, action, true))
    const met = !statement.Condition || (holds(statement.Condition, keys) ?? statement.Effect === 'Deny')
    return match && named && met ? [{ effect: statement.Effect, match }] : []
  })
  if (hits.some(({ effect }) => effect === 'Deny')) return 'explicitDeny'
  return hits.find(({ match }) => match === 'principal')?.match ?? hits[0]?.match
}

/** A role that can be assumed by now: a new one, or a new trust policy, takes some seconds to spread. */
export function settledRole(world: World, roleArn: string): Role | undefined {
  const role = roleOf(world, roleArn)
  return role && world.clock.hasPassed(role.trustChangedAt, world.options.rolePropagationMs) ? role : undefined
}

interface SessionOptions {
  seconds?: number
  sourceIdentity?: string
}

/** Who a session of this role is. */
export function rolePrincipal(world: World, roleArn: string, sessionName: string, accessKeyId: string): Principal {
  const [, partition, , , accountId = ''] = roleArn.split(':')
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1)
  return {
    accountId,
    accessKeyId,
    kind: 'assumed-role',
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    userId: `${findRole(world, accountId, roleName)?.id ?? 'AROA'}:${sessionName}`,
    roleName,
    roleArn,
    deniedActions: [],
  }
}

/** Keys of a session of this role, known to the sandbox's signature check. */
export function issueRoleSession(
  world: World,
  roleArn: string,
  sessionName: string,
  { seconds = 6 * 60 * 60, sourceIdentity }: SessionOptions = {},
): Credential {
  const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`
  const credential: Credential = {
    accessKeyId,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(120).toString('base64'),
    expiresAt: Date.now() + seconds * 1000,
    principal: { ...rolePrincipal(world, roleArn, sessionName, accessKeyId), sourceIdentity },
  }
  world.credentials.set(accessKeyId, credential)
  return credential
}
