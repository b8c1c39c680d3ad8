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
  Principal?: string | { Service?: string | string[] }
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

/** False for a role's first seconds, and where its trust does not name the service; a changed trust takes as long to spread. */
export function isAssumableBy(world: World, roleArn: string, servicePrincipal: string): boolean {
  const role = roleOf(world, roleArn)
  if (!role) return false
  const spread = world.clock.hasPassed(role.trustChangedAt, world.options.rolePropagationMs)
  const trust = spread ? role.trustPolicy : role.trustBefore
  if (trust === undefined) return false
  return statements(JSON.parse(trust)).some((statement) => {
    const services = typeof statement.Principal === 'object' ? list(statement.Principal.Service) : []
    const assumes = list(statement.Action).some((action) => matchesPattern(action, 'sts:AssumeRole', true))
    return statement.Effect === 'Allow' && assumes && services.includes(servicePrincipal) && !statement.Condition
  })
}

/** Undefined where the sandbox cannot judge it. */
function holds(conditions: Conditions, keys: Keys): boolean | undefined {
  const judged = Object.entries(conditions).flatMap(([operator, wanted]) =>
    Object.entries(wanted).map(([key, values]) => {
      const value = keys[key]
      if (operator === 'StringEquals') return value !== undefined && list(values).includes(value)
      if (operator === 'StringLike')
        return value !== undefined && list(values).some((pattern) => matchesPattern(pattern, value))
      return undefined
    }),
  )
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
  const all = documentsOf(role).flatMap(statements)
  const hits = all.filter((statement) => applies(statement, action, resource, keys))
  if (hits.some((statement) => statement.Effect === 'Deny')) return 'explicitDeny'
  const boundary = role.permissionsBoundary ? managedPolicy(role.permissionsBoundary) : undefined
  const bounded = !boundary || statements(boundary).some((statement) => applies(statement, action, resource, keys))
  return bounded && hits.some((statement) => statement.Effect === 'Allow') ? 'allowed' : 'implicitDeny'
}

/** Whether the role's policies allow the action, now. */
export function evaluateRole(
  world: World,
  accountId: string,
  roleName: string,
  action: string,
  resource: string,
  keys: Keys = {},
): boolean {
  const role = findRole(world, accountId, roleName)
  return role !== undefined && decide(role, action, resource, keys) === 'allowed'
}

const sessionMs = 6 * 60 * 60_000

/** Who a session of this role is. */
export function rolePrincipal(world: World, roleArn: string, sessionName: string, accessKeyId: string): Principal {
  const [, , , , accountId = ''] = roleArn.split(':')
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1)
  return {
    accountId,
    accessKeyId,
    kind: 'assumed-role',
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    userId: `${findRole(world, accountId, roleName)?.id ?? 'AROA'}:${sessionName}`,
    roleName,
    deniedActions: [],
  }
}

/** Keys of a session of this role, known to the sandbox's signature check. */
export function issueRoleSession(world: World, roleArn: string, sessionName: string): Credential {
  const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`
  const credential: Credential = {
    accessKeyId,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(120).toString('base64'),
    expiresAt: Date.now() + sessionMs,
    principal: rolePrincipal(world, roleArn, sessionName, accessKeyId),
  }
  world.credentials.set(accessKeyId, credential)
  return credential
}
