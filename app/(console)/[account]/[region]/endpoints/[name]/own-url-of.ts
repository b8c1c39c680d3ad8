import type { OwnUrl } from '@/components/playground/call/own-calls'
import type { WiringView } from '@/lib/wiring/read/current'

/** Returns what a page needs to count its calls to this public API; undefined without one. */
export function ownUrlOf(endpointName: string, { restApiId, route }: WiringView): OwnUrl | undefined {
  if (!restApiId || !route) return undefined
  return { endpointName, behind: route.integration?.kind ?? 'function' }
}
