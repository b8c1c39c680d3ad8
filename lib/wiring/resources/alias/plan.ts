/** The alias: the version that callers reach, and the percentage of them that reaches another. */
import type { AliasTarget } from '../../../aws/types'
import { aliasName } from '../../../spec/names'
import { hasFunction, type RouteWithFunction } from '../../state/desired'
import { fieldChanges } from '../../state/field-changes'
import { item } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { FieldChange, PlanItem } from '../../state/plan'
import { fits, newestOf } from '../function/plan'
import type { ResourcePlan } from '../resource'

/** A version that is not published yet has no number. */
const toCome = 'to come'

/**
 * Returns the version to which the alias has to point.
 * @param made the versions that a run published, or found to fit; a plan knows those that are in place
 */
export function desiredAlias(
  desired: RouteWithFunction,
  { alias }: Observed,
  made: { version?: string; second?: string } = {},
): AliasTarget {
  const inPlace = alias && fits(desired, alias.live) ? alias.version : toCome
  const second = alias?.canary && fits(newestOf(desired), alias.canary.settled) ? alias.canary.version : toCome
  return {
    version: made.version ?? inPlace,
    canary: desired.canary && { version: made.second ?? second, percent: desired.canary.percent },
  }
}

const canaryText = (canary: AliasTarget['canary']): string =>
  canary ? `${canary.percent}% to version ${canary.version}` : 'all to one version'

const moves = (alias: AliasTarget | undefined, desired: AliasTarget): boolean =>
  alias !== undefined && alias.version !== desired.version

/** Says how the calls are split. */
const canaryChanges = (alias: AliasTarget | undefined, desired: AliasTarget): FieldChange[] =>
  alias || desired.canary
    ? fieldChanges({ RoutingConfig: canaryText(alias?.canary) }, { RoutingConfig: canaryText(desired.canary) })
    : []

/** Says whether the alias points where it has to. */
export const isPointed = (alias: AliasTarget, desired: AliasTarget): boolean =>
  !moves(alias, desired) && canaryChanges(alias, desired).length === 0

/** Says whether a run that made these versions has to move the alias. */
export const movesAlias = (
  desired: RouteWithFunction,
  observed: Observed,
  made: { version: string; second?: string },
): boolean => !observed.alias || !isPointed(observed.alias, desiredAlias(desired, observed, made))

function aliasItem(desired: RouteWithFunction, observed: Observed): PlanItem {
  const { alias } = observed
  const target = desiredAlias(desired, observed)
  const fields = canaryChanges(alias, target)
  const why = () => {
    if (moves(alias, target)) return 'Moves to the new version, once all else is ready'
    if (desired.canary && fields.length > 0)
      return 'A percentage of the traffic goes to the new version, once it is verified'
    return undefined
  }
  return item({
    type: 'lambda-alias',
    name: aliasName,
    change: alias ? (isPointed(alias, target) ? 'none' : 'update') : 'create',
    fact: alias ? `version ${alias.version}` : 'the published version',
    why: why(),
    fields,
  })
}

export const aliasPlan: ResourcePlan = {
  items: (desired, observed) => (hasFunction(desired) ? [aliasItem(desired, observed)] : []),
  steps: ({ route: { integration } }) => (integration ? [] : [{ id: 'alias', title: `Alias ${aliasName}` }]),
}
