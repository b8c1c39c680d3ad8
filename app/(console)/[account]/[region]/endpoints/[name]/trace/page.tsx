import type { Metadata } from 'next'
import { EndpointHeader } from '@/components/endpoint-page/endpoint-header'
import { EndpointProblem } from '@/components/endpoint-page/endpoint-problem'
import { TracePage } from '@/components/trace/trace-page'
import { Unread } from '@/components/ui/state/unread'
import { attempt } from '@/lib/attempt'
import { config } from '@/lib/config'
import { readPlaygroundKey } from '@/lib/keys/playground-key'
import { ok } from '@/lib/result'
import { refusal } from '@/lib/roles'
import { needsOf } from '@/lib/spec/api-parts/access'
import { servingEndpoint } from '@/lib/spec/route'
import { headerOf } from '../header-of'
import { countOwnCallsAction } from '../own-calls-actions'
import { ownUrlOf } from '../own-url-of'
import { type EndpointParams, readEndpoint } from '../read-endpoint'
import { startRepairAction, watchJobAction } from '../wiring-actions'
import { readContainerLogAction, readFunctionLogAction, startFixAction, traceAction } from './actions'
import { eventFactsOf, samplePayloadOf } from './event-facts'

export async function generateMetadata({ params }: { params: Promise<EndpointParams> }): Promise<Metadata> {
  return { title: `Trace of ${(await params).name}` }
}

export default async function EndpointTracePage({ params }: { params: Promise<EndpointParams> }) {
  const { account, region, name } = await params
  const read = await readEndpoint(account, region, name)
  if (!read.ok) return <EndpointProblem name={name} error={read.error} />
  const { context, endpoint, wiring } = read.value
  if (!wiring.ok) return <EndpointProblem name={name} error={wiring.error} />
  const { state, invokeUrl, spec, route, functionName, restApiId } = wiring.value
  if (!endpoint.ok && state === 'none') return <EndpointProblem name={name} error={endpoint.error} />
  const denied = refusal(context.person, 'deployer')
  const keyed = spec?.access.kind === 'key'
  const key = keyed ? await attempt(() => readPlaygroundKey(context.clients, name)) : ok(undefined)
  return (
    <>
      <EndpointHeader tab="trace" {...headerOf({ account, region, name }, read.value)} />
      {!key.ok && <Unread what="The playground’s key" failure={key.error} className="mb-3" />}
      <TracePage
        place={{ account, region }}
        endpointName={name}
        facts={eventFactsOf(wiring.value, config().auth.origin)}
        sample={route ? samplePayloadOf(route) : ''}
        names={{
          endpoint: route?.integration?.kind === 'http' ? 'not called' : route ? servingEndpoint(route) : name,
          function: route?.integration ? 'none in between' : functionName ? `${functionName}:live` : 'no function yet',
          method: restApiId ?? 'no API yet',
          url: invokeUrl ?? 'no URL yet',
        }}
        invokeUrl={invokeUrl}
        own={ownUrlOf(name, wiring.value)}
        open={spec === undefined || spec.access.kind === 'open' || (key.ok && key.value !== undefined)}
        apiKey={key.ok ? key.value : undefined}
        header={spec && needsOf(spec.access).header}
        denied={denied}
        actions={{
          trace: traceAction,
          count: countOwnCallsAction,
          repair: startRepairAction,
          fix: startFixAction,
          watch: watchJobAction,
          containerLog: readContainerLogAction,
          functionLog: readFunctionLogAction,
        }}
      />
    </>
  )
}
