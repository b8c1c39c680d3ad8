import type { Metadata } from 'next'
import { EndpointHeader } from '@/components/endpoint/endpoint-header'
import { EndpointProblem } from '@/components/endpoint/endpoint-problem'
import { NoPublicUrl } from '@/components/playground/no-public-url'
import { Playground } from '@/components/playground/playground'
import { refusal } from '@/lib/auth/roles'
import { endpointObstacle } from '@/lib/endpoints/deploy-obstacle'
import { sampleRowOf } from '@/lib/endpoints/sample-row'
import { type EndpointParams, listPathOf, readEndpoint } from '../read-endpoint'

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
  const detail = endpoint.ok ? endpoint.value : undefined
  const listPath = listPathOf({ account, region })
  const { state, spec, invokeUrl, restApiId, version } = wiring.value
  const denied = refusal(context.person, 'deployer')
  return (
    <>
      <EndpointHeader
        tab="playground"
        listPath={listPath}
        name={name}
        endpoint={detail}
        urlState={state}
        deployObstacle={denied ?? (detail ? endpointObstacle(detail.status) : 'The endpoint could not be read.')}
        removeObstacle={denied}
      />
      {state === 'live' && spec && invokeUrl && restApiId ? (
        <Playground
          place={{ account, region }}
          endpointName={name}
          invokeUrl={invokeUrl}
          queryParameter={spec.queryParameter}
          contract={spec.contract}
          restApiId={restApiId}
          version={version}
          throttle={spec.throttle}
          slowStart={detail?.kind === 'Serverless'}
          sampleRow={sampleRowOf(spec)}
          rowInUrl={typeof row === 'string' ? row : undefined}
        />
      ) : (
        <NoPublicUrl overviewPath={`${listPath}/${name}`} state={state} />
      )}
    </>
  )
}
