/** A public API that is new: nobody calls it yet, so what the contract says of columns is enforced from the start. */
import { onlyRoute, type WiringSpec, withRoute } from './spec'

export function enforcing(spec: WiringSpec): WiringSpec {
  const route = onlyRoute(spec)
  return withRoute(spec, { ...route, request: { ...route.request, enforce: true } })
}
