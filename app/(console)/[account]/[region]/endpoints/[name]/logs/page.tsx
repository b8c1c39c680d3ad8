import type { Metadata } from 'next'
import { EndpointHeader } from '@/components/endpoint-page/endpoint-header'
import { EndpointProblem } from '@/components/endpoint-page/endpoint-problem'
import { Logs } from '@/components/logs/logs'
import { attempt } from '@/lib/attempt'
import { wiringContext } from '@/lib/console/wiring-context'
import { readLogs, readRequest } from '@/lib/logs/read-logs'
import { logSources } from '@/lib/logs/types'
import { servingEndpoint } from '@/lib/spec/route'
import { headerOf } from '../header-of'
import { type EndpointParams, readEndpoint } from '../read-endpoint'
import { readLogsAction, readRequestAction } from './actions'

interface LogsPageProps {
  params: Promise<EndpointParams>
  searchParams: Promise<{ request?: string | string[] }>
}

export async function generateMetadata({ params }: LogsPageProps): Promise<Metadata> {
  return { title: `Logs of ${(await params).name}` }
}

const minutes = 60

export default async function LogsPage({ params, searchParams }: LogsPageProps) {
  const [{ account, region, name }, { request }] = await Promise.all([params, searchParams])
  const read = await readEndpoint(account, region, name)
  if (!read.ok) return <EndpointProblem name={name} error={read.error} />
  const { context, endpoint, wiring } = read.value
  if (!endpoint.ok && !wiring.ok) return <EndpointProblem name={name} error={endpoint.error} />
  const { spec, route } = wiring.ok ? wiring.value : {}
  const requestId = typeof request === 'string' && /^[\w=+/-]{8,100}$/.test(request) ? request : undefined
  const of = { endpointName: name, servingEndpoint: route ? servingEndpoint(route) : name }
  const sources = spec?.accessLog ? logSources : logSources.filter((source) => source !== 'gateway')
  const now = Date.now()
  const first = await attempt(() =>
    requestId
      ? readRequest(wiringContext(context), of, requestId, { now })
      : readLogs(wiringContext(context), { ...of, sources, since: now - minutes * 60_000 }),
  )
  return (
    <>
      <EndpointHeader tab="logs" {...headerOf({ account, region, name }, read.value)} />
      <Logs
        key={requestId}
        place={{ account, region }}
        endpointName={name}
        sources={sources}
        accessLogAt={
          spec && !spec.adopted && !spec.accessLog ? `/${account}/${region}/endpoints/${name}/deploy` : undefined
        }
        first={first}
        firstFilter={{ source: 'all', minutes, text: '', requestId }}
        read={readLogsAction}
        readRequest={readRequestAction}
      />
    </>
  )
}
