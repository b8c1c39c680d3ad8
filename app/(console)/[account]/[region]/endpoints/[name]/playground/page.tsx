import type { Metadata } from 'next'
import { EndpointHeader } from '@/components/endpoint-page/endpoint-header'
import { EndpointProblem } from '@/components/endpoint-page/endpoint-problem'
import { KeyMissing } from '@/components/playground/key-missing'
import { NoPublicApi } from '@/components/playground/no-public-api'
import { Playground } from '@/components/playground/playground'
import { attempt } from '@/lib/attempt'
import { playgroundKeyProblem, readPlaygroundKey } from '@/lib/keys/playground-key'
import { ok } from '@/lib/result'
import { refusal } from '@/lib/roles'
import { servingEndpoint } from '@/lib/spec/route'
import { rowShapeOf } from '@/lib/spec/route-parts/integration'
import { throttleOf } from '@/lib/spec/spec'
import { headerOf } from '../header-of'
import { countOwnCallsAction } from '../own-calls-actions'
import { ownUrlOf } from '../own-url-of'
import { type EndpointParams, listPathOf, readEndpoint } from '../read-endpoint'
import { signRequestAction } from '../sign-actions'
import { watchJobAction } from '../wiring-actions'
import { planFeaturesAction, saveFeaturesAction } from './feature-actions'
import { transformFacts } from './transform-facts'

interface PlaygroundPageProps {
  params: Promise<EndpointParams>
  searchParams: Promise<{ row?: string | string[] }>
}

export async function generateMetadata({ params }: PlaygroundPageProps): Promise<Metadata> {
  return { title: `Playground of ${(await params).name}` }
}

export default async function PlaygroundPage({ params, searchParams }: PlaygroundPageProps) {
  const [{ account, region, name }, { row }] = await Promise.all([params, searchParams])
  const read = await readEndpoint(account, region, name)
  if (!read.ok) return <EndpointProblem name={name} error={read.error} />
  const { context, endpoint, wiring } = read.value
  if (!wiring.ok) return <EndpointProblem name={name} error={wiring.error} />
  const { state, spec, route, invokeUrl, restApiId, version } = wiring.value
  const keyed = state === 'live' && spec?.access.kind === 'key'
  const key = keyed ? await attempt(() => readPlaygroundKey(context.clients, name)) : ok(undefined)
  const keyProblem = key.ok ? keyed && playgroundKeyProblem(wiring.value.resources) : key.error.message
  const header = headerOf({ account, region, name }, read.value)
  const overviewPath = `${listPathOf({ account, region })}/${name}`
  return (
    <>
      <EndpointHeader tab="playground" {...header} />
      {keyProblem && <KeyMissing why={keyProblem} overviewPath={overviewPath} />}
      {state === 'live' && spec && route && invokeUrl && restApiId ? (
        <Playground
          place={{ account, region }}
          endpointName={name}
          invokeUrl={invokeUrl}
          queryParameter={route.queryParameter}
          request={rowShapeOf(route)}
          contract={route.contract}
          access={spec.access}
          sign={signRequestAction}
          own={ownUrlOf(name, wiring.value)}
          count={countOwnCallsAction}
          signObstacle={refusal(context.person, 'deployer')}
          restApiId={restApiId}
          version={version}
          throttle={throttleOf(spec)}
          transform={await transformFacts(context, servingEndpoint(route))}
          apiKey={key.ok ? key.value : undefined}
          slowStart={endpoint.ok && endpoint.value.kind === 'Serverless'}
          sampleRow={route.sampleRow}
          save={{ plan: planFeaturesAction, save: saveFeaturesAction, watch: watchJobAction }}
          deployObstacle={header.deployObstacle}
          rowInUrl={typeof row === 'string' ? row : undefined}
        />
      ) : (
        <NoPublicApi overviewPath={overviewPath} state={state} deployObstacle={header.deployObstacle} />
      )}
    </>
  )
}
