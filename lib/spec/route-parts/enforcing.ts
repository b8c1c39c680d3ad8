/** A public API that is new: nobody calls it yet, so what the contract says of columns is enforced from the start. */
import type { Route } from '../route'
import { onlyRoute, type WiringSpec, withRoute } from '../spec'

/**
 * Enforces columns of which somebody or something said what they are. Columns that were only counted can be of any type, and where
 * callers choose among many models, one contract does not fit them all.
 */
export function enforcing(spec: WiringSpec): WiringSpec {
  const route = onlyRoute(spec)
  if (!startsEnforced(route)) return spec
  return withRoute(spec, { ...route, request: { ...route.request, enforce: true } })
}

/** Says whether the columns of a public API that is new are enforced if nobody says otherwise. */
export function startsEnforced({ contract, target }: Pick<Route, 'contract' | 'target'>): boolean {
  const { features } = contract
  const onlyCounted = features.length > 0 && features.every(({ name }, index) => name === `feature_${index + 1}`)
  return !onlyCounted && !(target?.kind === 'model' && target.parameter)
}
