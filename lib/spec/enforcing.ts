/** A public API that is new: nobody calls it yet, so what the contract says of columns is enforced from the start. */
import { onlyRoute, type WiringSpec, withRoute } from './spec'

/**
 * Enforces columns of which somebody or something said what they are. Columns that were only counted can be of any type, and where
 * callers choose among many models, one contract does not fit them all.
 */
export function enforcing(spec: WiringSpec): WiringSpec {
  const route = onlyRoute(spec)
  const { features } = route.contract
  const onlyCounted = features.length > 0 && features.every(({ name }, index) => name === `feature_${index + 1}`)
  if (onlyCounted || (route.target?.kind === 'model' && route.target.parameter)) return spec
  return withRoute(spec, { ...route, request: { ...route.request, enforce: true } })
}
