/**
 * The authorizer of keys: a function of its own, with a role that allows nothing, and the permission of the API's authorizer to call
 * it. It is no second handler of the model's function: that one can invoke the endpoint, its log and its metrics count calls of
 * the model, and a URL without a function can have keys too. No function needs permission to run; without a log group
 * nothing that it could say of a key is kept.
 */

import { inWords, prettyPolicy, type Statement, samePolicy, statementMeaning } from '../../../aws/iam/policy'
import type { FunctionSettings, ObservedFunction, ObservedRole } from '../../../aws/types'
import {
  authorizerNamesOf,
  authorizerSourceArn,
  belongsTo,
  restApiIdPlaceholder,
  rolePolicyName,
  wiringDescription,
} from '../../../spec/names'
import type { ApiSpec, WiringTarget } from '../../../spec/spec'
import { AUTHORIZER_SOURCE } from '../../handler-bundle-authorizer.generated'
import type { Desired, DesiredApi, DesiredInput } from '../../state/desired'
import { added, fieldChanges } from '../../state/field-changes'
import { change, item, kept, noted, removed, unchecked } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { FieldChange, PlanItem } from '../../state/plan'
import { codeSha256, zipOf } from '../../state/zip-of'
import { settingFields } from '../function/plan'
import type { Blocker, ResourcePlan } from '../resource'
import { trustPolicy } from '../role/policy'

export interface DesiredAuthorizer {
  name: string
  arn: string
  description: string
  settings: FunctionSettings
  codeSha256: string
  roleName: string
  /** Begins and ends with a slash. */
  rolePath: string
  trust: ReturnType<typeof trustPolicy>
  /** Comes from the account's guard rails; another one of the role is left alone where it wants none. */
  boundary?: string
}

export interface ObservedAuthorizer {
  function?: ObservedFunction
  /** The role of the name of today, and the one that the function has if that is another of ours. */
  roles: ObservedRole[]
  /** Who can call the function. */
  permissions: Statement[]
}

declare module '../../state/desired' {
  interface DesiredParts {
    /** Reads the keys of callers who send them in Authorization. */
    authorizer?: DesiredAuthorizer
  }
}

declare module '../../state/observed' {
  interface ObservedParts {
    /** `denied` says what cannot be read of it, and why. */
    authorizer?: ObservedAuthorizer | { denied: string[] }
  }
}

/** On the REST API: that there is an authorizer, or can be. */
export const authorizerTag = 'portico:authorizer'

export const authorizerZip = (): Uint8Array => zipOf({ 'index.mjs': AUTHORIZER_SOURCE })

const sha256 = codeSha256(authorizerZip())

export const needsAuthorizer = (api: Pick<ApiSpec, 'access'> | undefined): boolean =>
  api?.access.kind === 'key' && api.access.header !== undefined

function authorizerOf(
  api: ApiSpec,
  endpointName: string,
  { target, boundary }: DesiredInput,
): Pick<DesiredApi, 'authorizer'> {
  if (!needsAuthorizer(api)) return {}
  const names = authorizerNamesOf(endpointName, target)
  return {
    authorizer: {
      name: names.functionName,
      arn: names.functionArn,
      description: wiringDescription(endpointName),
      settings: {
        ...{ roleArn: names.roleArn, runtime: 'nodejs24.x', handler: 'index.handler', architecture: 'x86_64' },
        // The least that there is: it reads one header.
        ...{ memoryMb: 128, timeoutSeconds: 3, environment: {} },
      },
      codeSha256: sha256,
      roleName: names.roleName,
      rolePath: names.rolePath,
      trust: trustPolicy(),
      ...(boundary ? { boundary } : {}),
    },
  }
}

/** Gives what was read of it; undefined if nothing was, or the console is not allowed to. */
export const authorizerIn = ({ authorizer }: Observed): ObservedAuthorizer | undefined =>
  authorizer && !('denied' in authorizer) ? authorizer : undefined

const deniedIn = ({ authorizer }: Observed): string[] => (authorizer && 'denied' in authorizer ? authorizer.denied : [])

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

/** The permission as Lambda keeps it. */
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

/** The ARN that the API's authorizers call with; undefined before there is an API. */
const authorizerSourceOf = (target: WiringTarget, { api }: Observed): string | undefined =>
  api && authorizerSourceArn(target, api.id)

/** Statements that allow anything but this API's authorizers. */
export const strayAuthorizerPermissions = (
  desired: DesiredAuthorizer,
  permissions: Statement[],
  sourceArn: string,
): (Statement & { Sid: string })[] => {
  const meaning = statementMeaning(statementOf(desired, sourceArn))
  return permissions.flatMap((one) => (one.Sid && statementMeaning(one) !== meaning ? [{ ...one, Sid: one.Sid }] : []))
}

function items(desired: Desired, observed: Observed): PlanItem[] {
  const { authorizer, target } = desired
  if (!authorizer) return []
  const denied = deniedIn(observed)
  const there = authorizerIn(observed)
  const role = authorizerRoleOf(authorizer, observed)
  const row = (one: Omit<PlanItem, 'why'>) =>
    item(denied.length > 0 ? { ...one, change: 'none', unchecked: denied } : one)
  const roleFields = authorizerRoleChanges(authorizer, observed)
  const fields = authorizerChanges(authorizer, observed)
  const source = authorizerSourceOf(target, observed)
  const permitted = source !== undefined && isAuthorizerPermitted(authorizer, there?.permissions ?? [], source)
  const unread =
    role && !(role.additions?.inline && role.additions.attached)
      ? [unchecked('iam:ListRolePolicies and iam:ListAttachedRolePolicies', role.arn, 'its policies')]
      : []
  return [
    row({
      type: 'authorizer-role',
      name: authorizer.roleName,
      arn: authorizer.settings.roleArn,
      change: change(role !== undefined, roleFields),
      fact: `allows nothing${noted([...denied, ...unread])}`,
      fields: roleFields,
      documents: [{ name: 'Trust', text: prettyPolicy(authorizer.trust) }],
      ...(unread.length > 0 ? { unchecked: unread } : {}),
    }),
    row({
      type: 'authorizer-function',
      name: authorizer.name,
      arn: authorizer.arn,
      change: change(there?.function !== undefined, fields),
      fact: `passes on the key in ${desired.api.definition.security.keyHeader === 'both' ? 'either header, once for each call' : 'Authorization, kept for 60 s'}; holds no key, logs nothing${noted(concurrencyOf(there?.function))}`,
      fields,
      documents: [{ name: 'Code', text: AUTHORIZER_SOURCE }],
    }),
    row({
      type: 'authorizer-permission',
      name: (source ?? authorizerSourceArn(target, restApiIdPlaceholder)).split(':').at(-1) ?? '',
      change: permitted ? 'none' : 'create',
      fact: 'the authorizers of this API only',
      fields: [],
    }),
    ...(source ? strayAuthorizerPermissions(authorizer, there?.permissions ?? [], source) : []).map((statement) =>
      item({
        type: 'authorizer-permission',
        name: statement.Sid,
        change: 'delete',
        fact: inWords({ Version: '2012-10-17', Statement: [{ ...statement, Sid: undefined, Resource: undefined }] }),
        why: statement.Sid.startsWith('portico-') ? 'Nothing uses it any more' : 'A way to the function past this API',
      }),
    ),
  ]
}

const concurrencyOf = (fn: ObservedFunction | undefined): string[] =>
  fn?.reservedConcurrency === undefined
    ? []
    : [`reserved concurrency ${fn.reservedConcurrency}, set by its owner and left as it is`]

/** What the spec has no use for: all of it without an authorizer, else a role of an earlier name. */
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

function leftovers(desired: Desired, observed: Observed): PlanItem[] {
  const { function: fn, roles } = staleAuthorizer(desired, observed)
  const fact = desired.authorizer ? 'replaced by a role of another name' : 'no call has its key in Authorization'
  return [
    ...(fn ? [item({ type: 'authorizer-function', name: fn.name, change: 'delete', fact })] : []),
    ...roles.map(({ name }) => item({ type: 'authorizer-role', name, change: 'delete', fact })),
  ]
}

function removal(endpointName: string, observed: Observed): PlanItem[] {
  const { function: fn, roles = [] } = authorizerIn(observed) ?? {}
  const row = (type: 'authorizer-function' | 'authorizer-role', { name, tags }: ObservedFunction | ObservedRole) =>
    belongsTo(tags, endpointName)
      ? removed(type, name, 'of the authorizer of keys')
      : kept(type, name, 'without our tag')
  return [
    ...(fn ? [row('authorizer-function', fn)] : []),
    ...roles.map((role) => row('authorizer-role', role)),
    ...deniedIn(observed).map((why) => ({
      ...kept('authorizer-function', 'authorizer, if there is one', why, 'Left alone'),
      unchecked: [why],
    })),
  ]
}

function blockers({ spec }: DesiredApi, observed: Observed): Blocker[] {
  if (deniedIn(observed).length === 0 || !needsAuthorizer(spec)) return []
  return [
    {
      resource: 'Authorizer',
      message:
        'The console is not allowed to read the authorizer of keys, so it cannot say what a deploy would change.',
      remedy:
        'Allow lambda:GetFunction, lambda:GetPolicy and iam:GetRole on names that begin with portico-, as docs/iam has them.',
    },
  ]
}

export const authorizerPlan: ResourcePlan = {
  desired: (api, endpointName, _, input) => authorizerOf(api, endpointName, input),
  apiTags: { [authorizerTag]: (api) => (needsAuthorizer(api) ? 'true' : undefined) },
  items,
  taggables: ({ authorizer }, observed) => {
    const there = authorizerIn(observed)
    const role = authorizer && authorizerRoleOf(authorizer, observed)
    return [
      ...(role ? [{ ...role, type: 'authorizer-role' as const }] : []),
      ...(authorizer && there?.function
        ? [{ ...there.function, type: 'authorizer-function' as const, arn: authorizer.arn }]
        : []),
    ]
  },
  leftovers,
  removal,
  named: ({ authorizer }, observed) =>
    authorizer
      ? [
          [`Lambda function ${authorizer.name}`, authorizerIn(observed)?.function?.tags],
          [`IAM role ${authorizer.roleName}`, authorizerRoleOf(authorizer, observed)?.tags],
        ]
      : [],
  blockers,
  steps: ({ api }) =>
    needsAuthorizer(api)
      ? [
          { id: 'authorizer', title: 'Authorizer' },
          { id: 'authorizer-permission', title: 'Permission to call the authorizer' },
        ]
      : [],
  removalStep: { id: 'authorizer', title: 'Authorizer' },
  ofOneRun: (observed, made) => {
    const there = authorizerIn(observed)
    return there
      ? {
          authorizer: {
            function: made(there.function),
            roles: there.roles.filter((role) => made(role)),
            permissions: there.permissions,
          },
        }
      : {}
  },
}
