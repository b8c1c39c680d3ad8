import { sampleRowOf } from '@/lib/endpoints/sample-row'
import { inputOf } from '@/lib/model/contract/contract'
import { plainRequest } from '@/lib/model/requests/request-shape'
import { isStreaming, type WiringSpec } from '@/lib/spec/spec'
import type { EventFacts } from '@/lib/trace/test-events'
import type { WiringView } from '@/lib/wiring/read/current'

/** What the events to start from are made of; an endpoint without a URL is called by the same. */
export const eventFactsOf = ({ spec, resourcePath, stage }: WiringView, origin: string): EventFacts => ({
  resourcePath,
  stage,
  queryParameter: spec?.queryParameter ?? 'data',
  request: spec?.request ?? plainRequest,
  contract: spec?.contract ?? { features: [] },
  origin,
  streaming: spec !== undefined && isStreaming(spec),
  functionless: spec?.integration !== undefined,
})

/** The first click should prove something; a picture or recording is the person's own. */
export function samplePayloadOf(spec: WiringSpec): string {
  const input = inputOf(spec.contract)
  if (input.kind === 'image' || input.kind === 'audio') return ''
  const example = spec.contract.examples?.[0]?.value
  if (input.kind === 'rows') return sampleRowOf(spec) ?? example ?? ''
  return spec.sampleRow ?? example ?? (input.kind === 'json' ? input.example : undefined) ?? ''
}
