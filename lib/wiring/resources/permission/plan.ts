/** The permission by which the API can call the function, and every other way to the function that somebody opened. */

import { inWords, type Statement, statementMeaning } from '../../../aws/iam/policy'
import { aliasName, restApiIdPlaceholder } from '../../../spec/names'
import { type DesiredRoute, hasFunction, type RouteWithFunction } from '../../state/desired'
import { item } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { PlanItem } from '../../state/plan'
import type { ResourcePlan } from '../resource'

export const sourceArnFor = (desired: RouteWithFunction, restApiId: string): string =>
  desired.permissionSource.replace(restApiIdPlaceholder, restApiId)

/** The permission as Lambda keeps it. */
const desiredStatement = (desired: RouteWithFunction, restApiId: string): Statement => ({
  Effect: 'Allow',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: desired.aliasArn,
  Condition: { ArnLike: { 'AWS:SourceArn': sourceArnFor(desired, restApiId) } },
})

export function isPermitted(
  desired: RouteWithFunction,
  permissions: Statement[],
  restApiId: string | undefined,
): boolean {
  if (!restApiId) return false
  const meaning = statementMeaning(desiredStatement(desired, restApiId))
  return permissions.some((statement) => statementMeaning(statement) === meaning)
}

/** Null where no function is called; undefined before there is an API that can call it. */
const desiredMeaning = (desired: DesiredRoute, restApiId: string | undefined): string | undefined | null =>
  hasFunction(desired) ? restApiId && statementMeaning(desiredStatement(desired, restApiId)) : null

function permissionItem(desired: RouteWithFunction, observed: Observed): PlanItem {
  const { api } = observed
  return item({
    type: 'invoke-permission',
    name:
      sourceArnFor(desired, api?.id ?? restApiIdPlaceholder)
        .split(':')
        .at(-1) ?? '',
    change: isPermitted(desired, observed.permissions, api?.id) ? 'none' : 'create',
    fact: 'this API and path only',
    documents: [
      {
        name: 'Statement',
        text: JSON.stringify(
          {
            Principal: 'apigateway.amazonaws.com',
            Action: 'lambda:InvokeFunction',
            Resource: desired.aliasArn,
            SourceArn: sourceArnFor(desired, api?.id ?? restApiIdPlaceholder),
          },
          null,
          2,
        ),
      },
    ],
  })
}

interface StrayPermission {
  statementId: string
  /** An alias or a version's number; absent: of the function itself. */
  qualifier?: string
  statement: Statement
}

/**
 * Statements that allow anything but this API on this path, whoever made them: the function is ours, and each is a way to
 * it past the gateway. Those of a function that goes are nobody's concern.
 */
export function strayPermissions(desired: DesiredRoute, observed: Observed): StrayPermission[] {
  const meaning = desiredMeaning(desired, observed.api?.id)
  if (meaning === null) return []
  const stray = (statements: Statement[], qualifier?: string) =>
    statements
      .filter((statement) => statement.Sid && (qualifier === undefined || statementMeaning(statement) !== meaning))
      .map((statement) => ({ statementId: statement.Sid ?? '', qualifier, statement }))
  return [
    ...stray(observed.permissions, aliasName),
    ...stray(observed.functionPermissions ?? []),
    ...[observed.versionPermissions, observed.aliasPermissions].flatMap((read) =>
      (read?.byQualifier ?? []).flatMap(({ qualifier, statements }) => stray(statements, qualifier)),
    ),
  ]
}

/** Ways past the gateway, as items of a plan that takes them away. */
function strayItems(desired: DesiredRoute, observed: Observed): PlanItem[] {
  const past = 'A way to the function past the gateway: its throttle and its access do not hold there'
  const permissions = strayPermissions(desired, observed).map(({ statementId, qualifier, statement }) =>
    item({
      type: 'invoke-permission',
      name: statementId,
      change: 'delete',
      fact: statementId.startsWith('portico-') ? 'another path or API' : permissionInWords(statement, qualifier),
      why: statementId.startsWith('portico-') ? 'Nothing uses it any more' : past,
    }),
  )
  const urls = (desired.function ? (observed.functionUrls ?? []) : []).map(({ url, authType }) =>
    item({
      type: 'function-url',
      name: url,
      change: 'delete',
      fact: authType === 'NONE' ? 'open to everyone' : `for callers with ${authType}`,
      why: past,
    }),
  )
  return [...permissions, ...urls]
}

const permissionInWords = ({ Sid: _, ...statement }: Statement, qualifier: string | undefined): string =>
  `${inWords({ Version: '2012-10-17', Statement: [{ ...statement, Resource: undefined }] })}${placeOf(qualifier)}`

const placeOf = (qualifier: string | undefined): string => {
  if (qualifier === aliasName) return ''
  if (qualifier === undefined) return ', past the alias'
  return /^\d+$/.test(qualifier) ? `, by the number of version ${qualifier}` : `, through the alias ${qualifier}`
}

export const permissionPlan: ResourcePlan = {
  items: (desired, observed) => (hasFunction(desired) ? [permissionItem(desired, observed)] : []),
  leftovers: strayItems,
  steps: ({ route: { integration } }) => (integration ? [] : [{ id: 'permission', title: 'Invoke permission' }]),
}
