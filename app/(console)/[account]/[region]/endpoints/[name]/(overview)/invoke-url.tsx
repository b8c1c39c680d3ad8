import { InvokeUrlCard } from '@/components/endpoint/invoke-url-card'
import { sampleRowOf } from '@/lib/endpoints/sample-row'
import { buildQuery } from '@/lib/features/build-url'
import { snippets } from '@/lib/snippets/snippets'
import type { WiringSpec } from '@/lib/wiring/spec'

interface InvokeUrlProps {
  invokeUrl: string
  spec: WiringSpec
  live: boolean
}

/** The public URL, ready to be called where a sample row is known. */
export function InvokeUrl({ invokeUrl, spec, live }: InvokeUrlProps) {
  const { queryParameter } = spec
  const sample = sampleRowOf(spec)
  return (
    <InvokeUrlCard
      url={sample ? `${invokeUrl}?${buildQuery(queryParameter, [sample])}` : invokeUrl}
      live={live}
      snippets={snippets(invokeUrl, queryParameter, sample ?? 'your,row')}
      withoutSample={!sample}
    />
  )
}
