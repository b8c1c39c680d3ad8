import { InvokeUrlCard } from '@/components/endpoint/invoke-url-card'
import { queryOf } from '@/components/tests/test-forms'
import { sampleRowOf } from '@/lib/endpoints/sample-row'
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
      url={sample ? `${invokeUrl}?${queryOf({ queryParameter, sampleRow: sample })}` : invokeUrl}
      live={live}
      snippets={snippets(invokeUrl, queryParameter, sample ?? 'your,row')}
      withoutSample={!sample}
    />
  )
}
