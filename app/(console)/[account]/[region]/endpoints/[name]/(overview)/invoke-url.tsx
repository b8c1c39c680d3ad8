import { InvokeUrlCard } from '@/components/endpoint/invoke-url-card'
import { sampleRowOf } from '@/lib/endpoints/sample-row'
import { buildRowRequest, methodFor } from '@/lib/features/build-request'
import { inputOf } from '@/lib/features/contract'
import { snippetsOf } from '@/lib/snippets/snippets-of'
import type { WiringSpec } from '@/lib/wiring/spec'

interface InvokeUrlProps {
  invokeUrl: string
  spec: WiringSpec
  live: boolean
}

/** The public URL, ready to be called where a sample row is known. */
export function InvokeUrl({ invokeUrl, spec, live }: InvokeUrlProps) {
  const target = { invokeUrl, queryParameter: spec.queryParameter, request: spec.request }
  const takesRows = inputOf(spec.contract).kind === 'rows'
  const sample = takesRows ? sampleRowOf(spec) : undefined
  const call = sample
    ? buildRowRequest(target, [sample])
    : { method: methodFor(spec.contract, spec.request), url: invokeUrl }
  return (
    <InvokeUrlCard
      url={call.url}
      live={live}
      method={call.method}
      snippets={snippetsOf(spec.contract, target, sample ?? 'your,row')}
      withoutSample={takesRows && !sample}
    />
  )
}
