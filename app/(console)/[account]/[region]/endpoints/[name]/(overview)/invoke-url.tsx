import { InvokeUrlCard } from '@/components/endpoint/invoke-url-card'
import { sampleRowOf } from '@/lib/endpoints/sample-row'
import { buildQuery } from '@/lib/features/build-url'
import { inputOf } from '@/lib/features/contract'
import { callerSnippets } from '@/lib/snippets/caller-snippets'
import { needsOf } from '@/lib/wiring/access'
import type { WiringSpec } from '@/lib/wiring/spec'

interface InvokeUrlProps {
  invokeUrl: string
  spec: WiringSpec
  region: string
  live: boolean
}

/** The public URL, ready to be called where a sample row is known. */
export function InvokeUrl({ invokeUrl, spec, region, live }: InvokeUrlProps) {
  const { queryParameter } = spec
  const takesRows = inputOf(spec.contract).kind === 'rows'
  const sample = takesRows ? sampleRowOf(spec) : undefined
  const answersLater = spec.target?.kind === 'async'
  const called = {
    contract: spec.contract,
    invokeUrl,
    queryParameter,
    region,
    needs: needsOf(spec.access),
    answersLater,
  }
  return (
    <InvokeUrlCard
      url={sample ? `${invokeUrl}?${buildQuery(queryParameter, [sample])}` : invokeUrl}
      live={live}
      method={takesRows ? 'GET' : 'POST'}
      snippets={callerSnippets(called, sample ?? 'your,row')}
      withoutSample={takesRows && !sample}
    />
  )
}
