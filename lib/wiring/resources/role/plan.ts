/** The role that can invoke the endpoint: ours, the person's own, or none. */

import { inWords, prettyPolicy, samePolicy } from '../../../aws/iam/policy'
import type { ObservedRole } from '../../../aws/types'
import { plural } from '../../../plural'
import { belongsTo, namesOf, rolePolicyName, wiringDescription } from '../../../spec/names'
import { isStreaming, type Route } from '../../../spec/route'
import { targetInWords } from '../../../spec/route-parts/target'
import type { DesiredInput, DesiredRoute } from '../../state/desired'
import { added } from '../../state/field-changes'
import { change, item, kept, noted, removed, unchecked } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { FieldChange, PlanItem } from '../../state/plan'
import type { ResourcePlan } from '../resource'
import { gatewayPolicy, permissionsPolicy, trustPolicy } from './policy'

export function roleOf(route: Route, { spec, target, endpointArn, boundary }: DesiredInput): DesiredRoute['role'] {
  if (route.integration?.kind === 'http') return { kind: 'none' }
  const direct = route.integration?.kind === 'direct'
  const streaming = isStreaming(route, spec)
  if (route.role.kind === 'existing') {
    return {
      kind: 'existing',
      arn: route.role.arn,
      endpointArn,
      streaming: streaming || undefined,
      target: route.target,
      ...(direct ? { service: 'apigateway.amazonaws.com' as const } : {}),
    }
  }
  const names = namesOf(route.endpointName, target)
  return {
    kind: 'create',
    name: names.roleName,
    path: names.rolePath,
    arn: names.roleArn,
    description: wiringDescription(route.endpointName),
    trust: trustPolicy(direct ? 'apigateway.amazonaws.com' : undefined),
    ...(boundary ? { boundary } : {}),
    policyName: rolePolicyName,
    policy: direct
      ? gatewayPolicy(endpointArn, route.target)
      : permissionsPolicy(endpointArn, names.logGroupArn, streaming, route.target),
  }
}

export function roleChanges(desired: DesiredRoute, { role }: Observed): FieldChange[] {
  if (desired.role.kind !== 'create' || !role) return []
  const changes: FieldChange[] = []
  if (!samePolicy(role.trust, desired.role.trust)) {
    changes.push({ field: 'AssumeRolePolicyDocument', from: inWords(role.trust), to: inWords(desired.role.trust) })
  }
  if (!samePolicy(role.policy, desired.role.policy)) {
    changes.push({
      field: `policy ${desired.role.policyName}`,
      from: role.policy && inWords(role.policy),
      to: inWords(desired.role.policy),
    })
  }
  if (desired.role.boundary && role.boundary !== desired.role.boundary) {
    changes.push({ field: 'PermissionsBoundary', from: role.boundary, to: desired.role.boundary })
  }
  changes.push(...roleAdditions(role))
  return changes
}

/**
 * Roles of ours that nothing needs after the switch: of an earlier name, and where the spec has another or none. One that the person
 * chose as their own is needed, whoever made it.
 */
export const staleRoles = (
  { role: desired, route }: DesiredRoute,
  { role, earlierRoles = [] }: Observed,
): ObservedRole[] =>
  [
    ...(role && desired.kind !== 'create' && belongsTo(role.tags, route.endpointName) ? [role] : []),
    ...earlierRoles,
  ].filter(({ arn }) => desired.kind !== 'existing' || arn !== desired.arn)

/** Policies beside our own, attached ones too. */
const roleAdditions = ({ additions }: ObservedRole): FieldChange[] => [
  ...(additions?.inline ?? []).map((name) => added(`policy ${name}`, 'not made by Portico')),
  ...(additions?.attached ?? []).map((arn) => added(`attached policy ${arn.split('/').at(-1)}`, arn)),
]

/** What is shown of a role and left alone: a boundary is set by those who watch over the account. */
const roleNotes = ({ boundary }: ObservedRole): string[] => [
  ...(boundary ? [`limited by the permissions boundary ${boundary.split('/').at(-1)}`] : []),
]

/** What of a role could not be read. */
const roleUnchecked = ({ arn, additions }: ObservedRole): string[] => [
  ...(additions?.inline ? [] : [unchecked('iam:ListRolePolicies', arn, 'other inline policies')]),
  ...(additions?.attached ? [] : [unchecked('iam:ListAttachedRolePolicies', arn, 'attached policies')]),
]

/** A role of the person's own that cannot be read: who has its name now, and so whether the function's grants hold. */
export const ownRoleUnchecked = ({ role }: DesiredRoute, { function: fn, otherRoles }: Observed): string[] =>
  fn && role.kind === 'existing' && !otherRoles?.[role.arn]
    ? [unchecked('iam:GetRole', role.arn, 'the identity of its role and the grants to it')]
    : []

function roleItem(
  desired: DesiredRoute,
  observed: Observed,
  role: Exclude<DesiredRoute['role'], { kind: 'none' }>,
): PlanItem {
  if (role.kind === 'existing') {
    return item({
      type: 'iam-role',
      name: roleName(role.arn),
      change: 'none',
      fact: 'your own role',
      why: 'Checked, never changed, never removed',
    })
  }
  const fields = roleChanges(desired, observed)
  const notes = observed.role ? roleNotes(observed.role) : []
  const unread = observed.role ? roleUnchecked(observed.role) : []
  return item({
    type: 'iam-role',
    name: role.name,
    change: change(Boolean(observed.role), fields),
    fact: `${plural(role.policy.Statement.length, 'statement')}${desired.streaming ? ', the answer as a stream too' : ''}${desired.route.target ? `, ${targetInWords(desired.route.target)}` : ''}${noted([...notes, ...unread])}`,
    ...(unread.length > 0 ? { unchecked: unread } : {}),
    fields,
    documents: [
      { name: 'Permissions', text: prettyPolicy(role.policy) },
      { name: 'Trust', text: prettyPolicy(role.trust) },
    ],
  })
}

const roleName = (arn: string): string => arn.split('/').at(-1) ?? arn

export const rolePlan: ResourcePlan = {
  items: (desired, observed) => (desired.role.kind === 'none' ? [] : [roleItem(desired, observed, desired.role)]),
  taggables: ({ role: desired }, { role }) =>
    role && desired.kind === 'create' ? [{ ...role, type: 'iam-role' }] : [],
  leftovers(desired, observed) {
    const facts = {
      create: 'replaced by a role of the name that this account requires',
      existing: 'replaced by your own role',
      none: 'an address needs none',
    }
    const fact = facts[desired.role.kind]
    return staleRoles(desired, observed).map(({ name }) => item({ type: 'iam-role', name, change: 'delete', fact }))
  },
  removal(endpointName, { role, earlierRoles = [], function: fn }) {
    const other = belongsTo(fn?.tags, endpointName) ? fn?.latest.settings.roleArn : undefined
    const ours = [role, ...earlierRoles].some((one) => one?.arn === other)
    return [
      ...(other && !ours ? [kept('iam-role', roleName(other), 'your own role')] : []),
      ...earlierRoles.map(({ name }) => removed('iam-role', name, 'with its policy')),
      ...(role
        ? [
            belongsTo(role.tags, endpointName)
              ? removed('iam-role', role.name, 'with its policy')
              : kept('iam-role', role.name, 'without our tag'),
          ]
        : []),
    ]
  },
  named: ({ role }, observed) => (role.kind === 'create' ? [[`IAM role ${role.name}`, observed.role?.tags]] : []),
  blockers: ({ role: desired, route }, { role }) =>
    desired.kind === 'create' && role && role.arn !== desired.arn && belongsTo(role.tags, route.endpointName)
      ? [
          {
            resource: 'Guard rail',
            message: `This account requires the path ${desired.path} for roles, and role ${role.name} is ${role.arn.split(':').at(-1)}.`,
            remedy:
              'IAM moves no role. Ask an admin of this console to change the prefix of role names together with the path: the next deploy then replaces the role.',
          },
        ]
      : [],
  steps: ({ route: { integration, role } }) =>
    integration?.kind === 'http'
      ? []
      : [
          { id: 'role', title: role.kind === 'create' ? 'Role' : 'Your role' },
          { id: 'role-policy', title: 'Role policy' },
        ],
  removalStep: { id: 'role', title: 'Role' },
  ofOneRun: ({ role, earlierRoles }, made) => ({
    role: made(role),
    earlierRoles: earlierRoles?.filter((one) => made(one)),
  }),
}
