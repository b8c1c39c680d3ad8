import { InvokeUrlCard } from '@/components/endpoint/invoke-url-card'
import { sampleRowOf } from '@/lib/endpoints/sample-row'
import { buildQuery } from '@/lib/features/build-url'
import { inputOf } from '@/lib/features/contract'
import { callerHeadersOf } from '@/lib/snippets/caller-headers'
import { snippetsOf } from '@/lib/snippets/snippets-of'
import type { WiringSpec } from '@/lib/wiring/spec'

interface InvokeUrlProps {
  invokeUrl: string
  spec: WiringSpec
  live: boolean
}

/** The public URL, ready to be called where a sample row is known. */
export function InvokeUrl({ invokeUrl, spec, live }: InvokeUrlProps) {
  const { queryParameter } = spec
  const takesRows = inputOf(spec.contract).kind === 'rows'
  const sample = takesRows ? sampleRowOf(spec) : undefined
  return (
    <InvokeUrlCard
      url={sample ? `${invokeUrl}?${buildQuery(queryParameter, [sample])}` : invokeUrl}
      live={live}
      method={takesRows ? 'GET' : 'POST'}
      snippets={snippetsOf(
        spec.contract,
        invokeUrl,
        queryParameter,
        sample ?? 'your,row',
        callerHeadersOf(spec.access),
      )}
      withoutSample={takesRows && !sample}
    />
  )
}
