import { InvokeUrlCard } from '@/components/endpoint/invoke-url-card'
import { sampleRowOf } from '@/lib/endpoints/sample-row'
import { buildQuery } from '@/lib/features/build-url'
import { inputOf } from '@/lib/features/contract'
import { snippetsOf } from '@/lib/snippets/snippets-of'
import { withJob } from '@/lib/snippets/with-job'
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
  const snippets = snippetsOf(spec.contract, invokeUrl, queryParameter, sample ?? 'your,row')
  return (
    <InvokeUrlCard
      url={sample ? `${invokeUrl}?${buildQuery(queryParameter, [sample])}` : invokeUrl}
      live={live}
      method={takesRows ? 'GET' : 'POST'}
      snippets={spec.target?.kind === 'async' ? withJob(snippets, invokeUrl) : snippets}
      withoutSample={takesRows && !sample}
    />
  )
}
