/** Compares the authorizer that AWS has with the one that the spec wants. Plan, deploy and clean-up decide by the same comparison. */

import { inWords, type Statement, samePolicy, statementMeaning } from '../../../aws/iam/policy'
import type { ObservedFunction, ObservedRole } from '../../../aws/types'
import { authorizerSourceArn, belongsTo, rolePolicyName } from '../../../spec/names'
import type { WiringTarget } from '../../../spec/spec'
import type { DesiredApi } from '../../state/desired'
import { added, fieldChanges } from '../../state/field-changes'
import type { Observed } from '../../state/observed'
import type { FieldChange } from '../../state/plan'
import { settingFields } from '../function/plan'
import type { DesiredAuthorizer } from './desired'

export interface ObservedAuthorizer {
  function?: ObservedFunction
  /** The role of the name of today, and the one that the function has if that is another of ours. */
  roles: ObservedRole[]
  /** Who can call the function. */
  permissions: Statement[]
}

declare module '../../state/observed' {
  interface ObservedParts {
    /** `denied` says what cannot be read of it, and why. */
    authorizer?: ObservedAuthorizer | { denied: string[] }
  }
}

/** Gives what was read of it; undefined if nothing was, or the console is not allowed to. */
export const authorizerIn = ({ authorizer }: Observed): ObservedAuthorizer | undefined =>
  authorizer && !('denied' in authorizer) ? authorizer : undefined

/** Says what of it cannot be read, and by which missing permission. */
export const deniedIn = ({ authorizer }: Observed): string[] =>
  authorizer && 'denied' in authorizer ? authorizer.denied : []

/** Gives the role that has the name of today. */
export const authorizerRoleOf = ({ roleName }: DesiredAuthorizer, observed: Observed): ObservedRole | undefined =>
  authorizerIn(observed)?.roles.find(({ name }) => name === roleName)

/**
 * Compares code and settings; empty if there is no function. Reserved concurrency is the owner's: it bounds what calls with wrong keys
 * can cost.
 */
export function authorizerChanges(desired: DesiredAuthorizer, observed: Observed): FieldChange[] {
  const fn = authorizerIn(observed)?.function
  if (!fn) return []
  const { latest } = fn
  return [
    ...fieldChanges({ CodeSha256: latest.codeSha256.slice(0, 12) }, { CodeSha256: desired.codeSha256.slice(0, 12) }),
    ...fieldChanges(settingFields(latest.settings), settingFields(desired.settings)),
  ]
}

/** Compares trust and boundary. Every permission of the role is one too many. */
export function authorizerRoleChanges(desired: DesiredAuthorizer, observed: Observed): FieldChange[] {
  const role = authorizerRoleOf(desired, observed)
  if (!role) return []
  const { inline = [], attached = [] } = role.additions ?? {}
  return [
    ...(samePolicy(role.trust, desired.trust)
      ? []
      : [{ field: 'AssumeRolePolicyDocument', from: inWords(role.trust), to: inWords(desired.trust) }]),
    ...(desired.boundary && role.boundary !== desired.boundary
      ? [{ field: 'PermissionsBoundary', from: role.boundary, to: desired.boundary }]
      : []),
    ...[...(role.policy === undefined ? [] : [rolePolicyName]), ...inline].map((name) =>
      added(`policy ${name}`, 'not made by Portico'),
    ),
    ...attached.map((arn) => added(`attached policy ${arn.split('/').at(-1)}`, arn)),
  ]
}

/** Gives the permission as Lambda keeps it. */
const statementOf = ({ arn }: DesiredAuthorizer, sourceArn: string): Statement => ({
  Effect: 'Allow',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: arn,
  Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } },
})

/** Says whether one of the statements allows the authorizers of that ARN to call the function. */
export const isAuthorizerPermitted = (
  desired: DesiredAuthorizer,
  permissions: Statement[],
  sourceArn: string,
): boolean => {
  const meaning = statementMeaning(statementOf(desired, sourceArn))
  return permissions.some((statement) => statementMeaning(statement) === meaning)
}

/** Gives the ARN that the API's authorizers call with; undefined before there is an API. */
export const authorizerSourceOf = (target: WiringTarget, { api }: Observed): string | undefined =>
  api && authorizerSourceArn(target, api.id)

/** Finds the statements that allow anything but this API's authorizers. */
export const strayAuthorizerPermissions = (
  desired: DesiredAuthorizer,
  permissions: Statement[],
  sourceArn: string,
): (Statement & { Sid: string })[] => {
  const meaning = statementMeaning(statementOf(desired, sourceArn))
  return permissions.flatMap((one) => (one.Sid && statementMeaning(one) !== meaning ? [{ ...one, Sid: one.Sid }] : []))
}

/** Finds what the spec has no use for: all of it without an authorizer, else a role of an earlier name. */
export function staleAuthorizer(
  desired: DesiredApi,
  observed: Observed,
): { function?: ObservedFunction; roles: ObservedRole[] } {
  const there = authorizerIn(observed)
  const ours = <T extends { tags: Record<string, string> }>(one: T | undefined) =>
    belongsTo(one?.tags, desired.endpointName) ? one : undefined
  const roles = (there?.roles ?? []).filter((role) => ours(role))
  const { authorizer } = desired
  return authorizer
    ? { roles: roles.filter(({ name }) => name !== authorizer.roleName) }
    : { function: ours(there?.function), roles }
}
