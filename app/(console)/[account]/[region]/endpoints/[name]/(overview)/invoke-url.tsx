import { InvokeUrlCard } from '@/components/endpoint-page/invoke-url-card'
import type { Place } from '@/lib/console/context'
import { inputOf } from '@/lib/model/contract/contract'
import { buildRowRequest, methodFor } from '@/lib/model/requests/build-request'
import { shownRow } from '@/lib/model/requests/shown-row'
import { belowSnippets } from '@/lib/snippets/below-snippets'
import { callerSnippets } from '@/lib/snippets/caller-snippets'
import { describedUrlOf } from '@/lib/snippets/described-url'
import { needsOf } from '@/lib/spec/api-parts/access'
import { sampleRowOf } from '@/lib/spec/route-parts/sample-row'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'
import { liveFromTags } from '@/lib/wiring/state/live-tag'
import { exportApiAction } from '../export-actions'

interface InvokeUrlProps {
  place: Place
  invokeUrl: string
  spec: WiringSpec
  live: boolean
  /** Tags of the API, which hold what the last deploy proved. */
  tags: Record<string, string>
}

/** The invoke URL, ready to be called where a sample row is known. */
export function InvokeUrl({ place, invokeUrl, spec, live, tags }: InvokeUrlProps) {
  const route = onlyRoute(spec)
  const { contract, queryParameter, request } = route
  const target = { invokeUrl, queryParameter, request }
  const takesRows = inputOf(contract).kind === 'rows'
  const sample = takesRows ? sampleRowOf(route) : undefined
  const call = sample ? buildRowRequest(target, [sample]) : { method: methodFor(contract, request), url: invokeUrl }
  const called = {
    contract,
    ...target,
    region: place.region,
    needs: needsOf(spec.access),
    respondsLater: route.target?.kind === 'async',
  }
  const { curl, python, javascript } = callerSnippets(called, sample ?? shownRow(contract.features))
  return (
    <InvokeUrlCard
      url={call.url}
      live={live}
      proved={liveFromTags(tags)}
      method={call.method}
      snippets={[
        { label: 'curl', language: 'curl', code: curl },
        { label: 'Python', language: 'python', code: python },
        { label: 'JavaScript', language: 'javascript', code: javascript },
        ...belowSnippets({ ...called, resourcePath: route.resourcePath, openAi: spec.openAi, mcp: spec.mcp }),
      ]}
      withoutSample={takesRows && !sample}
      described={describedUrlOf(spec, invokeUrl, place.region)}
      exportApi={exportApiAction.bind(null, { ...place, endpointName: route.endpointName })}
      endpointName={route.endpointName}
    />
  )
}
