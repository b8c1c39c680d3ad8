import type { OwnUrl } from '@/components/playground/own-calls'
import type { WiringView } from '@/lib/wiring/current'
import { answeringEndpoint } from '@/lib/wiring/spec'

/** Where calls to this public URL arrive; undefined without one. */
export function ownUrlOf({ restApiId, spec, functionName }: WiringView): OwnUrl | undefined {
  if (!restApiId || !spec) return undefined
  const api = { id: restApiId, stage: spec.stage }
  return {
    at: { api, functionName, endpointName: answeringEndpoint(spec) },
    behind: spec.integration?.kind ?? 'function',
  }
}
