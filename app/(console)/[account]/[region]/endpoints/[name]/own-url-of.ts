import type { OwnUrl } from '@/components/playground/call/own-calls'
import type { WiringView } from '@/lib/wiring/read/current'

/** Returns what a page needs to count its calls to this public API; undefined without one. */
export function ownUrlOf(endpointName: string, { restApiId, spec }: WiringView): OwnUrl | undefined {
  if (!restApiId || !spec) return undefined
  return { endpointName, behind: spec.integration?.kind ?? 'function' }
}
