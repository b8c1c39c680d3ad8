import type { EndpointHeaderProps } from '@/components/endpoint-page/endpoint-header'
import type { ConsoleContext } from '@/lib/console/context'
import { endpointObstacle } from '@/lib/endpoints/deploy-obstacle'
import type { EndpointDetail } from '@/lib/endpoints/types'
import type { Result } from '@/lib/result'
import { refusal } from '@/lib/roles'
import { inWord } from '@/lib/wiring/read/check'
import type { WiringView } from '@/lib/wiring/read/current'
import { liveFromTags } from '@/lib/wiring/state/live-tag'
import { type EndpointParams, listPathOf } from './read-endpoint'

interface Read {
  context: ConsoleContext
  endpoint: Result<EndpointDetail>
  wiring: Result<WiringView>
}

/** The same heading on every page of an endpoint. */
export function headerOf({ name, ...place }: EndpointParams, { context, endpoint, wiring }: Read): EndpointHeaderProps {
  const detail = endpoint.ok ? endpoint.value : undefined
  const denied = refusal(context.person, 'deployer')
  return {
    listPath: listPathOf(place),
    name,
    endpoint: detail,
    urlState: wiring.ok ? archOf(wiring.value) : undefined,
    live: wiring.ok ? liveFromTags(wiring.value.tags) : undefined,
    deployObstacle:
      denied ??
      (detail
        ? (endpointObstacle(detail.status) ?? (detail.unread.config ?? detail.unread.models)?.message)
        : 'The endpoint could not be read.') ??
      // What is live is not known, so a first deploy is not offered.
      (wiring.ok ? undefined : wiring.error.message),
    removeObstacle: denied,
    unread: unreadOf(endpoint, wiring),
  }
}

/** An endpoint that is gone is said where its data would be. */
function unreadOf(endpoint: Read['endpoint'], wiring: Read['wiring']): EndpointHeaderProps['unread'] {
  const parts = endpoint.ok ? endpoint.value.unread : {}
  return [
    ...(endpoint.ok || endpoint.error.code === 'endpoint-not-found'
      ? []
      : [{ what: 'The endpoint', failure: endpoint.error }]),
    ...(parts.config ? [{ what: 'Kind, capacity and variants', failure: parts.config }] : []),
    ...(parts.models ? [{ what: 'Containers and models', failure: parts.models }] : []),
    ...(wiring.ok ? [] : [{ what: 'The public API', failure: wiring.error }]),
  ]
}

/** Says whether a live URL still is as deployed. */
function archOf(wiring: WiringView) {
  if (wiring.state !== 'live') return wiring.state
  const { state } = inWord(wiring, '')
  return state === 'healthy' ? 'live' : state
}
