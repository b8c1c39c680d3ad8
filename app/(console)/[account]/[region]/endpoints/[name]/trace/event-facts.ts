import { inputOf } from '@/lib/model/contract/contract'
import { plainRequest } from '@/lib/model/requests/request-shape'
import { isStreaming, type Route } from '@/lib/spec/route'
import { sampleRowOf } from '@/lib/spec/route-parts/sample-row'
import type { EventFacts } from '@/lib/trace/test-events'
import type { WiringView } from '@/lib/wiring/read/current'

/** What the events to start from are made of; an endpoint without a URL is called by the same. */
export const eventFactsOf = ({ spec, route, resourcePath, stage }: WiringView, origin: string): EventFacts => ({
  resourcePath,
  stage,
  queryParameter: route?.queryParameter ?? 'data',
  request: route?.request ?? plainRequest,
  contract: route?.contract ?? { features: [] },
  origin,
  streaming: spec !== undefined && route !== undefined && isStreaming(route, spec),
  functionless: route?.integration !== undefined,
})

/** The first click should prove something; a picture or recording is the person's own. */
export function samplePayloadOf(route: Route): string {
  const input = inputOf(route.contract)
  if (input.kind === 'image' || input.kind === 'audio') return ''
  const example = route.contract.examples?.[0]?.value
  if (input.kind === 'rows') return sampleRowOf(route) ?? example ?? ''
  return route.sampleRow ?? example ?? (input.kind === 'json' ? input.example : undefined) ?? ''
}
