/** Ways to what is ours that somebody else opened: past the gateway, and through it with keys of their own. Pure. */

import { inWords, type Statement, statementMeaning } from '../../aws/iam/policy'
import { aliasName } from '../../spec/names'
import type { Desired } from '../state/desired'
import type { Observed } from '../state/observed'
import type { PlanItem } from '../state/plan'
import { desiredMeaning, stageOf } from './diff'

export interface StrayPermission {
  statementId: string
  /** An alias or a version's number; absent: of the function itself. */
  qualifier?: string
  statement: Statement
}

/**
 * Statements that let in anything but this API on this path, whoever made them: the function is ours, and each is a way to
 * it past the gateway. Those of a function that goes are nobody's concern.
 */
export function strayPermissions(desired: Desired, observed: Observed): StrayPermission[] {
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
export function strayItems(desired: Desired, observed: Observed): PlanItem[] {
  const past = 'A way to the function past the gateway: its throttle and its access do not hold there'
  const permissions = strayPermissions(desired, observed).map(({ statementId, qualifier, statement }) => ({
    type: 'invoke-permission' as const,
    name: statementId,
    change: 'delete' as const,
    fact: statementId.startsWith('portico-') ? 'another path or API' : permissionInWords(statement, qualifier),
    why: statementId.startsWith('portico-') ? 'Nothing uses it any more' : past,
    fields: [],
  }))
  const urls = (desired.function ? (observed.functionUrls ?? []) : []).map(({ url, authType }) => ({
    type: 'function-url' as const,
    name: url,
    change: 'delete' as const,
    fact: authType === 'NONE' ? 'open to everybody' : `for callers with ${authType}`,
    why: past,
    fields: [],
  }))
  return [...permissions, ...urls]
}

const permissionInWords = ({ Sid: _, ...statement }: Statement, qualifier: string | undefined): string =>
  `${inWords({ Version: '2012-10-17', Statement: [{ ...statement, Resource: undefined }] })}${placeOf(qualifier)}`

const placeOf = (qualifier: string | undefined): string => {
  if (qualifier === aliasName) return ''
  if (qualifier === undefined) return ', past the alias'
  return /^\d+$/.test(qualifier) ? `, by the number of version ${qualifier}` : `, through the alias ${qualifier}`
}

/**
 * Plans of other people are left alone, and their keys open a URL that asks for one; keys of theirs in our plan do so too.
 */
export function foreignKeyItems(desired: Desired, observed: Observed): PlanItem[] {
  if (!desired.keys || !stageOf(desired, observed)) return []
  const ours = new Set(observed.apiKeys.map(({ id }) => id))
  return [
    ...(observed.foreignPlans ?? []).map(({ id, name }) => ({
      type: 'usage-plan' as const,
      name: name || id,
      change: 'none' as const,
      fact: `${id}, not made by Portico`,
      why: 'Left alone',
      foreign: 'Its keys open this URL too, within its own limits. Take the stage out of it in API Gateway',
      fields: [],
    })),
    ...observed.usagePlans
      .flatMap((plan) => plan.keyIds.filter((id) => !ours.has(id)))
      .map((id) => ({
        type: 'api-key' as const,
        name: id,
        change: 'none' as const,
        fact: 'in the usage plan, not made by Portico',
        why: 'Left alone',
        foreign: 'It opens this URL, and is not on the list of its keys. Take it out of the usage plan in API Gateway',
        fields: [],
      })),
  ]
}
