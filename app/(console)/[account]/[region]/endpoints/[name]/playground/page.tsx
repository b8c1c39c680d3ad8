import type { Metadata } from 'next'
import { EndpointHeader } from '@/components/endpoint/endpoint-header'
import { EndpointProblem } from '@/components/endpoint/endpoint-problem'
import { NoPublicUrl } from '@/components/playground/no-public-url'
import { Playground } from '@/components/playground/playground'
import { sampleRowOf } from '@/lib/endpoints/sample-row'
import { headerOf } from '../header-of'
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
  const { endpoint, wiring } = read.value
  if (!wiring.ok) return <EndpointProblem name={name} error={wiring.error} />
  const { state, spec, invokeUrl, restApiId, version } = wiring.value
  return (
    <>
      <EndpointHeader tab="playground" {...headerOf({ account, region, name }, read.value)} />
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
          slowStart={endpoint.ok && endpoint.value.kind === 'Serverless'}
          sampleRow={sampleRowOf(spec)}
          rowInUrl={typeof row === 'string' ? row : undefined}
        />
      ) : (
        <NoPublicUrl overviewPath={`${listPathOf({ account, region })}/${name}`} state={state} />
      )}
    </>
  )
}
