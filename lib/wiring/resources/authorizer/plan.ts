/**
 * The authorizer of keys: a function of its own, with a role that allows nothing, and the permission of the API's authorizer to call
 * it. It is no second handler of the model's function: that one can invoke the endpoint, its log and its metrics count calls of
 * the model, and a URL without a function can have keys too. No function needs permission to run; without a log group
 * nothing that it could say of a key is kept.
 */

import { inWords, prettyPolicy } from '../../../aws/iam/policy'
import type { ObservedFunction, ObservedRole } from '../../../aws/types'
import { authorizerSourceArn, belongsTo, restApiIdPlaceholder } from '../../../spec/names'
import { AUTHORIZER_SOURCE } from '../../handler-bundle-authorizer.generated'
import type { Desired, DesiredApi } from '../../state/desired'
import { change, item, kept, noted, removed, unchecked } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { PlanItem } from '../../state/plan'
import type { Blocker, ResourcePlan } from '../resource'
import {
  authorizerChanges,
  authorizerIn,
  authorizerRoleChanges,
  authorizerRoleOf,
  authorizerSourceOf,
  deniedIn,
  isAuthorizerPermitted,
  staleAuthorizer,
  strayAuthorizerPermissions,
} from './compare'
import { authorizerOf, authorizerTag, needsAuthorizer } from './desired'

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
