import type { OwnUrl } from '@/components/playground/call/own-calls'
import { onlyRoute } from '@/lib/spec/spec'
import type { WiringView } from '@/lib/wiring/read/current'

/** Returns what a page needs to count its calls to this public API; undefined without one. */
export function ownUrlOf(endpointName: string, { restApiId, spec }: WiringView): OwnUrl | undefined {
  if (!restApiId || !spec) return undefined
  return { endpointName, behind: onlyRoute(spec).integration?.kind ?? 'function' }
}
