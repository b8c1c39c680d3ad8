/**
 * What somebody added by hand to a resource of ours, and what changes by it: who may call, how much, or what the role may
 * do. docs/drift.md lists what AWS lets people add, resource by resource. Pure.
 */

import type { ObservedFunction, ObservedRole, ObservedStage } from '../../aws/types'
import { plural } from '../../plural'
import type { Desired } from '../state/desired'
import type { Observed } from '../state/observed'
import type { FieldChange } from '../state/plan'

const added = (field: string, from: string): FieldChange => ({ field, from, to: undefined })

/** Policies beside our own, attached ones too. */
export const roleAdditions = ({ additions }: ObservedRole): FieldChange[] => [
  ...(additions?.inline ?? []).map((name) => added(`policy ${name}`, 'not made by Portico')),
  ...(additions?.attached ?? []).map((arn) => added(`attached policy ${arn.split('/').at(-1)}`, arn)),
]

/** What is told of a role and left alone: a boundary is set by those who watch over the account. */
export const roleNotes = ({ boundary }: ObservedRole): string[] => [
  ...(boundary ? [`limited by the permissions boundary ${boundary.split('/').at(-1)}`] : []),
]

/** What of a role could not be read. */
export const roleUnchecked = ({ arn, additions }: ObservedRole): string[] => [
  ...(additions?.inline ? [] : [unchecked('iam:ListRolePolicies', arn, 'other inline policies')]),
  ...(additions?.attached ? [] : [unchecked('iam:ListAttachedRolePolicies', arn, 'attached policies')]),
]

/** What could not be read of a function that is there. */
export const functionUnchecked = (
  { function: fn, functionUrls, versionPermissions, aliasPermissions }: Observed,
  arn: string,
): string[] =>
  fn
    ? [
        ...(functionUrls ? [] : [unchecked('lambda:ListFunctionUrlConfigs', arn, 'function URLs')]),
        ...(versionPermissions ? [] : [unchecked('lambda:ListVersionsByFunction', arn, 'permissions on versions')]),
        ...(versionPermissions?.denied ?? [])
          .slice(0, 1)
          .map((version) => unchecked('lambda:GetPolicy', `${arn}:${version}`, 'permissions on versions')),
        ...(aliasPermissions ? [] : [unchecked('lambda:ListAliases', arn, 'permissions on other aliases')]),
        ...(aliasPermissions?.denied ?? [])
          .slice(0, 1)
          .map((alias) => unchecked('lambda:GetPolicy', `${arn}:${alias}`, 'permissions on other aliases')),
        // No deploy takes aliases away, so these stay unread.
        ...notRead(aliasPermissions?.unread, 'more alias', 'more aliases'),
      ]
    : []

/** A role of the person's own that may not be read: who has its name now, and so whether the function's grants hold. */
export const ownRoleUnchecked = ({ role }: Desired, { function: fn, otherRoles }: Observed): string[] =>
  fn && role.kind === 'existing' && !otherRoles?.[role.arn]
    ? [unchecked('iam:GetRole', role.arn, 'the identity of its role and the grants to it')]
    : []

/** What is told of a function beside that: the versions and aliases that a look leaves out. */
export const functionNotes = ({ versionPermissions }: Observed): string[] =>
  notRead(versionPermissions?.unread, 'older version', 'older versions')

const notRead = (count: number | undefined, one: string, many: string): string[] =>
  count ? [`permissions on ${plural(count, one, many)} are not checked`] : []

const unchecked = (action: string, arn: string, what: string): string =>
  `${what} are not checked, because the console may not call ${action} on ${arn}`

/** A limit on the function is a limit on callers, whatever the stage lets through. */
export const functionAdditions = (fn: ObservedFunction | undefined): FieldChange[] =>
  fn?.reservedConcurrency === undefined ? [] : [added('ReservedConcurrentExecutions', String(fn.reservedConcurrency))]

/** Settings of single methods, and another deployment beside ours. The stage of an adopted API is its owner's. */
export function stageAdditions(desired: Desired, { methods, canary }: ObservedStage): FieldChange[] {
  if (desired.spec.adopted) return []
  return [
    ...Object.entries(methods).map(([method, setting]) => added(`methodSettings ${method}`, settingInWords(setting))),
    ...(canary ? [added('canarySettings', `${canary.percent}% to deployment ${canary.deploymentId}`)] : []),
  ]
}

const settingInWords = ({ rateLimit, burstLimit, cached }: ObservedStage['methods'][string]): string =>
  [
    `${rateLimit ?? "the account's"} req/s`,
    `burst ${burstLimit ?? "the account's"}`,
    ...(cached ? ['answers kept'] : []),
  ].join(', ')

/** The change that takes them away, as `updateStage` takes it. */
export const withoutStageAdditions = (desired: Desired, stage: ObservedStage | undefined) =>
  stage && stageAdditions(desired, stage).length > 0
    ? {
        withoutMethods: Object.values(stage.methods).flatMap(({ keys }) => keys),
        withoutCanary: stage.canary && (true as const),
      }
    : {}

export const stageNotes = ({ webAcl }: ObservedStage): string[] =>
  webAcl ? [`behind the web ACL ${webAcl.split('/').at(-2) ?? webAcl}`] : []
