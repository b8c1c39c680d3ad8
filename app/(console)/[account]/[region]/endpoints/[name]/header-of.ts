import type { EndpointHeaderProps } from '@/components/endpoint/endpoint-header'
import type { ConsoleContext } from '@/lib/auth/context'
import { refusal } from '@/lib/auth/roles'
import { endpointObstacle } from '@/lib/endpoints/deploy-obstacle'
import type { EndpointDetail } from '@/lib/endpoints/types'
import type { Result } from '@/lib/result'
import { inWord } from '@/lib/wiring/check'
import type { WiringView } from '@/lib/wiring/current'
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
    deployObstacle: denied ?? (detail ? endpointObstacle(detail.status) : 'The endpoint could not be read.'),
    removeObstacle: denied,
  }
}

/** Of a live URL, whether it still is as deployed. */
function archOf(wiring: WiringView) {
  if (wiring.state !== 'live') return wiring.state
  const { state } = inWord(wiring, '')
  return state === 'healthy' ? 'live' : state
}
